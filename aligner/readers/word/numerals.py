"""Numbers as the lists of a word processor show them (ECMA-376, part 1, ST_NumberFormat)."""

from __future__ import annotations

from dataclasses import dataclass

_DIGITS = "〇一二三四五六七八九"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_MOST_REPEATED = 30  # times that a letter or sign is written, as in word processors
_WIDEST = 9  # digits of a number with leading zeros
_ORDINALS = {
    **{"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth"},
    **{"nine": "ninth", "twelve": "twelfth"},
}
# Characters that stand for the numbers from 1, and whether they begin again after the last.
_SERIES = {
    "ideographTraditional": (_STEMS, True),
    "ideographZodiac": (_BRANCHES, True),
    "ideographEnclosedCircle": ("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", False),
    "decimalEnclosedCircle": ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", False),
    "decimalEnclosedCircleChinese": ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", False),
    "decimalEnclosedParen": ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", False),
    "decimalEnclosedFullstop": ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", False),
}
# Digits put one after the other.
_POSITIONAL = {
    "ideographDigital": _DIGITS,
    "japaneseDigitalTenThousand": _DIGITS,
    "taiwaneseDigital": "○一二三四五六七八九",
    "decimalFullWidth": "０１２３４５６７８９",
    "decimalFullWidth2": "０１２３４５６７８９",
}


@dataclass(frozen=True, slots=True)
class _Counting:
    """Numerals with words for ten, hundred, thousand."""

    digits: str
    units: str  # of ten, hundred, thousand
    leading_one: bool = False  # 壹拾, not 拾
    most: int = 9999  # what is larger is written digit by digit, or in European digits


_THOUSANDS = _Counting("零一二三四五六七八九", "十百千")
_COUNTING = {
    "chineseCounting": _Counting(_DIGITS, "十", most=99),
    "taiwaneseCounting": _Counting(_POSITIONAL["taiwaneseDigital"], "十", most=99),
    "chineseCountingThousand": _THOUSANDS,
    "taiwaneseCountingThousand": _THOUSANDS,
    "japaneseCounting": _THOUSANDS,
    "chineseLegalSimplified": _Counting("零壹贰叁肆伍陆柒捌玖", "拾佰仟", leading_one=True),
    "ideographLegalTraditional": _Counting("零壹貳參肆伍陸柒捌玖", "拾佰仟", leading_one=True),
    "japaneseLegal": _Counting("零壱弐参四伍六七八九", "拾百阡", leading_one=True),
}


def numeral(number: int, style: str) -> str:
    """Return a number as a list shows it; in digits where the style is unknown or has no more.

    A style ``custom 001, 002`` stands for numbers of three digits.

    >>> [numeral(n, "chineseCountingThousand") for n in (3, 10, 12, 20, 105, 1010)]
    ['三', '十', '十二', '二十', '一百零五', '一千零一十']
    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(2, "decimalEnclosedCircle")
    ('IV', 'bb', '②')
    """
    if number < 1:
        return str(number)
    if style in _SERIES:
        series, again = _SERIES[style]
        return series[(number - 1) % len(series)] if again or number <= len(series) else str(number)
    if style in _COUNTING:
        return _counted(number, _COUNTING[style])
    if style in _POSITIONAL:
        return _in_digits(number, _POSITIONAL[style])
    return _western(number, style)


def _western(number: int, style: str) -> str:
    match style:
        case "upperRoman" | "lowerRoman" if number < 4000:
            return _roman(number).upper() if style == "upperRoman" else _roman(number)
        case "upperLetter" | "lowerLetter" if number <= 26 * _MOST_REPEATED:
            letter = chr(ord("A" if style == "upperLetter" else "a") + (number - 1) % 26)
            return letter * ((number - 1) // 26 + 1)
        case "ordinal":
            ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
            return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"
        case "cardinalText" | "ordinalText" if number < 100:
            return _words(number, is_ordinal=style == "ordinalText")
        case "decimalZero":
            return f"{number:02}"
        case "numberInDash":
            return f"- {number} -"
        case "hex":
            return f"{number:X}"
        case "chicago" if number <= 4 * _MOST_REPEATED:
            return "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1)
        case "ideographZodiacTraditional":
            return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]
    if style.startswith("custom 0"):
        first = style.removeprefix("custom ").split(",")[0].strip()
        return f"{number:0{min(len(first), _WIDEST)}}"
    return str(number)


def _counted(number: int, system: _Counting) -> str:
    if number > system.most:
        return _in_digits(number, system.digits) if len(system.units) == 1 else str(number)
    text = ""
    for power in range(len(system.units), -1, -1):
        digit = number // 10**power % 10
        unit = system.units[power - 1] if power else ""
        if digit:
            is_plain_ten = digit == 1 and power == 1 and not text and not system.leading_one
            text += ("" if is_plain_ten else system.digits[digit]) + unit
        elif text and number % 10**power and not text.endswith(system.digits[0]):
            text += system.digits[0]
    return text


def _in_digits(number: int, digits: str) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _words(number: int, *, is_ordinal: bool) -> str:
    tens, ones = divmod(number, 10)
    words = (
        [_SMALL[number]] if number < 20 else [_TENS[tens - 2], *([_SMALL[ones]] if ones else [])]
    )
    if is_ordinal:
        last = words[-1]
        regular = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
        words[-1] = _ORDINALS.get(last, regular)
    return "-".join(words).capitalize()


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
