"""From a romanised word to pinyin syllables: pinyin, and Wade–Giles by rule.

Wade–Giles is derived from pinyin (Giles 1912, as tabulated by the Library of Congress before
1997), so that no second table can drift from the first. Apostrophes of aspiration are often left
out in print; without them a spelling has two readings (``Tang`` is 唐 Tang or 当 Dang).
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Literal

from aligner.text.names.pinyin import characters_by_syllable

System = Literal["pinyin", "wade-giles"]
Syllables = tuple[str, ...]  # toneless pinyin, ü written v

_INITIALS = {
    "zh": "ch", "ch": "ch'", "sh": "sh", "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k",
    "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "r": "j", "z": "ts", "c": "ts'",
}  # fmt: skip
_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u",
    "si": "ssu", "er": "erh", "yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yu": "yü",
    "yue": "yüeh", "yuan": "yüan", "yun": "yün", "yong": "yung", "ge": "ko", "ke": "k'o",
    "he": "ho", "gui": "kuei", "kui": "k'uei", "e": "o",
}  # fmt: skip
_FINALS = {"ian": "ien", "ie": "ieh", "iong": "iung", "ong": "ung", "ve": "üeh"}
_AFTER_PALATAL = {"u": "ü", "ue": "üeh", "uan": "üan", "un": "ün"}
_KEEPS_UO = {"g", "k", "h", "sh"}
_PINYIN_VARIANTS = {"lv": ("lu", "lyu", "lü"), "nv": ("nu", "nyu", "nü"), "lve": ("lue", "lüe"),
                    "nve": ("nue", "nüe")}  # fmt: skip
_WADE_VARIANTS = {"si": ("szu", "sze"), "yi": ("yi",), "e": ("e",)}

_LONGEST_SYLLABLE = 7  # ch'uang
_MOST_READINGS = 12


def wade_giles(syllable: str) -> str:
    """Spell a toneless pinyin syllable the Wade–Giles way.

    >>> [wade_giles(s) for s in ("mao", "ze", "dong", "xiao", "ping", "zhou", "xu", "zhuo")]
    ['mao', 'tse', 'tung', 'hsiao', "p'ing", 'chou', 'hsü', 'cho']
    """
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial = next((i for i in _INITIALS if syllable.startswith(i)), syllable[:1])
    if syllable[0] in "aeoyw":
        return syllable
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x"):
        final = _AFTER_PALATAL.get(final, final)
    if final == "uo" and initial not in _KEEPS_UO:
        final = "o"
    final = _FINALS.get(final, final).replace("v", "ü")
    return _INITIALS.get(initial, initial) + final


@cache
def _spellings(system: System) -> Mapping[str, tuple[str, ...]]:
    """Return spelling -> the syllables it may stand for."""
    table: dict[str, dict[str, None]] = defaultdict(dict)
    for syllable in characters_by_syllable():
        if system == "pinyin":
            forms = {syllable, *_PINYIN_VARIANTS.get(syllable, ())}
        else:
            exact = {wade_giles(syllable), *_WADE_VARIANTS.get(syllable, ())}
            forms = {*exact, *(form.replace("'", "") for form in exact)}
            forms |= {form.replace("ü", "u") for form in forms}
        for form in forms:
            table[form][syllable] = None
    return {form: tuple(table[form]) for form in table}


def _cuts(word: str, table: Mapping[str, tuple[str, ...]]) -> list[Syllables]:
    """Cut ``word`` into syllables of ``table`` in every way, the longest first syllable first.

    Built from the end, a few readings kept at each place: otherwise “anananan…” has more ways
    than there is time.
    """
    ways: list[list[Syllables]] = [[] for _ in word]
    ways.append([()])
    for start in reversed(range(len(word))):
        longest = min(len(word) - start, _LONGEST_SYLLABLE)
        found = (
            (syllable, *rest)
            for length in range(longest, 0, -1)
            for syllable in table.get(word[start : start + length], ())
            for rest in ways[start + length]
        )
        ways[start] = list(itertools.islice(found, _MOST_READINGS))
    return ways[0]


def _piece_readings(piece: str, system: System) -> list[Syllables]:
    """Return the readings of a word, or part of one, that has no hyphen inside.

    In pinyin a syllable after another begins with a consonant, or an apostrophe stands before
    it: “Xian” is one syllable. Other cuts (“Yanan” as yan-an) come last, and not for what is one
    whole syllable.
    """
    cuts = _cuts(piece, _spellings(system))
    if any(len(cut) == 1 for cut in cuts):
        return [cut for cut in cuts if len(cut) == 1]
    if system == "wade-giles":
        return [cut for cut in cuts if all(len(wade_giles(s)) > 1 for s in cut)]
    regular = [cut for cut in cuts if all(s[0] not in "aeo" for s in cut[1:])]
    return list(dict.fromkeys([*regular, *cuts]))


def fold(word: str) -> str:
    """Casefold, write one apostrophe, and take tone marks off (not the dots of ü).

    >>> fold("Lǚ"), fold("T’ang")
    ('lü', "t'ang")
    """
    decomposed = unicodedata.normalize("NFD", re.sub("[’‘`ʼ]", "'", word.casefold()))
    plain = re.sub("[\u0300\u0301\u0304\u030c]", "", decomposed)
    return unicodedata.normalize("NFC", plain)


@lru_cache(maxsize=65536)
def syllabify(word: str, system: System = "pinyin") -> tuple[Syllables, ...]:
    """Return all readings of a romanised word, none when it is not one; at most twelve.

    Hyphens, and in pinyin apostrophes, are syllable borders; in Wade–Giles an apostrophe is
    aspiration.

    >>> syllabify("Xi'an"), syllabify("Xian"), syllabify("Table")
    ((('xi', 'an'),), (('xian',),), ())
    >>> syllabify("Hsiao-p'ing", "wade-giles")
    (('xiao', 'ping'),)
    """
    folded = fold(word)
    pieces = (folded.replace("'", "-") if system == "pinyin" else folded).split("-")
    if not all(pieces):
        return ()
    readings: list[Syllables] = [()]
    for piece in pieces:
        cuts = _piece_readings(piece, system)
        readings = [(*reading, *cut) for reading in readings for cut in cuts][:_MOST_READINGS]
    return tuple(readings)
