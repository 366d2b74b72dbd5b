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
    "CONS001": RuleEntry("same-source", "warning", "style/inconsistent-style", "same_source", True),
    "CONS002": RuleEntry("same-target", "info", "accuracy/mistranslation", "same_target", True),
    "CONS003": RuleEntry("near-source", "info", "style/inconsistent-style", "near_source", True),
    "CONS004": RuleEntry("published-otherwise", "warning", "style/inconsistent-style", "published"),
    "LAW001": RuleEntry("weak-prohibition", "error", "accuracy/mistranslation", "prohibition"),
    "LAW002": RuleEntry("weak-obligation", "error", "accuracy/mistranslation", "obligation"),
    "LAW003": RuleEntry("bound-permission", "error", "accuracy/mistranslation", "permission"),
    "LAW004": RuleEntry("modal-drift", "info", "style/inconsistent-style", "modal_drift", True),
    "TERM002": RuleEntry("forbidden-term", "error", "terminology/wrong-term", "forbidden_term"),
}
