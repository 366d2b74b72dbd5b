"""Numerals: from their writing to their value.

Both parsers know the grammar of numerals and refuse what only looks like one (万一, 三三两两).
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

from aligner.text.quantities.model import Rational
from aligner.text.quantities.units import listed


class Numeral(NamedTuple):
    """The value of a numeral, and what its last printed digit is worth."""

    value: Rational
    step: Rational


_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN_SMALL = {"十": 10, "百": 100, "千": 1000}
_HAN_LARGE = {"万": 10**4, "亿": 10**8}
HAN_UNITS = "一二三四五六七八九两〇零"
_HAN_TENS = {"廿": "二十", "卅": "三十"}
_CHINESE_TOKEN = r"[0-9][0-9,， ]*(?:\.[0-9]+)?|."
_OTHER_FORMS = (
    "億萬兩點餘幾個項約過內於長擴漲時號屆歲週噸畝頃級種條輛臺張筆場層節頁組對塊國鄉鎮區紀減"
    "階領環來載韓幣歐鎊圓盧０１２３４５６７８９．％"
)
_SIMPLIFY = str.maketrans(
    _OTHER_FORMS,
    "亿万两点余几个项约过内于长扩涨时号届岁周吨亩顷级种条辆台张笔场层节页组对块国乡镇区纪减"
    "阶领环来载韩币欧镑圆卢0123456789.%",
)


# 人民币壹拾贰万元整, as contracts write it; 队伍 and 大陆 are other words.
_FORMAL = "[壹贰貳叁肆伍陆陸柒捌玖]"
_FORMAL_RUN = (
    f"{_FORMAL}[拾佰仟](?:{_FORMAL}|[拾佰仟零万萬亿億])*[圆圓]?"
    f"|(?<![大队隊]){_FORMAL}(?=[万萬亿億][元圆圓])"
)
_FROM_FORMAL = str.maketrans("壹贰貳叁肆伍陆陸柒捌玖拾佰仟圆圓", "一二二三四五六六七八九十百千元元")


def simplified(text: str) -> str:
    """Return ``text`` of the same length with numerals and what belongs to them in one form.

    >>> simplified("１２億３千餘萬")
    '12亿3千余万'
    """
    if re.search("[拾佰仟万萬亿億]", text):
        text = re.sub(_FORMAL_RUN, lambda run: run[0].translate(_FROM_FORMAL), text)
    return text.translate(_SIMPLIFY) if re.search(f"[{_OTHER_FORMS}]", text) else text


def decimal_numeral(digits: str) -> Numeral:
    """Read digits with separators and a decimal point.

    >>> decimal_numeral("1,234.50")
    Numeral(value=Fraction(2469, 2), step=Fraction(1, 100))
    """
    whole, point, decimals = digits.partition(".")
    number = int("".join(c for c in whole if c.isdigit()))
    if not point:
        return Numeral(number, 1)
    scale = 10 ** len(decimals)
    value = Fraction(number * scale + int(decimals), scale)
    return Numeral(int(value) if value.denominator == 1 else value, Fraction(1, scale))


def chinese_numeral(text: str) -> Numeral | None:
    """Read a numeral in simplified characters, digits, or both mixed; None if it is none.

    >>> [chinese_numeral(t).value for t in ("一万六千", "1.33万亿", "3千万", "十三", "三点五")]
    [16000, 1330000000000, 30000000, 13, Fraction(7, 2)]
    >>> [chinese_numeral(t) for t in ("万一", "三三两两", "十三五")]
    [None, None, None]
    """
    if text.isascii():
        return decimal_numeral(text)
    if text in _HAN_DIGITS:
        return Numeral(_HAN_DIGITS[text], 1)
    whole, point, decimals = text.partition("点")
    if point:
        return _han_decimal(whole, decimals)
    trillions, mark, rest = text.partition("兆")
    if mark:
        return _with_trillions(trillions, rest)
    for short, long in _HAN_TENS.items():
        text = text.replace(short, long)
    return _ChineseReader().read(re.findall(_CHINESE_TOKEN, text))


def _with_trillions(trillions: str, rest: str) -> Numeral | None:
    """Read 1兆2000亿, as the amounts of Taiwan are written."""
    head, tail = chinese_numeral(trillions), chinese_numeral(rest) if rest else Numeral(0, 0)
    if head is None or tail is None:
        return None
    value = head.value * 10**12 + tail.value
    step = tail.step if rest else head.step * 10**12
    return Numeral(int(value) if value.denominator == 1 else value, step)


def value_of(printed: str) -> Numeral | None:
    """Read a Chinese numeral without what makes it vague.

    >>> value_of("8000多亿").value
    800000000000
    """
    return chinese_numeral(re.sub("[多余几]", "", printed))


def _han_decimal(whole: str, decimals: str) -> Numeral | None:
    digits = decimals.rstrip("万亿")
    head = chinese_numeral(whole)
    if head is None or not digits or any(c not in _HAN_DIGITS for c in digits):
        return None
    scale = 10 ** len(digits)
    value = head.value + Fraction(int("".join(str(_HAN_DIGITS[c]) for c in digits)), scale)
    step = Fraction(1, scale)
    for magnitude in decimals[len(digits) :]:
        value, step = value * _HAN_LARGE[magnitude], step * _HAN_LARGE[magnitude]
    return Numeral(int(value) if value.denominator == 1 else value, step)


class _ChineseReader:
    """Reads one numeral: 亿 closes what stands before it, 万 a section of four digits."""

    def __init__(self) -> None:
        self.above: Rational = 0  # multiples of 亿 already closed
        self.sections: Rational = 0  # multiples of 万 already closed
        self.section: Rational = 0
        self.digit: Numeral | None = None
        self.step: Rational = 1
        self.last = 10**12  # the magnitude read last: inside a section they descend
        self.zero = False  # after 零 a last digit is a unit: 一百零五

    def read(self, tokens: list[str]) -> Numeral | None:
        if tokens[0] in "百千万亿" and any(token in _HAN_DIGITS for token in tokens):
            return None  # 万一, 百一
        for position, token in enumerate(tokens):
            if not self._take(token, first=position == 0):
                return None
        if self.digit is not None:
            colloquial = tokens[-1] in _HAN_DIGITS and not self.zero
            if colloquial and 100 <= self.last < 10**12:  # 一万六 is 16000
                self.digit = Numeral(self.digit.value * self.last // 10, self.last // 10)
            self.section += self.digit.value
            self.step = self.digit.step
        value = self.above + self.sections + self.section
        return Numeral(int(value) if value.denominator == 1 else value, self.step)

    def _take(self, token: str, *, first: bool) -> bool:
        if token in _HAN_LARGE:
            return self._close(_HAN_LARGE[token], first=first)
        if token in _HAN_SMALL:
            return self._small(_HAN_SMALL[token], first=first)
        if self.digit is not None:
            return False
        if token in "零〇":
            self.zero = True
            self.digit = Numeral(0, 1) if first else None
            return True
        digit = _HAN_DIGITS.get(token)
        if digit is None and not token[0].isdigit():
            return False
        self.digit = decimal_numeral(token) if digit is None else Numeral(digit, 1)
        return True

    def _small(self, magnitude: int, *, first: bool) -> bool:
        if magnitude >= self.last:
            return False
        if self.digit is None:
            if not first and magnitude != 10:
                return False
            self.digit = Numeral(1, 1)
        self.section += self.digit.value * magnitude
        self.step = self.digit.step * magnitude
        self.digit, self.last, self.zero = None, magnitude, False
        return True

    def _close(self, magnitude: int, *, first: bool) -> bool:
        if self.digit is not None:
            self.section += self.digit.value
            self.step = self.digit.step
        whole = self.section if magnitude == 10**4 else self.sections + self.section
        if not whole:
            if not first:
                return False
            whole, self.step = 1, 1
        if magnitude == 10**4:
            if self.sections:
                return False
            self.sections = whole * magnitude
        else:
            if self.above:
                return False
            self.above, self.sections = whole * magnitude, 0
        self.section, self.digit, self.zero = 0, None, False
        self.step *= magnitude
        self.last = magnitude
        return True


_BELOW_TWENTY = listed(
    "zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, "
    "fourteen, fifteen, sixteen, seventeen, eighteen, nineteen"
)
_TENS = listed("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety")
_WORDS = {word: value for value, word in enumerate(_BELOW_TWENTY)} | {
    word: 10 * tens for tens, word in enumerate(_TENS, start=2)
}
_ORDINAL_ENDINGS = {"one": "first", "two": "second", "three": "third", "five": "fifth"} | {
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_ORDINALS = {
    _ORDINAL_ENDINGS.get(word, word.removesuffix("y") + "ie" * word.endswith("y") + "th"): value
    for word, value in _WORDS.items()
}
MAGNITUDES = {
    **{"dozen": 12, "hundred": 100, "thousand": 1000},
    **dict.fromkeys(("million", "mn", "mln"), 10**6),
    **dict.fromkeys(("billion", "bn", "bln"), 10**9),
    **dict.fromkeys(("trillion", "tn", "trn"), 10**12),
}
_ORDINAL_MAGNITUDES = {f"{word}th": MAGNITUDES[word] for word in ("hundred", "thousand", "million")}
ENGLISH_WORDS = tuple(
    sorted(_WORDS.keys() | _ORDINALS.keys() | MAGNITUDES.keys() | _ORDINAL_MAGNITUDES.keys())
)


class EnglishNumeral(NamedTuple):
    """A numeral in words, and how many of the words it takes."""

    value: int
    step: int
    words: int
    ordinal: bool


def english_numeral(words: list[str]) -> EnglishNumeral | None:
    """Read the longest numeral the words begin with (lower case, no hyphens); None if none.

    >>> english_numeral("two hundred and five thousand".split())
    EnglishNumeral(value=205000, step=1000, words=5, ordinal=False)
    >>> english_numeral(["twenty", "fifth"]).ordinal, english_numeral(["five", "six"]).words
    (True, 1)
    """
    reader, taken = _EnglishReader(), 0
    for position, word in enumerate(words):
        if word == "and" and taken and reader.room >= 100:  # two hundred and five
            continue
        if not reader.take(word, first=not taken):
            break
        taken = position + 1
        if word in _ORDINALS or word in _ORDINAL_MAGNITUDES:
            return EnglishNumeral(reader.value, 1, taken, ordinal=True)
    return EnglishNumeral(reader.value, reader.step, taken, ordinal=False) if taken else None


class _EnglishReader:
    """Reads words while they make one numeral: a group up to 999, closed by thousand and above."""

    def __init__(self) -> None:
        self.closed = 0
        self.group = 0
        self.step = 1
        self.room = 10**15  # a number must be smaller: after “twenty” 10, after “hundred” 100
        self.ceiling = 10**15  # a magnitude must be smaller than the last

    @property
    def value(self) -> int:
        return self.closed + self.group

    def take(self, word: str, *, first: bool) -> bool:
        """Add a word; False, and nothing changed, if the numeral ends before it."""
        value = _WORDS.get(word, _ORDINALS.get(word))
        if value is not None:
            return self._add(value)
        magnitude = MAGNITUDES.get(word) or _ORDINAL_MAGNITUDES.get(word, 0)
        if magnitude == 100:
            return self._hundred(first=first)
        return bool(magnitude) and self._close(magnitude, first=first)

    def _add(self, value: int) -> bool:
        if value >= self.room:
            return False
        self.group, self.step, self.room = self.group + value, 1, 10 if value >= 20 else 0
        return True

    def _hundred(self, *, first: bool) -> bool:
        if not first and not 0 < self.group < 100:
            return False
        self.group, self.step, self.room = max(self.group, 1) * 100, 100, 100
        return True

    def _close(self, magnitude: int, *, first: bool) -> bool:
        if magnitude >= self.ceiling or not (first or self.group):
            return False
        self.closed += max(self.group, 1) * magnitude
        self.group, self.step, self.room, self.ceiling = 0, magnitude, 1000, magnitude
        return True
