"""What scores are made of, however many beads are analysed at a time."""

from __future__ import annotations

import pytest

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.document import Sentence
from aligner.glossary.model import Glossary
from aligner.pipeline import measuring
from aligner.pipeline.measuring import Measuring, ToMeasure


def test_beads_see_their_neighbours_however_many_are_analysed_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [("增长百分之五。", "It grew."), ("去年也是。", "By 5 percent, as the year before.")]
    beads = tuple(
        Bead((Sentence(n, 0, len(zh), zh),), (Sentence(n, 0, len(en), en),))
        for n, (zh, en) in enumerate(rows)
    )
    text = ToMeasure(beads, Origin("a", "a", "zh"))
    found = []
    for stretch in (1, 2):
        monkeypatch.setattr(measuring, "STRETCH", stretch)
        (measured,) = Measuring(Glossary("", ())).measure([text])
        found.append(measured.observations.completeness[0])
    # Two beads looked at together or not make a difference in the last digit of a sum.
    assert [(bead.numbers, bead.numbers_kept) for bead in found] == [(1, 1), (1, 1)]
