"""Do the scores fall when renderings drift? ``python -m evaluation.drift --data DIR``.

DIR holds ``policy/*-report-*.jsonl``. The reports are segmented and aligned by us; then 5, 10 and
20 % of the renderings that the glossary allows are replaced by those of other terms: for each term
one wrong rendering, everywhere the same. The changes are nested: those of 5 % are among those of
10 %. Repeated with 100 seeds; told is in how many of them each score falls from each level to the
next, and what it is on average.

Then the terms that drifted are looked for without the glossary (``consistency.unlisted``), in as
many seeds as ``--seeds-unlisted`` says. Found is a term that is listed as rendered in more than
one way. Right is a find if its renderings were changed, or differed before; finds that are no terms
of the glossary are not judged.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from aligner.errors import InputError
from aligner.glossary.files import read_glossary
from aligner.glossary.loading import glossary_path
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary
from aligner.glossary.verdict import Verdict, judge_pair
from aligner.lexicon import load_lexicon
from aligner.scoring.bootstrap import blocks_of, resamples, scores
from aligner.scoring.consistency import Use, consistency_statistics, term_table
from aligner.scoring.observations import Observations, rendering_of
from aligner.scoring.terminology import terminology_statistics
from aligner.scoring.unlisted import unlisted_uses
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results
from evaluation.terminology import REPORT, beads, date_of

LEVELS = (0.0, 0.05, 0.1, 0.2)
SEEDS = 100
_OFTEN = 3  # occurrences a term needs for its drift to be seen without a glossary


@dataclass(frozen=True, slots=True)
class Text:
    """A bead of a report, with the verdicts on its terms."""

    document: int
    source: str
    target: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A rendering that may be replaced."""

    text: int  # the bead
    verdict: int
    wrong: str


def read_texts(paths: Sequence[Path], glossary: Glossary) -> list[Text]:
    """Return the beads of all reports."""
    texts = []
    for document, path in enumerate(paths):
        matcher = TermMatcher(glossary, date_of(path))
        for unit in beads(path):
            verdicts = judge_pair(matcher, unit.source, unit.target).verdicts
            texts.append(Text(document, unit.source, unit.target, verdicts))
    return texts


def changes(texts: Sequence[Text], glossary: Glossary, seed: int) -> list[Change]:
    """Return all renderings that may be replaced, in the order in which they are."""
    generator = random.Random(seed)
    approved = [term for term in glossary if term.status == "approved"]
    wrong: dict[str, str] = {}
    found = []
    for number, text in enumerate(texts):
        for place, verdict in enumerate(text.verdicts):
            term = verdict.occurrence.term
            if verdict.is_good and term.status == "approved":
                if term.source not in wrong:
                    wrong[term.source] = generator.choice(approved).target
                found.append(Change(number, place, wrong[term.source]))
    generator.shuffle(found)
    return found


def changed(texts: Sequence[Text], made: Sequence[Change], matcher: TermMatcher) -> list[Text]:
    """Return the beads with some renderings replaced, judged anew where they changed."""
    of_text: dict[int, list[Change]] = defaultdict(list)
    for change in made:
        of_text[change.text].append(change)
    result = list(texts)
    for number, own in of_text.items():
        text = texts[number]
        target = text.target
        for change in sorted(own, key=lambda one: -_start(text, one)):
            span = text.verdicts[change.verdict].span
            if span is not None:
                target = f"{target[: span.start]}{change.wrong}{target[span.end :]}"
        verdicts = judge_pair(matcher, text.source, target).verdicts
        result[number] = Text(text.document, text.source, target, verdicts)
    return result


def _start(text: Text, change: Change) -> int:
    span = text.verdicts[change.verdict].span
    return span.start if span else 0


def scores_of(texts: Sequence[Text]) -> dict[str, float]:
    """Return the scores that need the glossary, by name."""
    documents = sorted({text.document for text in texts})
    observations = Observations(documents=[str(document) for document in documents])
    observations.document_of = [text.document for text in texts]
    observations.renderings = [
        rendering_of(number, verdict)
        for number, text in enumerate(texts)
        for verdict in text.verdicts
        if verdict.occurrence.term.status == "approved"
    ]
    preferred = {
        v.occurrence.term.source: v.occurrence.term.target for t in texts for v in t.verdicts
    }
    uses = [
        Use(one.bead, one.term, one.known_text, preferred[one.term])
        for one in observations.renderings
    ]
    blocks = blocks_of(observations.document_of)
    statistics = [
        *terminology_statistics(observations, blocks),
        *consistency_statistics(uses, blocks),
    ]
    found = scores(statistics, resamples(blocks.count, 0), "")
    return {one.name: one.value for one in found if one.value is not None}


def differing(texts: Sequence[Text]) -> dict[str, set[str]]:
    """Return the renderings of each term that occurs often enough."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for verdict in text.verdicts:
            if verdict.occurrence.term.status == "approved":
                kind_or_text = verdict.rendering if verdict.is_good else f"!{verdict.kind}"
                found[verdict.occurrence.term.source].append(kind_or_text)
    return {term: set(all_) for term, all_ in found.items() if len(all_) >= _OFTEN}


@dataclass(frozen=True, slots=True)
class Search:
    """How the search without a glossary did."""

    drifted: int
    found: int
    finds: int  # terms of the glossary that were listed
    right: int  # of them

    def __add__(self, other: Search) -> Search:
        """Pool two."""
        return Search(
            self.drifted + other.drifted,
            self.found + other.found,
            self.finds + other.finds,
            self.right + other.right,
        )


def search(texts: Sequence[Text], before: Mapping[str, set[str]], made: Sequence[Change]) -> Search:
    """Look for drifted terms without the glossary."""
    drifted = {texts[c.text].verdicts[c.verdict].occurrence.term.source for c in made}
    drifted &= before.keys()
    sides = [text.source for text in texts], [text.target for text in texts]
    lines = term_table(unlisted_uses(*sides, load_lexicon()))
    listed = {line.term for line in lines if line.majority < 1} & before.keys()
    inconsistent = drifted | {term for term, renderings in before.items() if len(renderings) > 1}
    return Search(len(drifted), len(drifted & listed), len(listed), len(listed & inconsistent))


def seeded(
    texts: Sequence[Text], glossary: Glossary, seed: int
) -> Iterator[tuple[float, list[Text], list[Change]]]:
    """Yield each level with the beads changed so far."""
    matcher = TermMatcher(glossary)
    possible = changes(texts, glossary, seed)
    for level in LEVELS:
        made = possible[: round(level * len(possible))]
        yield level, changed(texts, made, matcher), made


def run(arguments: argparse.Namespace) -> None:
    """Let the renderings drift, print what the scores do, store the results."""
    paths = sorted((arguments.data / "policy").glob(f"*-{REPORT}.jsonl"))
    if not paths:
        raise InputError("no policy/*-report-*.jsonl here", place=str(arguments.data))
    glossary = read_glossary(glossary_path("policy"))
    texts = read_texts(paths, glossary)
    before = differing(texts)
    values: dict[str, list[list[float]]] = defaultdict(list)
    found: dict[float, Search] = defaultdict(lambda: Search(0, 0, 0, 0))
    for seed in range(arguments.seeds):
        of_seed: dict[str, list[float]] = defaultdict(list)
        for level, own, made in seeded(texts, glossary, seed):
            for name, value in scores_of(own).items():
                of_seed[name].append(value)
            if seed < arguments.seeds_unlisted and level:
                found[level] += search(own, before, made)
        for name, series in of_seed.items():
            values[name].append(series)
    results = {"levels": list(LEVELS), "seeds": arguments.seeds, "scores": _summary(values)}
    results["unlisted"] = [_shares(level, one) for level, one in found.items()]
    _print(results)
    if arguments.output is not None:
        signed = signature("drift", {"policy": paths, "glossary": [glossary_path("policy")]})
        write_results(arguments.output, "drift", signed, results)


def _summary(values: Mapping[str, list[list[float]]]) -> dict[str, Any]:
    """Return of each score its mean at each level, and in how many seeds it falls throughout."""
    summary = {}
    for name, series in values.items():
        table = np.array(series)
        steps = np.diff(table, axis=1) * (-1 if "entropy" in name else 1)
        summary[name] = {
            "mean": table.mean(axis=0).tolist(),
            "falls": int((steps < 0).all(axis=1).sum()),
        }
    return summary


def _shares(level: float, one: Search) -> dict[str, float]:
    return {
        "level": level,
        "drifted": one.drifted,
        "recall": one.found / max(one.drifted, 1),
        "precision": one.right / max(one.finds, 1),
    }


def _print(results: Mapping[str, Any]) -> None:
    print(f"{'':38}{''.join(f'{level:9.0%}' for level in LEVELS)}  worsens in")
    for name, one in results["scores"].items():
        means = "".join(f"{value:9.4f}" for value in one["mean"])
        print(f"{name:38}{means}  {one['falls']} of {results['seeds']}")
    for one in results["unlisted"]:
        print(
            f"without glossary, {one['level']:.0%} changed: {one['recall']:.3f} of"
            f" {one['drifted']} drifted terms found, precision {one['precision']:.3f}"
        )


def main() -> None:
    """Read the command line and run."""
    parser = options("drift", __doc__, "folder with policy/")
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--seeds-unlisted", type=int, default=10)
    execute(run, parser.parse_args())


if __name__ == "__main__":
    main()
