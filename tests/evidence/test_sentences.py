"""Sentence vectors as evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest

from aligner.alignment import align
from aligner.alignment.candidates import Candidates
from aligner.alignment.window import FloatArray, Shape, Window
from aligner.bead import Alignment
from aligner.evidence import default_evidence, encoder_evidence
from aligner.evidence.sentences import EncoderEvidence, VectorScorer
from tests.alignment.texts import document

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2), (3, 1))


class Known:
    """Gives the same meaning to texts whose letters are the same, in either language.

    甲乙 and ``a b`` are about the first and the second thing.
    """

    things = "甲乙丙丁戊己庚辛", "abcdefgh"

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> FloatArray:
        """Return the letters counted."""
        self.asked.append(list(texts))
        if progress:
            progress(1.0)
        counts = [
            [float(sum(text.count(side[i]) for side in self.things)) for i in range(8)]
            for text in texts
        ]
        vectors = np.array(counts, np.float32).reshape(-1, 8)
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors / lengths, np.float32)


def scorer(chinese: Sequence[str], english: Sequence[str]) -> VectorScorer:
    return EncoderEvidence(Known()).prepare(document("zh", chinese), document("en", english))


ZH = ["甲乙", "丙", "丁戊己", "庚", "辛辛甲", "乙丙"]
EN = ["a", "b", "c c", "d e f", "g", "h h a", "b c"]


def whole(one: VectorScorer) -> Window:
    return Window(range(len(ZH) + 1), range(len(EN) + 1), SHAPES)


def by_hand(one: VectorScorer, first: tuple[int, int], end: tuple[int, int]) -> list[float]:
    """Return both features of one bead from their definition."""
    found = []
    for given, predicted, g, p in ((one.source, one.target, 0, 1), (one.target, one.source, 1, 0)):
        sums = (given.vectors * given.weights[:, None])[first[g] : end[g]].sum(axis=0)
        unit = sums / np.linalg.norm(sums)
        found.append(
            sum(
                predicted.weights[i] * (predicted.vectors[i] @ unit - predicted.hubs[i])
                for i in range(first[p], end[p])
            )
            / one.contrast
        )
    return found


def test_features_are_as_defined() -> None:
    one = scorer(ZH, EN)
    window = whole(one)
    features = one.features(window)
    checked = 0
    for index, (a, b) in enumerate(SHAPES):
        for row in range(a, len(ZH) + 1):
            for column in range(b, len(EN) + 1):
                found = features[:, index, row, column]
                wanted = by_hand(one, (row - a, column - b), (row, column)) if a and b else [0, 0]
                np.testing.assert_allclose(found, wanted, atol=1e-5)
                checked += 1
    assert checked > 200


def test_a_window_is_a_part_of_the_whole() -> None:
    one = scorer(ZH, EN)
    part = one.features(Window(range(3, 6), range(2, 7), SHAPES))
    np.testing.assert_allclose(part, one.features(whole(one))[:, :, 3:6, 2:7], atol=1e-6)


def test_hubs_are_worth_less() -> None:
    """A sentence that is near to everything covers nothing particularly well."""
    chinese, english = (
        [things, *(letter * 4 for letter in things)] for things in ("甲乙丙丁", "abcd")
    )
    one = scorer(chinese, english)
    features = one.features(Window(range(1, 6), range(1, 6), ((1, 1),)))[:, 0].sum(axis=0)
    assert features[1, 1] > features[0, 0]  # both have a cosine of 1


def test_the_contrast_makes_encoders_alike() -> None:
    """Some encoders find all sentences alike: the same features come from such vectors."""

    class Narrow(Known):
        def encode(
            self, texts: Sequence[str], progress: Callable[[float], None] | None = None
        ) -> FloatArray:
            """Return the same with much in common."""
            vectors = 0.5 * super().encode(texts)
            rest = np.sqrt(1 - (vectors**2).sum(axis=1, keepdims=True))
            return np.concatenate([vectors, rest], axis=1).astype(np.float32)

    documents = document("zh", ZH), document("en", EN)
    wide, narrow = (EncoderEvidence(kind()).prepare(*documents) for kind in (Known, Narrow))
    assert narrow.contrast < wide.contrast / 3
    window = Window(range(1, 7), range(1, 8), ((1, 1),))
    np.testing.assert_allclose(narrow.features(window), wide.features(window), atol=1e-4)


def test_coarser_pieces_still_tell_where_they_belong() -> None:
    chinese = [thing for thing in "甲乙丙丁戊己庚辛" for _ in range(4)]
    english = [thing for thing in "abcdefgh" for _ in range(4)]
    coarse = scorer(chinese, english).coarser(4)
    features = coarse.features(Window(range(1, 9), range(1, 9), ((1, 1),)))[:, 0].sum(axis=0)
    assert list(features.argmax(axis=1)) == list(range(8))


def candidates(*beads: tuple[Shape, int, int]) -> Candidates:
    return Candidates(
        np.array([shape for shape, _, _ in beads]),
        np.array([row for _, row, _ in beads]),
        np.array([column for _, _, column in beads]),
        np.zeros(len(beads)),
    )


def test_merges_in_doubt_are_encoded_and_no_others() -> None:
    encoder = Known()
    one = EncoderEvidence(encoder).prepare(document("zh", ZH), document("en", EN))
    beads = candidates(((1, 2), 1, 2), ((1, 1), 2, 3), ((2, 1), 4, 4), ((2, 2), 6, 7))
    gains = one.second_look(beads, np.array([0.5, 0.5, 0.99, 0.3]))
    assert encoder.asked[1:] == [["辛辛甲乙丙", "a b", "h h a b c"]]
    assert not gains[:, [1, 2]].any()
    assert gains[:, 3].all()


def test_a_second_look_brings_the_vector_of_the_merge_itself() -> None:
    one = scorer(ZH, EN)
    gains = one.second_look(candidates(((2, 1), 6, 7)), np.array([0.5]))[:, 0]
    sums = one.source.sums[6] - one.source.sums[4]
    merged, target = Known().encode(["辛辛甲乙丙"])[0], one.target.vectors[6]
    more = (merged @ target - sums @ target / np.linalg.norm(sums)) / one.contrast
    wanted = [more * one.target.weights[6], more * np.linalg.norm(sums)]
    np.testing.assert_allclose(gains, wanted, atol=1e-5)


def test_no_more_merges_are_encoded_than_half_the_sentences() -> None:
    encoder = Known()
    one = EncoderEvidence(encoder).prepare(document("zh", ZH), document("en", EN))
    beads = candidates(
        *(((a, b), row, col) for a in (1, 2, 3) for b in (2, 3) for row in range(a, 7)
          for col in range(b, 8))
    )  # fmt: skip
    one.second_look(beads, np.full(len(beads.rows), 0.5))
    assert 0 < len(encoder.asked[1]) <= (len(ZH) + len(EN)) / 2


def shapes(alignment: Alignment) -> list[Shape]:
    return [bead.shape for bead in alignment.beads]


@pytest.mark.parametrize("alone", [False, True])
def test_vectors_decide_where_words_say_nothing(alone: bool) -> None:
    chinese = document("zh", ["甲。", "乙。", "丙。", "丁。", "戊。"])
    english = document("en", ["a.", "b.", "b.", "c.", "d.", "e."])
    evidence = encoder_evidence(Known(), alone=alone)
    assert shapes(align(chinese, english, evidence)) == [(1, 1), (1, 2), (1, 1), (1, 1), (1, 1)]


def test_an_english_source_gives_the_same_beads() -> None:
    chinese, english = document("zh", ZH), document("en", EN)
    evidence = encoder_evidence(Known())
    there, back = align(chinese, english, evidence), align(english, chinese, evidence)
    assert [(b.source, b.target, b.probability) for b in there.beads] == [
        (b.target, b.source, b.probability) for b in back.beads
    ]


def test_blank_lines_do_no_harm() -> None:
    chinese, english = document("zh", ["甲。", "", "乙。"]), document("en", ["", "a.", "b."])
    for alone in (False, True):
        beads = align(chinese, english, encoder_evidence(Known(), alone=alone)).beads
        assert all(0 <= (bead.probability or 0) <= 1 for bead in beads)
    blank = document("zh", ["", ""]), document("en", ["", ""])
    assert align(*blank, encoder_evidence(Known(), alone=True)).beads


def test_the_encoder_stands_beside_the_default() -> None:
    known = {name for kind in default_evidence() for name in kind.features}
    both = {name for kind in encoder_evidence(Known()) for name in kind.features}
    alone = {name for kind in encoder_evidence(Known(), alone=True) for name in kind.features}
    assert both - known == {"encoder.english", "encoder.chinese"}
    assert both - alone == {"lexicon.english", "lexicon.chinese"}
