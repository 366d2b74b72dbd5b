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
    "ALIGN002": RuleEntry("number-in-neighbour", "info", "", "number_in_neighbour"),
    "DATE001": RuleEntry("wrong-date", "error", "accuracy/mistranslation", "wrong_date"),
    "DATE002": RuleEntry("wrong-year", "error", "accuracy/mistranslation", "wrong_year"),
    "DATE003": RuleEntry("date-missing", "warning", "accuracy/omission", "date_missing"),
    "NUM001": RuleEntry("number-mismatch", "error", "accuracy/mistranslation", "number_mismatch"),
    "NUM002": RuleEntry("wrong-magnitude", "error", "accuracy/mistranslation", "wrong_magnitude"),
    "NUM003": RuleEntry("percent-or-point", "error", "accuracy/mistranslation", "percent_or_point"),
    "NUM004": RuleEntry("wrong-multiple", "error", "accuracy/mistranslation", "wrong_multiple"),
    "NUM005": RuleEntry("bound-dropped", "error", "accuracy/mistranslation", "bound_dropped"),
    "NUM006": RuleEntry("wrong-unit", "error", "accuracy/mistranslation", "wrong_unit"),
    "NUM007": RuleEntry("number-missing", "error", "accuracy/omission", "number_missing"),
    "NUM008": RuleEntry("number-added", "warning", "accuracy/addition", "number_added"),
    "NUM009": RuleEntry("wrong-ordinal", "error", "accuracy/mistranslation", "wrong_ordinal"),
    "TERM002": RuleEntry("forbidden-term", "error", "terminology/wrong-term", "forbidden_term"),
}
