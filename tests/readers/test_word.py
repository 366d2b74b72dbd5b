"""Word processor files: what is text, what is left out, and in which order it comes."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from aligner.errors import InputError
from aligner.readers.base import Extraction
from aligner.readers.word import read
from tests.readers.word_files import paragraph, run, word_file

DELETED = '<w:del w:id="1"><w:r><w:delText>旧的</w:delText></w:r></w:del>'
INSERTED = f'<w:ins w:id="2">{run("新的")}</w:ins>'
MOVED = (
    f'<w:moveFrom w:id="3">{run("移走")}</w:moveFrom><w:moveTo w:id="4">{run("移来")}</w:moveTo>'
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:t>no</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
BOX = "<w:txbxContent>" + paragraph("框内。") + "</w:txbxContent>"
ALTERNATE = (
    f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice>'
    f"<mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>"
)
STYLES = (
    '<w:style w:styleId="h"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="hh"><w:name w:val="x"/><w:basedOn w:val="h"/></w:style>'
    '<w:style w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="ln"><w:name w:val="List Number"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>'
    '<w:lvlText w:val="第%1条"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
)


def numbered(text: str, number: int, level: int = 0) -> str:
    levels = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
    return paragraph(text, properties=f"<w:numPr>{levels}</w:numPr>")


def extract(*body: str, **parts: str) -> Extraction:
    return read(word_file("".join(body), **parts), "a.docx")


def lines(*body: str, **parts: str) -> list[str]:
    found = extract(*body, **parts)
    return [found.text[start:end] for start, end, _ in found.paragraphs]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (DELETED + INSERTED, "新的"),
        (MOVED, "移来"),
        (FIELD, "7"),
        ('<w:fldSimple w:instr="DATE">' + run("五月") + "</w:fldSimple>", "五月"),
        ('<w:hyperlink w:anchor="x">' + run("链接") + "</w:hyperlink>", "链接"),
        (run("见") + run("隐", "<w:vanish/>"), "见"),
        (run("见") + run("显", '<w:vanish w:val="0"/>'), "见显"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>", "a\tb\nc"),
        ('<w:r><w:t>a</w:t><w:br w:type="page"/><w:t>b</w:t></w:r>', "ab"),
        ("<w:r><w:t>well</w:t><w:noBreakHyphen/><w:t>being</w:t></w:r>", "well\u2011being"),
        ('<w:r><w:t>a</w:t><w:sym w:char="2192"/><w:sym w:char="F0FC"/></w:r>', "a→"),
        (run("前") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>" + run("后"), "前后"),
        ("<w:sdt><w:sdtContent>" + run("控件") + "</w:sdtContent></w:sdt>", "控件"),
        (
            "<w:r><w:ruby><w:rt>"
            + run("pin")
            + "</w:rt><w:rubyBase>字</w:rubyBase></w:ruby></w:r>"
            + run("音"),
            "音",
        ),
        (run("A &amp; B &lt;C&gt;"), "A & B <C>"),
    ],
)
def test_what_a_paragraph_says(content: str, text: str) -> None:
    assert lines(f"<w:p>{content}</w:p>") == [text]


def test_what_was_skipped_or_accepted_is_named() -> None:
    notices = extract(
        paragraph(DELETED, INSERTED), paragraph("正文", run("隐", "<w:vanish/>"))
    ).notices
    assert notices == (
        "1 tracked insertions read as accepted",
        "1 tracked deletions left out",
        "1 pieces of hidden text left out",
    )


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    mark = '<w:rPr><w:del w:id="9"/></w:rPr>'
    assert lines(paragraph("前半", properties=mark), paragraph("后半。")) == ["前半后半。"]


def test_text_boxes_are_read_once_behind_their_paragraph() -> None:
    assert lines(paragraph("主文", ALTERNATE, "继续。"), paragraph("下文。")) == [
        *("主文继续。", "框内。", "下文。"),
    ]


def test_tables_are_read_cell_by_cell_with_their_rows() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
        return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    inner = table((paragraph("内"), paragraph("Inner")))
    found = extract(
        paragraph("题"),
        table((paragraph("甲"), paragraph("A") + paragraph("AA")), (inner, paragraph("B"))),
        paragraph("尾"),
        table((paragraph("丙"), paragraph("C"))),
    )
    assert found.text.split("\n") == ["题", "甲", "A", "AA", "内", "Inner", "B", "尾", "丙", "C"]
    assert found.rows == (-1, 0, 0, 0, 1, 1, 1, -1, 2, 2)
    assert str(found.places.locate(found.text.index("B"))) == "table 1:7:1"


def test_notes_come_at_the_end_in_the_order_of_their_references() -> None:
    def reference(number: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'

    notes = (
        f'<w:footnote w:type="separator" w:id="-1">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("第一注。")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("第二注。")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("无人引用。")}</w:footnote>'
    )
    found = extract(
        paragraph("甲", reference(2)), paragraph("乙", reference(1), "。"), footnotes=notes
    )
    assert found.text.split("\n") == ["甲", "乙。", "第二注。", "第一注。"]
    assert found.places.locate(found.text.index("第一")).part == "footnote 1"


def test_automatic_numbers_stand_before_their_paragraphs() -> None:
    assert lines(
        numbered("总则", 1),
        numbered("范围", 1, 1),
        numbered("定义", 1, 1),
        numbered("附则", 1),
        numbered("细则", 1, 1),
        numbered("一点", 3),
        paragraph("按样式", properties='<w:pStyle w:val="ln"/>'),
        styles=STYLES,
        numbering=NUMBERING,
    ) == [
        *("第一条 总则", "（1）范围", "（2）定义", "第二条 附则", "（1）细则", "一点"),
        "第三条 按样式",
    ]


def test_styles_hide_text_and_name_the_table_of_contents() -> None:
    hidden = run("隐", '<w:rStyle w:val="hh"/>')
    found = extract(
        paragraph("一、总则……1", properties='<w:pStyle w:val="11"/>'),
        paragraph("可见", hidden),
        styles=STYLES,
    )
    assert found.text == "可见"
    assert found.notices == (
        "1 pieces of hidden text left out",
        "1 lines of the table of contents left out",
    )


def test_formats_that_were_changed_do_not_count() -> None:
    change = (
        '<w:pPrChange w:id="1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>'
    )
    assert lines(paragraph("正文", properties=change), numbering=NUMBERING) == ["正文"]


def test_comments_are_counted() -> None:
    comments = f'<w:comment w:id="1">{paragraph("批注")}</w:comment>'
    found = extract(paragraph("正文"), comments=comments)
    assert (found.text, found.notices) == ("正文", ("1 comments left out",))


def test_a_file_made_by_the_usual_library() -> None:
    document = docx.Document()
    document.add_heading("标题", 1)
    document.add_paragraph("正文。").add_run("加粗。").bold = True
    document.add_paragraph("第一", style="List Number")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read(buffer.getvalue(), "a.docx").text == "标题\n正文。加粗。\n1. 第一"


def changed(part: str, content: bytes) -> bytes:
    """Return a docx in which one part has another content."""
    before = zipfile.ZipFile(io.BytesIO(word_file(paragraph("正文"))))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name in before.namelist():
            package.writestr(name, content if name == part else before.read(name))
    return buffer.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY x "yyyyyyyy">]><w:document xmlns:w="w">&x;</w:document>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "not a docx file"),
        (b"plain text", "not a docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "not a docx file, or protected by a password"),
        (word_file(paragraph("正文"))[:400], "not a docx file"),
        (changed("word/document.xml", b"<w:document>"), "document.xml:1: not well-formed XML"),
        (
            changed("word/document.xml", BOMB),
            "document.xml:1: declares the entity x, which may be an attack",
        ),
        (changed("_rels/.rels", b"<a"), "not well-formed XML"),
        (changed("word/document.xml", b"\xff\xfe<\x00"), "in UTF-16"),
        (changed("word/document.xml", b" " * (1 << 25)), "compressed beyond belief"),
    ],
)
def test_what_is_no_docx_is_refused_in_one_line(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=r"^a\.docx:") as caught:
        read(data, "a.docx")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_package_without_document_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("readme.txt", "nothing")
    with pytest.raises(InputError, match="no text document in it"):
        read(buffer.getvalue(), "a.docx")
