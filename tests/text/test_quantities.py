"""Quantities: cases as data; what holds for every number is in ``test_quantities_laws``.

In ``cases/quantities.tsv`` a row of group

- ``wild`` or ``synthetic`` promises that every quantity of either side (weak ones excepted) has an
  equal on the other, and that there is one;
- ``negative`` with one side filled promises that nothing is found (weak ones excepted), with both
  sides that nothing is equal;
- ``known`` is like ``wild`` and fails, for the reason given.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.text.quantities import (
    find_quantities,
    matching_pairs,
)

CASES = Path(__file__).parent.parent / "cases" / "quantities.tsv"


@dataclass(frozen=True)
class Case:
    """A row of the table."""

    group: str
    zh: str
    en: str
    note: str

    @property
    def marks(self) -> list[pytest.MarkDecorator]:
        """Known failures must fail: strict is set for the project."""
        return [pytest.mark.xfail(reason=self.note)] if self.group == "known" else []


def cases(*groups: str) -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = [Case(**row) for row in csv.DictReader(file, delimiter="\t")]
    chosen = [row for row in rows if row.group in groups]
    return [pytest.param(row, id=f"{row.zh[:12]}={row.en[:24]}", marks=row.marks) for row in chosen]


def unmatched(zh: str, en: str) -> list[tuple[str, str]]:
    """Return kind and text of the quantities without an equal."""
    source, target = find_quantities(zh, "zh"), find_quantities(en, "en")
    pairs = matching_pairs(source, target)
    sides = ((zh, source, {i for i, _ in pairs}), (en, target, {j for _, j in pairs}))
    return [
        (q.kind, text[q.start : q.end])
        for text, found, equal in sides
        for index, q in enumerate(found)
        if index not in equal and not q.weak
    ]


@pytest.mark.parametrize("case", cases("wild", "synthetic", "known"))
def test_both_sides_say_the_same(case: Case) -> None:
    assert unmatched(case.zh, case.en) == []
    assert matching_pairs(find_quantities(case.zh, "zh"), find_quantities(case.en, "en"))


@pytest.mark.parametrize("case", cases("negative"))
def test_nothing_is_found_or_equal(case: Case) -> None:
    source, target = find_quantities(case.zh, "zh"), find_quantities(case.en, "en")
    if case.zh and case.en:
        assert source
        assert target
        assert matching_pairs(source, target) == []
    else:
        assert [q for q in source + target if not q.weak] == []


@pytest.mark.parametrize(
    ("text", "language", "approximate", "bound"),
    [
        ("8000多亿元", "zh", True, "lower"),
        ("近3亿人", "zh", True, "upper"),
        ("约5%", "zh", True, ""),
        ("3%左右", "zh", True, ""),
        ("不低于5%", "zh", False, "lower"),
        ("30%以上", "zh", False, "lower"),
        ("3%以内", "zh", False, "upper"),
        ("最近5年", "zh", False, ""),
        ("节约3亿元", "zh", False, ""),
        ("more than 800 billion yuan", "en", False, "lower"),
        ("nearly 300 million people", "en", True, "upper"),
        ("around 5 percent", "en", True, ""),
        ("at least 5 percent", "en", False, "lower"),
        ("30 percent or more", "en", False, "lower"),
        ("no more than 3 percent", "en", False, "upper"),
        ("5 percent", "en", False, ""),
    ],
)
def test_bounds(text: str, language: str, approximate: bool, bound: str) -> None:
    (found,) = find_quantities(text, "zh" if language == "zh" else "en")
    assert (found.approximate, found.bound) == (approximate, bound)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("165项", "number"),
        ("第三", "ordinal"),
        ("增加两倍", "multiple"),
        ("百分之五", "percent"),
        ("三成农户", "fraction"),
        ("2个百分点", "point"),
        ("3亿元", "money"),
        ("5公里", "measure"),
        ("五年", "duration"),
        ("2014年", "year"),
        ("6月6日", "date"),
        ("12:30", "clock"),
        ("0755-2601 2345", "telephone"),
        ("13812345678人", "number"),
        ("圖1 人民幣存款", "number"),
        ("合同号码：1234567", "number"),
        ("数百家", "vague"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [q.kind for q in find_quantities(text, "zh")] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("165 items", "number"),
        ("centenary", "number"),
        ("G20 leaders", "number"),
        ("Article 5", "ordinal"),
        ("Chapter IV", "ordinal"),
        ("22nd", "ordinal"),
        ("third", "ordinal"),
        ("quadrupled", "multiple"),
        ("three times", "multiple"),
        ("twofold", "multiple"),
        ("5-percent", "percent"),
        ("two-thirds", "fraction"),
        ("half", "fraction"),
        ("2 percentage points", "point"),
        ("€3 million", "money"),
        ("$3m", "money"),
        ("5 km", "measure"),
        ("5-year", "duration"),
        ("decade", "duration"),
        ("2014", "year"),
        ("1970s", "year"),
        ("December 31", "date"),
        ("3 p.m.", "clock"),
        ("0755-2601 2345", "telephone"),
        ("phone number: 2601-2345", "telephone"),
        ("+10 000 000", "number"),
        ("tens of thousands", "vague"),
        ("several hundred", "vague"),
    ],
)
def test_kinds_in_english(text: str, kind: str) -> None:
    # Behind other words too: there a form is found only if its beginning is among the triggers.
    for sentence in (text, f"Here is, again, {text}"):
        assert [q.kind for q in find_quantities(sentence, "en")] == [kind]


@pytest.mark.parametrize(
    ("text", "language", "printed"),
    [
        ("5至6个百分点", "zh", ["5 percentage point", "6 percentage point"]),
        ("8-10万吨", "zh", ["80000 tonne", "100000 tonne"]),
        ("5个、3公里", "zh", ["5 ", "3 km"]),
        ("from 30 to over 40 percent", "en", ["30 percent", "40 percent"]),
        ("US$3 to US$5 billion", "en", ["3000000000 USD", "5000000000 USD"]),
        ("US$3 to 5 billion", "en", ["3000000000 USD", "5000000000 USD"]),
        ("54 trillion to 82.7 trillion yuan", "en", ["54000000000000 CNY", "82700000000000 CNY"]),
        ("in 2016 and 5 percent", "en", ["2016 ", "5 percent"]),
        ("in 2020, 15 percent", "en", ["2020 ", "15 percent"]),
        ("of 300, 15 percent", "en", ["300 ", "15 percent"]),
        ("in 2016, 300, and 5 percent", "en", ["2016 ", "300 ", "5 percent"]),
        ("建成5个和3个，占8个百分点", "zh", ["5 ", "3 ", "8 percentage point"]),
        ("新建5个、3个月建成", "zh", ["5 ", "3 month"]),
    ],
)
def test_ends_of_a_range_share_their_unit(text: str, language: str, printed: list[str]) -> None:
    found = find_quantities(text, "zh" if language == "zh" else "en")
    assert [f"{q.low} {q.unit.name}" for q in found] == printed


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Prices rose in March.", "March"),
        ("Prices rose in June.", "June"),
        ("Prices rose in March. Wages fell.", "March"),
        ("Prices rose in Sept.", "Sept"),
        ("Prices rose in Sept.”\nWages fell.", "Sept"),
        ("Prices of Jan. 2024", "Jan. 2024"),
        ("Prices of 5 Jan. rose", "5 Jan."),
    ],
)
def test_a_date_takes_no_full_stop_of_the_sentence(text: str, printed: str) -> None:
    (found,) = find_quantities(text, "en")
    assert text[found.start : found.end] == printed


def test_masked_spans_hold_no_quantities() -> None:
    text = "实现两个一百年目标，建成三个中心"
    assert [q.low for q in find_quantities(text, "zh", masked=[(2, 9)])] == [3]
    assert [q.low for q in find_quantities("Made in China 2025 in 10 years", "en", [(0, 18)])] == [
        10
    ]


def test_offsets_survive_letters_that_change_length() -> None:
    text = "İstanbul has 15 million people"
    (found,) = find_quantities(text, "en")
    assert text[found.start : found.end] == "15 million"
