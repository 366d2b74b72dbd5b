"""Looking into a lexicon: the renderings of a word."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from aligner.errors import InputError
from aligner.lexicon.lexicon import Lexicon
from aligner.text.tokens import stem


@dataclass(frozen=True, slots=True)
class Rendering:
    """A word and one of its renderings; English words as stems."""

    word: str
    rendering: str
    probability: float  # of the rendering, given the word: 0 … 1
    reverse: float  # of the word, given the rendering: 0 … 1


def renderings(lexicon: Lexicon, word: str, most: int = 8) -> list[Rendering]:
    """Return the most probable renderings of a Chinese or English word, the best first.

    >>> from aligner.lexicon import load_lexicon
    >>> [found.rendering for found in renderings(load_lexicon(), "Markets", most=1)]
    ['市场']

    Raises:
        InputError: the lexicon does not have the word.
    """
    chinese = lexicon.chinese_tokens([word]).types
    is_chinese = len(chinese) > 0
    known = lexicon.words if is_chinese else lexicon.stems
    given = word if is_chinese else stem(word.lower())
    if given not in known:
        parts = " ".join(lexicon.words[type_] for type_ in chinese.tolist())
        way_out = f"it is read as {parts}" if is_chinese else ""
        raise InputError("not in the lexicon", place=word, way_out=way_out)
    links, arrays = lexicon.all_links(), lexicon.arrays
    chosen = np.flatnonzero((links.chinese if is_chinese else links.english) == known.index(given))
    z, e = links.chinese[chosen], links.english[chosen]
    # Read back from the file, a probability may be a little above 1.
    forward = np.minimum(links.english_given_chinese[chosen] * arrays.english[e], 1.0)
    backward = np.minimum(links.chinese_given_english[chosen] * arrays.chinese[z], 1.0)
    probabilities, reverses = (forward, backward) if is_chinese else (backward, forward)
    others, names = (e, lexicon.stems) if is_chinese else (z, lexicon.words)
    best = np.argsort(-probabilities, kind="stable")[:most].tolist()
    return [
        Rendering(given, names[others[i]], float(probabilities[i]), float(reverses[i]))
        for i in best
    ]
