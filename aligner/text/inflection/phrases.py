"""The number of noun phrases and the forms of verbs, for putting phrases into sentences.

Regular forms by rule, irregular plurals by a short table, irregular verbs from the table that
``bases`` reads. What comes out is always a form of the word: ``share_base`` holds.
"""

from __future__ import annotations

import re

from aligner.text.inflection import bases
from aligner.text.inflection.generation import irregular_plural, past, with_ing, with_s

# Not counted, or the same in the plural. Not every such word: those that texts are full of.
_UNCOUNTED = frozenset(
    ("advice", "air", "aircraft", "baggage", "blood", "chaos", "clothing", "coal", "corn",
     "cotton", "data", "deer", "electricity", "equipment", "evidence", "fish", "flour",
     "furniture", "garbage", "gold", "grass", "hardware", "health", "homework", "information",
     "ink", "iron", "jewelry", "knowledge", "labor", "labour", "legislation", "luck", "luggage",
     "machinery", "mathematics", "money", "music", "news", "oxygen", "people", "physics", "pollen",
     "plastic", "police", "pollution", "poverty", "progress", "prosperity", "research", "rice",
     "rubbish", "safety", "salt", "sand", "series", "sheep", "silk", "silver", "smoke", "snow",
     "software", "species", "steel", "stuff", "sugar", "sunshine", "terrorism", "traffic",
     "transportation", "violence", "water", "wealth", "weather", "wheat", "wool")
)  # fmt: skip
_NOUNS = {"person": "people"}
_SINGULAR_SIS = re.compile("sis$")
_MASS = re.compile(r"(?:ness|ism|ics|ship|hood|work|wear|ware)$")
_COUNTED = re.compile(r"(?:friendship|membership|relationship|neighbou?rhood|network|framework)$")
_POST = re.compile(r" (?:of|for|in|on|to|with|between|against|under|at|from|by) ")


def is_counted(word: str) -> bool:
    """Tell whether a noun has a plural of its own, as far as its form tells.

    >>> is_counted("policy"), is_counted("steel"), is_counted("happiness")
    (True, False, False)
    """
    lower = word.lower()
    if lower in _UNCOUNTED or lower[-1:].isdigit():
        return False
    return not _MASS.search(lower) or bool(_COUNTED.search(lower))


def plural(word: str) -> str:
    """Return the plural of a noun in the singular; one without a plural as it is.

    >>> [plural(word) for word in ("policy", "Analysis", "woman", "church", "steel", "SOE")]
    ['policies', 'Analyses', 'women', 'churches', 'steel', 'SOEs']
    """
    if not is_counted(word):
        return word
    if word.isupper() and len(word) > 1:
        return f"{word}s"
    lower = word.lower()
    many = irregular_plural(lower) or _NOUNS.get(lower) or _SINGULAR_SIS.sub("ses", lower)
    return word[0] + (many if many != lower else with_s(lower))[1:]


def verb_form(word: str, ending: str) -> str:
    """Return a verb, given in its dictionary form, with ``s``, ``ing`` or ``ed``.

    >>> [verb_form("carry", ending) for ending in ("s", "ing", "ed")]
    ['carries', 'carrying', 'carried']
    >>> verb_form("plan", "ing"), verb_form("build", "ed")
    ('planning', 'built')
    """
    return {"s": with_s, "ing": with_ing, "ed": past}[ending](word)


def head_end(phrase: str) -> int:
    """Return where the head of a noun phrase ends: before its first preposition.

    >>> head_end("pattern of development"), head_end("high-quality development")
    (7, 24)
    """
    found = _POST.search(phrase)
    return found.start() if found else len(phrase)


def plural_phrase(phrase: str) -> str:
    """Return a noun phrase with its head in the plural; proper names as they are.

    >>> plural_phrase("pattern of development"), plural_phrase("Belt and Road Initiative")
    ('patterns of development', 'Belt and Road Initiative')
    """
    end = head_end(phrase)
    start = max(phrase.rfind(" ", 0, end), phrase.rfind("-", 0, end)) + 1
    head = phrase[start:end]
    if not head.isalpha() or (head[0].isupper() and not head.isupper()) or is_plural(head):
        return phrase
    return phrase[:start] + plural(head) + phrase[end:]


def is_plural(word: str) -> bool:
    """Tell whether a noun seems to stand in the plural.

    >>> is_plural("policies"), is_plural("process"), is_plural("women"), is_plural("news")
    (True, False, True, False)
    """
    lower = word.lower()
    if lower in _UNCOUNTED:
        return lower in ("people", "police")
    others = bases(lower) - {lower}
    return any(plural(base) == lower for base in others if base != lower)
