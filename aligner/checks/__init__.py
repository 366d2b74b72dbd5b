"""Checking translations: rules over beads, findings with their places.

    checker = Checker(glossary, Settings())
    outcome = checker.check(beads, origin)
    findings = [*outcome.findings, *conclude(outcome.noted, checker.settings)]

A rule is one module in ``rules`` and one line in ``table.RULES``.
"""

from aligner.checks.base import Fact, Noted, Problem, Settings
from aligner.checks.checker import Checker, Outcome, conclude
from aligner.checks.table import RULES, RuleEntry

__all__ = [
    "RULES",
    "Checker",
    "Fact",
    "Noted",
    "Outcome",
    "Problem",
    "RuleEntry",
    "Settings",
    "conclude",
]
