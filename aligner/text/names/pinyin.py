"""How Han characters read: a table of toneless pinyin, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "pinyin.tsv"


@cache
def characters_by_syllable() -> dict[str, str]:
    """Return the table: toneless syllable, ü written v, to all characters that may read so.

    Simplified and traditional; surname readings stand beside the usual ones.

    >>> table = characters_by_syllable()
    >>> [syllable for syllable in table if "单" in table[syllable]]
    ['dan', 'shan']
    """
    rows = (line.partition("\t") for line in _TABLE.read_text("utf-8").splitlines())
    return {syllable: characters for syllable, _, characters in rows if characters}


def reads_as(han: str, syllables: Sequence[str]) -> bool:
    """Tell whether every character of ``han`` may read as the syllable at its place.

    >>> reads_as("西安", ["xi", "an"]), reads_as("先", ["xi", "an"]), reads_as("吕", ["lv"])
    (True, False, True)
    """
    table = characters_by_syllable()
    return len(han) == len(syllables) and all(
        character in table.get(syllable, "")
        for character, syllable in zip(han, syllables, strict=True)
    )


def readings(character: str) -> tuple[str, ...]:
    """Return the toneless syllables that a character may read as.

    >>> readings("单"), readings("x")
    (('dan', 'shan'), ())
    """
    return _readings().get(character, ())


@cache
def _readings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for syllable, characters in characters_by_syllable().items():
        for character in characters:
            found[character] = (*found.get(character, ()), syllable)
    return found
