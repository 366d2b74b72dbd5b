"""The view of an alignment in a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bead import Alignment, Bead
from aligner.report.terminal import View, display_width, render, summary, wrap
from tests.formats.texts import document, sentences

Row = tuple[list[str], list[str], float | None]
ROWS: list[Row] = [
    (["关于促进社区养老服务发展的意见"], ["Opinions on Community Care"], 0.998),
    (
        ["让老年人在家门口就能得到照料（包括饮食、助浴、康复），是市政府今年要办的第一件实事。"],
        ["It is the first task of the city this year", "that the old are cared for at home."],
        0.42,
    ),
    ([], ["Related Downloads"], 0.95),
    (["本意见自发布之日起施行。"], [], None),
]


def alignment(rows: list[Row]) -> Alignment:
    source = iter(sentences([text for row in rows for text in row[0]]))
    target = iter(sentences([text for row in rows for text in row[1]]))
    beads = [
        Bead(tuple(next(source) for _ in left), tuple(next(target) for _ in right), probability)
        for left, right, probability in rows
    ]
    return Alignment(document("a", "zh", beads), document("b", "en", beads), tuple(beads))


def shown(width: int, colour: bool = False) -> list[str]:
    return list(render(alignment(ROWS), View(width, colour, check_below=0.9)))


def test_stacked_in_a_narrow_terminal() -> None:
    assert shown(50) == [
        "1  关于促进社区养老服务发展的意见",
        "   Opinions on Community Care",
        "",
        "2  check",
        "   让老年人在家门口就能得到照料（包括饮食、助浴、",
        "   康复），是市政府今年要办的第一件实事。",
        "   It is the first task of the city this year that",
        "   the old are cared for at home.",
        "",
        "3  —",
        "   Related Downloads",
        "",
        "4  本意见自发布之日起施行。",
        "   —",
        "",
        "4 beads, 1 to check",
    ]


def test_side_by_side_where_there_is_room() -> None:
    lines = shown(120)
    assert lines[2] == (
        "2  让老年人在家门口就能得到照料（包括饮食、助浴、康复），是  "
        "│ It is the first task of the city this year that     check"
    )
    rules = {display_width(line.partition("│")[0]) for line in lines if "│" in line}
    assert len(rules) == 1, "the columns are straight"
    assert lines[-1] == "4 beads, 1 to check"


@pytest.mark.parametrize("width", [20, 60, 119, 120, 160, 500])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(display_width(line) for line in shown(width)) <= width


@pytest.mark.parametrize("width", [60, 160])
def test_colours_add_nothing_but_colour(width: int) -> None:
    plain = [line.replace("\x1b[1;33m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
             for line in shown(width, colour=True)]  # fmt: skip
    assert plain == shown(width)
    assert any("\x1b[1;33mcheck\x1b[0m" in line for line in shown(width, colour=True))


def test_a_text_cannot_command_the_terminal() -> None:
    rows: list[Row] = [(["甲\x1b[2J\x07"], ["a\tb\u202ec\ud800"], 0.9)]
    lines = list(render(alignment(rows), View(80, colour=False, check_below=0.5)))
    assert lines[:2] == ["1  甲\ufffd[2J\ufffd", "   a b\ufffdc\ufffd"]


def test_summary_counts_one_bead_as_one() -> None:
    assert summary(alignment(ROWS[:1]), 0.9) == "1 bead, 0 to check"
    assert summary(alignment([]), 0.9) == "0 beads, 0 to check"


@given(st.text(alphabet="改革，。（“”ab cde-12é", max_size=60), st.integers(4, 30))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("深化改革，扩大开放", 8, ["深化改", "革，扩大", "开放"]),  # no line begins with ，
        ("他说：“改革开放”", 8, ["他说：", "“改革开", "放”"]),  # none ends with “
        ("GDP增长6.5%左右", 8, ["GDP增长", "6.5%左右"]),
        ("socialism with", 6, ["social", "ism", "with"]),
        ("", 10, [""]),
    ],
)
def test_where_lines_end(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
