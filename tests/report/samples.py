"""Findings to report: of aligned documents, of a bitext, without bead, and made to do harm."""

from __future__ import annotations

from aligner.document import Place
from aligner.findings import Context, Finding, Passage
from aligner.report.base import Run

SOURCE = "我们继续推进一带一路建设，深化务实合作。"
TARGET = "We will keep advancing One Belt One Road and deepen cooperation."
RUN = Run("1.2.3", ("a.en.txt", "b.tmx", "clean.txt"), 140)


def passage(file: str, line: int, text: str, marked: str = "") -> Passage:
    """Return a side in which ``marked`` is marked, on one line of its file from column 1."""
    if not marked:
        return Passage(file, Place(line, 1), text)
    start = text.index(marked)
    end = start + len(marked)
    return Passage(file, Place(line, start + 1), text, start, end, Place(line, end))


def forbidden() -> Finding:
    """Return an error with everything that a finding can have."""
    target = passage("a.en.txt", 3, TARGET, "One Belt One Road")
    return Finding(
        "TERM002",
        "forbidden-term",
        "error",
        target.file,
        target.place,
        "一带一路 must not be “One Belt One Road”",
        "write “Belt and Road”",
        category="terminology/wrong-term",
        suggestion="Belt and Road",
        glossary="policy.tsv:14",
        context=Context(11, passage("a.zh.txt", 5, SOURCE, "一带一路"), target, 0.43, "u7"),
    )


def omitted() -> Finding:
    """Return a warning about a bead without translation, in a bitext."""
    source = passage("b.tmx", 9, "乡村面貌焕然一新。")
    context = Context(0, source, Passage("b.tmx", Place(1, 1), ""))
    return Finding(
        "FULL001",
        "omitted",
        "warning",
        "b.tmx",
        source.place,
        "not translated",
        "translate it",
        category="accuracy/omission",
        context=context,
    )


def failed() -> Finding:
    """Return a finding that is about no bead, in a part of a file."""
    message = "rule TERM002 failed: {0}\n100% of <b> a|b"
    return Finding("INTERNAL001", "rule-failed", "info", "a.en.txt", Place(4, 2, "page 2"), message)


def harmful() -> Finding:
    """Return a finding whose texts a terminal, a spreadsheet or a parser might obey."""
    text = '=HYPERLINK("http://x","y")\x1b[2J\x00\x9b\u202e]]>&<|`*\n::error::'
    target = Passage("c,d:\udcff%.txt", Place(1, 1), text, 27, 31)
    return Finding(
        "TERM002",
        "forbidden-term",
        "error",
        target.file,
        target.place,
        text,
        text,
        suggestion=text,
        glossary=text,
        context=Context(2, Passage(text, Place(1, 1), text), target, 1.0, text),
    )


ALL = (forbidden(), omitted(), failed(), harmful())
