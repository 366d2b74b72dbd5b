"""How Han characters read: a table of toneless pinyin, loaded when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources


@cache
def characters_by_syllable() -> dict[str, str]:
    """Return the table: toneless syllable, ü written v, to all characters that may read so.

    >>> "西" in characters_by_syllable()["xi"]
    True
    """
    table = resources.files(__package__).joinpath("data/pinyin.tsv").read_text("utf-8")
    rows = (line.partition("\t") for line in table.splitlines() if not line.startswith("#"))
    return {syllable: characters for syllable, _, characters in rows}


@cache
def readings_by_character() -> dict[str, tuple[str, ...]]:
    """Return the table the other way round; surname readings stand beside the usual ones.

    >>> readings_by_character()["单"]
    ('dan', 'shan')
    """
    readings: dict[str, tuple[str, ...]] = {}
    for syllable, characters in characters_by_syllable().items():
        for character in characters:
            readings[character] = (*readings.get(character, ()), syllable)
    return readings


def reads_as(han: str, syllables: Sequence[str]) -> bool:
    """Tell whether every character of ``han`` may read as the syllable at its place.

    >>> reads_as("西安", ["xi", "an"]), reads_as("先", ["xi", "an"]), reads_as("吕", ["lv"])
    (True, False, True)
    """
    table = readings_by_character()
    return len(han) == len(syllables) and all(
        syllable in table.get(character, ())
        for character, syllable in zip(han, syllables, strict=True)
    )
