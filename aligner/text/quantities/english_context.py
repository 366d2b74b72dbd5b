"""What stands before and behind an English numeral: unit, currency, bound, approximation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from aligner.text.quantities.model import Bound, Kind, Quantity, Rational, kind_of
from aligner.text.quantities.numerals import Numeral
from aligner.text.quantities.units import COUNT, ENGLISH_UNITS, Unit

_LOWER = [
    "more than",
    "greater than",
    "over",
    "above",
    "exceeding",
    "exceeded",
    "exceed",
    "exceeds",
    "surpassing",
    "surpassed",
    "topped",
    "at least",
    "no less than",
    "not less than",
    "no fewer than",
    "not fewer than",
    "no lower than",
    "not lower than",
    "a minimum of",
    "upwards of",
    "in excess of",
    "beyond",
    "minimum",
]
_UPPER = [
    "less than",
    "fewer than",
    "under",
    "below",
    "within",
    "up to",
    "at most",
    "no more than",
    "not more than",
    "no higher than",
    "a maximum of",
    "not exceeding",
    "not exceed",
    "maximum",
    "not over",
]
_ABOUT = [
    "about",
    "around",
    "approximately",
    "roughly",
    "some",
    "an estimated",
    "estimated",
    "circa",
]
_NEARLY = ["almost", "nearly", "close to", "nearing", "approaching"]
_MODIFIERS: dict[str, tuple[bool, Bound]] = {
    **dict.fromkeys(
        [*_LOWER, "or more", "or above", "and above", "or higher", "or over"], (False, "lower")
    ),
    **dict.fromkeys(["+", "plus", "odd"], (True, "lower")),
    **dict.fromkeys(
        [*_UPPER, "or less", "or below", "or lower", "or under", "or fewer"], (False, "upper")
    ),
    **dict.fromkeys(_ABOUT, (True, "")),
    **dict.fromkeys(_NEARLY, (True, "upper")),
}
_AFTER = [word for word in _MODIFIERS if word.startswith(("or ", "and "))]
_BEFORE = [*_LOWER, *_UPPER, *_ABOUT, *_NEARLY]
_LAST_WORDS = frozenset(word.rpartition(" ")[2] for word in _BEFORE)
_LABELS = frozenset(
    [
        "article",
        "articles",
        "section",
        "chapter",
        "clause",
        "paragraph",
        "item",
        "part",
        "no.",
        "number",
        "volume",
        "figure",
        "table",
    ]
)
_LETTERS = {"m", "g", "w"}  # units only after a space: 5g is no mass
_REACH = 18  # characters looked at before a numeral


@dataclass(frozen=True, slots=True)
class Context:
    """What belongs to the numeral at ``start``; the text is in lower case."""

    start: int
    end: int  # behind the unit and what follows it
    unit: Unit | None
    times: bool  # three times, threefold
    half: Rational  # of “two and a half”
    approximate: bool
    bound: Bound
    labelled: bool  # Article 5, No. 3

    def quantity(
        self, numeral: Numeral, kind: Kind, unit: Unit = COUNT, *, weak: bool = False
    ) -> Quantity:
        """Return the numeral with its context; the context's own unit is not used."""
        low = numeral.value + self.half
        return Quantity(
            self.start,
            self.end,
            kind,
            low,
            low,
            unit,
            numeral.step,
            self.approximate,
            self.bound,
            weak,
        )

    def counted(self, numeral: Numeral, *, weak: bool = False) -> Quantity:
        """Return the numeral with its context, the unit included."""
        unit = self.unit or COUNT
        kind = "multiple" if self.times else "ordinal" if self.labelled else kind_of(unit)
        return self.quantity(numeral, kind, unit, weak=weak)


def context_of(text: str, start: int, end: int, *, currency: Unit | None = None) -> Context:
    """Read what stands around the numeral ``text[start:end]``."""
    behind = _behind().match(text, end)
    if behind is None:  # cannot be: every part of the pattern is optional
        raise ValueError("the pattern of what follows a numeral must match anything")
    plus, half, printed, times, after = behind.groups(default="")
    word = text[text.rfind(" ", max(0, start - _REACH), max(0, start - 1)) + 1 : max(0, start - 1)]
    before = ""
    if word.lstrip('(“"') in _LAST_WORDS:
        left = _before().search(text, max(0, start - _REACH), start)
        before = left[1] if left else ""
    modifiers = [_MODIFIERS[w] for w in (plus.strip(" -"), after.strip(), before) if w]
    return Context(
        start,
        behind.end(),
        ENGLISH_UNITS.get(printed) or currency,
        bool(times),
        Fraction(1, 2) if half else 0,
        any(approximate for approximate, _ in modifiers),
        next((bound for _, bound in modifiers if bound), ""),
        word in _LABELS,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _behind() -> re.Pattern[str]:
    long = _either(form for form in ENGLISH_UNITS if form not in _LETTERS)
    return re.compile(
        r"(\+|[ -](?:plus|odd)\b)?"
        r"( and (?:a|one)[ -]half\b)?"
        rf"(?:[ -]?(?:(?:more|consecutive|full|calendar|straight|additional) )?({long}|(?<= )[mgw])(?![a-z0-9])"
        r"|( times\b|-?fold\b))?"
        rf"( (?:{_either(_AFTER)})\b)?"
    )


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b({_either(_BEFORE)}) \Z")
