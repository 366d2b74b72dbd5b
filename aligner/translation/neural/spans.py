"""Which stretch of a text each of its tokens stands for.

Tokenizers that remember it are asked. Of the others the pieces are laid along the text, letters
compared as models see them: full-width ones folded, capitals small. A token that the vocabulary
does not have stands for what is left between its neighbours.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from aligner.glossary.rendering import Span

_MARKS = "▁Ġ"  # of blanks, in pieces
_REACH = 64  # folded characters in which a piece is looked for behind an unknown one


def token_spans(
    tokenizer: Any,  # noqa: ANN401 - transformers types few of these
    text: str,
    tokens: Sequence[int],
    prefix: str = "",
) -> tuple[Span, ...]:
    """Return the stretch of each token; that of special tokens is empty.

    Args:
        tokenizer: of the model.
        text: without the prefix.
        tokens: that the tokenizer made of prefix and text.
        prefix: what stood before the text for the model.
    """
    special = set(tokenizer.all_special_ids) - {tokenizer.unk_token_id}
    pieces = [
        "" if number in special else None if number == tokenizer.unk_token_id else piece
        for number, piece in zip(tokens, tokenizer.convert_ids_to_tokens(list(tokens)), strict=True)
    ]
    spans = laid_along(pieces, prefix + text)
    return tuple(_without(span, len(prefix)) for span in spans)


def laid_along(pieces: Sequence[str | None], text: str) -> tuple[Span, ...]:
    """Return where pieces stand in a text; None is a piece that is not known.

    >>> spans = laid_along(["▁", "发展", None, "▁gdp", ""], "发展龘 ＧＤＰ")
    >>> [(span.start, span.end) for span in spans]
    [(0, 0), (0, 2), (2, 3), (4, 7), (7, 7)]
    """
    letters, places = _folded(text)
    wanted = [None if piece is None else _folded(piece.strip(_MARKS))[0] for piece in pieces]
    places.append(len(text))
    spans: list[Span] = []
    position = 0
    for number, piece in enumerate(wanted):
        start = position
        if piece is None:
            position = _next_known(letters, position, wanted[number + 1 :])
        elif letters.startswith(piece, position):
            position += len(piece)
        else:  # Changed on the way to the model: it is where it would be.
            found = letters.find(piece, position, position + len(piece) + _REACH)
            start = found if found >= 0 else position
            position = start + len(piece) if found >= 0 else position
        spans.append(_span(places, start, position, text))
    return tuple(spans)


def _next_known(letters: str, position: int, following: Sequence[str | None]) -> int:
    """Return where the next known piece stands behind an unknown one."""
    known = next((piece for piece in following if piece), "")
    if not known:
        return len(letters)
    found = letters.find(known, position + 1, position + _REACH)
    return found if found >= 0 else min(position + 1, len(letters))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return a text without blanks and differences of form, and where its letters come from."""
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKC", character).casefold():
            if not letter.isspace():
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _span(places: Sequence[int], start: int, end: int, text: str) -> Span:
    first = places[min(start, len(places) - 1)]
    if end <= start:
        return Span(first, first)
    return Span(first, places[end - 1] + 1)


def _without(span: Span, prefix: int) -> Span:
    """Return a span of the text without what stood before it."""
    return Span(max(span.start - prefix, 0), max(span.end - prefix, 0))
