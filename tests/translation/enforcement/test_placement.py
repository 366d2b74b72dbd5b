"""Whether a rendering stands in the clause that it belongs to."""

from __future__ import annotations

import pytest

from aligner.glossary.rendering import Span
from aligner.translation.base import Direction
from aligner.translation.enforcement.location import passage_of
from aligner.translation.enforcement.placement import is_stranded, stranded
from tests.translation.enforcement.scripted import EN_ZH, ZH_EN, Steered, asked, request

SOURCE = "他在市场买了一张不锈钢桌子。"


@pytest.mark.parametrize(
    ("source", "target", "term", "rendering", "expected"),
    [
        (SOURCE, "He bought a table there. Stainless steel.", "不锈钢", "Stainless steel", True),
        (SOURCE, "He bought a table there, stainless steel.", "不锈钢", "stainless steel", True),
        (SOURCE, "He bought a stainless steel table there.", "不锈钢", "stainless steel", False),
        ("不锈钢，他很喜欢。", "Stainless steel, he likes it.", "不锈钢", "Stainless steel", False),
        ("他走了。丈夫留下。", "He left. The husband stayed.", "丈夫", "husband", False),
        ("Mr. Li", "Mr. Husband", "Li", "Husband", False),
        (
            "图书馆很安静，学生们喜欢音乐。",
            "The place is quiet, and the students like music in the library.",
            "图书馆",
            "library",
            True,
        ),
        (
            # *Of* is linked to 的, which says nothing about the clause.
            "关于彩虹的一切，总是充满清新和美好。",
            "Everything about it, is always full of fresh and beautiful rainbow.",
            "彩虹",
            "rainbow",
            True,
        ),
        (
            # A single word of its own clause stands there too.
            "图书馆大、安静、干净又漂亮，学生们喜欢音乐和老师，老师喜欢学生。",
            "The place is big and quiet and clean and beautiful, and the students like beautiful"
            " music and teachers in the library, and the teacher likes the students.",
            "图书馆",
            "library",
            True,
        ),
        (
            "图书馆很安静，学生们喜欢音乐。",
            "The students like music, and the library is quiet.",
            "图书馆",
            "library",
            False,
        ),
        (
            # Its clause says nothing else, and its own is said in another.
            "图书馆很安静，所以我们喜欢。",
            "It is very quiet, so there is a library.",
            "图书馆",
            "library",
            True,
        ),
        (
            "他很忙，因为他是丈夫。",
            "He is busy, because he is a husband.",
            "丈夫",
            "husband",
            False,
        ),
    ],
)  # fmt: skip
def test_is_stranded(
    source: str, target: str, term: str, rendering: str, *, expected: bool
) -> None:
    term_at, at = source.index(term), target.index(rendering)
    spans = Span(term_at, term_at + len(term)), Span(at, at + len(rendering))
    assert is_stranded(passage_of(source, target, ZH_EN), *spans) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("保护妇女、儿童、丈夫的权利。", "Protect women, children, and husbands.", False),
        ("丈夫、妇女和儿童的权利。", "Rights of men, husbands, women, and children.", False),
        ("保护妇女、儿童、丈夫的权利。", "Protect women and children, husbands.", True),
        ("保护妇女的权利，丈夫也赞成。", "Protect the rights of women, and husbands.", True),
    ],
)
def test_the_member_of_a_list_may_stand_between_commas(
    source: str, target: str, *, expected: bool
) -> None:
    term_at, at = source.index("丈夫"), target.index("husband")
    spans = Span(term_at, term_at + 2), Span(at, at + len("husband"))
    if target[spans[1].end] == "s":
        spans = spans[0], Span(at, spans[1].end + 1)
    assert is_stranded(passage_of(source, target, ZH_EN), *spans) == expected


QUIET = "那个地方很好，同学们都去。"


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        # The words of its clause look at the other one.
        ({"Ub": "那个地方很好", "ve": "同学们都去", "library": "同学们都去"}, True),
        ({"Ub": "那个地方很好", "ve": "同学们都去", "library": "那个地方很好"}, False),
        ({"Ub": "那个地方很好", "ve": "那个地方很好", "library": "同学们都去"}, False),
        ({"Ub": "同学们都去", "ve": "同学们都去", "library": "同学们都去"}, False),
        ({}, False),  # everything looks at everything
    ],
)
def test_attention_tells_which_clause_translates_which(
    looks: dict[str, str], *, expected: bool
) -> None:
    target = "Ub Ub Ub Ub Ub , ve ve ve ve library."
    (attention,) = Steered({}, looks={QUIET: looks}).attention([(QUIET, target)])
    passage, at = passage_of(QUIET, target, ZH_EN, attention), target.index("library")
    assert is_stranded(passage, Span(0, 4), Span(at, at + 7)) == expected


@pytest.mark.parametrize(
    ("source", "target", "expected", "direction"),
    [
        (SOURCE, "He bought a stainless steel table there.", set(), ZH_EN),
        (SOURCE, "He bought a table there. Stainless steel.", {0}, ZH_EN),
        (SOURCE, "He bought a table there.", set(), ZH_EN),  # it is not there at all
        # Said twice, it is in the right place too.
        (SOURCE, "He bought a stainless steel table. Stainless steel.", set(), ZH_EN),
        # One and the other may change places.
        (
            "图书馆很安静，学生们喜欢图书馆。",
            "The students like the library, and the library is quiet.",
            set(),
            ZH_EN,
        ),
        ("He bought a stainless steel table there.", "他在那里买桌子。不锈钢。", {0}, EN_ZH),
    ],
)
def test_the_requirements_that_are_stranded(
    source: str, target: str, expected: set[int], direction: Direction
) -> None:
    by = asked(direction=direction)
    ask = request(source, by)
    judged = by.judged(ask.requirements, target)
    assert stranded(ask, target, judged, direction) == expected
