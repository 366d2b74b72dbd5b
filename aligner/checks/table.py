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
    "FORM001": RuleEntry(
        "title-unmarked", "error", "linguistic-conventions/textual-conventions", "title_unmarked"
    ),
    "FORM002": RuleEntry(
        "title-renamed", "warning", "terminology/inconsistent-use", "title_renamed", wide=True
    ),
    "FORM003": RuleEntry(
        "quotation-marks", "warning", "linguistic-conventions/punctuation", "quotation_marks"
    ),
    "FORM004": RuleEntry("brackets", "warning", "linguistic-conventions/punctuation", "brackets"),
    "FORM005": RuleEntry("document-number", "error", "accuracy/omission", "document_number"),
    "FORM006": RuleEntry("enumeration", "info", "accuracy/mistranslation", "enumeration"),
    "FORM007": RuleEntry(
        "name-spelling", "warning", "linguistic-conventions/spelling", "name_spelling"
    ),
    "FORM008": RuleEntry("spacing", "warning", "linguistic-conventions/punctuation", "spacing"),
    "FORM009": RuleEntry("ending", "info", "linguistic-conventions/punctuation", "ending"),
    "FORM010": RuleEntry(
        "mixed-style", "info", "style/inconsistent-style", "mixed_style", wide=True
    ),
    "FORM011": RuleEntry("half-width", "warning", "locale-conventions/punctuation", "half_width"),
    "TERM002": RuleEntry("forbidden-term", "error", "terminology/wrong-term", "forbidden_term"),
}
