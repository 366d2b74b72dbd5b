"""Quantities: cases as data, and what holds for every number and every text.

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
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.quantities import (
    Quantity,
    find_quantities,
    matching_pairs,
    same_value,
    value_groups,
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


# Writers of numerals, independent of the parser.

_DIGITS = "零一二三四五六七八九"


def written_in_chinese(number: int) -> str:
    """Write a number below 10^16 as official texts do: 一万零五百."""
    if number == 0:
        return "零"
    written, zero = "", False
    for magnitude, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        section, number = divmod(number, magnitude)
        if not section:
            zero = bool(written)
            continue
        above = bool(written)
        inner = written_in_chinese(section) if section >= 10**4 else _section(section)
        written += "零" * (above and (zero or section < 1000)) + inner + name
        zero = False
    return written


def _section(number: int) -> str:
    written, zero = "", False
    for magnitude, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, magnitude)
        if digit:
            written += "零" * zero + _DIGITS[digit] + name
            zero = False
        else:
            zero = bool(written)
    return written


_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def written_in_english(number: int) -> str:
    """Write a number below 10^15 in words, British style: two hundred and five."""
    ones, tens = _ONES.split(), _TENS.split()
    if number < 20:
        return ones[number]
    if number < 100:
        ten, one = divmod(number, 10)
        return tens[ten - 2] + (f"-{ones[one]}" if one else "")
    for magnitude, name in (
        (10**12, "trillion"),
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        above, below = divmod(number, magnitude)
        if above:
            joint = " and " if 0 < below < 100 else " "
            tail = joint + written_in_english(below) if below else ""
            return f"{written_in_english(above)} {name}{tail}"
    raise ValueError(number)


numbers = st.integers(2, 10**12) | st.integers(2, 9999)


@given(numbers)
def test_chinese_numerals_are_read_back(number: int) -> None:
    written = written_in_chinese(number)
    for text in (written, written.replace("万", "萬").replace("亿", "億"), str(number)):
        (found,) = find_quantities(f"共{text}个。", "zh")
        assert (found.low, found.start, found.end) == (number, 1, 2 + len(text))


@given(numbers)
def test_english_numerals_are_read_back(number: int) -> None:
    for text in (written_in_english(number), f"{number:,}", f"{number} items"):
        (found,) = find_quantities(f"exactly {text}.", "en")
        assert found.low == number


@given(st.integers(1, 10**6), st.integers(1, 3))
def test_decimals_are_exact(number: int, places: int) -> None:
    text = f"{number / 10**places:.{places}f}"
    for language, template in (("zh", "{}%"), ("en", "{} percent")):
        found = find_quantities(template.format(text), "zh" if language == "zh" else "en")
        assert [q.low for q in found] == [Fraction(text)]


PIECES = """一 二 两 三 十 百 千 万 亿 零 〇 廿 半 点 第 年 月 日 时 个 多 元 亩 公顷 成 倍
分之 百分之 世纪 年代 届 大 号 是 中全会 几 数 翻 番 （ ） ， 、 至 - % 3 12 2014 1.5 10
five six twenty hundred million and to percent June th first third half a decade yuan mu
hectares years is RMB I. , . $ : / '"""
pieces = st.sampled_from([*PIECES.split(), "\n", ""])
texts = st.lists(pieces, max_size=12).map("".join) | st.lists(pieces, max_size=12).map(" ".join)


@given(texts | st.text(max_size=40))
def test_spans_are_inside_the_text_and_in_order(text: str) -> None:
    for language in ("zh", "en"):
        found = find_quantities(text, "zh" if language == "zh" else "en")
        for quantity in found:
            assert 0 <= quantity.start < quantity.end <= len(text)
            assert quantity.low <= quantity.high
            assert quantity.tolerance >= 0
        starts = [quantity.start for quantity in found]
        assert starts == sorted(starts)


def quantities(language: str) -> st.SearchStrategy[list[Quantity]]:
    return st.lists(texts, max_size=4).map(
        lambda several: [
            q for text in several for q in find_quantities(text, "zh" if language == "zh" else "en")
        ]
    )


@given(quantities("zh"), quantities("en"))
def test_matching_pairs_are_those_of_the_definition(
    source: list[Quantity], target: list[Quantity]
) -> None:
    expected = [
        (i, j) for i, a in enumerate(source) for j, b in enumerate(target) if same_value(a, b)
    ]
    assert matching_pairs(source, target) == expected
    source_groups, target_groups = value_groups(source, target)
    assert all(source_groups[i] == target_groups[j] != -1 for i, j in expected)
    assert [g != -1 for g in source_groups] == [
        i in {i for i, _ in expected} for i in range(len(source))
    ]


@given(quantities("zh"), quantities("en"))
def test_same_value_is_reflexive_and_symmetric(
    source: list[Quantity], target: list[Quantity]
) -> None:
    assert all(same_value(q, q) for q in source + target)
    assert all(same_value(a, b) == same_value(b, a) for a in source for b in target)
