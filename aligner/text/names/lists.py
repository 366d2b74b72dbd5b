"""The shipped word lists: surnames, words known to be names, words known to be none."""

from __future__ import annotations

from functools import cache
from importlib import resources

from aligner.text.names.romanisation import fold

# Surnames of two syllables that a name in English may begin with as one word.
COMPOUND_SURNAMES = {
    *("baili", "dongfang", "duanmu", "gongsun", "huangfu", "linghu", "murong", "nangong"),
    *("ouyang", "shangguan", "shentu", "sima", "situ", "weichi", "xiahou", "ximen", "xuanyuan"),
    *("yuwen", "zhangsun", "zhuge"),
}


def _lines(name: str) -> list[str]:
    text = resources.files(__package__).joinpath("data", name).read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _forms(name: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in _lines(name))
    return {name_key(english): tuple(dict.fromkeys(han.split())) for english, han in rows}


def name_key(name: str) -> str:
    """Write a name as the lists have it: small letters, no apostrophes, hyphens as spaces.

    >>> name_key("Sun Yat-sen"), name_key("Xi’an")
    ('sun yat sen', 'xian')
    """
    return fold(name).replace("-", " ").replace("'", "")


@cache
def known_forms() -> dict[str, tuple[str, ...]]:
    """Return name key -> Han forms: old and foreign forms, and words counted in translations.

    >>> known_forms()["sun yat sen"][0], known_forms()["shanghai"]
    ('孙中山', ('上海',))
    """
    return _forms("known_names.tsv") | _forms("old_forms.tsv")


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
    return frozenset(_lines("not_names.txt"))


@cache
def surnames() -> frozenset[str]:
    """Return the Han surnames, of one character and of two.

    >>> {"单", "仇", "欧阳", "歐陽"} <= surnames()
    True
    """
    singles, *doubles = _lines("surnames.txt")
    return frozenset([*singles, *doubles])
