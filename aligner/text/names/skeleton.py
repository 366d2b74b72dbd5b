"""Consonant skeletons: what a foreign name and its Chinese transliteration have in common.

Bezos and 贝索斯 (bei-suo-si) are both PSS. Voice is dropped, sibilants and affricates are one
class, and what Chinese may leave out or add (r and l at a syllable's end, h, w, a final t or d)
is optional on the side where it occurs, so a name has several skeletons. The idea is that of
Soundex (Russell 1918) with the classes of Chinese syllables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from aligner.text.names.pinyin import characters_by_syllable

_MOST = 24  # skeletons of one name
_VOWELS = "aeiouy"
# Letters that make one sound, before single letters are looked at; S is the sibilant class.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sch|tch|tz|cz|dg|ch|sh", "S"),
        ("ph", "f"),
        ("ck|qu", "k"),
        ("th", "t"),
        ("wh", "w"),
        ("gh", ""),
        ("ng", "n"),
        ("x", "kS"),
        (r"(.)\1", r"\1"),
        ("c(?=[eiy])|t(?=io)", "S"),
        (f"(?<=[^{_VOWELS}])e$", ""),
    )
]
_CLASSES = {
    **dict.fromkeys("bp", "P"),
    **dict.fromkeys("dt", "T"),
    **dict.fromkeys("kgcq", "K"),
    **dict.fromkeys("szjS", "S"),
    **dict.fromkeys("lr", "L"),
    **dict.fromkeys("fv", "F"),
    "m": "M",
    "n": "N",
}
_INITIAL = re.compile("[zcs]h|[bpmfdtnlgkhjqxrzcsyw]?")
_INITIALS = {
    **{initial: _CLASSES[initial] for initial in "bpmfdtnlgkjqrzcs" if initial in _CLASSES},
    **dict.fromkeys(("zh", "ch", "sh", "x", "q"), "S"),
}


def _combine(options: Iterable[Sequence[str]]) -> frozenset[str]:
    found = [""]
    for sounds in options:
        found = list(dict.fromkeys(f + s for f in found for s in sounds))[:_MOST]
    return frozenset(skeleton.replace("NN", "N") for skeleton in found)


def _simplify(word: str) -> str:
    simple = word.lower()
    for pattern, sound in _SOUNDS:
        simple = pattern.sub(sound, simple)
    return simple


@lru_cache(maxsize=65536)
def english_skeletons(word: str) -> frozenset[str]:
    """Return the skeletons of a foreign name in Latin letters.

    >>> sorted(english_skeletons("Bezos")), sorted(english_skeletons("Becker"))
    (['PSS'], ['PK', 'PKL'])
    """
    simple = _simplify(word)
    return _combine(map(_letter, simple, [*simple[1:], ""]))


def _letter(letter: str, following: str) -> Sequence[str]:
    """Return the classes of a letter, given the one after it ("" at the end)."""
    before_vowel = following != "" and following in _VOWELS
    plain = _CLASSES.get(letter, "")
    if letter == "r" and not before_vowel:
        return ("", "L")
    if letter == "m" and not before_vowel:
        return ("N", "M")
    if letter in "hw":
        return ("", "H" if letter == "h" else "F") if before_vowel else ("",)
    if letter == "g" and following in ("e", "i", "y"):
        return ("K", "S")
    return ("", plain) if letter in "dt" and not following else (plain,)


@lru_cache(maxsize=65536)
def english_length(word: str) -> tuple[int, int]:
    """Return how many Han characters a transliteration has, at least and at most.

    >>> english_length("Bezos"), english_length("Stockholm")
    ((2, 4), (2, 6))
    """
    simple = _simplify(word)
    vowels = len(re.findall(f"[{_VOWELS}]+", simple))
    consonants = len(re.findall(f"[^{_VOWELS}nmrhw](?![{_VOWELS}])", simple))
    return vowels, vowels + consonants + 1


@lru_cache(maxsize=8192)
def _syllable(syllable: str) -> Sequence[str]:
    """Return the classes that a pinyin syllable stands for."""
    if syllable == "er":
        return ("L", "")
    match = _INITIAL.match(syllable)
    initial = match[0] if match else ""
    coda = "N" if syllable.endswith(("n", "ng")) and len(syllable) > len(initial) else ""
    starts = {"w": ("F", ""), "h": ("H", "", "F"), "j": ("S", "K"), "q": ("S", "K")}
    return [start + coda for start in starts.get(initial, (_INITIALS.get(initial, ""),))]


def han_skeletons(form: str, readings: dict[str, Sequence[str]]) -> frozenset[str]:
    """Return the skeletons of a Han string, given its characters' readings.

    >>> sorted(han_skeletons("贝索斯", {"贝": ["bei"], "索": ["suo"], "斯": ["si"]}))
    ['PSS']
    """
    classes = ([c for syllable in readings[h] for c in _syllable(syllable)] for h in form)
    return _combine(classes)


def readings_of(characters: Iterable[str]) -> dict[str, Sequence[str]]:
    """Return the syllables that each of a few hundred characters may read as.

    >>> readings_of("贝弗")
    {'贝': ['bei'], '弗': ['fu']}
    """
    readings: dict[str, Sequence[str]] = {}
    for character in characters:
        table = characters_by_syllable().items()
        readings[character] = [syllable for syllable, others in table if character in others]
    return readings


def same_beginning(word: str, syllables: Sequence[str]) -> bool:
    """Tell whether both or neither begin with a vowel.

    >>> same_beginning("Auckland", ["ao"]), same_beginning("Gilmour", ["ao"])
    (True, False)
    """
    return (word[0].lower() in "aeiou") == (syllables[0][0] in "aeoyw")
