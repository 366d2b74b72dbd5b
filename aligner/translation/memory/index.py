"""Finding the texts of a memory that may be like another one, without comparing them all.

An inverted index over features: pairs of Chinese characters, and words of letters. Digits are no
features, so that texts that differ in their numbers find each other. Texts that share the most
of the rarest features of a text are the candidates; alike texts share most of them (Ukkonen 1992,
Approximate string-matching with q-grams: d edits destroy at most 2d of the pairs).

Built in time and memory linear in the texts, about 4 bytes a character of Chinese; a search costs
the length of the posting lists it looks into, which is bounded.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aligner.text.tokens import HAN

# Bits of a feature: eight lists a text. Some hold several features, which harms little.
_FEWEST, _MOST, _MORE = 10, 22, 3
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_CHUNK = 20_000  # texts whose features are made at a time
_POSTINGS = 60_000  # that a search looks at
_PROBED = 0.6  # of the features, the rarest, that a search looks up at most
_WINDOW = 1.0 / 0.55  # how much longer or shorter a candidate may be
IntArray = npt.NDArray[np.int64]


class Index:
    """The features of many texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._bits = min(max(len(texts).bit_length() + _MORE, _FEWEST), _MOST)
        keys = [
            _features(texts[first : first + _CHUNK], first, self._bits)
            for first in range(0, len(texts), _CHUNK)
        ]
        pairs = np.concatenate(keys) if keys else np.zeros(0, np.uint64)
        del keys
        pairs.sort()
        self._texts = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int32)
        pairs >>= np.uint64(32)
        bounds = np.arange((1 << self._bits) + 1, dtype=np.uint64)
        self._offsets = np.searchsorted(pairs, bounds)
        self._lengths = np.fromiter(map(len, texts), np.int32, len(texts))

    def candidates(self, text: str, most: int) -> list[int]:
        """Return the indices of the texts that share the most features, the best first."""
        found = self._found(_features([text], 0, self._bits) >> np.uint64(32))
        if not len(found):
            return []
        # Only what has about the length can be alike.
        lengths = self._lengths[found]
        found = found[(lengths * _WINDOW >= len(text)) & (lengths <= len(text) * _WINDOW)]
        shared = np.bincount(found, minlength=len(self._lengths))
        best = np.flatnonzero(shared)
        gaps = np.abs(self._lengths[best] - len(text))
        order = np.lexsort((best, gaps, -shared[best]))[:most]
        chosen: list[int] = best[order].tolist()
        return chosen

    def _found(self, features: npt.NDArray[np.uint64]) -> npt.NDArray[np.int32]:
        """Return the lists of the rarest features, one after the other."""
        places = features.astype(np.int64)
        starts, ends = self._offsets[places], self._offsets[places + 1]
        sizes = ends - starts
        order = np.lexsort((places, sizes))
        order = order[sizes[order] > 0]
        enough = int(np.searchsorted(np.cumsum(sizes[order]), _POSTINGS)) + 1
        order = order[: min(enough, max(int(len(order) * _PROBED), 2))]
        lists = [self._texts[starts[i] : ends[i]] for i in order]
        return np.concatenate(lists) if lists else np.zeros(0, np.int32)


def _features(texts: Sequence[str], first: int, bits: int) -> npt.NDArray[np.uint64]:
    """Return the features of texts numbered from ``first``: feature << 32 | text, each once."""
    joined = "\n".join(texts) + "\n"
    encoded = joined.lower().encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(encoded, np.uint32).astype(np.uint64)
    numbers = np.cumsum(codes == ord("\n"), dtype=np.uint64) + np.uint64(first)
    is_han = (codes >= HAN[0]) & (codes < HAN[1])
    at = np.flatnonzero(is_han[:-1] & is_han[1:])
    pairs = codes[at] * np.uint64(0x10001) + codes[at + 1]
    words, starts = _words(codes)
    hashes = np.concatenate([pairs, words]) * _FACTOR >> np.uint64(64 - bits)
    keys = hashes << np.uint64(32) | numbers[np.concatenate([at, starts])]
    return np.unique(keys)


def _words(codes: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], IntArray]:
    """Return a hash of each word of Latin letters, and where it starts."""
    is_letter = ((codes >= 0x61) & (codes <= 0x7A)) | ((codes >= 0xC0) & (codes <= 0x24F))
    edges = np.diff(is_letter, prepend=False)
    starts = np.flatnonzero(edges & is_letter)
    if not len(starts):
        return np.zeros(0, np.uint64), starts
    letters = np.flatnonzero(is_letter)
    run = np.cumsum(edges & is_letter)[letters] - 1
    place = letters - starts[run]
    powers = np.cumprod(np.full(int(place.max()) + 1, 0x100000001B3, np.uint64))
    firsts = np.searchsorted(letters, starts)
    return np.add.reduceat(codes[letters] * powers[place], firsts), starts
