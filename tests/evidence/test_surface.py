"""Lengths, marks and paragraphs as evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest

from aligner.alignment.window import Evidence, FloatArray, Shape, Window
from aligner.document import Document
from aligner.evidence.surface import LengthEvidence, ParagraphEvidence, PunctuationEvidence
from tests.alignment.texts import document

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (2, 2))


def features(
    evidence: Evidence, source: Document, target: Document, shapes: Sequence[Shape] = SHAPES
) -> FloatArray:
    """Return the features of all beads: (features, shapes, rows, columns)."""
    window = Window(
        range(len(source.sentences) + 1), range(len(target.sentences) + 1), tuple(shapes)
    )
    return evidence.prepare(source, target).features(window)


def bead(
    evidence: Evidence, source: Document, target: Document, shape: Shape, end: tuple[int, int]
) -> dict[str, float]:
    """Return the features of one bead by name."""
    values = features(evidence, source, target, [shape])[:, 0, end[0], end[1]]
    return dict(zip(evidence.features, map(float, values), strict=True))


@pytest.mark.parametrize("kind", [LengthEvidence(), PunctuationEvidence(), ParagraphEvidence()])
def test_a_window_is_a_part_of_the_whole(kind: Evidence) -> None:
    source = document("zh", ["一。", "“二？", "三！”", "四："], [0, 0, 1, 1])
    target = document("en", ["One.", "“Two?", "Three!”", "Four:"], [0, 1, 1, 2])
    whole = features(kind, source, target)
    assert whole.shape[0] == len(kind.features)
    part = kind.prepare(source, target).features(Window(range(2, 4), range(3, 5), SHAPES))
    np.testing.assert_array_equal(part, whole[:, :, 2:4, 3:5])


ZH_LENGTHS, EN_LENGTHS = [10, 40, 10], [30, 120, 30]


def of_lengths(zh: Sequence[int], en: Sequence[int]) -> tuple[Document, Document]:
    return (
        document("zh", ["字" * length for length in zh]),
        document("en", ["w" * length for length in en]),
    )


def test_lengths_in_the_documents_ratio_differ_by_nothing() -> None:
    both = of_lengths(ZH_LENGTHS, EN_LENGTHS)
    for shape, end in (((1, 1), (1, 1)), ((1, 1), (2, 2)), ((2, 2), (2, 2))):
        assert set(bead(LengthEvidence(), *both, shape, end).values()) == {0.0}


def test_lengths_that_differ_more_count_more() -> None:
    both = of_lengths(ZH_LENGTHS, EN_LENGTHS)
    near = bead(LengthEvidence(), *both, (1, 2), (2, 2))
    far = bead(LengthEvidence(), *both, (1, 1), (1, 2))
    for name in ("length.difference", "length.ratio"):
        assert far[name] > near[name] > 0
    assert far["length.ratio"] == pytest.approx(math.log(125 / 35) ** 2, rel=1e-5)


@pytest.mark.parametrize(
    ("shape", "end", "length"), [((1, 0), (2, 0), 120), ((0, 1), (0, 1), 30), ((0, 1), (3, 2), 120)]
)
def test_what_is_left_out_counts_by_its_length(
    shape: Shape, end: tuple[int, int], length: int
) -> None:
    both = of_lengths(ZH_LENGTHS, EN_LENGTHS)
    assert bead(LengthEvidence(), *both, shape, end) == {
        "length.difference": 0,
        "length.ratio": 0,
        "length.unpaired": pytest.approx(math.log1p(length)),
    }


def test_the_ratio_of_odd_documents_is_not_believed() -> None:
    """Five thousand characters of navigation do not make a Chinese character 500 letters long."""
    both = of_lengths([10], [30, 5000])
    assert bead(LengthEvidence(), *both, (1, 1), (1, 1))["length.ratio"] < 0.5


@pytest.mark.parametrize(
    ("zh", "en", "feature", "value"),
    [
        ("真的吗？", "Is it true?", "mark.question", 0),
        ("真的吗？", "It is true.", "mark.question", 1),
        ("谁？何时？", "Who?", "mark.question", 1),
        ("前进！", "Forward!", "mark.exclamation", 0),
        ("前进！", "Forward.", "mark.exclamation", 1),
        ("前进!", "Forward.", "mark.exclamation", 1),
        ("他说。", "He said.", "mark.last", 0),
        ("如下：", "As follows:", "mark.last", 0),
        ("如下：", "As follows.", "mark.last", 1),
        ("一是改革；", "First, reform;", "mark.last", 0),
        ("标题", "A heading", "mark.last", 0),
        ("标题", "A heading.", "mark.last", 1),
        ("他说：“好。”", "He said, “Good.”", "mark.last", 0),
        ("“好。”", "“Good.”", "quotation.closed", 0),
        ("“好。”", "Good.", "quotation.closed", 1),
        ("好。」", '"Good."', "quotation.closed", 0),
        ("他说：“好。", "He said, “Good.", "quotation.inside", 0),
        ("他说：“好。", "He said, good.", "quotation.inside", 1),
        ("他说：“好。", 'He said, "Good.', "quotation.inside", 0),
        ("他说：“好。”", 'He said, "Good."', "quotation.inside", 0),
        ("「好。", "‘Good.", "quotation.inside", 0),
        ("好。", "It's the farmers' good.", "quotation.inside", 0),
        ("「好。", "‘It’s good.", "quotation.inside", 0),
        ("「好。", 'He said—"Good.', "quotation.inside", 0),
        ("好。", 'A 5" pipe.', "quotation.inside", 0),
    ],
)
def test_marks(zh: str, en: str, feature: str, value: float) -> None:
    both = document("zh", [zh]), document("en", [en])
    assert bead(PunctuationEvidence(), *both, (1, 1), (1, 1))[feature] == value


def test_quotations_opened_after_the_bead() -> None:
    zh = document("zh", ["他站了起来。", "“走吧。”"])
    plain = document("en", ["He stood up.", "Let us go."])
    quoted = document("en", ["He stood up.", "“Let us go.”"])
    assert bead(PunctuationEvidence(), zh, plain, (1, 1), (1, 1))["quotation.opened"] == 1
    assert bead(PunctuationEvidence(), zh, quoted, (1, 1), (1, 1))["quotation.opened"] == 0


def test_a_quotation_goes_on_over_sentences() -> None:
    zh = document("zh", ["他说：“好。", "走吧。", "再见。”", "他走了。"])
    en = document("en", ["He said, “Good.", "Let us go.", "Goodbye.”", "He left."])
    inside = features(PunctuationEvidence(), zh, en, [(1, 1)])[3, 0]
    assert np.diag(inside).tolist() == [0] * 5
    assert inside[1].tolist() == [1, 0, 0, 1, 1]


def test_marks_of_empty_beads_have_no_last_mark() -> None:
    both = document("zh", ["好？"]), document("en", ["Good."])
    assert bead(PunctuationEvidence(), *both, (1, 0), (1, 0))["mark.last"] == 0
    assert bead(PunctuationEvidence(), *both, (1, 0), (1, 0))["mark.question"] == 1


@pytest.mark.parametrize(
    ("shape", "end", "crossings", "on_both"),
    [
        ((1, 1), (1, 1), 0, False),
        ((2, 2), (2, 2), 0, False),
        ((1, 1), (3, 3), 0, False),
        ((2, 1), (3, 3), 1, False),
        ((1, 2), (3, 3), 1, False),
        ((2, 2), (3, 3), 2, True),
        ((4, 1), (5, 3), 2, False),
        ((3, 5), (5, 5), 3, True),
        ((1, 0), (3, 3), 0, False),
    ],
)
def test_paragraphs_crossed(
    shape: Shape, end: tuple[int, int], crossings: int, on_both: bool
) -> None:
    paragraphs = [0, 0, 1, 1, 2]
    both = document("zh", "一二三四五", paragraphs), document("en", "abcde", paragraphs)
    found = bead(ParagraphEvidence(), *both, shape, end)
    assert found["paragraph.crossed"] == min(crossings, 1)
    assert found["paragraph.crossings"] == crossings
    assert found["paragraph.crossed_both"] == on_both


def test_a_border_on_one_side_only() -> None:
    both = document("zh", "一二三", [0, 0, 1]), document("en", "abc", [0, 1, 1])
    names = ParagraphEvidence().features
    border = features(ParagraphEvidence(), *both, [(1, 1)])[names.index("paragraph.border"), 0]
    assert border[2, 1] == 0  # borders on both sides
    assert border[1, 1] == border[2, 2] == 1
    assert border[1, 2] == 0  # on neither


@pytest.mark.parametrize(
    ("shape", "end", "alone"),
    [
        ((1, 0), (3, 3), 1),  # the second paragraph, between paragraphs of the other side
        ((1, 0), (3, 2), 0),  # in the middle of one
        ((1, 0), (1, 0), 0),  # only the beginning of a paragraph
        ((1, 0), (2, 0), 0),  # only its end
        ((1, 1), (3, 4), 0),  # with a counterpart
        ((0, 1), (3, 4), 1),
        ((0, 1), (1, 4), 0),
        ((0, 1), (3, 3), 0),
    ],
)
def test_a_whole_paragraph_alone(shape: Shape, end: tuple[int, int], alone: int) -> None:
    both = (
        document("zh", "一二三四", [0, 0, 1, 2]),
        document("en", "abcde", [0, 0, 0, 1, 2]),
    )
    assert bead(ParagraphEvidence(), *both, shape, end)["paragraph.alone"] == alone


def test_one_paragraph_is_no_paragraph() -> None:
    both = document("zh", "一二三", [0, 0, 0]), document("en", "abc", [0, 1, 2])
    assert not features(ParagraphEvidence(), *both).any()
