"""Findings in a terminal: the line, both texts cut around what is marked, the suggestion."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.findings import Finding
from aligner.messages import set_interface
from aligner.report.base import Look
from aligner.report.snippet import excerpt
from aligner.report.terminal import display_width
from aligner.report.text import text_report
from tests.report.samples import ALL, RUN, failed, forbidden, omitted


def shown(*findings: Finding, width: int = 60, colour: bool = False) -> list[str]:
    return text_report(findings, RUN, Look(width, colour)).decode().splitlines()


def test_an_error_with_everything() -> None:
    assert shown(forbidden()) == [
        "a.en.txt:3:24: error TERM002 一带一路 must not be “One Belt One Road”; "
        "write “Belt and Road” [policy.tsv:14]",
        "  bead 12 (u7) · probability 0.43",
        "  source │ 我们继续推进一带一路建设，深化务实合作。",
        "         │             ^^^^^^^^",
        "  target │ …keep advancing One Belt One Road and deepen coo…",
        "         │                 ^^^^^^^^^^^^^^^^^",
        "  help: “Belt and Road” in place of “One Belt One Road”",
        "",
    ]


def test_a_side_without_text_and_a_finding_without_bead() -> None:
    assert shown(omitted(), failed()) == [
        "b.tmx:9:1: warning FULL001 not translated; translate it",
        "  bead 1",
        "  source │ 乡村面貌焕然一新。",
        "  target │ —",
        "",
        "a.en.txt:page 2:4:2: info INTERNAL001 rule TERM002 failed: {0}\ufffd100% of <b> a|b",
        "",
    ]


def test_an_unmarked_text_takes_three_lines_at_most() -> None:
    finding = omitted()
    assert finding.context is not None
    source = replace(finding.context.source, text="乡村面貌焕然一新，" * 30)
    lines = shown(replace(finding, context=replace(finding.context, source=source)))
    texts = [line.partition("│ ")[2] for line in lines if "│" in line]
    assert len(texts) == 4
    assert texts[2].endswith("…")
    assert texts[3] == "—"


def test_findings_of_a_file_stand_together_in_their_order() -> None:
    lines = shown(forbidden(), omitted(), failed())
    places = [line.split(" ")[0] for line in lines if line and line[0] != " "]
    assert places == ["a.en.txt:3:24:", "a.en.txt:page", "b.tmx:9:1:"]


def test_colour_marks_instead_of_carets() -> None:
    lines = shown(forbidden(), colour=True)
    assert not any("^" in line for line in lines)
    assert "\x1b[1;4;31m一带一路\x1b[0m" in lines[2]
    assert "\x1b[1;4;31mOne Belt One Road\x1b[0m" in lines[3]
    assert "\x1b[1;31merror TERM002\x1b[0m" in lines[0]


@pytest.mark.parametrize("width", [20, 40, 80, 300])
def test_no_line_of_a_text_is_wider_than_the_terminal(width: int) -> None:
    lines = [line for line in shown(*ALL, width=width) if "│" in line]
    assert max(map(display_width, lines)) <= width


def test_labels_are_straight_in_chinese() -> None:
    set_interface("zh")
    try:
        lines = shown(forbidden())
    finally:
        set_interface("en")
    assert lines[1] == "  句对 12 (u7) · 概率 0.43"
    assert lines[2].startswith("  原文 │ 我们")
    assert lines[6] == "  建议： 以“Belt and Road”代替“One Belt One Road”"


@given(
    st.text(alphabet="改革，ab é", min_size=1, max_size=80),
    st.integers(0, 80),
    st.integers(0, 80),
    st.integers(8, 60),
)
def test_an_excerpt_fits_and_holds_what_is_marked(
    text: str, first: int, last: int, width: int
) -> None:
    start, end = sorted((min(first, len(text)), min(last, len(text))))
    cut = excerpt(text, start, end, width)
    assert display_width(cut.text) <= width
    assert cut.text.strip("…") in text
    marked = cut.text[cut.start : cut.end]
    assert text[start:end].startswith(marked)
    if display_width(text[start:end]) <= width - 2:
        assert marked == text[start:end]


def test_what_stands_around_fills_the_line() -> None:
    assert excerpt("a" * 50 + "b" + "c" * 5, 50, 51, 21).text == "…" + "a" * 13 + "b" + "c" * 5
    assert excerpt("a" * 5 + "b" + "c" * 50, 5, 6, 21).text == "a" * 5 + "b" + "c" * 13 + "…"
