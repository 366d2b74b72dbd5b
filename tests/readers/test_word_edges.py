"""Word processor files at their edges: damaged, unusual, or edited where little can be."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from aligner.document import Edit
from aligner.errors import InputError, OutputError
from aligner.readers.word import read
from tests.readers.word_files import paragraph, run, word_file

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1章"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
MARK_DELETED = '<w:rPr><w:del w:id="9"/></w:rPr>'
CELL = f"<w:tbl><w:tr><w:tc>{paragraph('格')}</w:tc></w:tr></w:tbl>"
TAB = "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>"
BREAKS = "<w:p><w:r><w:t>a</w:t><w:br/><w:br/><w:t>b</w:t></w:r></w:p>"
TOC = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TOC</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>目录行</w:t></w:r></w:p>'
    '<w:p><w:r><w:t>目录又一行</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
SIMPLE_TOC = f'<w:p><w:fldSimple w:instr=" TOC \\o ">{run("目录行")}</w:fldSimple></w:p>'
UNFINISHED = f'<w:p>{run("前")}<w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
PAGE = (
    '<w:fldChar w:fldCharType="begin"/><w:instrText>PAGEREF x</w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>7</w:t><w:fldChar w:fldCharType="end"/>'
)
NESTED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>TO</w:instrText>'
    '<w:instrText>C \\h</w:instrText><w:fldChar w:fldCharType="separate"/>'
    f'<w:t>总则</w:t><w:tab/>{PAGE}<w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
CHOICES = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="a"><w:t>一</w:t></mc:Choice>'
    '<mc:Choice Requires="b"><w:t>二</w:t></mc:Choice></mc:AlternateContent></w:r></w:p>'
)


def item(content: str, level: int = 0) -> str:
    """Return a paragraph of a list; it may be empty."""
    levels = f'<w:ilvl w:val="{level}"/><w:numId w:val="1"/>'
    return f"<w:p><w:pPr><w:numPr>{levels}</w:numPr></w:pPr>{content}</w:p>"


def text(content: str) -> str:
    """Return a run of text."""
    return f"<w:r><w:t>{content}</w:t></w:r>"


def text_around(field: str) -> str:
    """Return paragraphs of a field, with text in the first before it and in the last behind it."""
    begun = field.replace("<w:p>", f"<w:p>{text('前')}", 1)
    return begun.removesuffix("</w:p>") + text("后") + "</w:p>" + paragraph("正文")


def encoded(body: str, encoding: str) -> bytes:
    """Return a docx whose body is in another encoding, and says so."""
    package = zipfile.ZipFile(io.BytesIO(word_file(body)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as written:
        for name in package.namelist():
            content = package.read(name)
            if name == "word/document.xml":
                said = content.decode().replace('encoding="UTF-8"', f'encoding="{encoding}"')
                content = said.encode(encoding)
            written.writestr(name, content)
    return buffer.getvalue()


def edited(data: bytes, edit: Edit) -> str:
    """Return the text of a file with an edit made."""
    return read(read(data, "a.docx").places.apply([edit]), "a.docx").text


def case(name: str, found: Callable[[], str], expected: str) -> object:
    return pytest.param(found, expected, id=name)


def read_text(body: str, **parts: str) -> Callable[[], str]:
    """Return a call that reads a file."""
    return lambda: read(word_file(body, **parts), "a.docx").text


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        case(
            "isLgl gives digits to the levels above",
            read_text(item(text("总则")) + item(text("目的"), 1), numbering=NUMBERING),
            "第一章 总则\n1.1 目的",
        ),
        case(
            "empty paragraphs of a list are counted",
            read_text(item(text("总则")) + item("") + item(text("附则")), numbering=NUMBERING),
            "第一章 总则\n第三章 附则",
        ),
        case(
            "a deleted paragraph mark before a table joins nothing",
            read_text(paragraph("正文", properties=MARK_DELETED) + CELL),
            "正文\n格",
        ),
        case("of alternatives the first is read", read_text(CHOICES), "一"),
        case(
            "an insertion between two line breaks",
            lambda: edited(word_file(BREAKS), Edit(2, 2, "X")),
            "a\nX\nb",
        ),
        case(
            "a tab alone replaced",
            lambda: edited(word_file(TAB), Edit(1, 2, " ")),
            "a b",
        ),
    ],
)
def test_edges(found: Callable[[], str], expected: str) -> None:
    assert found() == expected


def test_an_insertion_before_an_automatic_number_is_refused() -> None:
    found = read(word_file(item(text("总则")), numbering=NUMBERING), "a.docx")
    with pytest.raises(OutputError):
        found.places.apply([Edit(0, 0, "X")])


@pytest.mark.parametrize("character", ["\x0b", "\ud800"], ids=ascii)
def test_characters_that_xml_cannot_hold_are_refused(character: str) -> None:
    found = read(word_file(paragraph("abc")), "a.docx")
    with pytest.raises(OutputError):
        found.places.apply([Edit(0, 1, character)])


@pytest.mark.parametrize("encoding", ["GB18030", "ISO-8859-1"])
def test_parts_in_other_encodings_are_refused(encoding: str) -> None:
    data = encoded(paragraph("plain text"), encoding)
    with pytest.raises(InputError, match=rf"document\.xml: in {encoding}; save it again"):
        read(data, "a.docx")


@pytest.mark.parametrize(
    ("body", "expected", "lines"),
    [
        (TOC + paragraph("正文"), "正文", 2),
        (SIMPLE_TOC + paragraph("正文"), "正文", 1),
        # What stands beside the field in its first and last paragraph is text.
        (text_around(TOC), "前\n后\n正文", 2),
        # Without its end nobody knows where the table stops: all is read rather than nothing.
        (TOC.replace('w:fldCharType="end"', ""), "目录行\n目录又一行", 0),
        (UNFINISHED + paragraph("正文"), "前\n正文", 0),
        (NESTED + paragraph("正文"), "正文", 1),
    ],
    ids=["field", "simple", "beside", "without end", "instruction without end", "nested"],
)
def test_a_table_of_contents_is_known_by_its_field(body: str, expected: str, lines: int) -> None:
    found = read(word_file(body), "a.docx")
    assert found.text == expected
    notice = f"{lines} lines of the table of contents left out"
    assert found.notices == ((notice,) if lines else ())


def test_lines_of_a_table_of_contents_are_counted_once() -> None:
    styles = '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    styled = TOC.replace("<w:p>", '<w:p><w:pPr><w:pStyle w:val="11"/></w:pPr>')
    found = read(word_file(styled + paragraph("正文"), styles=styles), "a.docx")
    assert (found.text, found.notices) == ("正文", ("2 lines of the table of contents left out",))


def test_an_insertion_beside_a_table_of_contents_stands_outside_it() -> None:
    data = word_file(TOC + paragraph("正文"))
    assert edited(data, Edit(0, 0, "新")) == "新正文"


def test_a_damaged_list_definition_is_no_traceback() -> None:
    damaged = NUMBERING.replace('w:ilvl="1"', 'w:ilvl="x"')
    assert read(word_file(paragraph("正文"), numbering=damaged), "a.docx").text == "正文"
