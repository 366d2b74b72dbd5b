"""Errors put into whole documents: which, and how far from each other."""

from __future__ import annotations

from itertools import pairwise

from aligner.bead import Alignment, Bead
from aligner.document import Document
from evaluation.checking import Text
from evaluation.document_seeding import APART, each_sentence


def test_every_sentence_is_left_out_once_far_from_the_others() -> None:
    count = 3 * APART
    chinese = Document.of_lines("zh", "zh", ["湖水很清，鱼很多。"] * count)
    english = Document.of_lines("en", "en", ["The lake is clear, with many fish."] * count)
    pairs = zip(chinese.sentences, english.sentences, strict=True)
    beads = tuple(Bead((one,), (other,)) for one, other in pairs)
    rounds = each_sentence(Text("lake", Alignment(chinese, english, beads)))
    made = sorted((change.start, change.end, change.new) for one in rounds for change in one)
    assert made == [(sentence.start, sentence.end, "") for sentence in english.sentences]
    for one in rounds:
        places = [change.bead for change in one]
        assert all(b - a >= APART for a, b in pairwise(places))


def test_no_sentence_that_others_translate_too_is_left_out() -> None:
    chinese = Document.of_lines("zh", "zh", ["湖水很清，鱼很多。", "好。"])
    lines = ["The lake is clear now.", "It has many fish in it.", "Good."]
    english = Document.of_lines("en", "en", lines)
    beads = (
        Bead(chinese.sentences[:1], english.sentences[:2]),
        Bead(chinese.sentences[1:], english.sentences[2:]),  # too short
    )
    assert each_sentence(Text("lake", Alignment(chinese, english, beads))) == []
