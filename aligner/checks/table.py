"""All rules: enough to list and choose them without importing one."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType
from typing import Literal

from aligner.findings import Severity

_FOLDER = "aligner.checks.rules"


Subject = Literal["texts", "numbers", "terms"]


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One line of the table."""

    name: str  # in words, joined by hyphens
    severity: Severity
    category: str  # in MQM's typology (themqm.org): dimension/error type
    module: str  # in aligner.checks.rules
    wide: bool = False  # looks at all files of a job
    about: Subject = "texts"  # a bead without it is passed over

    def load(self) -> ModuleType:
        """Import the rule."""
        return import_module(f"{_FOLDER}.{self.module}")


RULES: dict[str, RuleEntry] = {
    "ALIGN001": RuleEntry("displaced-term", "info", "", "displaced_term", about="terms"),
    "ALIGN002": RuleEntry(
        "number-in-neighbour", "info", "", "number_in_neighbour", about="numbers"
    ),
    "CONS001": RuleEntry("same-source", "warning", "style/inconsistent-style", "same_source", True),
    "CONS002": RuleEntry("same-target", "info", "accuracy/mistranslation", "same_target", True),
    "CONS003": RuleEntry("near-source", "info", "style/inconsistent-style", "near_source", True),
    "CONS004": RuleEntry("published-otherwise", "warning", "style/inconsistent-style", "published"),
    "DATE001": RuleEntry(
        "wrong-date", "error", "accuracy/mistranslation", "wrong_date", about="numbers"
    ),
    "DATE002": RuleEntry(
        "wrong-year", "error", "accuracy/mistranslation", "wrong_year", about="numbers"
    ),
    "DATE003": RuleEntry(
        "date-missing", "warning", "accuracy/omission", "date_missing", about="numbers"
    ),
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
    "FULL013": RuleEntry("unrelated-sides", "error", "accuracy/mistranslation", "unrelated_sides"),
    "LAW001": RuleEntry("weak-prohibition", "error", "accuracy/mistranslation", "prohibition"),
    "LAW002": RuleEntry("weak-obligation", "error", "accuracy/mistranslation", "obligation"),
    "LAW003": RuleEntry("bound-permission", "error", "accuracy/mistranslation", "permission"),
    "LAW004": RuleEntry("modal-drift", "info", "style/inconsistent-style", "modal_drift", True),
    "NUM001": RuleEntry(
        "number-mismatch", "error", "accuracy/mistranslation", "number_mismatch", about="numbers"
    ),
    "NUM002": RuleEntry(
        "wrong-magnitude", "error", "accuracy/mistranslation", "wrong_magnitude", about="numbers"
    ),
    "NUM003": RuleEntry(
        "percent-or-point", "error", "accuracy/mistranslation", "percent_or_point", about="numbers"
    ),
    "NUM004": RuleEntry(
        "wrong-multiple", "error", "accuracy/mistranslation", "wrong_multiple", about="numbers"
    ),
    "NUM005": RuleEntry(
        "bound-dropped", "error", "accuracy/mistranslation", "bound_dropped", about="numbers"
    ),
    "NUM006": RuleEntry(
        "wrong-unit", "error", "accuracy/mistranslation", "wrong_unit", about="numbers"
    ),
    "NUM007": RuleEntry(
        "number-missing", "error", "accuracy/omission", "number_missing", about="numbers"
    ),
    "NUM008": RuleEntry(
        "number-added", "warning", "accuracy/addition", "number_added", about="numbers"
    ),
    "NUM009": RuleEntry(
        "wrong-ordinal", "error", "accuracy/mistranslation", "wrong_ordinal", about="numbers"
    ),
    "TERM001": RuleEntry(
        "missing-term", "error", "terminology/wrong-term", "missing_term", about="terms"
    ),
    "TERM002": RuleEntry(
        "forbidden-term", "error", "terminology/wrong-term", "forbidden_term", about="terms"
    ),
    "TERM003": RuleEntry(
        "term-count",
        "info",
        "terminology/inconsistent-use-of-terminology",
        "term_count",
        about="terms",
    ),
    "TERM004": RuleEntry(
        "nested-collision", "error", "terminology/wrong-term", "nested_collision", about="terms"
    ),
    "TERM005": RuleEntry(
        "term-drift",
        "info",
        "terminology/inconsistent-use-of-terminology",
        "term_drift",
        wide=True,
        about="terms",
    ),
    "TERM006": RuleEntry(
        "first-mention",
        "warning",
        "terminology/inconsistent-with-terminology-resource",
        "first_mention",
        wide=True,
        about="terms",
    ),
    "TERM007": RuleEntry(
        "deprecated-term",
        "warning",
        "terminology/inconsistent-with-terminology-resource",
        "deprecated_term",
        about="terms",
    ),
    "TERM008": RuleEntry(
        "term-validity",
        "error",
        "terminology/inconsistent-with-terminology-resource",
        "term_validity",
        about="terms",
    ),
    "TERM009": RuleEntry(
        "term-case", "warning", "linguistic-conventions/capitalization", "term_case", about="terms"
    ),
    "TERM010": RuleEntry(
        "untranslated-term", "error", "accuracy/untranslated", "untranslated_term", about="terms"
    ),
}


# What checking itself reports. They are chosen and documented as the rules are; their modules hold
# the manual pages.
OWN: dict[str, RuleEntry] = {
    "IGNORE001": RuleEntry("unused-ignore", "info", "", "unused_ignore"),
    "INTERNAL001": RuleEntry("rule-failed", "error", "", "rule_failed"),
}
