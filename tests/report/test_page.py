"""The report page: what is in it, and that nothing of a document becomes markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from aligner.document import Place
from aligner.findings import Context, Finding, Passage
from aligner.messages import set_interface
from aligner.report.page import Mark, Page, Row, render
from aligner.report.page.marked import marked_html
from aligner.report.page.model import TermUse
from aligner.scoring.score import Score

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> & \"'`\x1b[31m\u202e"


def finding(message: str = "numbers differ", bead: int = 0) -> Finding:
    """Return a finding on a bead."""
    passage = Passage("a.tmx", Place(1, 1), "text", 0, 4)
    return Finding(
        "NUM001", "number", "error", "a.tmx", Place(1, 1), message,
        context=Context(bead, passage, passage),
    )  # fmt: skip


def html(page: Page) -> str:
    """Return the whole page."""
    return "".join(render(page))


def test_overlapping_marks_are_cut_at_their_borders() -> None:
    marks = [Mark(0, 4, "term", "t"), Mark(2, 6, "error")]
    assert str(marked_html("abcdefg", marks)) == (
        '<mark class="term" title="t">ab</mark><mark class="term error" title="t">cd</mark>'
        '<mark class="error">ef</mark>g'
    )


@pytest.mark.parametrize("marks", [[], [Mark(3, 3, "term")], [Mark(0, 99, "info")]])
def test_a_text_is_never_lost(marks: list[Mark]) -> None:
    plain = re.sub("<[^>]*>", "", str(marked_html("改革开放", marks)))
    assert plain == "改革开放"


def test_hostile_documents_are_text() -> None:
    score = Score("a.b", 0.5, 0.4, 0.6, signature=HOSTILE)
    term = TermUse(HOSTILE, HOSTILE, ((HOSTILE, (0,)),))
    marks = (Mark(0, len(HOSTILE), "term", HOSTILE),)
    row = Row(HOSTILE, HOSTILE, 0.5, marks, marks, (finding(HOSTILE),))
    found = html(Page(HOSTILE, [row], scores=(score,), terms=(term,)))
    parser = Collector()
    parser.feed(found)
    assert parser.handlers == ["form onsubmit"]
    assert "img" not in parser.tags
    assert parser.tags.count("script") == 1
    assert not set("\x1b\u202e") & set(found)
    assert "&lt;/script&gt;" in found


class Collector(HTMLParser):
    """Collects the elements of a page and those of their attributes that run code."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append(tag)
        self.handlers += [f"{tag} {name}" for name, _ in attrs if name.startswith("on")]


def test_nothing_is_fetched() -> None:
    found = html(Page("t", [Row("甲", "A")]))
    assert "default-src 'none'" in found
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", found)


def test_the_same_page_is_the_same_bytes() -> None:
    page = Page("t", [Row("甲", "A", 0.25, findings=(finding(),))])
    assert html(page) == html(page)


def test_rows_say_what_filters_ask() -> None:
    rows = [Row("甲", "A", 0.25, findings=(finding(), finding())), Row("乙", "B")]
    found = html(Page("t", rows))
    assert 'id="b1" tabindex="-1" data-p="0.2500" data-r="NUM001" data-n="2" class="error"' in found
    assert 'id="b2" tabindex="-1" data-p="" data-r="" data-n="0"' in found
    assert "NUM001 number (2)" in found


def test_the_interface_may_be_chinese() -> None:
    set_interface("zh")
    try:
        found = html(Page("t", [Row("甲", "A")]))
    finally:
        set_interface("en")
    assert '<html lang="zh-Hans">' in found
    assert "next, previous" not in found


def test_a_document_without_beads_has_a_page() -> None:
    assert "<h1>t</h1>" in html(Page("t", []))
