"""Sentence borders in English.

Most of the work is the full stop, which may also belong to an abbreviation, an initial, a
number or a list marker. The words before and behind it decide, the way Kiss & Strunk (2006,
Punkt) use them: an abbreviation ends a sentence only if a typical first word follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.text.segmentation.patterns import BLANKS, BRACKETS, is_sentence

_SCAN = re.compile(
    rf"""
    (?= [.!?…。！？｡．（(《〈［【〔\[] ) (?:           # only makes it fast
      (?P<bracket> {BRACKETS} )
    | (?P<stop> \.(?:\s?\.){{2,}} | [.!?…。！？｡．]+ )
      (?P<close> (?: \s*[”」』）》] | [’"')\]»] | \s["'](?=\s) )* )
      (?: \[\d{{1,3}}\] | [¹²³⁰-⁹] )*
      # the mark of a footnote
      (?P<note> (?: (?<=[a-z)%]\.) | (?<=\.[”"]) ) \d{{1,2}} (?=\s+["“‘(]?[A-Z]|\Z) )?
      (?P<gap> {BLANKS} )
      (?= (?P<item> \(? (?:[a-z]|[ivx]{{2,4}}) \) \s )?
          (?P<open> ["“‘'(\[–—-]* ) \s* (?P<next> [A-Za-z]+ | \S? ) )
    )
    """,
    re.VERBOSE,
)
_DOTTED = re.compile(r"(?:[a-z]{1,2}\.)+[a-z]{1,4}\Z")  # u.s, a.m, ph.d, m.phil
_MARKER = re.compile(r"[IVXivx]{1,5}|[A-Za-z]|\d{1,3}(?:\.\d{1,3})*")
_ADDRESS = re.compile(r"://|www\.|[@\\_]")
_OPENING = "\"'“‘([（"
_FAR = 40  # code points within which a word, marker or address is looked for


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LABELS = _words("Article Section Chapter Part Rule Clause Table Figure Box Annex Appendix Step")
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
            is_border = is_sentence(text, sentence, match)
        elif match["gap"]:
            # “Why?” he asked; but (b) begins an item.
            is_border = not match["next"][:1].islower() or match["item"] is not None
        else:
            is_border = not match["next"] or _is_glued_border(text, match)
        if is_border and not _is_inside(text, sentence, match):
            sentence = match.end() - len(match["gap"] or "")
            yield sentence


def _is_glued_border(text: str, match: re.Match[str]) -> bool:
    """Decide for a stop with text right behind it: “manner.The”, but not “U.S.A” or “3.5”."""
    following = match["next"]
    if match["stop"][-1] in "。！？｡．" or "㐀" <= following <= "鿿":
        return True
    before = text[max(match.start() - 2, 0) : match.start()]
    ends_word = match["close"] or before.isalpha() or before[-1:].isdigit() or before[-1:] == "%"
    starts_word = following[:1].isupper() and (following[1:].islower() or following in "AI")
    if not (ends_word and starts_word):
        return False
    around = text[max(match.start() - _FAR, 0) : match.start()].split()[-1:]
    around += text[match.end() : match.end() + _FAR].split()[:1]
    return not _ADDRESS.search(".".join(around))


def _is_inside(text: str, sentence: int, match: re.Match[str]) -> bool:
    """Tell whether the sentence goes on all the same, as the stop belongs to a word or mark."""
    if match["bracket"]:
        return False
    if match["next"] in (",", ";", ":"):
        return True
    if match["stop"] not in (".", "．") or match["close"]:
        return False
    words = text[max(sentence, match.start() - _FAR) : match.start()].split()
    if match["note"]:
        return words[-1].lower() in _LEADING | _BEFORE_NUMBER  # No.5 Middle School
    return _is_marker(words) or _is_abbreviation(words, match["next"])


def _is_marker(words: list[str]) -> bool:
    """Tell whether the words, the last of their sentence so far, number it or an item in it."""
    *before, last = words or [""]
    if not _MARKER.fullmatch(last.lstrip(_OPENING)):
        return False
    return not before or before[-1][-1] in ":;," or (len(before) == 1 and before[0] in _LABELS)


def _is_abbreviation(words: list[str], following: str) -> bool:
    """Tell whether the last word is an abbreviation, and ends no sentence."""
    last = words[-1].lstrip(_OPENING) if words else ""
    word = last.lower()
    if word in _LEADING or (word in _BEFORE_NUMBER and following.isdigit()):
        return True
    if word in _TRAILING or _DOTTED.match(word):
        return following not in _FIRST_WORDS
    if len(word) == 1 and last.isupper():  # J. A. Smith
        return following not in _FIRST_WORDS - {"A", "I"}
    return False
