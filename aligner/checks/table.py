"""All rules: enough to list and choose them without importing one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from aligner.findings import Severity

_FOLDER = "aligner.checks.rules"


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One line of the table."""

    name: str  # in words, joined by hyphens
    severity: Severity
    category: str  # in MQM's typology (themqm.org): dimension/error type
    module: str  # in aligner.checks.rules
    wide: bool = False  # looks at all files of a job

    def load(self) -> ModuleType:
        """Import the rule."""
        return import_module(f"{_FOLDER}.{self.module}")


RULES: dict[str, RuleEntry] = {
    "ALIGN001": RuleEntry("displaced-term", "info", "", "displaced_term"),
    "TERM001": RuleEntry("missing-term", "error", "terminology/wrong-term", "missing_term"),
    "TERM002": RuleEntry("forbidden-term", "error", "terminology/wrong-term", "forbidden_term"),
    "TERM003": RuleEntry(
        "term-count", "info", "terminology/inconsistent-use-of-terminology", "term_count"
    ),
    "TERM004": RuleEntry("nested-collision", "error", "terminology/wrong-term", "nested_collision"),
    "TERM005": RuleEntry(
        "term-drift",
        "info",
        "terminology/inconsistent-use-of-terminology",
        "term_drift",
        wide=True,
    ),
    "TERM006": RuleEntry(
        "first-mention",
        "warning",
        "terminology/inconsistent-with-terminology-resource",
        "first_mention",
        wide=True,
    ),
    "TERM007": RuleEntry(
        "deprecated-term",
        "warning",
        "terminology/inconsistent-with-terminology-resource",
        "deprecated_term",
    ),
    "TERM008": RuleEntry(
        "term-validity",
        "error",
        "terminology/inconsistent-with-terminology-resource",
        "term_validity",
    ),
    "TERM009": RuleEntry(
        "term-case", "warning", "linguistic-conventions/capitalization", "term_case"
    ),
    "TERM010": RuleEntry(
        "untranslated-term", "error", "accuracy/untranslated", "untranslated_term"
    ),
}
