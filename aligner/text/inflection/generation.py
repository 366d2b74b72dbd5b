"""English inflected forms of a word: the other way round from ``bases``.

Only forms that ``bases`` leads back to the word. Verb forms are made of the verbs of policy
English alone: whether a word is a verb cannot be seen, and *newing* is none.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.text.inflection import bases, irregular_bases

_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_ES = re.compile(r"(?:s|x|z|ch|sh|^do|^go|hero|potato|tomato|echo|veto|embargo|cargo)$")
_DOUBLING = re.compile(
    r"^[^aeiou]*[aeiou][bdgklmnprt]$|rol$"  # plan, cut, control
    r"|^(?:begin|forget|occur|prefer|refer|(?:ad|com|per|sub|e)mit)$"
)
_PLURALS = re.compile(r"(?:men|children|feet|teeth|mice|ves|[^s]ses|ria|ena|dia|uli|lae)$")
_NO_PLURAL = re.compile(r"(?:ness|ism|ing|ed|ly|ics|ive|ful|ous|al|ic|ews)$")
_INVARIABLE = frozenset({"cost", "cut", "hit", "let", "put", "set", "shut", "spread", "split"})
# fmt: off
_VERBS = frozenset({
    "accelerate", "achieve", "act", "adapt", "address", "adhere", "adjust", "adopt", "advance",
    "balance", "boost", "bring", "build", "carry", "combat", "complete", "conduct", "consolidate",
    "contain", "control", "coordinate", "create", "crack", "cultivate", "curb", "cut", "deepen",
    "defuse", "deliver", "develop", "diversify", "do", "eliminate", "encourage", "enhance",
    "ensure", "establish", "exercise", "expand", "explore", "follow", "forestall", "form", "foster",
    "give", "govern", "hold", "implement", "improve", "increase", "innovate",
    "integrate", "introduce", "invigorate", "keep", "launch", "lay", "lead", "lower", "maintain",
    "make", "manage", "meet", "modernize", "move", "open", "optimize", "overcome", "practice",
    "prevent", "prioritize", "promote", "protect", "pursue", "put", "raise", "reduce", "reform",
    "regulate", "reinforce", "replace", "resolve", "respect", "respond", "restore", "revitalize",
    "run", "safeguard", "secure", "seek", "serve", "set", "shift", "speed", "spread", "stabilize",
    "stand", "start", "step", "stick", "streamline", "strengthen", "strike", "strive",
    "support", "take", "tackle", "tap", "tell", "tighten", "transform", "unleash", "uphold",
    "upgrade", "use", "widen", "work",
})
# fmt: on


def plural(word: str) -> str | None:
    """Return the plural of a noun; None where there is none to be had by rule or table.

    Names have none; of an abbreviation it has a small s.

    >>> plural("policy"), plural("man"), plural("SOE"), plural("forces"), plural("China")
    ('policies', 'men', 'SOEs', None, None)
    """
    lower = word.lower()
    if (
        not word.isalpha()
        or not (word.islower() or word.isupper())
        or _NO_PLURAL.search(lower)
        or bases(lower) != {_only(lower)}
    ):
        return None
    if irregular := irregular_plural(lower):
        return irregular
    return f"{word}s" if word.isupper() else with_s(lower)


def irregular_plural(word: str) -> str:
    """Return the plural of a noun in lower case that no rule makes; empty if one does."""
    return next((form for form in _irregular().get(word, ()) if _PLURALS.search(form)), "")


def past(verb: str) -> str:
    """Return the past of a verb in lower case; of an irregular one the form its table has first."""
    irregular = [form for form in _irregular().get(verb, ()) if not form.endswith(("ing", "s"))]
    if irregular:
        return irregular[0]
    return verb if verb in _INVARIABLE else with_ed(verb)


def verb_forms(word: str) -> tuple[str, ...]:
    """Return the other forms of a verb that policy texts use; none of what is no such verb.

    >>> verb_forms("uphold"), verb_forms("plan"), verb_forms("new")
    (('upholds', 'upheld', 'upholding'), (), ())
    >>> verb_forms("carry"), verb_forms("cut"), verb_forms("Build")
    (('carries', 'carried', 'carrying'), ('cuts', 'cutting'), ('Builds', 'Built', 'Building'))
    """
    lower = word.lower()
    if lower not in _VERBS:
        return ()
    past = [form for form in _irregular().get(lower, ()) if not form.endswith(("ing", "s"))]
    if not past and lower not in _INVARIABLE:
        past = [with_ed(lower)]
    return tuple(_as_written(word, form) for form in (with_s(lower), *past, with_ing(lower)))


def _only(word: str) -> str:
    """Return the one dictionary form of a word that is not inflected."""
    return min(bases(word), key=len)


def with_s(word: str) -> str:
    """Return a regular plural, or a verb as *he*, *she*, *it* has it."""
    if _CONSONANT_Y.search(word):
        return f"{word[:-1]}ies"
    return f"{word}es" if _ES.search(word) else f"{word}s"


def with_ed(word: str) -> str:
    """Return the regular past of a verb."""
    if word.endswith("e"):
        return f"{word}d"
    if _CONSONANT_Y.search(word):
        return f"{word[:-1]}ied"
    return f"{_doubled(word)}ed"


def with_ing(word: str) -> str:
    """Return the present participle of a verb."""
    return f"{word[:-1] if word.endswith('e') else _doubled(word)}ing"


def _doubled(word: str) -> str:
    return word + word[-1] if _DOUBLING.search(word) else word


def _as_written(word: str, form: str) -> str:
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, of in irregular_bases().items():
        for base in of:
            found.setdefault(base, []).append(form)
    return {base: tuple(forms) for base, forms in found.items()}
