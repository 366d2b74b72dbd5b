"""Telling Chinese from English by the script."""

from __future__ import annotations

from collections import Counter

from aligner.document import Language
from aligner.errors import InputError

_SAMPLE = 1_000_000  # code points
# About so many Latin letters say in English what one Chinese character says.
_LETTERS_PER_HAN = 3.3
# Ranges of letters, first and last included.
_SCRIPTS = (
    ("Chinese", "\u3400", "\u9fff"),
    ("Chinese", "\uf900", "\ufaff"),
    ("Chinese", "\U00020000", "\U0003ffff"),
    ("Latin", "A", "Z"),
    ("Latin", "a", "z"),
    ("Latin", "\u00c0", "\u024f"),
    ("Japanese", "\u3041", "\u3096"),  # kana only
    ("Japanese", "\u30a1", "\u30fa"),
    ("Korean", "\uac00", "\ud7a3"),
    ("Cyrillic", "\u0400", "\u04ff"),
    ("Arabic", "\u0600", "\u06ff"),
    ("Greek", "\u0370", "\u03ff"),
    ("Thai", "\u0e01", "\u0e5b"),
    ("Devanagari", "\u0900", "\u097f"),
)


def detect_language(text: str) -> Language:
    """Return the language most of the text is in; foreign boilerplate and quotations may remain.

    >>> detect_language("各位代表： Home | About"), detect_language("Reform (改革) goes on.")
    ('zh', 'en')

    Raises:
        InputError: the text is mostly in another script, or has no letters at all.
    """
    counts = _count_scripts(text[:_SAMPLE])
    han, latin = counts.pop("Chinese"), counts.pop("Latin")
    other = max(counts, key=lambda script: counts[script])
    # Every other word of a Japanese text is written in kana; Chinese has a の at most.
    if counts["Japanese"] > han * 0.1 and han + counts["Japanese"] > latin / _LETTERS_PER_HAN:
        other = "Japanese"
    elif counts[other] <= max(han, latin):
        if han == latin == 0:
            raise InputError(
                "no Chinese or English text in it", way_out="give the language if it is right"
            )
        return "zh" if han * _LETTERS_PER_HAN >= latin else "en"
    raise InputError(
        f"{other} text, expected Chinese or English",
        way_out="give the language if it is one of these all the same",
    )


def script_balance(text: str) -> float:
    """Return how much more a text says in Chinese than in English, in Chinese characters.

    Below 0 it says more in English; 0 if it has no letters of either.

    >>> script_balance("改革"), script_balance("2016"), script_balance("reforms (改革)") < 0
    (2.0, 0.0, True)
    """
    counts = _count_scripts(text)
    return counts["Chinese"] - counts["Latin"] / _LETTERS_PER_HAN


def _count_scripts(text: str) -> dict[str, int]:
    counts = {script: 0 for script, _, _ in _SCRIPTS}
    for character, count in Counter(text).items():
        for script, first, last in _SCRIPTS:
            if first <= character <= last:
                counts[script] += count
    return counts
