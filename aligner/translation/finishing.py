"""Mending what engines leave: spaces, width of punctuation, the capital and the final stop.

A sentence ends as its source does: a heading without full stop gets none, a list item that ends in
a semicolon keeps it. Nothing else of a translation is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.document import Edit, Language

_CJK = r"\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_EDGES = re.compile(r"\A\s+|\s+\Z")
_RUN = re.compile(r"(?<=\S)(?:\s{2,}|[^\S ])(?=\S)|(?<=\S) {2,}(?=\S)")
_CHINESE_SPACE = re.compile(rf"(?<=[{_CJK}“‘])\s+(?=[{_CJK}”’])")
_NARROW = re.compile(rf"(?<=[{_CJK}”’])[,;:!?]|(?<=[\u3400-\u9fff”’])\.(?=[”’]?\s*\Z)")
_NARROW_BRACKETS = re.compile(r"(\()([^()]*[\u3400-\u9fff][^()]*)(\))")
_WIDE = dict(zip(",;:!?.", "，；：！？。", strict=True))
_END = re.compile(r"([。．.!！?？；;：:，,、…]*)([”’」』）》〉】〕\])\"']*)\s*\Z")
_STOPS: dict[Language, dict[str, str]] = {
    "en": {"。": ".", "．": ".", "！": "!", "？": "?", "；": ";", "：": ":", "，": ",", "、": ","},
    "zh": dict(zip(".!?;:,", "。！？；：，", strict=True)),
}
_SENTENCE_STOPS = frozenset(".!?。！？…")
_ABBREVIATION = re.compile(
    r"(?:\b(?:etc|Inc|Ltd|Co|Corp|No|Jr|Sr|St|vs|al)|\b\w(?:\.\w)+)\.\Z", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"\W*([a-z])(?![A-Z])")


def finished(text: str, source: str, target: Language, *, begins: bool = True) -> list[Edit]:
    """Return the edits, in order, that make a translation ready to stand in a document.

    Args:
        text: the translation.
        source: what it translates.
        target: the language of the translation.
        begins: whether it begins a sentence, and so with a capital.

    >>> made("develop industry", finished("develop industry", "发展工业。", "en"))
    'Develop industry.'
    >>> made("发展 工业.", finished("发展 工业.", "Develop industry", "zh"))
    '发展工业'
    """
    edits = [*_spaces(text, target), *_ending(text, source, target)]
    if target == "zh":
        edits += _widths(text)
    elif begins and (first := _FIRST_WORD.match(text)):
        edits.append(Edit(first.start(1), first.end(1), first[1].upper()))
    return _apart(edits)


def made(text: str, edits: Sequence[Edit]) -> str:
    """Return a text with edits in order made."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += text[position : edit.start], edit.replacement
        position = edit.end
    return "".join([*pieces, text[position:]])


def moved(offset: int, edits: Sequence[Edit]) -> int:
    """Return where an offset has gone after edits in order; from inside a deletion to its start.

    >>> moved(5, [Edit(0, 2, ""), Edit(7, 8, "")])
    3
    """
    shift = 0
    for edit in edits:
        if edit.end > offset or edit.start >= offset:
            return min(offset, edit.start) + shift
        shift += len(edit.replacement) - (edit.end - edit.start)
    return offset + shift


def _spaces(text: str, target: Language) -> Iterator[Edit]:
    for match in _EDGES.finditer(text):
        yield Edit(*match.span(), "")
    within = _EDGES.sub(lambda edge: "x" * len(edge[0]), text)
    if target == "zh":
        for match in _CHINESE_SPACE.finditer(within):
            yield Edit(*match.span(), "")
    for match in _RUN.finditer(within):
        yield Edit(*match.span(), " ")


def _widths(text: str) -> Iterator[Edit]:
    """Yield what makes punctuation among Chinese characters as wide as they are."""
    for match in _NARROW.finditer(text):
        yield Edit(*match.span(), _WIDE[match[0]])
    for match in _NARROW_BRACKETS.finditer(text):
        yield Edit(*match.span(1), "（")
        yield Edit(*match.span(3), "）")


def _ending(text: str, source: str, target: Language) -> Iterator[Edit]:
    """Yield what makes a translation end as its source does."""
    wanted, found = _END.search(source), _END.search(text)
    assert wanted is not None, "the pattern fits any text"
    assert found is not None, "the pattern fits any text"
    stop, present = _stop(wanted[1], target), found[1]
    if not wanted[1]:
        is_full_stop = present in (".", "。", "．") and not wanted[2] and not found[2]
        if is_full_stop and not _ABBREVIATION.search(text[: found.end(1)]):
            yield Edit(len(text[: found.start(1)].rstrip()), found.end(1), "")
    elif not present and text.strip():
        if not found[2] or not _ends_inside(text, found):
            yield Edit(found.end(2), found.end(2), stop)
    elif stop[-1] not in _SENTENCE_STOPS and present in (".", "。"):
        yield Edit(*found.span(1), stop)


def _stop(marks: str, target: Language) -> str:
    if "…" in marks:
        return "..." if target == "en" else "……"
    mark = marks[-1:]
    return _STOPS[target].get(mark, mark)


def _ends_inside(text: str, found: re.Match[str]) -> bool:
    """Tell whether the stop stands before closing quotation marks, and ends it: “Go.” does."""
    return text[found.start(2) - 1 : found.start(2)] in _SENTENCE_STOPS


def _apart(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits in order, of those that overlap the first."""
    kept: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept
