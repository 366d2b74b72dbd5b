"""The manual of the rules."""

from __future__ import annotations

import pytest

from aligner.checks.table import RULES
from aligner.errors import UsageError
from aligner.report.rules import explain, page_text, rules_page, summary_line
from evaluation.rules_page import PAGE

every_rule = pytest.mark.parametrize("code", RULES)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "run python -m evaluation.rules_page"


@every_rule
def test_a_rule_explains_itself(code: str) -> None:
    entry = RULES[code]
    assert summary_line(entry).endswith("."), "one sentence, on the first line"
    for part in ("\nBad:", "\nGood:", "Known false alarms:"):
        assert part in page_text(entry), f"{code}: no {part.strip()}"


@every_rule
def test_every_rule_has_a_section_that_the_table_leads_to(code: str) -> None:
    title = f"{code} {RULES[code].name}"
    anchor = title.lower().replace(" ", "-")
    assert f"\n## {title}\n" in rules_page()
    assert f"[{code}](#{anchor})" in rules_page()


def test_explain() -> None:
    lines = explain("term002").splitlines()
    assert lines[:4] == [
        "TERM002 forbidden-term",
        "error · terminology/wrong-term",
        "",
        "A term is rendered in a way that the glossary forbids.",
    ]
    assert explain("TERM002").endswith(".\n")


@pytest.mark.parametrize(
    ("code", "way_out"),
    [
        ("TERM02", "did you mean TERM002"),
        ("forbidden-term", "write TERM002"),
        ("???", "choose from"),
    ],
)
def test_an_unknown_rule_names_the_nearest(code: str, way_out: str) -> None:
    with pytest.raises(UsageError, match="unknown rule") as error:
        explain(code)
    assert error.value.way_out.startswith(way_out)
