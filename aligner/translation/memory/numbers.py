"""Putting the numbers of a text into the translation of another that differs in nothing else.

Done only where it is sure: numbers in digits, each printed once in the old text and once, in the
same digits, in its translation; and what comes out must say by value what the new text says.
"""

from __future__ import annotations

import re

from aligner.text.quantities import find_quantities, matching_pairs
from aligner.translation.base import Direction

# Not 5th, 5G, 1,200, a 5: what stands beside these depends on the number.
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.,])(?<!\b[Aa] )(?<!\b[Aa]n )[0-9]+(?:\.[0-9]+)?(?![0-9A-Za-z]|[.,][0-9])"
)
_ONE = frozenset({"0", "1"})  # what English counts in the singular, or says otherwise


def without_numbers(text: str) -> str:
    """Return a text with one sign in the place of each number in digits.

    >>> without_numbers("2024年增长5.2%")
    '#年增长#%'
    """
    return _NUMBER.sub("#", text)


def adjusted(old: str, translation: str, new: str, direction: Direction) -> str:
    """Return the translation of ``old`` with the numbers of ``new``; empty if that is unsure.

    Both are folded texts.

    >>> zh_en = Direction("zh", "en")
    >>> adjusted("去年增长5.2%。", "Growth was 5.2 percent last year.", "去年增长6%。", zh_en)
    'Growth was 6 percent last year.'
    >>> adjusted("投入80亿元。", "8 billion yuan was spent.", "投入90亿元。", zh_en)
    ''
    """
    if without_numbers(old) != without_numbers(new):
        return ""
    pairs = zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True)
    changes = {before: after for before, after in pairs if before != after}
    printed = _NUMBER.findall(translation)
    for before, after in changes.items():
        is_clear = _NUMBER.findall(old).count(before) == printed.count(before) == 1
        if not is_clear or _ONE & {before, after}:
            return ""
    made = _NUMBER.sub(lambda number: changes.get(number[0], number[0]), translation)
    before_and_after = zip(
        _shared(old, translation, direction), _shared(new, made, direction), strict=True
    )
    return made if all(before <= after for before, after in before_and_after) else ""


def _shared(source: str, target: str, direction: Direction) -> tuple[int, int]:
    """Return how many quantities of the source the target has as well, and the other way."""
    pairs = matching_pairs(
        find_quantities(source, direction.source), find_quantities(target, direction.target)
    )
    return len({i for i, _ in pairs}), len({j for _, j in pairs})
