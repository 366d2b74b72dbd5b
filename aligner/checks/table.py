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
    "FULL001": RuleEntry("omitted-sentence", "error", "accuracy/omission", "omitted_sentence"),
    "FULL002": RuleEntry("added-sentence", "error", "accuracy/addition", "added_sentence"),
    "FULL003": RuleEntry("omitted-in-passage", "error", "accuracy/omission", "omitted_in_passage"),
    "FULL004": RuleEntry("omitted-clause", "warning", "accuracy/omission", "omitted_clause"),
    "FULL005": RuleEntry(
        "untranslated-text", "error", "accuracy/untranslated", "untranslated_text"
    ),
    "FULL006": RuleEntry(
        "full-width", "warning", "linguistic-conventions/punctuation", "full_width"
    ),
    "FULL007": RuleEntry("source-copied", "error", "accuracy/untranslated", "source_copied"),
    "FULL008": RuleEntry("empty-target", "error", "accuracy/omission", "empty_target"),
    "FULL009": RuleEntry("boilerplate", "warning", "accuracy/addition", "boilerplate"),
    "FULL010": RuleEntry("list-items", "error", "accuracy/omission", "list_items"),
    "FULL011": RuleEntry("negation", "error", "accuracy/mistranslation", "negation"),
    "FULL012": RuleEntry("latin-lost", "warning", "accuracy/omission", "latin_lost"),
    "TERM002": RuleEntry("forbidden-term", "error", "terminology/wrong-term", "forbidden_term"),
}
