"""English inflection: which forms belong to the same word.

Plurals and verb forms only: *policies* is *policy* and *upheld* is *uphold*, but *productivity* is
not *productive* (a stemmer conflates them) and *higher* is not *high*. British and American
spellings are the same word, and so are number words and digits.

Regular forms follow by rule; what the rules get wrong stands in ``data/exceptions.tsv``, made by
``python -m evaluation.build_inflections``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources

# Goes, does, heroes; but SOEs are no “so”, foes no “fo”.
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|(?:^[dg]|..)o)es$")
_NO_PLURAL = re.compile(r"(?:ss|us|is)$")
_DOUBLED = re.compile(r"([bdfgklmnprtvz])\1$")
# British spellings, in any form of the word. Two different words never become one by these.
_SPELLINGS = (
    (re.compile(r"(?<=..)is(e|es|ed|ing|ation|ations|er|ers)$"), r"iz\1"),
    (re.compile(r"(?<=.)ys(e|es|ed|ing)$"), r"yz\1"),
    (re.compile(r"(?<=..)our(?=(?:s|ed|ing|able|ably|ite|ites|er|ers|al|ful)?$)"), "or"),
    (re.compile(r"(?<=..[bt])re(s?)$"), r"er\1"),
    (re.compile(r"^centred$"), "centered"),
    (re.compile(r"^(def|off|lic|pret)enc(e|es)$"), r"\1ens\2"),
    (re.compile(r"^programme(s?)$"), r"program\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
)
# fmt: off
_UNITS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen", "twenty",
)
_ORDINALS = (
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
    "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth",
    "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
)
# fmt: on
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}
_NUMBERS = {word: str(value) for value, word in enumerate(_UNITS)} | {
    word: f"{value}{_ENDINGS.get(value, 'th')}" for value, word in enumerate(_ORDINALS)
}


@lru_cache(maxsize=1 << 16)
def bases(word: str) -> frozenset[str]:
    """Return the dictionary forms that a lower-cased English word can belong to, itself among them.

    >>> sorted(bases("policies")), sorted(bases("built")), sorted(bases("news"))
    (['policies', 'policy'], ['build', 'built'], ['news'])
    >>> sorted(bases("organised") & bases("organizing")), bases("Twelfth".lower())
    (['organiz', 'organize'], frozenset({'12th'}))
    """
    word = _NUMBERS.get(word, word)
    exceptions = irregular_bases()
    if word in exceptions:
        return frozenset({word, *map(_american, exceptions[word])})
    american = _american(word)
    if american in exceptions:
        return frozenset({american, *exceptions[american]})
    return frozenset({american, *regular_bases(american)})


def share_base(one: str, other: str) -> bool:
    """Tell whether two lower-cased words are forms of one word.

    >>> share_base("upholding", "upheld"), share_base("productive", "production")
    (True, False)
    """
    return one == other or not bases(one).isdisjoint(bases(other))


def regular_bases(word: str) -> set[str]:
    """Return what a word may be a regular form of, whether or not there is such a word.

    >>> sorted(regular_bases("planning"))
    ['plan', 'plann', 'planne']
    """
    if len(word) < 4 or not word.isalpha():
        return set()
    if word.endswith("s"):
        return _singular(word)
    if word.endswith("ed"):
        return _verbs(word[:-2], "i", "y")
    if word.endswith("ing") and len(word) > 4:
        return _verbs(word[:-3], "y", "ie")
    return set()


def _singular(word: str) -> set[str]:
    if _NO_PLURAL.search(word):
        return set()
    found = {word[:-1]}
    if word.endswith("ies") and len(word) > 4:
        found = {word[:-3] + "y"}
    elif _SIBILANT.search(word):
        found.add(word[:-2])
    return found


def _verbs(stem: str, changed: str, unchanged: str) -> set[str]:
    """Return the verbs that may lose their ending to this: plan, plane, carry (carri-ed)."""
    found = {stem, stem + "e"}
    if _DOUBLED.search(stem):
        found.add(stem[:-1])
    if stem.endswith(changed):
        found.add(stem[:-1] + unchanged)
    return found


_BRITISH = re.compile("|".join(pattern.pattern for pattern, _ in _SPELLINGS))


def _american(word: str) -> str:
    if not _BRITISH.search(word):  # as mostly
        return word
    for pattern, replacement in _SPELLINGS:
        word = pattern.sub(replacement, word)
    return word


@cache
def irregular_bases() -> dict[str, tuple[str, ...]]:
    """Return the dictionary forms of the words whose forms no rule tells."""
    text = resources.files(__package__).joinpath("data/exceptions.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: tuple(row[1].split()) for row in rows}
