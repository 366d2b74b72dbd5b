"""Judge the terms of official translations: ``python -m evaluation.terminology --data DIR``.

DIR holds ``policy/*.jsonl``, one block a line, ``{"zh": [paragraphs], "en": [paragraphs]}``, and
``terminology/policy-terms-seed.tsv``. Every occurrence of an approved term in them is judged,
twice: in the block it stands in, and in the bead, after segmenting and aligning the whole document.
Terms of the seed list that the glossary lacks, or has as drafts, count as missing.

Then errors are put in: every rendering judged good is replaced, one at a time, by one the glossary
forbids, and every one loses its first word; counted is how many of them are judged forbidden, and
not good any more. The forbidden renderings found in the official translations as they are, are
false alarms, or mistakes of theirs.

Figures are given with and without the passages that ``evaluation.known_faults`` names.
"""

from __future__ import annotations

import argparse
import datetime
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from aligner.bead import join
from aligner.errors import InputError
from aligner.glossary.files import read_glossary
from aligner.glossary.folding import fold
from aligner.glossary.loading import glossary_path
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary, Term
from aligner.glossary.verdict import GOOD, KINDS, Verdict, judge_pair
from evaluation.command import execute, options
from evaluation.known_faults import faulty_blocks
from evaluation.results_file import signature, write_results
from evaluation.system import align_files

REPORT, ADDRESS = "report-on-the-work-of-the-government", "new-year-speech"
# Groups of documents: those the glossary was not made from, each read only after it was first
# measured on them, and those it was made from.
GROUPS = {
    "held_out": [f"{year}-{REPORT}" for year in (2020, 2021)],
    "addresses": [f"{year}-{ADDRESS}" for year in (2020, 2021, 2022, 2023)],
    "mined": [f"{year}-{REPORT}" for year in (2016, 2017, 2018)],
}
_YEAR = re.compile("(20[0-9]{2})-")
_SEEDED = "seed list only"  # the domain of terms that count as missing whatever stands there


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of a report in both languages."""

    name: str  # "2020/12"
    source: str
    target: str
    is_faulty: bool = False  # known to hold another text than it should


def with_seed(glossary: Glossary, seed: Glossary) -> Glossary:
    """Return the glossary with the seed terms it has not approved, marked to count as missing."""
    approved = {
        fold(source).text
        for term in glossary
        if term.status == "approved"
        for source in term.sources
    }
    listed = {fold(source).text: term for term in seed for source in term.sources}
    missing = [term for form, term in listed.items() if form not in approved]
    marked = {term.source: replace(term, domain=_SEEDED) for term in missing}
    kept = [
        term
        for term in glossary
        if not ({fold(s).text for s in term.sources} & set(listed) and term.status != "approved")
    ]
    return replace(glossary, terms=(*kept, *marked.values()))


def blocks(path: Path) -> Iterator[Unit]:
    """Yield the blocks of a report."""
    faulty = faulty_blocks(path.name)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        block = json.loads(line)
        source, target = "\n".join(block["zh"]), "\n".join(block["en"])
        yield Unit(f"{year_of(path)}/{number}", source, target, number in faulty)


def beads(path: Path) -> Iterator[Unit]:
    """Yield the beads of a report, segmented and aligned by us, faulty passages left out."""
    units = [unit for unit in blocks(path) if not unit.is_faulty]
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "zh.txt", Path(folder) / "en.txt"
        files[0].write_text("\n".join(unit.source for unit in units), encoding="utf-8")
        files[1].write_text("\n".join(unit.target for unit in units), encoding="utf-8")
        alignment = align_files(*files, presegmented=False)
    for number, bead in enumerate(alignment.beads, start=1):
        yield Unit(f"{year_of(path)}/{number}", join(bead.source, "zh"), join(bead.target, "en"))


def year_of(path: Path) -> str:
    """Return the year in the name of a report's file."""
    match = _YEAR.search(path.name)
    if match is None:
        raise InputError("no year in its name", place=str(path))
    return match[1]


def date_of(path: Path) -> datetime.date:
    """Return the day a report is usually given; for an address a day of its year as well."""
    return datetime.date(int(year_of(path)), 3, 5)


def judge(glossary: Glossary, path: Path, units: Sequence[Unit]) -> list[tuple[Unit, Verdict]]:
    """Return the verdict on every occurrence of a term that counts."""
    matcher = TermMatcher(glossary, date_of(path))
    found = []
    for unit in units:
        for verdict in judge_pair(matcher, unit.source, unit.target).verdicts:
            term = verdict.occurrence.term
            if term.domain == _SEEDED:
                found.append((unit, replace(verdict, kind="missing", span=None)))
            elif term.status == "approved":
                found.append((unit, verdict))
    return found


def false_alarms(glossary: Glossary, path: Path, units: Sequence[Unit]) -> int:
    """Return how often a forbidden rendering is reported, beside a good one too."""
    matcher = TermMatcher(glossary, date_of(path))
    judgements = (judge_pair(matcher, unit.source, unit.target) for unit in units)
    return sum(
        verdict.kind == "forbidden" and verdict.occurrence.term.status == "approved"
        for judgement in judgements
        for verdict in (*judgement.verdicts, *judgement.stray)
    )


def seeded_errors(
    glossary: Glossary, path: Path, verdicts: Sequence[tuple[Unit, Verdict]]
) -> dict[str, list[bool]]:
    """Return for each error put into a translation whether the judge sees it, by kind of error."""
    matcher = TermMatcher(glossary, date_of(path))
    seen: dict[str, list[bool]] = {"forbidden": [], "truncated": []}
    for unit, verdict in verdicts:
        span, term = verdict.span, verdict.occurrence.term
        if span is None or not verdict.is_good:
            continue
        rendering = unit.target[span.start : span.end]
        before, after = unit.target[: span.start], unit.target[span.end :]
        for item in term.forbidden[:1]:
            kinds = _kinds(matcher, unit, term, f"{before}{item.text}{after}")
            seen["forbidden"].append("forbidden" in kinds)
        shorter = rendering.partition(" ")[2]
        if shorter:
            good = sum(kind in GOOD for kind in _kinds(matcher, unit, term, unit.target))
            left = _kinds(matcher, unit, term, f"{before}{shorter}{after}")
            seen["truncated"].append(sum(kind in GOOD for kind in left) < good)
    return seen


def _kinds(matcher: TermMatcher, unit: Unit, term: Term, target: str) -> list[str]:
    """Return the verdicts on one term's occurrences, stray ones too."""
    judgement = judge_pair(matcher, unit.source, target)
    verdicts = (*judgement.verdicts, *judgement.stray)
    return [verdict.kind for verdict in verdicts if verdict.occurrence.term == term]


def summary(verdicts: Sequence[tuple[Unit, Verdict]]) -> dict[str, Any]:
    """Return the counts and shares as a JSON record."""
    kinds = Counter(verdict.kind for _, verdict in verdicts)
    total = max(kinds.total(), 1)
    return {
        "occurrences": kinds.total(),
        "terms": len({verdict.occurrence.term.source for _, verdict in verdicts}),
        **{kind: kinds[kind] for kind in KINDS},
        "correct_or_variant": (kinds["correct"] + kinds["variant"]) / total,
        "good": sum(kinds[kind] for kind in GOOD) / total,
        "preferred": kinds["correct"] / total,
    }


def run(arguments: argparse.Namespace) -> None:
    """Judge every report, print a table, store the results."""
    folder = arguments.data / "policy"
    seed_path = arguments.data / "terminology" / "policy-terms-seed.tsv"
    paths = {path.stem: path for path in sorted(folder.glob("*.jsonl"))}
    groups = {name: [paths[s] for s in stems if s in paths] for name, stems in GROUPS.items()}
    if not groups["held_out"] or not seed_path.is_file():
        raise InputError("no policy/*-report-*.jsonl or terminology/ here", place=str(folder))
    own_glossary = read_glossary(glossary_path(arguments.glossary))
    glossary = with_seed(own_glossary, read_glossary(seed_path))
    results: dict[str, Any] = {}
    for name, found in groups.items():
        all_blocks = [pair for path in found for pair in judge(glossary, path, list(blocks(path)))]
        once = [pair for pair in all_blocks if not pair[0].is_faulty]
        units = {path: list(beads(path)) for path in found}
        aligned = {path: judge(glossary, path, own) for path, own in units.items()}
        results[name] = {
            "documents": [path.stem for path in found],
            "blocks": summary(all_blocks),
            "blocks_without_faults": summary(once),
            "beads": summary([pair for pairs in aligned.values() for pair in pairs]),
            "false_alarms": sum(false_alarms(glossary, *one) for one in units.items()),
        }
        if name == "held_out":
            results["seeded_errors"] = _seeded(glossary, aligned)
        print_table(name, results[name])
        if name == arguments.errors:
            print_errors(once)
    for kind, one in results["seeded_errors"].items():
        print(f"errors put in, {kind}: {one['caught']} of {one['errors']} seen")
    results["approved_terms"] = sum(term.status == "approved" for term in own_glossary)
    if arguments.output is not None:
        used = [path for found in groups.values() for path in found]
        signed = signature(
            f"glossary={own_glossary.name}",
            {"policy": used, "glossary": [glossary_path(arguments.glossary)]},
        )
        write_results(arguments.output, "terminology", signed, results)


def _seeded(
    glossary: Glossary, aligned: Mapping[Path, Sequence[tuple[Unit, Verdict]]]
) -> dict[str, Any]:
    seen: dict[str, list[bool]] = {}
    for path, verdicts in aligned.items():
        for kind, found in seeded_errors(glossary, path, verdicts).items():
            seen.setdefault(kind, []).extend(found)
    return {kind: {"errors": len(f), "caught": sum(f)} for kind, f in seen.items()}


def print_table(name: str, result: dict[str, Any]) -> None:
    """Print the shares of one group of documents."""
    print(f"{name}: {', '.join(result['documents'])}")
    print(f"  {'':24} occurrences  correct or variant  short too  preferred")
    for unit in ("blocks", "blocks_without_faults", "beads"):
        one = result[unit]
        print(
            f"  {unit:24} {one['occurrences']:11} {one['correct_or_variant']:19.4f}"
            f" {one['good']:10.4f} {one['preferred']:10.4f}"
        )
    print(f"  forbidden renderings reported in beads: {result['false_alarms']}")


def print_errors(verdicts: Sequence[tuple[Unit, Verdict]]) -> None:
    """Print the terms that were not rendered as the glossary allows, and where."""
    places: dict[Term, list[str]] = {}
    for unit, verdict in verdicts:
        if not verdict.is_good:
            mark = f"!{verdict.rendering}" if verdict.kind == "forbidden" else ""
            places.setdefault(verdict.occurrence.term, []).append(unit.name + mark)
    for term, found in sorted(places.items(), key=lambda item: (-len(item[1]), item[0].source)):
        seeded = " (seed list only)" if term.domain == _SEEDED else ""
        print(f"  {len(found)} {term.source} = {term.target}{seeded}: {' '.join(found)}")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("terminology", __doc__, "folder with policy/ and terminology/")
    parser.add_argument("--glossary", default="policy", help="file or name of a shipped glossary")
    parser.add_argument("--errors", choices=tuple(GROUPS), help="list what is missing there")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
