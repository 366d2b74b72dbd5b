"""What is told of the documents that beads come from."""

from __future__ import annotations

import pytest

from aligner.analysis import Origin
from aligner.bead import Alignment, Bead
from aligner.document import Document


@pytest.mark.parametrize(
    ("joined", "pairs", "joins"), [(4, 30, True), (4, 40, False), (2, 2, False), (0, 9, False)]
)
@pytest.mark.parametrize("is_turned", [False, True])
def test_a_text_joins_sentences_if_many_of_its_beads_do(
    joined: int, pairs: int, *, joins: bool, is_turned: bool
) -> None:
    chinese = Document.of_lines("zh", "zh", ["湖水很清。"] * (2 * joined + pairs))
    english = Document.of_lines("en", "en", ["The lake is clear."] * (joined + pairs))
    documents = (english, chinese) if is_turned else (chinese, english)
    beads = []
    for number in range(joined + pairs):
        first = 2 * number if number < joined else joined + number
        several = chinese.sentences[first : first + (2 if number < joined else 1)]
        sides = (several, english.sentences[number : number + 1])
        beads.append(Bead(*(sides[::-1] if is_turned else sides), 0.9))
    assert Origin.of(Alignment(*documents, tuple(beads))).joins is joins
