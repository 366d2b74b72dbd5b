"""Text and tags of XLIFF segments: inline elements are never text.

What ``<g>``, ``<pc>`` and ``<mrk>`` enclose is text. ``<x>``, ``<bpt>``, ``<ph>`` and their like
stand for native code: they and what is in them, sub-flows included, are not. ``<cp hex="1B"/>`` is
the character that XML cannot hold. Text that SDL's revision marks show as deleted is not there.

When a text is changed its tags are kept, each beside the words it stood beside: the old and the
new text are compared word by word (``difflib``, Ratcliff and Metzener 1988), and a tag follows the
word that it opens before, closes after or stands behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from aligner.document import Place
from aligner.formats.markup import escape
from aligner.formats.xml_nodes import Node, end_of, inner_span
from aligner.untrusted import NOT_XML

_NATIVE = frozenset(
    {"x", "bx", "ex", "bpt", "ept", "ph", "it", "sub", "sc", "ec", "sm", "em", "bin-unit"}
)
_OPENING = frozenset({"bx", "bpt", "sc", "sm"})
_CLOSING = frozenset({"ex", "ept", "ec", "em"})
_ANNOTATIONS = frozenset({"mrk", "sm", "em"})
_WORD = re.compile(r"[^\W\d_\u2e80-\uffff]+|\d+|\s+|.", re.DOTALL)

Kind = Literal["open", "close", "alone"]


@dataclass(frozen=True, slots=True)
class Tag:
    """An inline tag, or an element without text, as it stands in the file."""

    raw: bytes
    kind: Kind
    offset: int  # in the text: the tag stands before this character
    partner: int | None = None  # an opening tag's closing one, as an index into the tags


def is_hidden(node: Node) -> bool:
    """Tell whether an inline element has no text of the segment in it."""
    return node.tag in _NATIVE or node.attributes.get("mtype") == "x-sdl-deleted"


def text_of(node: Node) -> str:
    """Return the text in a source, a target or a part of one."""
    return "".join(_pieces(node))


def place_of(node: Node) -> Place:
    """Return where the text of a source or target begins, inside marks that begin it."""
    first = node.children[0] if node.children else None
    if isinstance(first, Node) and first.children and not is_hidden(first):
        return place_of(first)
    return node.inside


def _pieces(node: Node) -> Iterator[str]:
    for part in node.children:
        if isinstance(part, str):
            yield part
        elif part.tag == "cp":
            yield _character(part)
        elif not is_hidden(part):
            yield from _pieces(part)


def _character(node: Node) -> str:
    """Return the character of a ``<cp>``; nothing for one that no text can hold."""
    try:
        character = chr(int(node.attributes.get("hex", ""), 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ud800" <= character <= "\udfff" else character


def tags_in(data: bytes, node: Node, *, annotations: bool = True) -> list[Tag]:
    """Return the tags in a source or target, in their order; on request without annotations."""
    tags: list[Tag] = []
    _collect(data, node, 0, tags, annotations)
    return tags


def _collect(data: bytes, node: Node, offset: int, tags: list[Tag], annotations: bool) -> int:
    for part in node.children:
        if isinstance(part, str):
            offset += len(part)
        elif part.tag == "cp":
            offset += len(_character(part))
        elif is_hidden(part):
            if annotations or part.tag not in _ANNOTATIONS:
                tags.append(Tag(data[part.start : end_of(data, part)], _kind(part), offset))
        elif part.tag == "mrk" and not annotations:
            offset = _collect(data, part, offset, tags, annotations)
        else:
            offset = _collect_pair(data, part, offset, tags, annotations)
    return offset


def _collect_pair(data: bytes, node: Node, offset: int, tags: list[Tag], annotations: bool) -> int:
    begin, stop = inner_span(data, node)
    end = end_of(data, node)
    if stop == end:  # <g/>
        tags.append(Tag(data[node.start : end], "alone", offset))
        return offset
    position = len(tags)
    tags.append(Tag(b"", "open", offset))  # Its partner is known only after what is inside.
    after = _collect(data, node, offset, tags, annotations)
    tags[position] = Tag(data[node.start : begin], "open", offset, len(tags))
    tags.append(Tag(data[stop:end], "close", after))
    return after


def _kind(node: Node) -> Kind:
    if node.tag in _OPENING:
        return "open"
    return "close" if node.tag in _CLOSING else "alone"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where tags stand in a new text."""

    offsets: list[int]  # one a tag, never falling
    guessed: int  # how many had no word left to go by


def follow(old: str, new: str, tags: Sequence[Tag]) -> Placed:
    """Place the tags of a text in its new version, each beside the words it stood beside.

    >>> tags = [Tag(b"<g>", "open", 4), Tag(b"</g>", "close", 8)]
    >>> follow("The plan works.", "Now the plan works.", tags)
    Placed(offsets=[8, 12], guessed=0)
    """
    blocks = _blocks(old, new)
    found = [_followed(tag, blocks, len(old), len(new)) for tag in tags]
    return _in_order(found)


@dataclass(frozen=True, slots=True)
class _Block:
    """``old[start:end]`` became ``new[new_start:new_end]``."""

    same: bool
    start: int
    end: int
    new_start: int
    new_end: int


def _blocks(old: str, new: str) -> list[_Block]:
    olds, news = _WORD.findall(old), _WORD.findall(new)
    old_offsets, new_offsets = _offsets(olds), _offsets(news)
    # Without autojunk: from 200 words on it would leave out those that occur more than a few times.
    matcher = SequenceMatcher(None, olds, news, autojunk=False)
    return [
        _Block(
            kind == "equal",
            old_offsets[start],
            old_offsets[end],
            new_offsets[new_start],
            new_offsets[new_end],
        )
        for kind, start, end, new_start, new_end in matcher.get_opcodes()
    ]


def _offsets(words: Sequence[str]) -> list[int]:
    """Return where each word begins, and where the last one ends."""
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


def _followed(tag: Tag, blocks: Sequence[_Block], length: int, new_length: int) -> tuple[int, bool]:
    """Return a tag's new offset, and whether it was guessed."""
    left = next((b for b in blocks if b.start < tag.offset <= b.end), None)
    right = next((b for b in blocks if b.start <= tag.offset < b.end), None)
    after_left = left.new_start + tag.offset - left.start if left and left.same else None
    before_right = right.new_start + tag.offset - right.start if right and right.same else None
    near, far = (before_right, after_left) if tag.kind == "open" else (after_left, before_right)
    if near is not None:
        return near, False
    if tag.offset in (0, length) and (tag.kind != "open" or tag.offset == 0):
        # At the edge of the text, where it stays.
        return (0, False) if tag.offset == 0 else (new_length, False)
    if far is not None:
        neighbour = right if tag.kind == "open" else left
        is_gone = neighbour is not None and neighbour.new_start == neighbour.new_end
        return far, is_gone and tag.kind != "alone"
    gone = right or left  # The words on both sides went.
    if gone is None:
        return new_length, True
    return (gone.new_start if tag.kind == "open" else gone.new_end), True


def carry_over(source: str, target: str, tags: Sequence[Tag]) -> Placed:
    """Place the tags of a source text in its translation.

    Tags at both ends stay there; a pair around a number or a name goes around the same number or
    name; the others are placed in proportion and counted as guessed.
    """
    found: list[tuple[int, bool] | None] = [_at_edge(tag, source, target) for tag in tags]
    for index, tag in enumerate(tags):
        inner = source[tag.offset : tags[tag.partner].offset] if tag.partner is not None else ""
        if tag.partner is None or not inner.strip() or target.count(inner) != 1:
            continue
        start = target.index(inner)
        found[index], found[tag.partner] = (start, False), (start + len(inner), False)
    borders = _offsets(_WORD.findall(target))
    return _in_order(
        [
            place or (_nearest(borders, tag.offset * len(target) // max(len(source), 1)), True)
            for place, tag in zip(found, tags, strict=True)
        ]
    )


def _at_edge(tag: Tag, source: str, target: str) -> tuple[int, bool] | None:
    if not source[: tag.offset].strip():
        # An empty text's closing tags stand at its end.
        at_start = tag.kind != "close" or bool(source.strip())
        return (0 if at_start else len(target)), False
    return (len(target), False) if not source[tag.offset :].strip() else None


def _nearest(borders: Sequence[int], offset: int) -> int:
    return min(borders, key=lambda border: (abs(border - offset), border))


def _in_order(found: Sequence[tuple[int, bool]]) -> Placed:
    """Keep the tags in the order they had: what is nested stays nested."""
    offsets: list[int] = []
    guessed = 0
    for offset, is_guess in found:
        earlier = offsets[-1] if offsets else 0
        guessed += is_guess or offset < earlier
        offsets.append(max(offset, earlier))
    return Placed(offsets, guessed)


def render(text: str, tags: Sequence[Tag], offsets: Sequence[int], *, has_cp: bool) -> bytes:
    """Return a text with its tags as the content of a target."""
    pieces: list[bytes] = []
    done = 0
    for tag, offset in zip(tags, offsets, strict=True):
        pieces += encode_text(text[done:offset], has_cp=has_cp), tag.raw
        done = offset
    return b"".join([*pieces, encode_text(text[done:], has_cp=has_cp)])


def encode_text(text: str, *, has_cp: bool = False) -> bytes:
    """Return text as XML; what XML cannot hold is dropped, or written as ``<cp>`` (XLIFF 2)."""
    if has_cp:
        return NOT_XML.sub(_as_cp, escape(text)).encode()
    return escape(NOT_XML.sub("", text)).encode()


def _as_cp(match: re.Match[str]) -> str:
    character = match.group()
    return "" if "\ud800" <= character <= "\udfff" else f'<cp hex="{ord(character):04X}"/>'
