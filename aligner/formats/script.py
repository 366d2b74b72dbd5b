"""The languages of a bitext, told by its texts where neither file nor user says them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice

from aligner.bead import Bitext
from aligner.document import Sentence
from aligner.text.language import script_balance

_SAMPLE = 100  # beads


def told_by_script(bitext: Bitext) -> Bitext:
    """Return the bitext, with its languages exchanged if both sides are in the other's script.

    Its first beads are read at once.
    """
    beads = iter(bitext.beads)
    sample = list(islice(beads, _SAMPLE))
    source = _balance(bead.source for bead in sample)
    target = _balance(bead.target for bead in sample)
    sign = 1 if bitext.source_language == "zh" else -1
    if sign * source < 0 < sign * target:
        languages = bitext.target_language, bitext.source_language
        bitext = replace(bitext, source_language=languages[0], target_language=languages[1])
    if isinstance(bitext.beads, Iterator):
        return replace(bitext, beads=chain(sample, beads))
    return bitext


def _balance(sides: Iterable[tuple[Sentence, ...]]) -> float:
    """Return how much more is said in Chinese than in English."""
    return sum(script_balance(sentence.text) for side in sides for sentence in side)
