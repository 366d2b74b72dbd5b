"""The English side: words as units, singular and plural counted together."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from aligner.mining.side import Borders, Side
from aligner.mining.stopwords import stopwords

LONGEST = 10  # words
_SHARE = 0.5  # of the occurrences that begin and end at borders: the genitive of a term does not
# Words with apostrophes, the points of numbers and the dollar of HK$ inside; other signs singly.
_UNIT = re.compile(r"[^\W_]+(?:(?:[’'&]|\.(?=\d))[^\W_]+)*(?:[’'](?=\s))?\$?|[^\w\s]|\n")
_INSIDE = frozenset(" -‐‑–/")  # what may stand between the words of a phrase
_HYPHENS = frozenset("-‐‑")
_NAMES = frozenset(("US", "IT"))  # written like this they are no pronouns
_NO_ADVERBS = frozenset(
    ("ally", "anomaly", "assembly", "daily", "elderly", "family", "friendly", "italy", "july",
     "monopoly", "monthly", "quarterly", "reply", "supply", "weekly", "yearly")
)  # fmt: skip
# They stand before a term without belonging to it.
_DETERMINERS = frozenset(
    ("the", "a", "an", "its", "their", "our", "his", "her", "this", "these", "that", "those")
)


def english_side(texts: Sequence[str]) -> Side:
    """Return the English texts of the beads as units: their words, and signs between them."""
    lines = [text.replace("\n", " ") for text in texts]
    joined = "\n".join([*lines, ""])
    units = [match for match in _UNIT.finditer(joined) if match[0] not in _INSIDE]
    codes_of = {"": 0}
    kinds: dict[tuple[str, bool], tuple[int, bool, bool, bool, bool]] = {}
    # The first part of on-site and over-the-counter is no word that ends a phrase.
    keys = [(match[0], joined[match.end() : match.end() + 1] in _HYPHENS) for match in units]
    for word, is_hyphened in keys:
        if (word, is_hyphened) not in kinds:
            code = codes_of.setdefault(singular(word), len(codes_of))
            kinds[word, is_hyphened] = (code, *_standing(word, is_hyphened))
    rows = np.array([kinds[key] for key in keys], np.int64).reshape(-1, 5)
    codes, (starts, ends, free, is_article) = rows[:, 0], rows[:, 1:].astype(np.bool_).T
    return Side(
        text=joined,
        folded=joined.lower(),
        codes=codes,
        starts=np.array([match.start() for match in units], np.int64),
        ends=np.array([match.end() for match in units], np.int64),
        bead_ends=np.cumsum([len(line) + 1 for line in lines], dtype=np.int64),
        borders=Borders(starts, ends, free, np.where(is_article, 0, codes), _SHARE),
    )


def _standing(word: str, is_hyphened: bool) -> tuple[bool, bool, bool, bool]:
    """Tell whether a phrase may begin with it, end with it, stops at it; if it is an article."""
    lower = word.lower()
    if not word[0].isalnum():
        return False, False, True, False
    is_free = not is_hyphened and word not in _NAMES and _is_stopword(lower)
    is_genitive = lower.endswith(("'s", "’s", "'", "’"))
    # “Hong Kong’s economy” is no term though “auditor’s report” is one.
    starts = not is_free and not word[0].isdigit() and not (is_genitive and word[0].isupper())
    return starts, not (is_free or word.isdigit() or is_genitive), is_free, lower in _DETERMINERS


def _is_stopword(lower: str) -> bool:
    is_adverb = lower.endswith("ly") and lower not in _NO_ADVERBS
    return is_adverb or lower in stopwords("en")


def singular(word: str) -> str:
    """Return a word in lower case without the ending of a plural or a genitive; no word: empty.

    >>> [singular(word) for word in ("Policies", "banks’", "AIs", "losses", "basis", "status")]
    ['policy', 'bank', 'ai', 'loss', 'basis', 'status']
    """
    if not word[0].isalnum():
        return ""
    if len(word) > 2 and word.endswith("s") and word[:-1].isupper():  # AIs, SMEs
        return word[:-1].lower()
    key = word.lower().replace("’", "'").rstrip("'").removesuffix("'s")
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    if key.endswith(("sses", "xes", "ches", "shes")):
        return key[:-2]
    if len(key) > 2 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key
