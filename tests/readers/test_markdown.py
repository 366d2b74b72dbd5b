"""Markdown: what is text, what is not, and edits among markup."""

from __future__ import annotations

import pytest

from aligner.document import Document, Edit
from aligner.readers.markdown import read


def paragraphs(source: str) -> list[str]:
    extraction = read(source.encode(), "report.md")
    return [extraction.text[span.start : span.end] for span in extraction.paragraphs]


def edited(source: str, old: str, new: str) -> str:
    extraction = read(source.encode(), "report.md")
    start = extraction.text.index(old)
    document = Document("report.md", "en", extraction.text, (), extraction.places)
    return document.apply([Edit(start, start + len(old), new)]).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("---\ntitle: x\n---\nText", ["Text"]),
        ("---\nText\n", ["Text"]),
        ("# One\n## Two ##\n###### Three", ["One", "Two", "Three"]),
        ("#一\n#1 of all", ["一", "#1 of all"]),
        ("One\n===\nTwo\n---\n\n***\n- - -\n", ["One", "Two"]),
        ("a\nb\n\nc  \nd\\\ne", ["a\nb", "c", "d", "e"]),
        ("- a\n  b\n* c\n1. d\n2) e\n- [x] f\n3.5 g", ["a\nb", "c", "1. d", "2) e", "f\n3.5 g"]),
        ("• a\nb\n• c", ["• a\nb", "• c"]),
        ("> a\n> b\n>> c\n\nd", ["a\nb", "c", "d"]),
        ("text\n```python\n# no\n```\nmore\n~~~~\n```\n~~~~\nend", ["text", "more", "end"]),
        ("> ```\n> code\n> ```\n> text", ["text"]),
        ("a\n<!-- no -->\nb <!-- no --> c\n<!--\nno\n-->\nd", ["a", "b  c", "d"]),
        ("| a | **b** |\n|---|:-:|\n| c\\|d |  |\n", ["a", "b", "c|d"]),
        ("a | b\n--- | ---\n", ["a", "b"]),
        ("a | b is a choice", ["a | b is a choice"]),
        ("[x]: http://example.com 'T'\n[^1]: Note.", ["Note."]),
        ("*a* **b** ***c*** _d_ __e__ ~~f~~ `g` ``h`i``", ["a b c d e f g h`i"]),
        ("**重点：**内容*强调*。", ["重点：内容强调。"]),
        ("3 * 4 * 5, snake_case_name, **open, a*b", ["3 * 4 * 5, snake_case_name, **open, a*b"]),
        ("[a](b) [c][d] ![e](f(g).png) [h] [i *j*](k 'l')", ["a c e [h] i j"]),
        ("text[^1] and \\*this\\* &amp; &copy; &nosuch; A&B", ["text and *this* & © &nosuch; A&B"]),
        ("x <br/> <b>y</b> a < b", ["x  y a < b"]),
        ("**a\nb**", ["a\nb"]),
        ("`**a**` `[b](c)`", ["**a** [b](c)"]),
    ],
)
def test_text(source: str, expected: list[str]) -> None:
    stripped = [paragraph.strip() for paragraph in paragraphs(source)]
    assert stripped == [paragraph.strip() for paragraph in expected]


@pytest.mark.parametrize(
    ("source", "old", "new", "expected"),
    [
        ("# **Old** text #\n", "Old", "New", "# **New** text #\n"),
        ("a [link](url) b", "link", "word", "a [word](url) b"),
        # All of the marked text is replaced, and more: the marks go.
        ("a **b** c", "a b c", "new", "new"),
        ("**a** b c", "a b", "new", "new c"),
        ("a **b**", "a b", "new", "new"),
        # The marked text is replaced in part: the marks stay.
        ("a **b c** d", "a b", "new", "new** c** d"),
        ("a **b c** d", "c d", "new", "a **b new**"),
        ("text[^1] more", "text more", "new", "new[^1]"),
        ("> a\n> b\n", "a\nb", "new", "> new\n"),
        ("| a | b |", "a\nb", "new", "| new |  |"),
        ("a &amp; b", "&", "and", "a and b"),
        ("- a\n- b\n", "a", "x\ny", "- x\ny\n- b\n"),
    ],
)
def test_edits(source: str, old: str, new: str, expected: str) -> None:
    assert edited(source, old, new) == expected


def test_insertions_stand_inside_the_markup_of_their_line() -> None:
    extraction = read(b"# **One**\n\n- two", "report.md")
    edits = [Edit(0, 0, "A "), Edit(3, 3, " Z"), Edit(5, 5, "B ")]
    assert extraction.places.apply(edits) == b"# **A One Z**\n\n- B two"


def test_an_insertion_right_before_a_replacement() -> None:
    extraction = read(b"# **b** c", "report.md")
    edits = [Edit(0, 0, "A "), Edit(0, 3, "new")]
    assert extraction.places.apply(edits) == b"# **A new**"
