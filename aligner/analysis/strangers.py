"""Words of the English that nothing in the Chinese of a bead explains.

Where a term is rendered wrongly, strange words stand in its place, mostly some in a row; where a
translation just does not repeat it, none do.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from aligner.lexicon import embedded_lexicon
from aligner.text.script import to_simplified

if TYPE_CHECKING:
    from aligner.analysis.bead import BeadAnalysis

_FREQUENT = 3e-4  # words more frequent than this stand everywhere: passed over
_EXPLAINED = 3.0  # so many times as probable as by chance, given a Chinese word of the bead


def longest_strange_run(bead: BeadAnalysis) -> int:
    """Return how many strange words follow each other at most, frequent ones passed over.

    A word is strange if no Chinese word of the bead predicts it (t(e | z) / p(e) in the embedded
    lexicon is below 3 for each) and it renders no term; numbers are not.
    """
    longest = run = 0
    for is_strange in _strange(bead):
        run = run + 1 if is_strange else 0
        longest = max(longest, run)
    return longest


def _strange(bead: BeadAnalysis) -> Iterator[bool]:
    """Tell of each word that is not frequent whether it is strange."""
    lexicon, words = embedded_lexicon(), bead.english.words
    tokens = lexicon.english_tokens(words.forms)
    kept = np.flatnonzero(tokens.counts)
    types = tokens.types[tokens.offsets[kept]]
    chinese = lexicon.chinese_tokens([to_simplified(bead.chinese.text)]).types
    english, number = np.unique(types, return_inverse=True)
    links = lexicon.links(np.unique(chinese), english)
    best = np.zeros(len(english))
    np.maximum.at(best, links.english, links.english_given_chinese)
    is_explained = best[number] >= _EXPLAINED
    spans = [verdict.span for verdict in bead.judgement.verdicts if verdict.span]
    for i in np.flatnonzero(lexicon.english_probabilities(types) <= _FREQUENT).tolist():
        start, end = words.starts[kept[i]], words.ends[kept[i]]
        is_term = any(start < span.end and span.start < end for span in spans)
        yield not (is_explained[i] or is_term or words.forms[kept[i]].isdigit())
