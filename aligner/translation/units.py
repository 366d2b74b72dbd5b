"""What of a sentence goes to an engine, and what becomes of the rest without one.

The number of a heading or list item is mapped by a table. A sentence without a word of the source
language (a year, a web address, a line in the other language) is its own translation. Both would
only tempt a model to invent something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.document import Language
from aligner.translation.base import Direction

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_SPACES = re.compile(r"[\s\u200b\u2060\ufeff]+")
_NUMERALS = "一二三四五六七八九十"
# Full-width forms of ASCII, and the full stop, comma and space that have none.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("。"): ".",
    ord("、"): ",",
    ord("\u3000"): " ",
}
_CHINESE_MARKER = re.compile(
    rf"""
      (?P<arabic> \d{{1,3}} ) \s* (?P<stop> [.．、)）] ) (?!\d) \s*
    | [（(] (?P<bracketed> \d{{1,3}} | [a-z] | [ivx]{{2,4}} ) [)）] \s*
    | [（(] (?P<numeral> [{_NUMERALS}]{{1,3}} ) [)）] \s*
    | (?P<heading> [{_NUMERALS}]{{1,3}} ) [、.．] (?![{_NUMERALS}]) \s*  # 一、二线城市 is text
    | (?P<bullet> [•●▪◆■①-⑳⑴-⒇] ) \s*
    """,
    re.VERBOSE,
)
_ENGLISH_MARKER = re.compile(
    r"""
      (?P<arabic> \d{1,3} ) (?P<stop> [.)] ) \s+
    | \( (?P<bracketed> \d{1,3} | [a-z] | [ivx]{2,4} ) \) \s*
    | (?P<heading> [IVX]{1,6} ) \. \s+
    | (?P<bullet> [•●▪◆■①-⑳⑴-⒇] ) \s*
    """,
    re.VERBOSE,
)
_CHAPTER = re.compile(
    rf"第(?P<number>[{_NUMERALS}]{{1,3}}|\d{{1,3}})(?P<kind>[编章节条])\s*", re.VERBOSE
)
_KINDS = {"编": "Part", "章": "Chapter", "节": "Section", "条": "Article"}
_ROMAN = (("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1))
_LARGEST = 99


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, cut into what an engine translates and what it need not see."""

    source: str  # the sentence on one line
    marker: str  # how the translation begins, before what the engine gives: "I. "
    start: int  # code-point offset in ``source`` from which on the engine translates
    ready: str | None = None  # the whole translation, where no engine is needed

    @property
    def text(self) -> str:
        """What the engine gets; nothing where the translation is known."""
        return self.source[self.start :] if self.ready is None else ""


def unit_of(source: str, direction: Direction) -> Unit:
    """Return how a sentence on one line is translated.

    >>> unit_of("一、坚持改革", Direction("zh", "en")).marker
    'I. '
    >>> unit_of("２０２３．１２", Direction("zh", "en")).ready
    '2023.12'
    """
    if not has_words(source, direction.source):
        return Unit(source, "", 0, _copied(source, direction.target))
    pattern = _CHINESE_MARKER if direction.source == "zh" else _ENGLISH_MARKER
    found = pattern.match(source)
    if found is None or not has_words(source[found.end() :], direction.source):
        return Unit(source, "", 0)
    return Unit(source, _marker(found, direction.target), found.end())


def label_of(label: str, direction: Direction) -> str:
    """Return an automatic number as the target language writes it; itself if it is none known.

    >>> label_of("第二章 ", Direction("zh", "en")), label_of("（三）", Direction("zh", "en"))
    ('Chapter 2 ', '(3) ')
    """
    if direction.source == "zh" and (found := _CHAPTER.fullmatch(label)):
        number = found["number"]
        return f"{_KINDS[found['kind']]} {number if number.isdigit() else _value(number)} "
    pattern = _CHINESE_MARKER if direction.source == "zh" else _ENGLISH_MARKER
    found = pattern.fullmatch(label)
    return _marker(found, direction.target) if found else label


def has_words(text: str, language: Language) -> bool:
    """Tell whether there is anything in a text to translate from a language.

    >>> has_words("www.gov.cn", "en"), has_words("GDP", "en"), has_words("GDP", "zh")
    (False, True, False)
    """
    if language == "zh":
        return bool(_HAN.search(text))
    return bool(_LATIN.search(_ADDRESS.sub(" ", text)))


def on_one_line(text: str) -> str:
    """Return a text with each run of white space, and of what no reader sees, as one space."""
    return _SPACES.sub(" ", text).strip()


def _copied(text: str, target: Language) -> str:
    """Return a text without words as the target language writes it."""
    return on_one_line(text.translate(_HALF_WIDTH)) if target == "en" else text


def _marker(found: re.Match[str], target: Language) -> str:
    parts = found.groupdict()
    if parts["arabic"]:
        return f"{parts['arabic']}{')' if parts['stop'] in ')）' else '.'} "
    if parts["bullet"]:
        return f"{parts['bullet']} "
    if parts["heading"]:
        heading = parts["heading"]
        if target == "en":
            return f"{_roman(_value(heading))}. "
        return f"{_chinese(_roman_value(heading))}、"
    number = parts["bracketed"] or str(_value(parts["numeral"]))
    return f"({number}) " if target == "en" else f"（{number}）"


def _value(numeral: str) -> int:
    """Return the value of a Chinese numeral below a hundred.

    >>> _value("二十一"), _value("十"), _value("三")
    (21, 10, 3)
    """
    tens, ten, ones = numeral.rpartition("十")
    value = _NUMERALS.index(ones) + 1 if ones else 0
    if not ten:
        return value
    return 10 * (_NUMERALS.index(tens) + 1 if tens else 1) + value


def _chinese(value: int) -> str:
    """Return a Chinese numeral.

    >>> _chinese(12), _chinese(20), _chinese(7)
    ('十二', '二十', '七')
    """
    tens, ones = divmod(value, 10)
    front = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return front + (_NUMERALS[ones - 1] if ones else "")


def _roman(value: int) -> str:
    """Return a Roman numeral; tens are X each, as headings never go far.

    >>> _roman(14), _roman(9), _roman(21)
    ('XIV', 'IX', 'XXI')
    """
    letters = ""
    for symbol, worth in _ROMAN:
        count, value = divmod(value, worth)
        letters += symbol * count
    return letters


def _roman_value(letters: str) -> int:
    """Return the value of a Roman numeral of the letters I, V and X.

    >>> _roman_value("XIV"), _roman_value("VIII")
    (14, 8)
    """
    worth = {"I": 1, "V": 5, "X": 10}
    values = [worth[letter] for letter in letters]
    signed = (
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return min(sum(signed), _LARGEST)
