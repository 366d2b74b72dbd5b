"""Quantities: what holds for every number and every text."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from aligner.text.quantities import (
    Quantity,
    find_quantities,
    matching_pairs,
    same_value,
    value_groups,
)

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
