"""Count what ``aligner check`` catches: ``python -m evaluation.check_catches --data DIR``.

DIR holds ``policy/*.jsonl``, as for ``evaluation.check_alarms``. Into right translations, aligned
by us, errors are put, one a bead, up to 300 of a kind, always the same ones. Caught is an error
with an error finding on its bead that the clean bead does not have; reported counts new warnings
too. Kinds of which the documents
have few are filled up from the pairs of ``gold/seeds.tsv``, written for the project.

Sentences and clauses are left out and added twice over: in the English document, which is aligned
again, and in the bead as it is (“in the bead”). Besides, every sentence of all documents is left
out once (“each once”): 300 tell too little of a kind of which few are missed. ``--kinds`` puts in
some kinds only, ``--list KIND`` prints those of one kind that are missed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from aligner.analysis.bead import NEIGHBOURS
from aligner.bead import Bead, join
from aligner.document import Sentence
from aligner.glossary.loading import glossary_path, load_glossaries
from evaluation.checking import (
    OWN_SEEDS,
    Text,
    findings_in,
    findings_in_window,
    own_texts,
    policy_texts,
    with_target,
)
from evaluation.command import execute, options
from evaluation.document_seeding import (
    DOCUMENT_KINDS,
    DROPPED,
    Change,
    changes,
    each_sentence,
    long_sentences,
    results,
)
from evaluation.results_file import signature, write_results
from evaluation.seeding import SEEDERS, seeds
from evaluation.term_seeding import TERM_KINDS, TermSeeder

MOST = 300  # cases a kind
SEED = 5
GOALS = {
    **dict.fromkeys(
        (
            *("wrong rendering", "forbidden rendering", "magnitude", "digit"),
            *("percent for point", "month", "unit", "dropped sentence"),
        ),
        0.98,
    ),
    **dict.fromkeys(
        (
            *("dropped bound", "off-by-one multiple", "untranslated term"),
            *("lost title mark", "added sentence"),
        ),
        0.90,
    ),
    **dict.fromkeys(("dropped clause", "negation", "modal"), 0.80),
}
IN_BEAD, EACH_ONCE = " (in the bead)", " (each once)"
KINDS = (*TERM_KINDS, *SEEDERS, *DOCUMENT_KINDS[:2])


@dataclass(frozen=True, slots=True)
class Case:
    """An error put into a bead."""

    text: Text
    number: int  # of the bead
    bead: Bead  # with the error
    change: str

    @property
    def is_own(self) -> bool:
        """Whether its text was written for the project."""
        return self.text.name.startswith("own")


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an error is caught, and by which rules."""

    caught: tuple[str, ...]
    warned: bool  # there is a new warning
    shown: str
    is_own: bool = False


def bead_cases(kind: str, texts: Sequence[Text], seeder: TermSeeder) -> list[Case]:
    """Return the cases of a kind, at most one a bead and ``MOST`` in all, the same every time."""
    random = Random(f"{SEED} {kind}")
    others = [sentence for text in texts for sentence in long_sentences(text)]
    found: list[Case] = []
    for text in texts:
        for number, bead in enumerate(text.beads):
            if number in text.faulty or not (bead.source and bead.target):
                continue
            made = list(_made(kind, bead, seeder, others, random))
            if made:
                changed, change = random.choice(made)
                found.append(Case(text, number, changed, change))
    random.shuffle(found)
    return sorted(found, key=lambda case: case.is_own)[:MOST]


def _made(
    kind: str, bead: Bead, seeder: TermSeeder, others: Sequence[str], random: Random
) -> Iterator[tuple[Bead, str]]:
    """Yield the bead with every error of a kind that it can have."""
    if kind == "dropped sentence":
        for one in bead.target if len(bead.target) <= len(bead.source) else ():
            yield replace(bead, target=tuple(s for s in bead.target if s is not one)), one.text
        return
    if kind == "added sentence":
        text, end = random.choice(others), bead.target[-1].end
        added = Sentence(bead.target[-1].index + 1, end, end + len(text), text)
        yield replace(bead, target=(*bead.target, added)), text
        return
    source, target = join(bead.source, "zh"), join(bead.target, "en")
    is_term = kind in TERM_KINDS
    for seed in (
        seeder.seeds(kind, source, target, random) if is_term else seeds(kind, source, target)
    ):
        yield with_target(bead, seed.target), seed.change


def judged(case: Case, glossary: str) -> Outcome:
    """Check a bead with its error and without."""
    clean_bead = case.text.beads[case.number]
    clean, found = (
        findings_in_window(case.text, bead, case.number, NEIGHBOURS, glossary)
        for bead in (clean_bead, case.bead)
    )
    known = Counter((one.code, one.message, one.severity) for one in clean)
    new = Counter((one.code, one.message, one.severity) for one in found) - known
    caught = {code for code, _, severity in new if severity == "error"}
    told = {(code, message) for code, message, _ in known}
    warned = any(
        severity == "warning" and (code, message) not in told for code, message, severity in new
    )
    shown = f"{case.change}\n    {join(case.bead.source, 'zh')}\n    {join(case.bead.target, 'en')}"
    return Outcome(tuple(sorted(caught)), warned, shown, case.is_own)


def document_outcomes(kind: str, texts: Sequence[Text], glossary: str) -> list[Outcome]:
    """Put errors into whole documents, align them again, and check them."""
    random = Random(f"{SEED} {kind} in documents")
    made = []
    for text in texts:
        others = [s for other in texts if other is not text for s in long_sentences(other)]
        made.append(changes(kind, text, others, random))
    share = min(1.0, MOST / max(sum(map(len, made)), 1))
    outcomes: list[Outcome] = []
    for text, own in zip(texts, made, strict=True):
        kept = sorted(random.sample(own, round(share * len(own))), key=lambda one: one.start)
        outcomes += _in_document(text, [kept], glossary)
    return outcomes


def each_once(texts: Sequence[Text], glossary: str) -> list[Outcome]:
    """Leave out every sentence once, some at a time, align again and check."""
    return [one for text in texts for one in _in_document(text, each_sentence(text), glossary)]


def _in_document(
    text: Text, rounds: Sequence[Sequence[Change]], glossary: str
) -> Iterator[Outcome]:
    """Yield what becomes of the changes of each round, which are made together."""
    clean = findings_in(text, glossary)
    for made in rounds:
        for result in results(text, made, clean, glossary):
            old = text.alignment.target.text[result.change.start : result.change.end]
            shown = f"{old or 'nothing'} → {result.change.new}\n    {result.shown}"
            yield Outcome(result.caught, result.warned, shown)


def summary(kind: str, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return a kind's counts as a JSON record."""
    caught = sum(bool(one.caught) for one in outcomes)
    rules = Counter(code for one in outcomes for code in one.caught)
    return {
        "cases": len(outcomes),
        "own_cases": sum(one.is_own for one in outcomes),
        "caught": caught,
        "rate": caught / max(len(outcomes), 1),
        "reported": sum(bool(one.caught) or one.warned for one in outcomes),
        "goal": GOALS[kind.partition(" (")[0]],
        "rules": dict(rules.most_common()),
    }


def print_row(kind: str, one: dict[str, Any]) -> None:
    """Print one kind's line of the table."""
    rules = " ".join(f"{code}:{count}" for code, count in list(one["rules"].items())[:4])
    mark = " " if one["rate"] >= one["goal"] else "!"
    print(
        f"{kind:32} {one['cases']:5} {one['own_cases']:4} {one['caught']:6}"
        f" {one['rate']:7.3f} {one['goal']:5.2f}{mark} {one['reported']:8} {rules}",
        flush=True,
    )


def run(arguments: argparse.Namespace) -> None:
    """Put in every kind of error, print the table, store the results."""
    texts = list(policy_texts(arguments.data / "policy"))
    seeder = TermSeeder(load_glossaries([arguments.glossary]))
    table: dict[str, Any] = {}
    print(f"{'':32} cases  own caught    rate  goal  reported rules that see it")
    listed = (arguments.list or "").partition(" (")[0]
    wanted = [listed] if listed else arguments.kinds
    for kind in wanted:
        name = kind + IN_BEAD if kind in DOCUMENT_KINDS else kind
        cases = bead_cases(kind, [*texts, *own_texts(OWN_SEEDS, kind)], seeder)
        found = {name: [judged(case, arguments.glossary) for case in cases]}
        if kind in DOCUMENT_KINDS:
            found[kind] = document_outcomes(kind, texts, arguments.glossary)
        if kind == DROPPED:
            found[kind + EACH_ONCE] = each_once(texts, arguments.glossary)
        for name, outcomes in found.items():
            table[name] = summary(kind, outcomes)
            print_row(name, table[name])
            for outcome in outcomes if arguments.list == name else ():
                if not outcome.caught:
                    print("  " + outcome.shown)
    if arguments.output is not None:
        used = {
            "policy": sorted((arguments.data / "policy").glob("*.jsonl")),
            "own": [OWN_SEEDS],
            "glossary": [glossary_path(arguments.glossary)],
        }
        signed = signature(f"glossary={arguments.glossary}, most={MOST}, seed={SEED}", used)
        write_results(arguments.output, "check_catches", signed, {"kinds": table})


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("check_catches", __doc__, "folder with policy/")
    parser.add_argument("--glossary", default="policy", help="name of a shipped glossary, or file")
    parser.add_argument(
        "--kinds", nargs="+", metavar="KIND", choices=KINDS, default=KINDS, help="only these"
    )
    parser.add_argument(
        "--list",
        metavar="KIND",
        choices=(*KINDS, *(kind + IN_BEAD for kind in DOCUMENT_KINDS), DROPPED + EACH_ONCE),
        help="only this kind; print what is missed",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
