"""The Chinese side: characters as units, words of the lexicon as borders.

Traditional and full-width characters are counted with the simplified and half-width ones; what is
put out is the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aligner.lexicon import Lexicon
from aligner.mining.ngrams import Phrases
from aligner.mining.side import BoolArray, Borders, IntArray, Side
from aligner.mining.stopwords import stopwords
from aligner.text.script import to_simplified
from aligner.text.tokens import HAN

LONGEST = 16  # Han characters
_SHARE = 0.4  # of the occurrences that begin and end at borders of words
_HAN = f"[{chr(HAN[0])}-{chr(HAN[1] - 1)}]"
# White space beside a Han character says nothing: 2 月, CMU 系統.
_GAPS = re.compile(rf"(?<={_HAN})\s+(?=[^\W_])|(?<=[^\W_])\s+(?={_HAN})")
_LATIN = re.compile(r"[A-Za-z0-9]+")


def chinese_side(texts: Sequence[str], lexicon: Lexicon) -> Side:
    """Return the Chinese texts of the beads as units: their characters."""
    cleaned = [_GAPS.sub("", text.replace("\n", " ")) for text in texts]
    joined = "\n".join([*cleaned, ""])
    folded = fold(joined)
    points = np.frombuffer(folded.encode("utf-32-le", "surrogatepass"), np.uint32)
    codes = np.where(_in_han(points) | _in_latin(folded), points, 0).astype(np.int64)
    places = np.arange(len(codes) + 1)
    return Side(
        text=joined,
        folded=folded,
        codes=codes,
        starts=places[:-1],
        ends=places[1:],
        bead_ends=np.cumsum([len(text) + 1 for text in cleaned], dtype=np.int64),
        borders=_borders(folded, codes, lexicon),
    )


def has_han(side: Side, phrases: Phrases) -> BoolArray:
    """Tell which phrases have a Han character: a Latin string alone needs no translation."""
    before = np.concatenate([[0], np.cumsum(_in_han(side.codes))])
    ends = phrases.firsts + phrases.lengths
    has: BoolArray = before[ends] > before[phrases.firsts]
    return has


def fold(text: str) -> str:
    """Return the text in simplified and half-width characters, as long as it was.

    >>> fold("外匯基金（ＥＦ）")
    '外汇基金(EF)'
    """
    table = {}
    for character in sorted(set(text)):
        other = to_simplified(unicodedata.normalize("NFKC", character))
        if other != character and len(other) == 1:
            table[ord(character)] = other
    return text.translate(table)


def _in_han(points: npt.NDArray[np.integer]) -> BoolArray:
    return (points >= HAN[0]) & (points < HAN[1])


def _in_latin(folded: str) -> BoolArray:
    inside = np.zeros(len(folded), np.bool_)
    for match in _LATIN.finditer(folded):
        inside[match.start() : match.end()] = True
    return inside


def _borders(folded: str, codes: IntArray, lexicon: Lexicon) -> Borders:
    """Return where words begin and end, leaving out words that stand at no edge of a term."""
    # Han characters that are no word of the lexicon are each their own.
    starts, ends = _in_han(codes), _in_han(codes)
    free = codes == 0
    for match in _LATIN.finditer(folded):
        if not match[0].isdigit():
            starts[match.start()] = ends[match.end() - 1] = True
    words, stops, position = lexicon.words, stopwords("zh"), 0
    for type_ in lexicon.chinese_tokens([folded.replace("\n", "\t")]).types.tolist():
        word = words[type_]
        first = folded.find(word[0], position)
        position = first + len(word)
        starts[first:position] = ends[first:position] = False
        if word in stops:
            free[first:position] = True
        else:
            starts[first] = ends[position - 1] = True
    return Borders(starts, ends, free, np.where(free, 0, codes), _SHARE)
