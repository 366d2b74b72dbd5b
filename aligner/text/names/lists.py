"""The shipped word lists: surnames, words known to be names, words known to be none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aligner.text.names.romanisation import fold

# Surnames of two syllables that a name in English may begin with as one word.
COMPOUND_SURNAMES = {
    *("baili", "dongfang", "duanmu", "gongsun", "huangfu", "linghu", "murong", "nangong"),
    *("ouyang", "shangguan", "shentu", "sima", "situ", "weichi", "xiahou", "ximen", "xuanyuan"),
    *("yuwen", "zhangsun", "zhuge"),
}

_DATA = Path(__file__).with_name("data")


def _lines(name: str) -> list[str]:
    lines = (_DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def _forms(name: str) -> dict[str, tuple[str, ...]]:
    rows = (line.partition("\t") for line in _lines(name))
    return {key: tuple(forms.split()) for key, _, forms in rows}


def name_key(name: str) -> str:
    """Write a name as the lists have it: small letters, one apostrophe, hyphens as spaces.

    >>> name_key("Sun Yat-sen"), name_key("Xi’an")
    ('sun yat sen', "xi'an")
    """
    return fold(name).replace("-", " ")


@cache
def known_forms() -> dict[str, tuple[str, ...]]:
    """Return name key -> Han forms: old and foreign forms, and words counted in translations.

    >>> known_forms()["sun yat sen"][0], known_forms()["shanghai"]
    ('孙中山', ('上海',))
    """
    old = {name_key(name): forms for name, forms in _forms("old_forms.tsv").items()}
    return _forms("known_names.tsv") | old


@cache
def known_words() -> frozenset[str]:
    """Return every word that occurs in a key of ``known_forms``, hyphens kept apart."""
    return frozenset(word for key in known_forms() for word in key.split())


@cache
def not_names() -> frozenset[str]:
    """Return English and foreign words that can be cut into syllables.

    >>> {"women", "change", "he"} <= not_names(), "wang" in not_names()
    (True, False)
    """
    # To the counts behind the list, Taipei and Kuomintang look foreign.
    return frozenset(_lines("not_names.txt")).difference(known_forms())


@cache
def surnames() -> frozenset[str]:
    """Return the Han surnames, of one character and of two.

    >>> {"单", "仇", "欧阳", "歐陽"} <= surnames()
    True
    """
    singles, *doubles = _lines("surnames.txt")
    return frozenset([*singles, *doubles])


@cache
def transliteration_characters() -> str:
    """Return the characters that foreign names are written with.

    >>> set("斯尔克德特") <= set(transliteration_characters())
    True
    """
    return "".join(_lines("transliteration.txt"))
