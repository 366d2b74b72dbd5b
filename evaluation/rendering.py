"""Texts as the files that translators have: Markdown, HTML, docx, PDF, a table of two columns."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

_FONTS = {"zh": "STSong-Light", "en": "Times-Roman"}
_RUNNING_HEAD = {"zh": "工作文件", "en": "Working Paper"}

Render = Callable[[Sequence[str], str, Path], None]


def as_text(paragraphs: Sequence[str], language: str, path: Path) -> None:
    """Write a paragraph a line."""
    path.write_text("".join(f"{text}\n" for text in paragraphs), encoding="utf-8", newline="\n")


def as_markdown(paragraphs: Sequence[str], language: str, path: Path) -> None:
    """Write a heading and paragraphs with blank lines between them."""
    text = "\n\n".join([f"# {paragraphs[0]}", *map(_escaped, paragraphs[1:])])
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_`])", r"\\\1", text)


def as_html(paragraphs: Sequence[str], language: str, path: Path) -> None:
    """Write a page with a headline, navigation above and links below."""
    body = "\n".join(f"<p>{html.escape(text)}</p>" for text in paragraphs[1:])
    links = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("Home", "News", "Video"))
    page = f"""<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8">
<title>{html.escape(paragraphs[0])}</title></head>
<body><nav><ul>{links}</ul></nav>
<article><h1>{html.escape(paragraphs[0])}</h1>
{body}
</article>
<footer><ul>{links}</ul></footer></body></html>
"""
    path.write_text(page, encoding="utf-8", newline="\n")


def as_docx(paragraphs: Sequence[str], language: str, path: Path) -> None:
    """Write a heading and paragraphs, the second word of each in bold."""
    import docx

    document = docx.Document()
    document.add_heading(paragraphs[0], 1)
    for text in paragraphs[1:]:
        paragraph = document.add_paragraph()
        for index, start in enumerate(range(0, len(text), 40)):
            paragraph.add_run(text[start : start + 40]).bold = index % 2 == 1
    document.save(str(path))


def as_pdf(paragraphs: Sequence[str], language: str, path: Path) -> None:
    """Write A4 pages of justified paragraphs with running heads and page numbers."""
    from reportlab.lib.enums import TA_JUSTIFY
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont(_FONTS["zh"]))
    wrap = "CJK" if language == "zh" else None
    style = ParagraphStyle(
        "body",
        fontName=_FONTS[language],
        fontSize=11,
        leading=17,
        firstLineIndent=22,
        spaceAfter=6,
        alignment=TA_JUSTIFY,
        wordWrap=wrap,
    )
    heading = ParagraphStyle("heading", parent=style, fontSize=16, leading=24, firstLineIndent=0)

    def decorate(canvas: Any, template: object) -> None:  # noqa: ANN401  # reportlab has no types
        canvas.setFont(_FONTS[language], 9)
        if canvas.getPageNumber() > 1:
            canvas.drawString(72, A4[1] - 40, _RUNNING_HEAD[language])
        canvas.drawCentredString(A4[0] / 2, 36, f"— {canvas.getPageNumber()} —")

    story = [Paragraph(_marked_up(paragraphs[0]), heading)]
    story += [Paragraph(_marked_up(text), style) for text in paragraphs[1:]]
    template = SimpleDocTemplate(str(path), pagesize=A4)
    template.build(story, onFirstPage=decorate, onLaterPages=decorate)


def _marked_up(text: str) -> str:
    """Return the text for reportlab, with a Chinese font for what the Latin one lacks."""
    font = rf'<font name="{_FONTS["zh"]}">\1</font>'
    return re.sub("([\u0180-\u1fff\u2070-\u20ab\u20ad-\U0003ffff]+)", font, html.escape(text))


def as_table(rows: Sequence[tuple[Sequence[str], Sequence[str]]], path: Path) -> None:
    """Write a docx with a table of two columns, a row a pair of passages."""
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for sides in rows:
        for cell, paragraphs in zip(table.add_row().cells, sides, strict=True):
            cell.text = paragraphs[0] if paragraphs else ""
            for text in paragraphs[1:]:
                cell.add_paragraph(text)
    document.save(str(path))


# suffix -> how to write one language
KINDS: dict[str, Render] = {
    ".txt": as_text,
    ".md": as_markdown,
    ".html": as_html,
    ".docx": as_docx,
    ".pdf": as_pdf,
}
