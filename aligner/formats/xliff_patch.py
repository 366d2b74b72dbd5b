"""Corrections written into an XLIFF file made by another program.

The file's bytes are kept; only the content of changed targets, the attributes of changed states and
new notes are replaced or inserted, at the offsets where the elements were read. Tags are kept, as
``xliff_text`` says. A segment whose text, state and note are as they were is not touched.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from aligner.bead import STATUSES, Bead, join
from aligner.document import Language
from aligner.formats.base import Written
from aligner.formats.corrections import in_space_of, joined
from aligner.formats.markup import clean
from aligner.formats.xliff_dialects import Addition, Dialect, Segment, marks_in
from aligner.formats.xliff_text import carry_over, follow, render, tags_in, text_of
from aligner.formats.xml_nodes import Node, end_of, inner_span, start_tag, with_attribute

logger = logging.getLogger(__name__)

_NAME = re.compile(rb"<(?:([^\s/>:]+):)?[^\s/>]+")
_SPACE = re.compile(rb"\s*\Z")


@dataclass(slots=True)
class Patch:
    """Collects the changes of one file and applies them to its bytes."""

    data: bytes
    place: str
    dialect: Dialect
    language: Language  # of the targets
    prefixes: Mapping[str, str]  # of namespaces, by URI
    written: Written
    _tags: dict[int, tuple[Node, bytes]] = field(default_factory=dict)  # by offset
    _contents: dict[int, tuple[Node, bytes]] = field(default_factory=dict)
    _insertions: list[tuple[int, bytes]] = field(default_factory=list)

    def add_unit(self, segments: Iterable[tuple[str, Segment]], beads: dict[str, Bead]) -> None:
        """Add what the beads change in the segments of a unit; takes those beads out."""
        made: list[tuple[Segment, bytes, Bead]] = []
        noted: dict[str, Segment] = {}  # the segments of a unit may all have its note
        for segment, bead in _with_common_status(segments, beads):
            content = self._content(segment, bead)
            changes_status = bead.status not in (None, segment.status)
            if segment.locked and (content is not None or changes_status):
                self.written.lost["locked unit"] += 1
                continue
            self.written.beads += 1
            if content is not None and segment.target is not None:
                self._contents[segment.target.start] = segment.target, content
            elif content is not None:
                made.append((segment, content, bead))
            self._add_status(segment, bead)
            noted.setdefault(clean(bead.note, self.written).strip(), segment)
        if made:
            self._make_targets(made)
        for note, segment in noted.items():  # Behind the target, also a new one.
            self._add_note(segment, note)

    def _content(self, segment: Segment, bead: Bead) -> bytes | None:
        """Return the new content of a target; None if its text is the same, or none is given."""
        new = join(bead.target, self.language)
        if not new:
            self.written.empty += 1
            return None
        if not self.dialect.has_cp:
            new = clean(new, self.written)
        old = text_of(segment.target) if segment.target is not None else ""
        if joined(old, self.language) == new:
            return None
        if old.strip() and segment.target is not None:
            new = in_space_of(old, new)
            tags = tags_in(self.data, segment.target)
            placed = follow(old, new, tags)
        else:
            source = text_of(segment.source)
            new = in_space_of(source, new)
            tags = tags_in(self.data, segment.source, annotations=False)
            placed = carry_over(source, new, tags)
        if placed.guessed:
            logger.warning(
                "%s:%d: %s: %d of %d tags placed by guess",
                *(self.place, segment.unit.line, segment.name, placed.guessed, len(tags)),
            )
        return render(new, tags, placed.offsets, has_cp=self.dialect.has_cp)

    def _add_status(self, segment: Segment, bead: Bead) -> None:
        if bead.status is None or bead.status == segment.status:
            return
        changes = list(self.dialect.set_status(segment, bead.status))
        if not changes:
            self.written.lost["status"] += 1
        for change in changes:
            tag = self._tag(change.node)
            name = self._prefix(change.space) + change.attribute if change.space else ""
            tag = with_attribute(tag, name or change.attribute, change.value)
            self._tags[change.node.start] = change.node, tag

    def _add_note(self, segment: Segment, note: str) -> None:
        """Add what a bead's note says more than the file's."""
        if note in ("", segment.note.strip()):
            return
        addition = self.dialect.add_note(segment, note.removeprefix(f"{segment.note}\n"))
        if addition is None:
            self.written.lost["note"] += 1
        else:
            self._insert(addition)

    def _insert(self, addition: Addition) -> None:
        node = addition.node
        prefix = self._prefix(addition.space) if addition.space else self._own_prefix(node)
        xml = addition.xml(prefix).encode()
        if addition.where == "behind":
            offset = end_of(self.data, node)
        else:
            begin, end = inner_span(self.data, node)
            offset = begin if addition.where == "first" else end
        self._insertions.append((offset, xml))

    def _make_targets(self, made: list[tuple[Segment, bytes, Bead]]) -> None:
        """Make the targets that a unit lacks."""
        segment, content, bead = made[0]
        if not segment.mark:
            self._insert_target(segment.source, self._target(segment, content, bead))
            return
        cut, target = segment.unit.child("seg-source"), segment.unit.child("target")
        assert cut is not None, "marked segments were found in it"
        contents = {segment.mark: content for segment, content, _ in made}
        present = marks_in(target, self.place)
        if target is not None and present:
            self._insert_marks(cut, contents, present)
            return
        copied = self._copied(cut, contents)
        if target is not None:
            self._contents[target.start] = target, copied
        else:
            self._insert_target(cut, self._target(segment, copied, bead))

    def _target(self, segment: Segment, content: bytes, bead: Bead) -> bytes:
        prefix = self._own_prefix(segment.source).encode()
        attributes = self.dialect.new_target(bead.status).encode()
        if b'xml:space="preserve"' in start_tag(self.data, segment.source):
            attributes += b' xml:space="preserve"'
        return b"<%btarget%b>%b</%btarget>" % (prefix, attributes, content, prefix)

    def _insert_target(self, behind: Node, xml: bytes) -> None:
        """Insert a target behind an element, in a line of its own if that has one."""
        space = _SPACE.search(self.data, max(behind.start - 200, 0), behind.start)
        indent = space.group() if space and b"\n" in space.group() else b""
        self._insertions.append((end_of(self.data, behind), indent + xml))

    def _copied(self, cut: Node, contents: dict[str, bytes]) -> bytes:
        """Return the content of a segmented source with other texts in its segments."""
        position, end = inner_span(self.data, cut)
        pieces: list[bytes] = []
        for mark, node in marks_in(cut, self.place).items():
            begin, stop = inner_span(self.data, node)
            pieces += self.data[position:begin], contents.get(mark, b"")
            position = stop
        return b"".join([*pieces, self.data[position:end]])

    def _insert_marks(
        self, cut: Node, contents: dict[str, bytes], present: dict[str, Node]
    ) -> None:
        """Insert segments into a target that has some, each behind the one before it."""
        first = min(node.start for node in present.values())
        offset = first
        for mark, node in marks_in(cut, self.place).items():
            if mark in present:
                offset = end_of(self.data, present[mark])
            elif mark in contents:
                tag = start_tag(self.data, node)
                close = self.data[node.stop : end_of(self.data, node)]
                self._insertions.append((offset, tag + contents[mark] + close))

    def _tag(self, node: Node) -> bytes:
        return self._tags[node.start][1] if node.start in self._tags else start_tag(self.data, node)

    def _own_prefix(self, node: Node) -> str:
        """Return the prefix of an element's own name, with its colon."""
        match = _NAME.match(start_tag(self.data, node))
        return f"{match[1].decode()}:" if match and match[1] else ""

    def _prefix(self, space: str) -> str:
        prefix = self.prefixes.get(space, "")
        return f"{prefix}:" if prefix else ""

    def apply(self) -> bytes:
        """Return the file's bytes with all changes made."""
        edits: list[tuple[int, int, bytes]] = [(at, at, xml) for at, xml in self._insertions]
        for node, tag in self._tags.values():
            if node.start not in self._contents or not tag.endswith(b"/>"):
                edits.append((node.start, node.start + len(start_tag(self.data, node)), tag))
        for node, content in self._contents.values():
            edits.append(self._content_edit(node, content))
        edits.sort(key=lambda edit: edit[:2])
        pieces: list[bytes] = []
        position = 0
        for start, end, replacement in edits:
            pieces += self.data[position:start], replacement
            position = end
        return b"".join([*pieces, self.data[position:]])

    def _content_edit(self, node: Node, content: bytes) -> tuple[int, int, bytes]:
        tag = self._tag(node)
        if not tag.endswith(b"/>"):
            return *inner_span(self.data, node), content
        match = re.match(rb"<([^\s/>]+)", tag)
        assert match is not None, "expat found a start tag there"
        opened = tag[:-2].rstrip() + b">"
        return node.start, node.stop, b"%b%b</%b>" % (opened, content, match[1])


def _with_common_status(
    segments: Iterable[tuple[str, Segment]], beads: dict[str, Bead]
) -> list[tuple[Segment, Bead]]:
    """Return the segments that have beads; those that share a state with the least status."""
    found = list(segments)
    pairs = [(segment, beads.pop(name)) for name, segment in found if name in beads]
    states = {id(segment.state) for _, segment in found}
    if len(found) == 1 or len(states) == len(found):
        return pairs
    statuses = [bead.status for _, bead in pairs]
    if len(pairs) < len(found) or None in statuses:
        return [(segment, replace(bead, status=None)) for segment, bead in pairs]
    least = min((status for status in statuses if status), key=STATUSES.index)
    return [(segment, replace(bead, status=least)) for segment, bead in pairs]
