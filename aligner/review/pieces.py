"""Sentences cut into pieces that can be moved one by one, and put together again for the file.

Most formats hold one text a side, in which several sentences are joined. Its pieces keep the index
of the sentence they were cut from, cover it wholly (the blank after a full stop belongs to the
piece before), and so can be put together exactly as they were.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from aligner.bead import Bead
from aligner.document import Language, Sentence
from aligner.text.segmentation import BLANK, comma_pieces, segment

Grain = Literal["sentence", "clause", "character"]


def cut_sentence(sentence: Sentence, language: Language) -> tuple[Sentence, ...]:
    """Return the pieces of a text that holds several sentences.

    >>> [piece.text for piece in cut_sentence(Sentence(0, 0, 9, "Yes. No. "), "en")]
    ['Yes. ', 'No. ']
    """
    starts = [span.start for span in segment(sentence.text, language)][1:]
    return tuple(_cut(sentence, starts))


def cut_at(
    sentences: Sequence[Sentence], offset: int
) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """Cut a side at a code-point offset into its texts, one after the other.

    >>> before, after = cut_at([Sentence(0, 0, 3, "你好。"), Sentence(1, 3, 6, "再见。")], 4)
    >>> [piece.text for piece in before], [piece.text for piece in after]
    (['你好。', '再'], ['见。'])
    """
    before: list[Sentence] = []
    after: list[Sentence] = []
    position = 0
    for sentence in sentences:
        local = offset - position
        position += len(sentence.text)
        if local <= 0:
            after.append(sentence)
        elif local >= len(sentence.text):
            before.append(sentence)
        else:
            first, second = _cut(sentence, [local])
            before.append(first)
            after.append(second)
    return tuple(before), tuple(after)


def places(sentences: Sequence[Sentence], language: Language, grain: Grain) -> list[int]:
    """Return the offsets at which a side may be cut, from 0 to its length.

    At grain "clause" also after commas and semicolons, at "character" between Chinese characters
    and before Latin words.

    >>> places([Sentence(0, 0, 10, "一是就业，二是收入。")], "zh", "clause")
    [0, 5, 10]
    """
    found = {0}
    position = 0
    for sentence in sentences:
        text = sentence.text
        if grain == "clause":
            spans = segment(text, language, "clause")
            starts = [piece.start for span in spans for piece in comma_pieces(text, span)]
            found.update(position + start for start in starts[1:])
        elif grain == "character":
            found.update(
                position + i for i in range(1, len(text)) if _is_border(text[i - 1], text[i])
            )
        position += len(text)
        found.add(position)
    return sorted(found)


def glue(
    rows: Iterable[Bead], source: Sequence[Sentence], target: Sequence[Sentence]
) -> Iterator[Bead]:
    """Yield the rows with neighbouring pieces of one original sentence put together again.

    Sentences get running numbers. What is only part of an original sentence is stripped.
    """
    source_count, target_count = itertools.count(), itertools.count()
    for row in rows:
        yield replace(
            row,
            source=tuple(_whole(row.source, source, source_count)),
            target=tuple(_whole(row.target, target, target_count)),
        )


def _whole(
    pieces: Sequence[Sentence], originals: Sequence[Sentence], numbers: Iterator[int]
) -> Iterator[Sentence]:
    for index, group in itertools.groupby(pieces, key=lambda piece: piece.index):
        parts = list(group)
        glued = replace(parts[0], end=parts[-1].end, text="".join(piece.text for piece in parts))
        if len(glued.text) != len(originals[index].text):
            glued = _stripped(glued)
            if not glued.text:
                continue
        yield replace(glued, index=next(numbers))


def _stripped(sentence: Sentence) -> Sentence:
    text = sentence.text.lstrip(BLANK)
    start = sentence.end - len(text)
    text = text.rstrip(BLANK)
    return replace(sentence, start=start, end=start + len(text), text=text)


def _cut(sentence: Sentence, starts: Sequence[int]) -> Iterator[Sentence]:
    """Yield the pieces, the second of which begins at the first of ``starts``."""
    borders = [0, *starts, len(sentence.text)]
    for start, end in itertools.pairwise(borders):
        yield replace(
            sentence,
            start=sentence.start + start,
            end=sentence.start + end,
            text=sentence.text[start:end],
        )


def _is_border(before: str, after: str) -> bool:
    """Tell whether a text may be cut between two characters: not inside a Latin word."""
    if after in BLANK:
        return False
    return before in BLANK or not (before.isascii() and after.isascii())
