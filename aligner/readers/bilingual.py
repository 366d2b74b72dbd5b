"""One file with both languages: interleaved paragraphs, or a table with a column each.

Every paragraph goes to one side by its script. Both documents keep the text of the whole file, so
that offsets, places and edits lead back into it; they differ in their sentences. Paragraphs
without letters ("2016", "***") go where the pattern around them says.
"""

from __future__ import annotations

import logging
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

from aligner.document import Document, Language, other_language
from aligner.errors import InputError
from aligner.readers import extract
from aligner.readers.base import Extraction
from aligner.readers.switches import cut_at_switches, language_of
from aligner.text.segmentation import Level, Span, segment

_logger = logging.getLogger(__name__)
_REGULAR = 0.9  # share of the groups with as many paragraphs in both languages to trust them all
_FEWEST_ROWS = 0.5  # share of a table's rows that hold both languages


@dataclass(frozen=True, slots=True)
class Parallel:
    """The two sides of a bilingual file."""

    source: Document  # the side that the other follows in the file, unless chosen otherwise
    target: Document
    borders: tuple[tuple[int, int], ...]  # sentences of both sides before each row or group


def read_bilingual(
    path: Path | str, *, source_language: Language | None = None, level: Level = "sentence"
) -> Parallel:
    """Return both sides of a file that holds a text and its translation.

    Raises:
        InputError: the file cannot be read, or has no paragraphs in one of the languages.
    """
    name = str(path)
    extraction = extract(name)
    paragraphs, rows = _without_numbering(name, extraction.text, *_cut_at_switches(extraction))
    languages = assign([extraction.text[start:end] for start, end, _ in paragraphs], rows)
    kinds: dict[Language, str] = {"zh": "Chinese", "en": "English"}
    for needed, kind in kinds.items():
        if needed not in languages:
            raise InputError(
                f"no {kind} paragraphs", place=name, way_out="give the translation as second file"
            )
    first = source_language or _leading(languages)
    sides = {
        language: _document(name, extraction, language, level, paragraphs, languages)
        for language in kinds
    }
    source, target = sides[first], sides[other_language(first)]
    groups = _groups(languages, rows, first)
    return Parallel(source, target, _borders(source, target, groups))


def assign(texts: Sequence[str], rows: Sequence[int] = ()) -> list[Language]:
    """Return the language of every paragraph.

    Args:
        texts: the paragraphs in order.
        rows: the table row of each, -1 outside tables; nothing where there are no tables.

    >>> assign(["第一章", "Chapter 1", "2016", "2016", "总则", "General"])
    ['zh', 'en', 'zh', 'en', 'zh', 'en']
    """
    known = [language_of(text) for text in texts]
    by_column = _by_column(known, rows or [-1] * len(texts))
    assigned: list[Language] = []
    first: Language = next((language for language in known if language), "zh")
    for index, language in enumerate(known):
        before = assigned[-1] if assigned else other_language(first)
        assigned.append(language or by_column.get(index) or other_language(before))
    return assigned


def _by_column(known: Sequence[Language | None], rows: Sequence[int]) -> dict[int, Language]:
    """Return the language that most cells of their column have, for the cells of tables."""
    cells: dict[int, int] = {}
    for _, row in groupby(range(len(rows)), key=lambda index: (rows[index], rows[index] < 0)):
        cells |= {index: column for column, index in enumerate(row) if rows[index] >= 0}
    counts: dict[int, Counter[Language]] = {}
    for index, column in cells.items():
        if language := known[index]:
            counts.setdefault(column, Counter())[language] += 1
    usual = {column: count.most_common(1)[0][0] for column, count in counts.items()}
    return {index: usual[column] for index, column in cells.items() if column in usual}


def _cut_at_switches(extraction: Extraction) -> tuple[list[Span], list[int]]:
    """Return the paragraphs with their rows, cut where one goes over to the other language."""
    rows = extraction.rows or (-1,) * len(extraction.paragraphs)
    spans: list[Span] = []
    places: list[int] = []
    pieces = cut_at_switches(extraction.text, extraction.paragraphs)
    for cut, row in zip(pieces, rows, strict=True):
        for piece in cut:
            spans.append(Span(*piece, len(spans)))
            places.append(row)
    return spans, places


def _without_numbering(
    name: str, text: str, paragraphs: list[Span], rows: list[int]
) -> tuple[list[Span], list[int]]:
    """Leave out the numbers that head the rows of a table in both languages; they are no text."""
    known = [language_of(text[start:end]) for start, end, _ in paragraphs]
    cells = [[*row] for at, row in groupby(range(len(rows)), rows.__getitem__) if at >= 0]
    both = [row for row in cells if {"zh", "en"} <= {known[index] for index in row}]
    heads = [row[0] for row in both[1:]]
    if len(both) < max(_FEWEST_ROWS * len(cells), 2) or any(known[head] for head in heads):
        return paragraphs, rows
    first = both[0]  # may be the header, with or without a word above the numbers
    left_out = {*heads, *(first[:1] if len(first) > 2 else ())}
    _logger.warning("%s: row numbers of a table left out", name)
    kept = [index for index in range(len(rows)) if index not in left_out]
    spans = [Span(*paragraphs[index][:2], number) for number, index in enumerate(kept)]
    return spans, [rows[index] for index in kept]


def _document(
    name: str,
    extraction: Extraction,
    language: Language,
    level: Level,
    paragraphs: Sequence[Span],
    languages: Sequence[Language],
) -> Document:
    """Return one side: the whole text, but the sentences of one language only."""
    text = extraction.text
    own = [span for span, found in zip(paragraphs, languages, strict=True) if found == language]
    return Document.cut(
        name, language, text, segment(text, language, level, own), extraction.places
    )


def _leading(languages: Sequence[Language]) -> Language:
    """Return the language that the other follows; Chinese if each follows as often."""
    turns = Counter(before for before, after in pairwise(languages) if before != after)
    return "en" if turns["en"] > turns["zh"] else "zh"


def _groups(languages: Sequence[Language], rows: Sequence[int], first: Language) -> list[int]:
    """Return the number of paragraphs before each border; nothing if no pattern can be trusted.

    In a table a border follows each row, elsewhere each run of paragraphs in one language and the
    run in the other language after it.
    """
    starts = [0]
    for index in range(1, len(languages)):
        same_row = rows[index] >= 0 and rows[index] == rows[index - 1]
        turned = languages[index] == first != languages[index - 1]
        new_row = rows[index] != rows[index - 1] or (rows[index] < 0 and turned)
        if not same_row and new_row:
            starts.append(index)
    counts = [Counter(languages[start:end]) for start, end in pairwise([*starts, len(languages)])]
    in_table = sum(row >= 0 for row in rows) > len(rows) / 2
    share, needed = (
        (sum(len(count) == 2 for count in counts), _FEWEST_ROWS)
        if in_table
        else (sum(count["zh"] == count["en"] for count in counts), _REGULAR)
    )
    return starts if share >= needed * len(counts) else []


def _borders(
    source: Document, target: Document, groups: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Return the sentences of both sides before each group of paragraphs."""
    sides = [[s.paragraph for s in document.sentences] for document in (source, target)]
    return tuple((bisect_left(sides[0], group), bisect_left(sides[1], group)) for group in groups)
