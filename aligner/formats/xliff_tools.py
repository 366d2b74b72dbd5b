"""What Trados Studio and memoQ make of XLIFF 1.2: SDLXLIFF and MQXLIFF.

States, locks and comments stand in elements and attributes of their own namespaces. Source: the
files that both programs write; neither maker publishes a full description.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from aligner.bead import Status
from aligner.formats.base import parse_probability
from aligner.formats.markup import escape
from aligner.formats.xliff_dialects import (
    OWN,
    Addition,
    Change,
    Segment,
    Xliff12Dialect,
    descendants,
)
from aligner.formats.xliff_states import MEMOQ, SDL
from aligner.formats.xml_nodes import Node

SDL_SPACE = "http://sdl.com/FileTypes/SdlXliff/1.0"
MEMOQ_SPACE = "MQXliff"
# Both programs want a time with a comment. The clock's would make every file another.
NO_TIME = "0001-01-01T00:00:00Z"


class SdlDialect(Xliff12Dialect):
    """SDLXLIFF: states and locks in ``<sdl:seg-defs>``, comments in ``<cmt-defs>``."""

    also = (f"{SDL_SPACE}}}cmt-def",)
    states = SDL
    has_segment_notes = True

    def __init__(self) -> None:
        self._comments: dict[str, str] = {}

    def define(self, node: Node) -> None:
        """Keep the text of a comment."""
        texts = [part.content for part in descendants(node) if part.tag.endswith("Comment")]
        self._comments[node.attributes.get("id", "")] = "\n".join(texts)

    def segments(self, unit: Node, place: str) -> Iterator[Segment]:
        """Yield the segments; units of structure only, not segmented and not translated, none."""
        cut = unit.child("seg-source")
        if cut is None and unit.attributes.get("translate") == "no":
            return
        yield from super().segments(unit, place)

    def segment(
        self, unit: Node, name: str, source: Node, target: Node | None, mark: str, place: str
    ) -> Segment:
        """Return a segment with its definition."""
        definition = _definition(unit, mark)
        attributes = definition.attributes if definition else {}
        values = {
            value.attributes.get("key"): value.content
            for value in (definition.all(f"{SDL_SPACE}}}value") if definition else ())
        }
        probability = values.get("aligner-probability")
        return Segment(
            unit,
            values.get("aligner-unit") or name,
            source,
            target,
            mark,
            definition,
            self.states.status(attributes.get("conf")),
            self._comment(source, target),
            attributes.get("locked") == "true" or unit.inherited("translate", "yes") == "no",
            None if probability is None else parse_probability(probability, place),
        )

    def _comment(self, *sides: Node | None) -> str:
        marks = [mark for side in sides if side is not None for mark in descendants(side)]
        ids = dict.fromkeys(mark.attributes.get(f"{SDL_SPACE}}}cid", "") for mark in marks)
        return "\n".join(self._comments[cid] for cid in ids if self._comments.get(cid))

    def set_status(self, segment: Segment, status: Status) -> Iterator[Change]:
        """Yield the change of ``conf``."""
        if segment.state is not None:
            yield Change(segment.state, "conf", self.states.write[status])

    def new_target(self, status: Status | None) -> str:
        """Return no attributes: the state is in the segment's definition."""
        return ""

    def add_note(self, segment: Segment, note: str) -> Addition | None:
        """Return None: a comment would have to be defined at the head of the file."""
        return None


class MemoqDialect(Xliff12Dialect):
    """MQXLIFF: state and lock are attributes of the unit, comments stand in it."""

    states = MEMOQ

    def status_of(self, unit: Node) -> Status | None:
        """Return what ``mq:status`` says."""
        return self.states.status(unit.attributes.get(f"{MEMOQ_SPACE}}}status"))

    def notes_of(self, unit: Node) -> Iterator[str]:
        """Yield the comments of a unit."""
        return _memoq_comments(unit)

    def is_locked(self, unit: Node) -> bool:
        """Tell whether memoQ has locked a unit, or it is not for translation."""
        locked = unit.attributes.get(f"{MEMOQ_SPACE}}}locked", "no").lower()
        return locked not in ("no", "false", "0", "", "unlocked") or super().is_locked(unit)

    def set_status(self, segment: Segment, status: Status) -> Iterator[Change]:
        """Yield the change of ``mq:status``."""
        yield Change(segment.unit, "status", self.states.write[status], MEMOQ_SPACE)

    def new_target(self, status: Status | None) -> str:
        """Return no attributes: the state is the unit's."""
        return ""

    def add_note(self, segment: Segment, note: str) -> Addition | None:
        """Return where a comment goes: to the others, or at the unit's end."""
        comments = segment.unit.child(f"{MEMOQ_SPACE}}}comments")
        file = segment.unit.above("file")
        name = f"{file.attributes.get('original', '') if file else ''}/{segment.name}"
        if comments is not None:
            return Addition(
                comments, lambda prefix: memoq_comment(name, note, prefix), "last", MEMOQ_SPACE
            )
        return Addition(
            segment.unit, lambda prefix: _memoq_comments_of(name, note, prefix), "last", MEMOQ_SPACE
        )


def memoq_comment(name: str, note: str, prefix: str = "mq:") -> str:
    """Return the element of a comment on a segment; the same comment has the same id."""
    number = uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}/{name}/{note}")
    return (
        f'<{prefix}comment id="{number}" creatoruser="aligner" time="{NO_TIME}" deleted="false" '
        f'category="0" appliesto="Row" origin="User">{escape(note)}</{prefix}comment>'
    )


def _memoq_comments_of(name: str, note: str, prefix: str) -> str:
    return f"<{prefix}comments>{memoq_comment(name, note, prefix)}</{prefix}comments>"


def _definition(unit: Node, mark: str) -> Node | None:
    """Return the ``<sdl:seg>`` of a segment; of a unit that is not segmented its only one."""
    group = unit.child(f"{SDL_SPACE}}}seg-defs")
    found = list(group.all(f"{SDL_SPACE}}}seg")) if group else []
    if not mark:
        return found[0] if len(found) == 1 else None
    return next((node for node in found if node.attributes.get("id") == mark), None)


def _memoq_comments(unit: Node) -> Iterator[str]:
    for note in unit.all("note"):
        yield note.content
    for group in unit.all(f"{MEMOQ_SPACE}}}comments"):
        for comment in group.all(f"{MEMOQ_SPACE}}}comment"):
            if comment.attributes.get("deleted") != "true":
                yield comment.content
