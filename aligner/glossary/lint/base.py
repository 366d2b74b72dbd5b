"""The rules of ``aligner glossary lint``, and what each of them is given.

A rule is a line in ``RULES`` and a function that yields findings through ``Report.add``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from aligner.document import Place
from aligner.findings import SEVERITIES, Finding, Severity
from aligner.glossary.folding import fold_all
from aligner.glossary.model import Glossary, Term


class Rule(NamedTuple):
    """What a listing says of a rule."""

    name: str
    severity: Severity
    is_fixable: bool = False


RULES = {
    "GLOS001": Rule("empty-side", "error"),
    "GLOS002": Rule("equal-sides", "warning"),
    "GLOS003": Rule("source-without-han", "warning"),
    "GLOS004": Rule("han-in-target", "error"),
    "GLOS005": Rule("stray-white-space", "warning", True),
    "GLOS006": Rule("invisible-character", "warning", True),
    "GLOS007": Rule("full-width-character", "warning", True),
    "GLOS008": Rule("mixed-scripts", "warning"),
    "GLOS009": Rule("formula", "error"),
    "GLOS101": Rule("duplicate-line", "warning", True),
    "GLOS102": Rule("conflicting-source", "error"),
    "GLOS103": Rule("shared-target", "info"),
    "GLOS104": Rule("unsorted", "info", True),
    "GLOS201": Rule("deprecated-without-replacement", "error"),
    "GLOS202": Rule("unknown-replacement", "error"),
    "GLOS203": Rule("replacement-cycle", "error"),
    "GLOS204": Rule("replaced-but-not-deprecated", "warning"),
    "GLOS205": Rule("dates-out-of-order", "error"),
    "GLOS301": Rule("refuses-own-rendering", "error"),
    "GLOS302": Rule("forbidden-variant", "error"),
    "GLOS303": Rule("never-matches", "error"),
    "GLOS304": Rule("rendering-without-words", "error"),
    "GLOS305": Rule("nested-contradiction", "warning"),
    "GLOS306": Rule("nested-other-rendering", "info"),
    "GLOS401": Rule("failing-pair", "error"),
    "GLOS402": Rule("pair-of-no-term", "error"),
}


@dataclass(slots=True)
class Report:
    """Where rules put what they find."""

    file: str
    least: Severity = "info"  # findings below are not looked for
    findings: list[Finding] = field(default_factory=list)

    def wants(self, code: str) -> bool:
        """Tell whether a rule's findings are looked for."""
        return SEVERITIES.index(RULES[code].severity) <= SEVERITIES.index(self.least)

    def add(
        self, code: str, place: Place, problem: str, way_out: str = "", file: str | None = None
    ) -> None:
        """Add a finding of a rule."""
        if not self.wants(code):
            return
        rule = RULES[code]
        self.findings.append(
            Finding(
                code,
                rule.name,
                rule.severity,
                self.file if file is None else file,
                place,
                problem,
                way_out,
                rule.is_fixable,
            )
        )

    def about(self, code: str, term: Term, column: str, problem: str, way_out: str = "") -> None:
        """Add a finding on a field of a term."""
        self.add(code, term.origin.place(column), problem, way_out)


class Subject:
    """A glossary with what several rules ask of it."""

    def __init__(self, glossary: Glossary) -> None:
        self.glossary = glossary

    @cached_property
    def forms(self) -> list[tuple[Term, str]]:
        """Every term with each of its Chinese forms, folded."""
        pairs = [(term, source) for term in self.glossary for source in term.sources if source]
        folded = fold_all([source for _, source in pairs])
        return [(term, form) for (term, _), form in zip(pairs, folded, strict=True)]
