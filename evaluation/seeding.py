"""Errors to put into right translations, one at a time, to see whether a check finds them.

Nothing here is shared with the rules or with ``aligner.text.quantities``: errors are found by plain
patterns over the English, and put in only where the Chinese beside it shows that they are errors: a
digit is changed only in a number that the Chinese has too, a bound is dropped only where the
Chinese has one. Every seeder yields all errors of its kind it can make in a pair of texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NUMBER = r"(?<![\w.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w]|[.,]\d)"
_CHINESE_DIGITS = dict(zip("零一二三四五六七八九", "0123456789", strict=True))


@dataclass(frozen=True, slots=True)
class Seed:
    """An English text with one error."""

    target: str
    change: str  # "5.2 → 5.7"


Seeder = Callable[[str, str], Iterator[Seed]]  # of the Chinese and the English text


def replaced(text: str, start: int, end: int, new: str) -> Seed:
    """Return the text with a part replaced, the spaces around it mended."""
    before, after = text[:start], text[end:]
    if not new:
        before, after = before.rstrip(), after.lstrip()
        space = " " if before and after[:1] not in (",", ".", ";", "") else ""
        if not before:
            after = after[:1].upper() + after[1:]
        return Seed(f"{before}{space}{after}", f"{text[start:end]} → nothing")
    return Seed(f"{before}{new}{after}", f"{text[start:end]} → {new}")


def significant(number: str) -> str:
    """Return a number's digits without separators and outer zeros: 万 and million lose them too.

    >>> significant("1,100"), significant("11"), significant("0.50")
    ('11', '11', '5')
    """
    return re.sub(r"[^\d]", "", number).strip("0")


def chinese_digits(text: str) -> list[str]:
    """Return the digits of the numbers written in figures."""
    return [significant(number) for number in re.findall(r"\d+(?:[.,]\d+)*", narrow(text))]


def narrow(text: str) -> str:
    """Return a text with full-width figures and signs made half-width."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)


def digit(source: str, target: str) -> Iterator[Seed]:
    """One digit of a number that the Chinese has once, and the English once."""
    known = chinese_digits(source)
    for match in re.finditer(_NUMBER, target):
        number = match[0]
        if known.count(significant(number)) != 1 or len(re.findall(re.escape(number), target)) > 1:
            continue
        for offset, old in enumerate(number):
            if old.isdigit() and not (old == "0" and offset == len(number) - 1):
                new = str((int(old) + 4) % 9 + 1) if old != "0" else "6"
                if new != old:
                    yield replaced(
                        target,
                        match.start(),
                        match.end(),
                        number[:offset] + new + number[offset + 1 :],
                    )


_SCALES = ("thousand", "million", "billion", "trillion")


def magnitude(source: str, target: str) -> Iterator[Seed]:
    """A number a thousand times, or ten times, too large or too small."""
    if not re.search("[万亿千萬億]", source):
        return
    known = chinese_digits(source)
    for match in re.finditer(rf"({_NUMBER})([ -])(million|billion|trillion)\b", target):
        if known.count(significant(match[1])) != 1:
            continue
        place = _SCALES.index(match[3])
        for other in (place - 1, place + 1):
            if 0 < other < len(_SCALES):
                yield replaced(target, match.start(3), match.end(3), _SCALES[other])
        whole = match[1].replace(",", "")
        shifted = whole + "0" if "." not in whole else _point_right(whole)
        yield replaced(target, match.start(1), match.end(1), shifted)


def _point_right(number: str) -> str:
    """Return ten times a number with a point.

    >>> _point_right("5.25"), _point_right("5.2")
    ('52.5', '52')
    """
    whole, _, part = number.partition(".")
    return (whole + part[0] + ("." + part[1:] if part[1:] else "")).lstrip("0") or "0"


def percent_for_point(source: str, target: str) -> Iterator[Seed]:
    """Percent where the Chinese says 百分点."""
    if "百分点" in source or "百分點" in source:
        for match in re.finditer(r"(?i)\b(?:percentage|percent) points?\b", target):
            yield replaced(target, match.start(), match.end(), "percent")


def month(source: str, target: str) -> Iterator[Seed]:
    """Another month than the Chinese has, which has one only."""
    numbers = {
        _month_number(text)
        for text in re.findall(r"([\d一二三四五六七八九十]{1,2})月", narrow(source))
    }
    for match in re.finditer(rf"\b({'|'.join(MONTHS)})\b(?=[ ,.]|$)", target):
        number = MONTHS.index(match[1]) + 1
        if number in numbers and (match[1] != "May" or re.match(r" \d", target[match.end() :])):
            yield replaced(target, match.start(), match.end(), MONTHS[(number + 2) % 12])


def _month_number(text: str) -> int:
    """Return the number of a month.

    >>> _month_number("十一"), _month_number("7"), _month_number("三")
    (11, 7, 3)
    """
    if text.isdigit():
        return int(text)
    if text[0] == "十":
        return 10 + int(_CHINESE_DIGITS.get(text[1:], "0"))
    return int(_CHINESE_DIGITS.get(text, "0"))


# Chinese unit, English unit, what stands there instead.
_UNITS = (
    ("公顷", "hectares", "mu"),
    ("亩", "mu", "hectares"),
    ("平方公里", "square kilometers", "square miles"),
    ("平方米", "square meters", "square feet"),
    ("公里", "kilometers", "miles"),
    ("千米", "kilometers", "miles"),
    ("吨", "tons", "kilograms"),
    ("吨", "tonnes", "kilograms"),
    ("公斤", "kilograms", "tons"),
    ("千克", "kilograms", "tons"),
    ("元", "yuan", "US dollars"),
    ("美元", "US dollars", "yuan"),
    ("千瓦时", "kilowatt-hours", "megawatt-hours"),
    ("千瓦", "kilowatts", "megawatts"),
    ("立方米", "cubic meters", "cubic feet"),
    ("摄氏度", "degrees Celsius", "degrees Fahrenheit"),
)


def unit(source: str, target: str) -> Iterator[Seed]:
    """Another unit behind a number than the Chinese has behind the same figures."""
    plain = narrow(source)
    for chinese, english, other in _UNITS:
        pattern = rf"({_NUMBER})(?:[ -](?:million|billion|trillion|thousand))?[ -]({english})\b"
        for match in re.finditer(pattern, target):
            for number in re.finditer(
                rf"(\d+(?:[.,]\d+)*)[多余几]?[百千万亿]*[多余]?{chinese}", plain
            ):
                # 元 is no dollar: 美元 never matches it, since only figures may stand before it.
                if significant(number[1]) == significant(match[1]):
                    yield replaced(target, match.start(2), match.end(2), other)
                    break


_BOUNDS = (
    r"more than|over|nearly|almost|at least|no less than|not less than|no fewer than|no more than|"
    r"up to|less than|within|at or above|at most|above|below|under"
)
_BOUND_BEFORE = (
    "超过|超|突破|不低于|不少于|不超过|不高于|至少|至多|最多|近|将近|接近|高于|低于|少于|多于|逾"
)
_BOUND_BEHIND = "以上|以下|以内|多|余|之内"


def bound(source: str, target: str) -> Iterator[Seed]:
    """A number without the bound that the Chinese has beside the same figures."""
    plain = narrow(source)
    before = rf"(?:{_BOUND_BEFORE})(?:了|到|过)?(\d+(?:[.,]\d+)*)"
    behind = rf"(\d+(?:[.,]\d+)*)(?:[^\d，。；、]{{0,5}}?)(?:{_BOUND_BEHIND})"
    bounded = {significant(m[1]) for p in (before, behind) for m in re.finditer(p, plain)}
    pattern = rf"\b({_BOUNDS}) (?:(?:an?|the|about|some|RMB|US\$|¥) ?)?({_NUMBER})"
    for match in re.finditer(pattern, target):
        if (
            significant(match[2]) in bounded
            and chinese_digits(source).count(significant(match[2])) == 1
        ):
            yield replaced(target, match.start(1), match.end(1), "")


_MULTIPLES = (
    ("doubled", "tripled"),
    ("doubling", "tripling"),
    ("double", "triple"),
    ("tripled", "quadrupled"),
    ("triple", "quadruple"),
    ("quadrupled", "tripled"),
    ("quadruple", "triple"),
    ("twofold", "threefold"),
    ("threefold", "fourfold"),
    ("fourfold", "threefold"),
    ("fivefold", "fourfold"),
    ("twice", "three times"),
    ("three times", "four times"),
    ("four times", "three times"),
    ("five times", "six times"),
    ("six times", "five times"),
)


def multiple(source: str, target: str) -> Iterator[Seed]:
    """A multiple one too high or too low: 增加两倍 is to triple."""
    if not re.search("倍|翻了?[一两二三]?番", source):
        return
    for right, wrong in _MULTIPLES:
        for match in re.finditer(rf"(?i)\b{right}\b", target):
            yield replaced(target, match.start(), match.end(), wrong)
    for match in re.finditer(r"\b(\d+)(?=(?: times|-fold)\b)", target):
        yield replaced(target, match.start(), match.end(), str(int(match[1]) + 1))


# What documents are called, in both languages: the Five-Year Plan is no 《纲要》.
_TITLE_KINDS = {
    **{"Law": "法", "Code": "法典", "Regulations": "条例|规定", "Regulation": "条例|规定"},
    **{"Opinions": "意见", "Plan": "规划|计划|方案", "Outline": "纲要"},
    **{"Program": "纲要|计划|方案", "Measures": "办法", "Charter": "宪章|章程"},
    **{"Declaration": "宣言", "Agreement": "协定|协议", "Decision": "决定", "Rules": "规则|规定"},
    **{"Guidelines": "指引|指南|准则|意见", "Convention": "公约", "Report": "报告"},
    **{"Notice": "通知", "Strategy": "战略", "Statement": "声明", "Communique": "公报"},
}
_TITLE_WORD = r"[A-Z][\w'’-]+|\d+(?:st|nd|rd|th)?"
_TITLE_LINK = "of|the|on|for|and|to|in|through"
_CAPITALS = re.compile(  # a whole title, what stands before and behind its kind included
    rf"(?:\b(?:{_TITLE_WORD}) )(?:(?:{_TITLE_WORD}|{_TITLE_LINK}) )*"
    rf"(?P<kind>{'|'.join(_TITLE_KINDS)})\b"
    rf"(?:(?: (?:{_TITLE_LINK}))* (?:{_TITLE_WORD})(?![\w]))*"
)


def title_mark(source: str, target: str) -> Iterator[Seed]:
    """A 《》 title without its quotation marks and capitals."""
    if "《" not in source:
        return
    quoted = r"[“\"*]([A-Z][^“”\"*]{3,}?)([,.]?)[”\"*]"
    marked = list(re.finditer(quoted, target))
    for match in marked:
        yield replaced(target, match.start(), match.end(), match[1].lower() + match[2])
    for match in () if marked else _CAPITALS.finditer(target):
        if re.search(f"《[^》]*(?:{_TITLE_KINDS[match['kind']]})[^》]*》", source):
            yield replaced(target, match.start(), match.end(), match[0].lower())


def negation(source: str, target: str) -> Iterator[Seed]:
    """A negation dropped."""
    if not re.search("[不没未无非勿莫沒無]", source):
        return
    for match in re.finditer(
        r"(?i)\b(?:shall|must|will|should|may|do|does|did|is|are|was|were) (not)\b", target
    ):
        yield replaced(target, match.start(1), match.end(1), "")
    for match in re.finditer(r"(?i)\bcan(?:not| not)\b", target):
        yield replaced(target, match.start(), match.end(), "can")
    for match in re.finditer(r"\b(?:never|no longer)\b", target):
        yield replaced(target, match.start(), match.end(), "")


_MODALS = (
    ("不得", "shall not", "should not"),
    ("不得", "must not", "should not"),
    ("不得", "may not", "should not"),
    ("必须|须", "must", "may"),
    ("必须|须", "shall", "may"),
    ("可以", "may", "shall"),
)


def modal(source: str, target: str) -> Iterator[Seed]:
    """What may be done made a duty, and the other way round."""
    for chinese, right, wrong in _MODALS:
        if re.search(chinese, source) is None:
            continue
        # “Must never” and “may never” forbid alike.
        for match in re.finditer(rf"\b{right}\b(?! (?:not|never)\b)", target):
            yield replaced(target, match.start(), match.end(), wrong)


def clause(source: str, target: str) -> Iterator[Seed]:
    """A clause of five words and more left out, where the Chinese has clauses too."""
    if len(re.findall("[，；]", source)) < 2:
        return
    # "and" before the last of several: a clause behind a comma that does not go on with a name.
    for match in re.finditer(r"[,;] (?=[a-z])[^,;.:]+(?=[,;] )", target):
        if len(match[0].split()) >= 5:
            yield replaced(target, match.start(), match.end(), "")


def seeds(kind: str, source: str, target: str) -> list[Seed]:
    """Return the errors of a kind that can be put into a translation, each text once."""
    unique = {seed.target: seed for seed in SEEDERS[kind](source, target) if seed.target != target}
    return list(unique.values())


SEEDERS: dict[str, Seeder] = {
    "magnitude": magnitude,
    "digit": digit,
    "percent for point": percent_for_point,
    "month": month,
    "unit": unit,
    "dropped bound": bound,
    "off-by-one multiple": multiple,
    "lost title mark": title_mark,
    "dropped clause": clause,
    "negation": negation,
    "modal": modal,
}
