"""PDF: lines put together to paragraphs, running heads and page numbers left out."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from aligner.document import Edit
from aligner.errors import InputError, OutputError
from aligner.readers.pdf import read
from aligner.readers.pdf.lines import Line
from aligner.readers.pdf.paragraphs import body_lines, join_lines, vocabulary
from evaluation.gold_sets import OWN_GOLD
from evaluation.rendering import as_pdf

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
FULL = "A full line of the body text that reaches the margin on the right, word by word,"


def drawn(*pages: Sequence[tuple[float, float, str]], encrypt: str | None = None) -> bytes:
    """Return a PDF with texts at (left, base)."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=encrypt)
    for page in pages:
        canvas.setFont("STSong-Light", 10)
        for left, base, text in page:
            canvas.drawString(left, base, text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def body(*texts: str, top: float = 700) -> list[tuple[float, float, str]]:
    return [(72, top - 15 * number, text) for number, text in enumerate(texts)]


def line(text: str, page: int = 1, height: float = 0.5) -> Line:
    return Line(text, page, 1, 72, 500, 400, 10, height, 595)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_paragraphs_of_a_text_are_found_again(language: str, tmp_path: Path) -> None:
    texts = (
        (OWN_GOLD / f"{name}.{language}.txt").read_text(encoding="utf-8")
        for name in ("article", "report", "speech", "regulation")
    )
    lines = [line for text in texts for line in text.splitlines()]
    paragraphs = [" ".join(line.split()) for line in lines if line.strip()]
    as_pdf(paragraphs, language, tmp_path / "a.pdf")
    found = read((tmp_path / "a.pdf").read_bytes(), "a.pdf")
    assert [found.text[start:end] for start, end, _ in found.paragraphs] == paragraphs


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    head, foot = (72, 800, "Annual Report"), (290, 30, "- 1 -")
    second = [(72, 800, "Annual Report"), (290, 30, "- 2 -"), *body("goes on here.", "Next.")]
    data = drawn([head, foot, *body(FULL, FULL)], second)
    assert read(data, "a.pdf").text == f"{FULL} {FULL} goes on here.\nNext."


def test_gaps_and_short_lines_begin_paragraphs() -> None:
    lines = [(72, 700, FULL), (72, 685, "ends."), (72, 670, FULL), (72, 655, FULL), (72, 620, FULL)]
    assert read(drawn(lines), "a.pdf").text.split("\n") == [
        *(f"{FULL} ends.", f"{FULL} {FULL}", FULL),
    ]


def test_indented_lines_begin_paragraphs_if_they_do_so_everywhere() -> None:
    indented = [(94, 700, FULL), (72, 685, "ends."), (94, 670, FULL), (94, 655, FULL)]
    assert read(drawn(indented), "a.pdf").text.split("\n") == [f"{FULL} ends.", FULL, FULL]
    hanging = [(72, 700, FULL), (94, 685, "ends."), (72, 670, FULL), (94, 655, FULL)]
    assert read(drawn(hanging), "a.pdf").text.split("\n") == [f"{FULL} ends.", f"{FULL} {FULL}"]


def test_running_heads_alternate_and_a_title_stays() -> None:
    pages = [
        [line(("Left", "Right")[page % 2], page, 0.95), line(f"— {page} —", page, 0.03)]
        for page in range(1, 7)
    ]
    lines = [line("The Title", 1, 0.93), *(one for page in pages for one in page)]
    assert [one.text for one in body_lines(lines, 6)] == ["The Title"]


def test_a_running_head_on_a_single_page_is_told_by_its_place_and_type() -> None:
    head = Line("Working Paper", 2, 1, 72, 150, 800, 8, 0.95, 595)
    text = [Line("body", 2, n, 72, 500, 760 - 15 * n, 10, 0.9 - 0.02 * n, 595) for n in (2, 3, 4)]
    assert body_lines([line("title"), head, *text], 2) == [line("title"), *text]
    as_large = replace(head, size=10)
    assert as_large in body_lines([line("title"), as_large, *text], 2)
    nearer = replace(head, base=text[0].base + 12)
    assert nearer in body_lines([line("title"), nearer, *text], 2)


def test_running_heads_of_chapters_in_small_type_go() -> None:
    lines = [
        replace(line(f"Chapter {page // 10}", page, 0.95), size=8, number=2) for page in range(60)
    ]
    texts = [line(f"text {page}", page) for page in range(60)]
    assert body_lines([*lines, *texts, *texts], 60) == [*texts, *texts]


@pytest.mark.parametrize(
    "text", ["3", "— 12 —", "第3页", "第 3 页 共 12 页", "Page 3 of 12", "·5·", "3/12", "- iv -"]
)
def test_page_numbers(text: str) -> None:
    assert body_lines([line(text, 1, 0.04)], 2) == []
    assert body_lines([line(text, 1, 0.5)], 2) != []


@pytest.mark.parametrize(
    ("before", "after", "elsewhere", "joined"),
    [
        ("the develop\u00ad", "ment of", "development", "the development of"),
        ("of high-", "quality growth", "high-quality", "of high-quality growth"),
        ("a long-", "term plan", "term long", "a long-term plan"),
        ("fact-", "based work", "", "fact-based work"),
        ("eco-", "nomic", "economic", "economic"),
        ("non-", "Chinese", "", "non-Chinese"),
        ("增长", "了5%", "", "增长了5%"),
        ("达到", "GDP的", "", "达到GDP的"),
        ("one", "two", "", "one two"),
    ],
)
def test_lines_are_joined(before: str, after: str, elsewhere: str, joined: str) -> None:
    words = vocabulary([line(elsewhere), line(before), line(after)])
    assert "".join(join_lines([line(before), line(after)], words)) == joined


def test_a_document_that_breaks_words_does_so_in_words_not_seen_elsewhere() -> None:
    lines = [line("develop-"), line("ment is a development of com-"), line("mon ends")]
    assert "".join(join_lines(lines, vocabulary(lines))).endswith("of common ends")


def test_radicals_and_ligatures_become_letters() -> None:
    data = drawn(body("⼀个⽬标"))
    assert read(data, "a.pdf").text in ("一个目标", "")


def test_raised_footnote_marks_are_no_text() -> None:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    text = canvas.beginText(72, 700)
    text.textOut("The plan")
    text.setRise(5)
    text.setFont("Helvetica", 6)
    text.textOut("12")
    text.setRise(0)
    text.setFont("Helvetica", 12)
    text.textOut(" was adopted.")
    canvas.drawText(text)
    canvas.save()
    assert read(buffer.getvalue(), "a.pdf").text == "The plan was adopted."


def test_quotation_marks_drawn_last_stand_in_their_places() -> None:
    pieces = [(72, 700, "他说"), (102, 700, "改革开放"), (92, 700, "“"), (142, 700, "”")]
    assert read(drawn([*pieces, *body("下一行。", top=685)]), "a.pdf").text.startswith(
        "他说“改革开放”"
    )


def test_columns_side_by_side_are_not_mixed() -> None:
    left = body(*["左栏第一行的文字在此", "左栏第二行。"])
    right = [(320, base, text.replace("左", "右")) for _, base, text in left]
    text = read(drawn([*left, *right]), "a.pdf").text.replace("\n", "")
    assert text == "左栏第一行的文字在此左栏第二行。右栏第一行的文字在此右栏第二行。"


def test_places_are_pages_lines_and_columns() -> None:
    found = read(drawn(body(FULL, "ends."), body("Second page.")), "a.pdf")
    assert str(found.places.locate(found.text.index("ends"))) == "page 1:2:1"
    assert str(found.places.locate(found.text.index("page."))) == "page 2:1:8"


def test_a_pdf_is_not_edited() -> None:
    data = drawn(body("Text."))
    places = read(data, "a.pdf").places
    assert places.apply([]) == data
    with pytest.raises(OutputError, match=r"a\.pdf: a PDF cannot be edited; edit the document"):
        places.apply([Edit(0, 1, "x")])


def test_pages_without_text_are_named() -> None:
    found = read(drawn(body("Text."), [], []), "a.pdf")
    assert found.notices == ("2 pages without text left out; if they are scanned, run OCR first",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (drawn([]), "no text layer: scanned; run OCR on it first"),
        (drawn(body("Text."), encrypt="secret"), "protected by a password"),
        (drawn(body("Text."))[:300], "a damaged PDF"),
        (b"plain", "not a PDF file"),
        (b"", "not a PDF file"),
    ],
)
def test_bad_files(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=r"^a\.pdf: ") as caught:
        read(data, "a.pdf")
    assert problem in str(caught.value)


def test_the_library_sees_what_is_drawn() -> None:
    page = pypdfium2.PdfDocument(drawn(body("改革开放。")))[0]
    assert Counter(page.get_textpage().get_text_range())["改"] == 1
