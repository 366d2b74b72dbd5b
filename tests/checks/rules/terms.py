"""Beads and findings for the tests of the rules on terms."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.checks import RULES, Checker, Settings, conclude
from aligner.document import Language, Sentence
from aligner.findings import Finding
from aligner.glossary.files import read_glossary

CASES = Path(__file__).parents[2] / "cases"
GLOSSARY = read_glossary(CASES / "check-terms-glossary.tsv")
CODES = frozenset(code for code in RULES if code.startswith(("TERM", "ALIGN001")))
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """One line of ``check-terms.tsv``."""

    line: int
    group: str
    pairs: tuple[Pair, ...]
    expected: tuple[str, ...]


def read_cases() -> list[Case]:
    """Read the cases."""
    cases = []
    lines = (CASES / "check-terms.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            continue
        group, chinese, english, findings = line.split("\t")
        pairs = zip(_beads(chinese), _beads(english), strict=True)
        expected = () if findings == "-" else tuple(findings.split(" ; "))
        cases.append(Case(number, group, tuple(pairs), expected))
    return cases


def _beads(cell: str) -> list[str]:
    return ["" if text == "-" else text for text in cell.split(" || ")]


def found(
    pairs: Sequence[Pair],
    date: str = "",
    codes: frozenset[str] = CODES,
    source: Language = "zh",
) -> list[Finding]:
    """Return what the rules find in pairs of Chinese and English, all of them one document."""
    return found_in_job([pairs], date, codes, source)


def found_in_job(
    files: Sequence[Sequence[Pair]],
    date: str = "",
    codes: frozenset[str] = CODES,
    source: Language = "zh",
) -> list[Finding]:
    """Return what the rules find in several documents."""
    day = datetime.date.fromisoformat(date) if date else None
    checker = Checker(GLOSSARY, Settings(codes, date=day))
    findings: list[Finding] = []
    noted = []
    for number, pairs in enumerate(files):
        sides = [pair if source == "zh" else pair[::-1] for pair in pairs]
        beads = [Bead(_sentences(one), _sentences(two)) for one, two in sides]
        name = f"{number}.tsv"
        outcome = checker.check(beads, Origin(name, name, source), file=number)
        findings += outcome.findings
        noted += outcome.noted
    return [*findings, *conclude(noted, checker.settings)]


def brief(finding: Finding) -> str:
    """Say of a finding what the cases say."""
    marked = finding.context.target.marked if finding.context else ""
    return f"{finding.code} {finding.severity} {marked}".strip()


def _sentences(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()
