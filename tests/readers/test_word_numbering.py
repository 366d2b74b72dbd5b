"""Numbers of lists in word processor files: formats, restarts, definitions that stand elsewhere."""

from __future__ import annotations

import pytest

from aligner.readers.word import read
from aligner.readers.word.numerals import numeral
from tests.readers.word_files import paragraph, word_file


def level(index: int, pattern: str, inner: str = "", style: str = "decimal") -> str:
    """Return the definition of a level."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'{inner}<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    """Return a document's lists: one, with these levels."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def lines(lists: str, *items: int, styles: str = "") -> list[str]:
    """Return paragraphs of these levels, each with the text X, as they are read."""
    places = (f'<w:ilvl w:val="{item}"/><w:numId w:val="1"/>' for item in items)
    body = (paragraph("X", properties=f"<w:numPr>{place}</w:numPr>") for place in places)
    parts = {"numbering": lists, **({"styles": styles} if styles else {})}
    return read(word_file("".join(body), **parts), "a.docx").text.split("\n")


@pytest.mark.parametrize(
    ("restart", "third"),
    [
        ("", "1) X"),  # behind every level above
        ('<w:lvlRestart w:val="2"/>', "1) X"),
        ('<w:lvlRestart w:val="1"/>', "2) X"),  # behind the first level only
        ('<w:lvlRestart w:val="0"/>', "2) X"),  # never
    ],
)
def test_where_a_level_begins_anew(restart: str, third: str) -> None:
    lists = numbering(level(0, "%1."), level(1, "%1.%2"), level(2, "%3)", restart))
    assert lines(lists, 0, 1, 2, 1, 2) == ["1. X", "1.1 X", "1) X", "1.2 X", third]


def test_a_level_that_never_begins_anew() -> None:
    # As the articles of a law count through its chapters.
    lists = numbering(level(0, "第%1章"), level(1, "第%2条", '<w:lvlRestart w:val="0"/>'))
    assert lines(lists, 0, 1, 1, 0, 1) == [
        *("第1章 X", "第1条 X", "第2条 X", "第2章 X", "第3条 X"),
    ]


def test_a_list_defined_by_a_style() -> None:
    lists = (
        f'<w:abstractNum w:abstractNumId="0"><w:styleLink w:val="law"/>{level(0, "第%1条")}'
        "</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="law"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="law"><w:name w:val="Law"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert lines(lists, 0, 0, styles=styles) == ["第1条 X", "第2条 X"]
    assert lines(lists, 0) == ["X"]  # the style is missing


def test_no_space_where_the_list_has_none() -> None:
    assert lines(numbering(level(0, "%1.", '<w:suff w:val="nothing"/>')), 0) == ["1.X"]


def test_a_format_of_its_own() -> None:
    custom = (
        '<mc:AlternateContent><mc:Choice Requires="w14">'
        '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice>'
        '<mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    definition = f'<w:lvl w:ilvl="0">{custom}<w:lvlText w:val="%1"/></w:lvl>'
    assert lines(numbering(definition), 0, 0) == ["001 X", "002 X"]


@pytest.mark.parametrize("start", ["9" * 5000, "-1", "x", ""])
def test_a_start_that_is_no_number_of_a_list(start: str) -> None:
    lists = numbering(level(0, "%1.").replace('w:start w:val="1"', f'w:start w:val="{start}"'))
    assert lines(lists, 0) == ["1. X"]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", {1: "1", 1000: "1000"}),
        ("chineseCounting", {10: "十", 11: "十一", 20: "二十", 99: "九十九", 105: "一〇五"}),
        ("taiwaneseCounting", {10: "十", 100: "一○○"}),
        ("chineseCountingThousand", {101: "一百零一", 110: "一百一十", 1001: "一千零一"}),
        ("japaneseCounting", {9: "九", 12: "十二"}),
        ("ideographDigital", {3: "三", 10: "一〇", 21: "二一"}),
        ("chineseLegalSimplified", {3: "叁", 10: "壹拾", 23: "贰拾叁", 100: "壹佰"}),
        ("ideographLegalTraditional", {2: "貳", 6: "陸"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "甲"}),
        ("ideographZodiac", {1: "子", 12: "亥", 13: "子"}),
        ("ideographZodiacTraditional", {1: "甲子", 60: "癸亥", 61: "甲子"}),
        ("ideographEnclosedCircle", {1: "㊀", 10: "㊉", 11: "11"}),
        ("decimalEnclosedCircleChinese", {20: "⑳", 21: "21"}),
        ("decimalEnclosedParen", {3: "⑶"}),
        ("decimalEnclosedFullstop", {3: "⒊"}),
        ("decimalFullWidth", {10: "１０"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("numberInDash", {3: "- 3 -"}),
        ("upperRoman", {4: "IV", 1999: "MCMXCIX", 4000: "4000"}),
        ("lowerRoman", {9: "ix"}),
        ("upperLetter", {1: "A", 27: "AA", 100_000: "100000"}),
        ("lowerLetter", {26: "z"}),
        ("ordinal", {1: "1st", 2: "2nd", 3: "3rd", 11: "11th", 112: "112th", 121: "121st"}),
        ("cardinalText", {1: "One", 40: "Forty", 21: "Twenty-one", 100: "100"}),
        ("ordinalText", {3: "Third", 12: "Twelfth", 20: "Twentieth", 31: "Thirty-first"}),
        ("hex", {255: "FF"}),
        ("chicago", {1: "*", 4: "§", 5: "**"}),
        ("custom 01, 02", {3: "03", 100: "100"}),
        ("hebrew1", {3: "3"}),
    ],
)
def test_formats(style: str, expected: dict[int, str]) -> None:
    assert {number: numeral(number, style) for number in expected} == expected
    assert numeral(0, style) == "0"
