"""Numbers, dates, percentages, ordinals, money, units: found in both languages, compared by value.

find_quantities   text -> the quantities in it, with their places
same_value        two quantities -> do they say the same?
matching_pairs    two lists -> all pairs that say the same
value_groups      two lists -> a number for each quantity, the same for those that match
with_yen          English quantities beside Chinese ones -> the same with ¥ read as yen where it is
"""

from __future__ import annotations

from collections.abc import Sequence

from aligner.document import Language
from aligner.text.quantities.chinese import find_chinese
from aligner.text.quantities.comparison import matching_pairs, same_value, value_groups, with_yen
from aligner.text.quantities.english import find_english
from aligner.text.quantities.model import Bound, Kind, Quantity, Rational
from aligner.text.quantities.units import Unit

__all__ = [
    "Bound",
    "Kind",
    "Quantity",
    "Rational",
    "Unit",
    "find_quantities",
    "matching_pairs",
    "same_value",
    "value_groups",
    "with_yen",
]


# Typesetters put one of these between a number and its unit, so that no line parts them.
_NO_BREAK_SPACES = "\u00a0\u2007\u2009\u202f"


def find_quantities(
    text: str, language: Language, masked: Sequence[tuple[int, int]] = ()
) -> list[Quantity]:
    """Return the quantities of a text, from left to right.

    Args:
        text: a sentence, or a whole document; list markers are seen at line starts.
        language: of the text.
        masked: half-open spans in which no number is a quantity, such as fixed terms (两个一百年).

    Example:
        >>> [(q.low, q.unit) for q in find_quantities("安排8000多亿元、增长百分之五", "zh")]
        [(800000000000, <CNY>), (5, <percent>)]
        >>> [q.low for q in find_quantities("RMB 0.8 trillion, up 5%", "en")]
        [800000000000, 5]
    """
    find = find_chinese if language == "zh" else find_english
    for blank in _NO_BREAK_SPACES:
        text = text.replace(blank, " ")
    return find(text, masked)
