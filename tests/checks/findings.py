"""Findings and bitexts for tests of what happens to them."""

from __future__ import annotations

from aligner.bead import Bead, Bitext
from aligner.document import Place, Sentence
from aligner.findings import Context, Finding, Passage, Severity
from aligner.glossary.model import Forbidden, Glossary, Term

GLOSSARY = Glossary(
    "test",
    (
        Term("绿色发展", "green development", forbidden=(Forbidden("verdant growth"),)),
        Term("乡村振兴", "rural revitalization", forbidden=(Forbidden("village rise"),)),
    ),
)


def finding(
    number: int = 0,
    code: str = "TERM002",
    severity: Severity = "error",
    file: str = "a.tsv",
    text: str = "坚持绿色发展。",
) -> Finding:
    """Return a finding in a bead."""
    source = Passage(file, Place(number + 1, 1), text, 2, 6)
    target = Passage(file, Place(number + 1, 9), "Stay with verdant growth.", 10, 24)
    context = Context(number, source, target, 0.9, f"u{number}")
    return Finding(
        code,
        "forbidden-term",
        severity,
        file,
        target.place,
        "绿色发展 must not be “verdant growth”",
        "write “green development”",
        category="terminology/wrong-term",
        suggestion="green development",
        glossary="test.tsv:1",
        context=context,
    )


def bead(source: str, target: str, note: str = "") -> Bead:
    """Return a bead of one sentence a side."""
    return Bead(_one(source), _one(target), note=note)


def _one(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()


def bitext(count: int) -> Bitext:
    """Return beads of which every third is wrong, and every seventh has no translation."""
    beads = [
        bead(
            f"第{number}个地方坚持绿色发展。",
            ""
            if number % 7 == 6
            else f"Place {number} stays with "
            + ("verdant growth." if number % 3 == 2 else "green development."),
        )
        for number in range(count)
    ]
    return Bitext("zh", "en", beads)
