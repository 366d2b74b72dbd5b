"""Which rules are run."""

from __future__ import annotations

import pytest

from aligner.checks.selection import ALL, CODES, FAILED, chosen, is_known, nearest, split
from aligner.checks.table import OWN, RULES


def test_without_choice_all_rules_run() -> None:
    assert chosen(None, ()) is None
    assert chosen([ALL], ()) is None


@pytest.mark.parametrize(
    ("select", "ignore", "is_run"),
    [
        (["TERM"], [], True),
        (["IGNORE"], [], False),
        (None, ["TERM002"], False),
        (None, ["ALL"], False),
        (["TERM002"], ["TERM"], True),  # the more specific counts
        (["TERM"], ["TERM002"], False),
        (["TERM0"], ["TERM"], True),
        (["TERM002"], ["TERM002"], False),  # as specific
        (["TERM002"], ["ALL"], True),
    ],
)
def test_the_more_specific_selector_counts(
    select: list[str] | None, ignore: list[str], is_run: bool
) -> None:
    codes = chosen(select, ignore)
    assert (codes is None or "TERM002" in codes) == is_run


def test_that_a_rule_failed_is_always_reported() -> None:
    assert sorted(chosen(["TERM002"], ["ALL"]) or ()) == [FAILED, "TERM002"]
    assert FAILED in (chosen(None, [FAILED, "TERM"]) or ())


def test_codes_are_split_at_commas_and_in_capitals() -> None:
    assert split(["term002, Ignore", "ALL,"]) == ("TERM002", "IGNORE", "ALL")


@pytest.mark.parametrize(
    ("text", "meant"), [("TERM02", "TERM002"), ("ignore01", "IGNORE001"), ("AL", "ALL")]
)
def test_the_nearest_code_is_named(text: str, meant: str) -> None:
    assert not is_known("XYZ")
    assert nearest(text) == meant


def test_no_code_is_in_both_tables() -> None:
    assert not RULES.keys() & OWN.keys()
    assert len(set(CODES)) == len(CODES)


@pytest.mark.parametrize("code", OWN)
def test_what_checking_itself_reports_has_a_manual_page(code: str) -> None:
    page = OWN[code].load().__doc__ or ""
    assert all(word in page for word in ("Bad:", "Good:", "Known false alarms:"))
