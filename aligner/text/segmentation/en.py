"""Sentence borders in English.

Most of the work is the full stop, which may also belong to an abbreviation, an initial, a
number or a list marker. The words before and behind it decide, the way Kiss & Strunk (2006,
Punkt) use them: an abbreviation ends a sentence only if a typical first word follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SCAN = re.compile(
    r"""
    (?P<bracket> \( [^()]{0,300}+ \) | \[ [^\[\]]{0,300}+ \] )
    | (?P<stop> \.(?:\s?\.){2,} | [.!?…。！？｡．]+ )
      (?P<close> (?: \s*[”」』）》] | [’"')\]»] | \s["'](?=\s) )* )
      (?: \[\d{1,3}\] | [¹²³⁰-⁹] )*
      (?P<gap> [\s\u200b-\u200d\u2060\ufeff]* )
      (?= (?P<open> ["“‘'(\[–—-]* ) \s* (?P<next> [A-Za-z]+ | \S? ) )
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[\w.'’-]+\Z")
_MARKER = re.compile(
    r"""
    (?: \A\s* | .*[:;,]\s+ )                               # the sentence so far, or a list in it
    ["“‘(]? (?: \d{1,3}(?:\.\d{1,3})* | [IVXivx]{1,5} | [A-Za-z] ) \Z
    """,
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"://|www\.|[@\\_]")
_LONGEST_TOKEN = 40  # how far back a word, marker or address is looked for


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Never at the end of a sentence.
_LEADING = _words(
    """mr mrs ms mx messrs mme mlle dr prof hon rev fr gen lt col maj capt cmdr adm sgt gov sen
    rep pres amb st mt ft vs cf viz ca e.g i.e eg ie approx incl"""
)
# Never at the end of a sentence before a number; otherwise ordinary words.
_BEFORE_NUMBER = _words(
    """no nos art arts fig figs p pp vol vols sec secs ch chap eq para paras cl app tab ref
    jan feb mar apr jun jul aug sep sept oct nov dec"""
)
# May end a sentence, like everything with a full stop inside (U.S., a.m., Ph.D.) and initials.
_TRAILING = _words(
    """inc co ltd corp bros plc llc etc al jr sr esq dept univ ave blvd rd ed eds est min max sq
    cos assn calif mass conn ariz colo fla ill mich minn okla ore pa tenn tex va vt wash wis
    jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun"""
)
_FIRST_WORDS = _words(
    """The He She It We They You I This That These Those There In On At By For From With As If
    When While After Before Since Although Though However But And So Or Nor Yet Thus Therefore
    Moreover Furthermore Also Both Each Every Some Many Most All No Not One Our His Her Its Their
    My Your What Who Where Why How Which To Of A An Let Under According During Through First
    Second Third Finally Despite Because Then Now Here Such Other Another Only Even Still Until
    Among Over Is Are Was Were Do Does Did Can Will Have Has Had Nevertheless Meanwhile"""
)


def borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offset behind every sentence of the paragraph ``text[start:end]``; time O(n).

    >>> list(borders("Mr. Li left at 9 p.m. He took No. 5. The U.S. President waved.", 0, 62))
    [21, 36, 62]
    """
    sentence = start
    for match in _SCAN.finditer(text, start, end):
        if match["bracket"]:
            alone = not text[sentence : match.start()].strip()
            is_border = alone and text[match.end() - 2] in ".!?"
        elif match["gap"]:
            is_border = _is_border(text, sentence, match)
        else:
            is_border = not match["next"] or _is_glued_border(text, sentence, match)
        if is_border:
            sentence = match.end() - len(match["gap"] or "")
            yield sentence


def _is_border(text: str, sentence: int, match: re.Match[str]) -> bool:
    """Decide for a stop with white space behind it."""
    stop, following = match["stop"], match["next"]
    if following[:1].islower() or following in (",", ";", ":"):
        return False  # “Why?” he asked
    if stop != "." or match["close"]:
        return True
    return not _is_abbreviation(text, sentence, match)


def _is_glued_border(text: str, sentence: int, match: re.Match[str]) -> bool:
    """Decide for a stop with text right behind it: “manner.The”, but not “U.S.A” or “3.5”."""
    stop, following = match["stop"], match["next"]
    if stop[-1] in "。！？｡．…" or not following.isascii():
        return following not in (",", ";", ":")
    before = text[match.start() - 1 : match.start()]
    ends_word = before.islower() or before.isdigit() or before in ")”%" or bool(match["close"])
    starts_word = following[:1].isupper() and (following[1:].islower() or following in "AI")
    if not (ends_word and starts_word and stop[-1] in ".!?"):
        return False
    token = text[max(sentence, match.start() - _LONGEST_TOKEN) : match.start()].split()[-1:]
    return not _ADDRESS.search("".join(token)) and not _is_abbreviation(text, sentence, match)


def _is_abbreviation(text: str, sentence: int, match: re.Match[str]) -> bool:
    """Tell whether a single full stop ends a list marker or abbreviation and no sentence."""
    following = match["next"]
    before = text[max(sentence, match.start() - _LONGEST_TOKEN) : match.start()]
    if _MARKER.match(before):
        return True
    found = _WORD.search(before)
    if found is None:
        return False
    word = found[0].lower()
    if word in _LEADING:
        return True
    if word in _BEFORE_NUMBER and following.isdigit():
        return True
    if word in _TRAILING or "." in word:
        return following not in _FIRST_WORDS
    if len(word) == 1 and found[0].isupper() and word != "i":  # J. A. Smith
        return following not in _FIRST_WORDS - {"A", "I"}
    return False
