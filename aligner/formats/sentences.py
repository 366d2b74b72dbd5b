"""Sentences with their offsets, as JSON lines and Parquet hold them."""

from __future__ import annotations

from typing import Any

from aligner.document import Sentence
from aligner.errors import FormatError


def sentence_record(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence as a record.

    >>> sentence_record(Sentence(5, 10, 13, "你好。"))
    {'text': '你好。', 'start': 10, 'end': 13}
    """
    return {"text": sentence.text, "start": sentence.start, "end": sentence.end}


def read_sentences(records: object, first_index: int, place: str) -> tuple[Sentence, ...]:
    """Return the sentences of a list of records, numbered from ``first_index``.

    Raises:
        FormatError: it is no list, or holds something else.
    """
    if not isinstance(records, list):
        raise FormatError("no list of sentences", place=place)
    return tuple(_sentence(record, first_index + i, place) for i, record in enumerate(records))


def _sentence(record: object, index: int, place: str) -> Sentence:
    match record:
        case {"text": str(text), "start": int(start), "end": int(end)} if (
            0 <= start <= end and end - start == len(text)
        ):
            return Sentence(index, start, end, text)
    raise FormatError(
        "malformed sentence", place=place, way_out='write {"text": …, "start": …, "end": …}'
    )
