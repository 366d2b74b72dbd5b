"""Where XLIFF 1.2 and 2.1 keep a segment's texts, state, lock and notes.

A dialect finds the segments of a unit for reading, and says for writing back which attributes a new
state changes and where a new note goes. The CAT tools' own kinds are in ``xliff_tools``. Sources:
XLIFF 1.2 (OASIS 2008), XLIFF 2.1 (OASIS 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from aligner.bead import Status
from aligner.errors import FormatError
from aligner.formats.base import parse_probability
from aligner.formats.markup import escape, quote
from aligner.formats.xliff_states import XLIFF_12, XLIFF_21, States
from aligner.formats.xliff_text import text_of
from aligner.formats.xml_nodes import Node

OWN = "urn:aligner:bitext"  # the namespace of what XLIFF 1.2 has no place for
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a file, with the elements that hold its texts and its state."""

    unit: Node
    name: str  # its unit's id, and its own
    source: Node
    target: Node | None  # None: there is none yet
    mark: str = ""  # the mid of its <mrk>; none where the unit is one segment
    state: Node | None = None  # whose attribute is the state; None: there is none to set
    status: Status | None = None
    note: str = ""
    locked: bool = False
    probability: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """An attribute to set, or to remove if the value is None."""

    node: Node
    attribute: str
    value: str | None
    space: str = ""  # the URI of its namespace


@dataclass(frozen=True, slots=True)
class Addition:
    """XML to insert behind an element, or as the first or last thing in it."""

    node: Node
    xml: Callable[[str], str]  # from the prefix, colon included, of the namespace ``space``
    where: Literal["behind", "first", "last"] = "behind"
    space: str = ""  # empty: that of the file's root


class Xliff12Dialect:
    """XLIFF 1.2: ``<trans-unit>``, cut into ``<mrk mtype="seg">`` by ``<seg-source>``."""

    unit_tag = "trans-unit"
    also: tuple[str, ...] = ()  # elements that ``define`` wants to see
    states: States = XLIFF_12
    has_cp = False  # <cp> for characters that XML cannot hold
    has_segment_notes = False  # otherwise a unit's segments have its notes together

    def define(self, node: Node) -> None:
        """Take note of an element that segments refer to."""

    def segments(self, unit: Node, place: str) -> Iterator[Segment]:
        """Yield the segments of a unit; none where it has no text to be translated."""
        source, target = unit.child("source"), unit.child("target")
        if source is None:
            raise FormatError("unit without <source>", place=place, way_out="export it again")
        name = unit.attributes.get("id", "")
        marks = marks_in(unit.child("seg-source"), place)
        translated = marks_in(target, place)
        # A translation of several segments that is not cut itself belongs to all of them.
        if not marks or (target is not None and not translated and text_of(target).strip()):
            yield self.segment(unit, name, source, target, "", place)
            return
        for number, (mark, node) in enumerate(marks.items()):
            full = f"{name}/{mark}"
            found = self.segment(unit, full, node, translated.get(mark), mark, place)
            # Notes on the whole unit stand with its first segment.
            yield found if number == 0 or self.has_segment_notes else replace(found, note="")

    def segment(
        self, unit: Node, name: str, source: Node, target: Node | None, mark: str, place: str
    ) -> Segment:
        """Return a segment with what the dialect says of it."""
        return Segment(
            unit,
            name,
            source,
            target,
            mark,
            unit,
            self.status_of(unit),
            "\n".join(self.notes_of(unit)),
            self.is_locked(unit),
            own_probability(unit, place),
        )

    def status_of(self, unit: Node) -> Status | None:
        """Return the status of a unit."""
        target = unit.child("target")
        status = self.states.status(target.attributes.get("state") if target else None)
        if unit.attributes.get("approved") == "yes" and status in (None, "translated"):
            return "reviewed"
        return status

    def notes_of(self, unit: Node) -> Iterator[str]:
        """Yield the notes of a unit."""
        return (node.content for node in unit.all("note"))

    def is_locked(self, unit: Node) -> bool:
        """Tell whether a unit is not to be changed."""
        return unit.inherited("translate", "yes") == "no"

    def set_status(self, segment: Segment, status: Status) -> Iterator[Change]:
        """Yield the changes that give a segment a state; those of a missing target for its tag."""
        approved = "yes" if status in ("reviewed", "final") else "no"
        if approved == "yes" or "approved" in segment.unit.attributes:
            yield Change(segment.unit, "approved", approved)
        target = segment.unit.child("target")
        if target is not None:
            yield Change(target, "state", self.states.write[status])

    def new_target(self, status: Status | None) -> str:
        """Return the attributes of a target that is made for a segment of this state."""
        return f" state={quote(self.states.write[status])}" if status else ""

    def add_note(self, segment: Segment, note: str) -> Addition | None:
        """Return where a note goes; None where the file has no place for it."""
        unit = segment.unit
        last = list(unit.all("source", "seg-source", "target", "note"))[-1]
        return Addition(last, lambda prefix: _note(prefix, note))


class Xliff21Dialect:
    """XLIFF 2.0 and 2.1: ``<unit>`` with ``<segment>``."""

    unit_tag = "unit"
    also: tuple[str, ...] = ()
    states: States = XLIFF_21
    has_cp = True

    def define(self, node: Node) -> None:
        """Nothing is defined outside the units."""

    def segments(self, unit: Node, place: str) -> Iterator[Segment]:
        """Yield the segments of a unit; its notes with the first."""
        segments = list(unit.all("segment"))
        own = _metadata(unit) if len(segments) == 1 else {}
        name = own.get("unit") or unit.attributes.get("id", "")
        probability = own.get("probability")
        notes = [note.content for group in unit.all("notes") for note in group.all("note")]
        for number, node in enumerate(segments, start=1):
            source = node.child("source")
            if source is None:
                raise FormatError(
                    "segment without <source>", place=place, way_out="export it again"
                )
            suffix = node.attributes.get("id", f"#{number}" if len(segments) > 1 else "")
            yield Segment(
                unit,
                f"{name}/{suffix}" if suffix and "unit" not in own else name,
                source,
                node.child("target"),
                state=node,
                status=self.states.status(node.attributes.get("state")),
                note="\n".join(notes) if number == 1 else "",
                locked=unit.inherited("translate", "yes") == "no",
                probability=None if probability is None else parse_probability(probability, place),
            )

    def set_status(self, segment: Segment, status: Status) -> Iterator[Change]:
        """Yield the change of ``state``; the old ``subState`` must not outlive it."""
        if segment.state is not None:
            yield Change(segment.state, "state", status)
            yield Change(segment.state, "subState", None)

    def new_target(self, status: Status | None) -> str:
        """Return no attributes: the state is the segment's."""
        return ""

    def add_note(self, segment: Segment, note: str) -> Addition | None:
        """Return where a note goes: into the unit's notes, which may have to be made."""
        notes = segment.unit.child("notes")
        if notes is not None:
            return Addition(notes, lambda prefix: _note(prefix, note), "last")
        # They come before the original data and the segments, after elements of modules.
        inside = [child for child in segment.unit.children if isinstance(child, Node)]
        modules = [child for child in inside if "}" in child.tag]
        return Addition(
            modules[-1] if modules else segment.unit,
            lambda prefix: f"<{prefix}notes>{_note(prefix, note)}</{prefix}notes>",
            "behind" if modules else "first",
        )


Dialect = Xliff12Dialect | Xliff21Dialect


def _note(prefix: str, note: str) -> str:
    return f"<{prefix}note>{escape(note)}</{prefix}note>"


def marks_in(node: Node | None, place: str) -> dict[str, Node]:
    """Return the segments marked in a text, by their ``mid``.

    Raises:
        FormatError: two have the same.
    """
    marks: dict[str, Node] = {}
    for part in descendants(node) if node is not None else ():
        if part.tag == "mrk" and part.attributes.get("mtype") == "seg":
            mark = part.attributes.get("mid", "")
            if mark in marks:
                raise FormatError(f"two segments have the id {mark!r}", place=place)
            marks[mark] = part
    return marks


def descendants(node: Node) -> Iterator[Node]:
    """Yield the elements inside an element."""
    for part in node.children:
        if isinstance(part, Node):
            yield part
            yield from descendants(part)


def own_probability(unit: Node, place: str) -> float | None:
    """Return the probability that this program wrote on a unit."""
    text = unit.attributes.get(f"{OWN}}}probability")
    return None if text is None else parse_probability(text, place)


def _metadata(unit: Node) -> dict[str, str]:
    """Return what this program wrote about a unit."""
    return {
        meta.attributes.get("type", ""): meta.content
        for group in unit.all(f"{METADATA}}}metadata")
        for metas in group.all(f"{METADATA}}}metaGroup")
        if metas.attributes.get("category") == "aligner"
        for meta in metas.all(f"{METADATA}}}meta")
    }
