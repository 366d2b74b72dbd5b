"""Count false alarms of ``aligner check``: ``python -m evaluation.check_alarms --data DIR``.

DIR holds ``policy/*.jsonl``, one block a line, ``{"zh": [paragraphs], "en": [paragraphs]}``. Their
paragraphs become one Chinese and one English text, aligned by us, and checked with all rules, the
glossary and the date of the report. These translations are official: what is reported counts as
false, whether it is or not. The same without terms on ``terminology/hkma-paragraphs.tsv``, aligned
by us, and with the beads given there on ``alignment/{magazine,academic}``; with terms on
``alignment/political`` and on the pairs written for ``evaluation.check_catches``. The sets of
``alignment`` are checked once more, without terms, with the beads that we find (“aligned”): where
sentences are often joined, much depends on that.

Rates are per 1,000 Chinese sentences, with and without the passages that
``evaluation.known_faults`` names. ``--list CODE`` prints what is reported, CODE a rule or a family.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from aligner.findings import SEVERITIES, Finding
from aligner.glossary.loading import glossary_path
from evaluation.checking import (
    OWN_SEEDS,
    Text,
    aligned_texts,
    bead_of,
    findings_in,
    flat,
    gold_texts,
    own_texts,
    paragraph_texts,
    policy_texts,
)
from evaluation.command import execute, options
from evaluation.gold_sets import read_set
from evaluation.results_file import signature, write_results
from evaluation.seeding import SEEDERS

GOLD = ("political", "magazine", "academic")
GROUPS = {"NUM + DATE": ("NUM", "DATE"), "TERM": ("TERM",)}
OTHERS = "others"


def family(code: str) -> str:
    """Return a rule's family.

    >>> family("NUM001")
    'NUM'
    """
    return code.rstrip("0123456789")


def group(code: str) -> str:
    """Return the group in which a rule's errors are counted.

    >>> group("DATE001"), group("FORM003")
    ('NUM + DATE', 'others')
    """
    return next((name for name, own in GROUPS.items() if family(code) in own), OTHERS)


def count(findings: Iterable[Finding], sentences: int) -> dict[str, Any]:
    """Return the findings by rule, family and group, as counts and rates, as a JSON record."""
    found = list(findings)
    by: dict[str, Callable[[str], str]] = {"groups": group, "families": family, "rules": str}
    result: dict[str, Any] = {"sentences": sentences}
    for name, key in by.items():
        counts = Counter((key(one.code), one.severity) for one in found)
        keys = sorted({what for what, _ in counts})
        if name == "groups":
            keys = [*GROUPS, OTHERS]
        result[name] = {
            what: {
                **{severity: counts[what, severity] for severity in SEVERITIES},
                "errors_per_1000": 1000 * counts[what, "error"] / max(sentences, 1),
            }
            for what in keys
        }
    return result


def check_set(
    texts: Iterable[Text], glossary: str, listed: str | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Check every text; return the counts with and without the passages known to be faulty."""
    every: list[Finding] = []
    right: list[Finding] = []
    sentences = right_sentences = 0
    for text in texts:
        found = findings_in(text, glossary)
        every += found
        right += [one for one in found if bead_of(one) not in text.faulty]
        sentences += text.sentences()
        right_sentences += text.sentences(with_faults=False)
        for line in lines(found, text, listed):
            print(line)
    return count(every, sentences), count(right, right_sentences)


def lines(findings: Sequence[Finding], text: Text, listed: str | None) -> Iterator[str]:
    """Yield the errors asked for, and with a rule's code its warnings and infos too."""
    for one in findings:
        if listed is None or not one.code.startswith(listed):
            continue
        if one.severity != "error" and one.code != listed:
            continue
        mark = " (known fault)" if bead_of(one) in text.faulty else ""
        yield f"{one.code} {one.severity} {one.file}:{one.place} {one.message}{mark}"
        if one.context is not None:
            for side in (one.context.source, one.context.target):
                before, after = side.text[: side.start], side.text[side.end :]
                marked = f"[[{side.marked}]]" if side.marked else ""
                yield "    " + flat([f"{before}{marked}{after}"])


def print_table(name: str, result: dict[str, Any], *, rules: bool = True) -> None:
    """Print the counts of one set."""
    print(f"{name}: {result['sentences']} Chinese sentences")
    print(f"  {'':12} errors  per 1,000  warnings  infos")
    for part in ("groups", "families", "rules") if rules else ("groups",):
        for what, one in result[part].items():
            print(
                f"  {what:12} {one['error']:6} {one['errors_per_1000']:10.2f}"
                f" {one['warning']:9} {one['info']:6}"
            )


def _own_texts() -> Iterator[Text]:
    """Yield the right translations that errors are put into."""
    for kind in SEEDERS:
        yield from own_texts(OWN_SEEDS, kind)


def run(arguments: argparse.Namespace) -> None:
    """Check every set, print the tables, store the results."""
    data: Path = arguments.data
    paragraphs = data / "terminology" / "hkma-paragraphs.tsv"
    sets: list[tuple[str, Callable[[], Iterable[Text]], str]] = [
        ("policy", partial(policy_texts, data / "policy"), arguments.glossary)
    ]
    if paragraphs.is_file() and not arguments.policy_only:
        sets.append(("hkma", partial(paragraph_texts, paragraphs), ""))
    if not arguments.policy_only:
        sets.append(("own", _own_texts, arguments.glossary))
    for name in () if arguments.policy_only else GOLD:
        folder = data / "alignment" / name
        if folder.is_dir():
            # Speeches have the glossary's terms; magazines and academic texts have none of them.
            terms = arguments.glossary if name == "political" else ""
            documents = read_set(folder)
            sets.append((name, partial(gold_texts, documents), terms))
            sets.append((f"{name}, aligned", partial(aligned_texts, documents), ""))
    results: dict[str, Any] = {}
    for name, texts, glossary in sets:
        every, right = check_set(texts(), glossary, arguments.list)
        results[name] = {"all": every, "without_faults": right}
        print_table(name, every)
        if right["sentences"] != every["sentences"]:
            print_table(f"{name} without known faults", right, rules=False)
    if arguments.output is not None:
        used = {
            "policy": sorted((data / "policy").glob("*.jsonl")),
            "own": [OWN_SEEDS],
            "glossary": [glossary_path(arguments.glossary)],
        }
        if "hkma" in results:
            used["hkma"] = [paragraphs]
        for name in GOLD:
            if name in results:
                used[name] = sorted((data / "alignment" / name).iterdir())
        signed = signature(f"glossary={arguments.glossary}", used)
        write_results(arguments.output, "check_alarms", signed, {"sets": results})


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("check_alarms", __doc__, "folder with policy/, terminology/ and alignment/")
    parser.add_argument("--glossary", default="policy", help="name of a shipped glossary, or file")
    parser.add_argument(
        "--list",
        nargs="?",
        const="",
        metavar="CODE",
        help="print every error; of one rule or family, if named",
    )
    parser.add_argument("--policy-only", action="store_true", help="leave the other sets out")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
