"""What stands before and behind an English numeral: unit, label, bound, approximation."""

from __future__ import annotations

import re
from functools import cache

from aligner.text.quantities.context import Context, Modifier, combined, either
from aligner.text.quantities.model import Kind
from aligner.text.quantities.units import ENGLISH_UNITS, Unit, listed

_LOWER = listed(
    "more than, greater than, higher than, over, above, beyond, upwards of, in excess of, "
    "at least, no less than, not less than, no fewer than, not fewer than, no lower than, "
    "not lower than, a minimum of, exceed, exceeds, exceeded, exceeding, surpassed, topped"
)
_UPPER = listed(
    "less than, fewer than, lower than, under, below, within, up to, at most, a maximum of, "
    "no more than, not more than, no higher than, not over, not exceed, not exceeding"
)
_ABOUT = listed("about, around, approximately, roughly, some, estimated")
_NEARLY = listed("almost, nearly, close to, nearing, approaching")
_OR_MORE = listed("or more, or above, and above, or higher, or over")
_OR_LESS = listed("or less, or below, or lower, or under, or fewer")
_MODIFIERS: dict[str, Modifier] = {
    **dict.fromkeys([*_LOWER, *_OR_MORE], (False, "lower")),
    **dict.fromkeys([*_UPPER, *_OR_LESS], (False, "upper")),
    **dict.fromkeys(["+", "plus", "odd"], (True, "lower")),
    **dict.fromkeys(_ABOUT, (True, "")),
    **dict.fromkeys(_NEARLY, (True, "upper")),
}
_BEFORE = [*_LOWER, *_UPPER, *_ABOUT, *_NEARLY]
_LAST_WORDS = frozenset(word.rpartition(" ")[2] for word in _BEFORE)
_LABELS = frozenset(
    listed(
        "article, articles, section, sections, chapter, chapters, clause, paragraph, item, part, "
        "no., number, volume, figure, table"
    )
)
_LETTERS = frozenset("mgw")  # units only after a space: 5g is no mass
_REACH = 18  # characters looked at before a numeral


def context_of(text: str, start: int, end: int, *, currency: Unit | None = None) -> Context:
    """Read what stands around the numeral ``text[start:end]`` of a lower-case text.

    >>> around = context_of("more than 30 metric tons", 10, 12)
    >>> around.unit, around.bound, around.end
    (<tonne>, 'lower', 24)
    """
    behind = _behind().match(text, end)
    if behind is None:  # cannot be: every part of the pattern is optional
        raise ValueError("the pattern of what follows a numeral must match anything")
    plus, printed, times, after = behind.groups(default="")
    reach, last = max(0, start - _REACH), max(0, start - 1)
    space = max(text.rfind(" ", reach, last), text.rfind("\n", reach, last))
    word = text[space + 1 : last]
    before = ""
    if word.lstrip('(“"') in _LAST_WORDS:
        left = _before().search(text, max(0, start - _REACH), start)
        before = left[1] if left else ""
    words = (before, plus.strip(" -"), after.strip())
    approximate, bound = combined(words, _MODIFIERS)
    kind: Kind | None = "multiple" if times else "ordinal" if word in _LABELS else None
    unit = ENGLISH_UNITS.get(printed) or currency
    return Context(start, behind.end(), unit, kind, unit is not None, False, approximate, bound)


@cache
def _behind() -> re.Pattern[str]:
    units = either(form for form in ENGLISH_UNITS if form not in _LETTERS)
    return re.compile(
        r"(\+|[ -](?:plus|odd)\b)?"
        r"(?:[ -]?(?:(?:more|consecutive|full|calendar|straight|additional) )?"
        rf"({units}|(?<= )[mgw])(?![a-z0-9])|( times\b|-?fold\b))?"
        rf"( (?:{either([*_OR_MORE, *_OR_LESS])})\b)?"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b({either(_BEFORE)}) \Z")
