"""Errors that change how a document aligns: a sentence or a clause left out, a sentence added.

They are put into the English document, many at once but far from each other, which is aligned and
checked again; what became of each is looked up where its Chinese sentences, or its English, are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from aligner.bead import Alignment, Bead, join
from aligner.document import Sentence
from aligner.findings import Finding
from evaluation.checking import Text, align_texts, bead_of, findings_in
from evaluation.seeding import seeds

DROPPED = "dropped sentence"
DOCUMENT_KINDS = (DROPPED, "added sentence", "dropped clause")
APART = 8  # beads between two errors, so that they do not meet
_SHORTEST = 5  # words of a sentence that is left out or added


@dataclass(frozen=True, slots=True)
class Change:
    """One stretch of the English document to be replaced."""

    bead: int  # of the clean alignment
    start: int  # half-open offsets into its text
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an error."""

    change: Change
    caught: tuple[str, ...]  # the codes of the errors that the clean document does not have there
    warned: bool  # whether warnings are there that the clean document does not have
    shown: str  # the beads it ended up in


def changes(kind: str, text: Text, others: Sequence[str], random: Random) -> list[Change]:
    """Return errors of a kind for a text, ``APART`` from each other.

    Args:
        kind: one of ``DOCUMENT_KINDS``.
        text: the right translation.
        others: English sentences of other documents.
        random: chooses.
    """
    found: list[Change] = []
    last = random.randrange(APART) - APART
    for number, bead in enumerate(text.beads):
        if number - last < APART or number in text.faulty or not (bead.source and bead.target):
            continue
        possible = _possible(kind, number, bead, others, random)
        if possible:
            found.append(random.choice(possible))
            last = number
    return found


def each_sentence(text: Text) -> list[list[Change]]:
    """Return every sentence of a text left out once, in rounds that keep them ``APART``."""
    rounds: list[list[Change]] = []
    for number, bead in enumerate(text.beads):
        if number in text.faulty or not (bead.source and bead.target):
            continue
        for change in _dropped(number, bead):
            free = (one for one in rounds if number - one[-1].bead >= APART)
            own = next(free, None)
            if own is None:
                rounds.append(own := [])
            own.append(change)
    return rounds


def _possible(
    kind: str, number: int, bead: Bead, others: Sequence[str], random: Random
) -> list[Change]:
    long = _long(bead)
    if kind == DROPPED:
        return _dropped(number, bead)
    if kind == "added sentence":
        end = bead.target[-1].end
        return [Change(number, end, end, " " + random.choice(others))] if long else []
    source = join(bead.source, "zh")
    return [
        Change(number, one.start, one.end, seed.target)
        for one in bead.target
        for seed in seeds("dropped clause", source, one.text)
    ]


def _dropped(number: int, bead: Bead) -> list[Change]:
    # One of two that translate one Chinese sentence is a clause to the reader of the Chinese.
    whole = _long(bead) if len(bead.target) <= len(bead.source) else []
    return [Change(number, one.start, one.end, "") for one in whole]


def _long(bead: Bead) -> list[Sentence]:
    return [one for one in bead.target if len(one.text.split()) >= _SHORTEST]


def long_sentences(text: Text) -> list[str]:
    """Return the English sentences of a text long enough to be added elsewhere."""
    return [
        " ".join(one.text.split())
        for one in text.alignment.target.sentences
        if 2 * _SHORTEST <= len(one.text.split()) <= 40
    ]


def results(
    text: Text, made: Sequence[Change], clean: Sequence[Finding], glossary: str
) -> list[Result]:
    """Put errors into a document, align and check it again, and tell what is found at each."""
    target, spans = _applied(text.alignment.target.text, made)
    alignment = align_texts(text.alignment.source.text, target)
    seeded = Text(text.name, alignment, text.date)
    found = findings_in(seeded, glossary)
    return [
        _result(text, seeded, change, span, (clean, found))
        for change, span in zip(made, spans, strict=True)
    ]


def _applied(text: str, made: Sequence[Change]) -> tuple[str, list[tuple[int, int]]]:
    """Return the text with the changes made, and where each stands in it."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    position = length = 0
    for change in made:
        pieces += [text[position : change.start], change.new]
        length += change.start - position
        spans.append((length, length + len(change.new)))
        length += len(change.new)
        position = change.end
    return "".join((*pieces, text[position:])), spans


def _result(
    text: Text,
    seeded: Text,
    change: Change,
    span: tuple[int, int],
    findings: tuple[Sequence[Finding], Sequence[Finding]],
) -> Result:
    clean, found = findings
    starts = {sentence.start for sentence in text.beads[change.bead].source}
    if change.start == change.end:  # added: in the beads that hold it, wherever they are
        here = _beads_at(seeded.alignment, set(), span)
    else:
        here = _beads_at(seeded.alignment, starts, (0, 0))
    around = {sentence.start for number in here for sentence in seeded.beads[number].source}
    before = _beads_at(text.alignment, around, (0, 0))
    known = {(one.code, one.message, one.severity) for one in _at(clean, before)}
    new = [one for one in _at(found, here) if (one.code, one.message, one.severity) not in known]
    caught = {one.code for one in new if one.severity == "error"}
    told = {(code, message) for code, message, _ in known}
    warned = any(one.severity == "warning" and (one.code, one.message) not in told for one in new)
    shown = " | ".join(
        f"{join(seeded.beads[number].source, 'zh')} = {join(seeded.beads[number].target, 'en')}"
        for number in sorted(here)
    )
    return Result(change, tuple(sorted(caught)), warned, shown)


def _beads_at(alignment: Alignment, starts: set[int], span: tuple[int, int]) -> set[int]:
    """Return the beads with a Chinese sentence that starts there or English inside the span."""
    return {
        number
        for number, bead in enumerate(alignment.beads)
        if any(sentence.start in starts for sentence in bead.source)
        or any(one.start < span[1] and span[0] < one.end for one in bead.target)
    }


def _at(findings: Sequence[Finding], beads: set[int]) -> list[Finding]:
    return [one for one in findings if bead_of(one) in beads]
