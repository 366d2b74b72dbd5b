"""The other script of a number in a Chinese term: 第14个五年规划 for 第十四个五年规划."""

from __future__ import annotations

import re
from itertools import product

from aligner.text.quantities.numerals import chinese_numeral

_HAN = re.compile("[〇零一二三四五六七八九十百两]+")
_DIGITS = re.compile("[0-9]+")
_YEAR = re.compile("[〇零一二三四五六七八九]{4}")
_MOST_RUNS = 3  # numbers in one form, each of which may be written either way
_HAN_DIGITS = "〇一二三四五六七八九"


def numeral_variants(form: str) -> tuple[str, ...]:
    """Return a Chinese form with its numbers in the other script, each of them or all.

    >>> numeral_variants("二十国集团"), numeral_variants("中国制造2025")
    (('20国集团',), ('中国制造二〇二五',))
    """
    runs = list(_HAN.finditer(form))[:_MOST_RUNS]
    found = {_DIGITS.sub(_in_han, form)}
    for chosen in product((False, True), repeat=len(runs)):
        text = form
        for run, is_chosen in reversed(list(zip(runs, chosen, strict=True))):
            if is_chosen:
                text = text[: run.start()] + _in_digits(run) + text[run.end() :]
        found.add(text)
    return tuple(sorted(found - {form}))


def _in_digits(match: re.Match[str]) -> str:
    text = match[0]
    if _YEAR.fullmatch(text):
        return "".join(str(_HAN_DIGITS.index(c.replace("零", "〇"))) for c in text)
    numeral = chinese_numeral(text)
    return text if numeral is None else str(numeral.value)


def _in_han(match: re.Match[str]) -> str:
    digits = match[0]
    number = int(digits)
    if len(digits) >= 3 or digits.startswith("0"):  # a year, or no number to be read out
        return "".join(_HAN_DIGITS[int(digit)] for digit in digits)
    tens, units = divmod(number, 10)
    if not tens:
        return _HAN_DIGITS[units]
    return ("" if tens == 1 else _HAN_DIGITS[tens]) + "十" + (_HAN_DIGITS[units] if units else "")
