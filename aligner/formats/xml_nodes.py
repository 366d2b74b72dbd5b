"""XML read element by element, each with its place in the file's bytes.

XLIFF files are read and corrected through the same elements: so that writing back changes exactly
the bytes of what was read, and nothing is serialised again. lxml does not tell where in the file an
element stands; expat does. Declared entities are refused, other files never opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import BinaryIO

from aligner.document import Place
from aligner.errors import FormatError
from aligner.formats.markup import quote, tag_length
from aligner.untrusted import StrictParser

_CHUNK = 1 << 16  # bytes
_DEEPEST = 200  # levels of elements; files of CAT tools have about ten
_ENCODING = re.compile(rb"""<\?xml[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']""")
_BOMS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_START_TAG = re.compile(rb"""<[^\s/>]+(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")


@dataclass(slots=True, eq=False)
class Node:
    """An element: ``tag`` is its bare name in the root's namespace, otherwise ``uri}name``."""

    tag: str
    attributes: dict[str, str]  # those with a namespace as "uri}name"
    parent: Node | None
    line: int
    column: int  # from 0, in code points, of its start tag
    start: int  # byte offset of its start tag
    stop: int = -1  # of its end tag; behind the start tag of <empty/>
    children: list[Node | str] = field(default_factory=list)

    def child(self, tag: str) -> Node | None:
        """Return the first child of this name."""
        return next(self.all(tag), None)

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield the children of these names."""
        return (node for node in self.children if isinstance(node, Node) and node.tag in tags)

    def above(self, tag: str) -> Node | None:
        """Return the nearest element of this name around this one."""
        node = self.parent
        while node is not None and node.tag != tag:
            node = node.parent
        return node

    def inherited(self, attribute: str, default: str) -> str:
        """Return an attribute's value here or at the nearest element around that has it."""
        node: Node | None = self
        while node is not None:
            if attribute in node.attributes:
                return node.attributes[attribute]
            node = node.parent
        return default

    @property
    def content(self) -> str:
        """All the text in it, whatever the elements inside."""
        return "".join(part if isinstance(part, str) else part.content for part in self.children)

    @property
    def inside(self) -> Place:
        """Where its content begins, if its start tag is written without needless space."""
        return Place(self.line, self.column + tag_length(self.tag, self.attributes) + 1)

    @property
    def root(self) -> Node:
        """The document's outermost element."""
        return self if self.parent is None else self.parent.root


class NodeReader:
    """Reads a stream of XML and yields the elements asked for, complete, each at its end.

    Whatever is not inside one of them is forgotten: memory stays constant. After the first yield
    ``prefixes`` holds the prefixes of the namespaces declared so far, by their URI.
    """

    def __init__(self, place: str, *tags: str, encoding: str | None = None) -> None:
        self.prefixes: dict[str, str] = {}
        self._place = place
        self._tags = frozenset(tags)
        self._home = ""  # the root's namespace
        self._depth = 0
        self._inside = 0  # how many elements around are to be yielded
        self._node: Node | None = None
        self._done: list[Node] = []
        self._strict = StrictParser(place, encoding, "}")
        self._parser = parser = self._strict.events
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._namespace

    def read(self, stream: BinaryIO) -> Iterator[Node]:
        """Yield the elements.

        Raises:
            FormatError: the XML is malformed, with its line, or declares entities.
        """
        final = False
        while not final:
            chunk = stream.read(_CHUNK)
            final = not chunk
            self._strict.feed(chunk, final)
            yield from self._done
            self._done.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        uri, _, local = name.rpartition("}")
        if self._node is None:
            self._home = uri
        tag = local if uri in ("", self._home) else name
        parser = self._parser
        place = parser.CurrentLineNumber, parser.CurrentColumnNumber, parser.CurrentByteIndex
        node = Node(tag, attributes, self._node, *place)
        if self._inside and self._node is not None:
            self._node.children.append(node)
        self._inside += tag in self._tags
        self._node = node
        self._depth += 1
        if self._depth > _DEEPEST:
            raise FormatError(
                f"elements more than {_DEEPEST} deep, which may be an attack",
                place=f"{self._place}:{node.line}",
                way_out="export the file again",
            )

    def _end(self, _name: str) -> None:
        node = self._node
        assert node is not None, "expat checks that tags are balanced"
        node.stop = self._parser.CurrentByteIndex
        if node.tag in self._tags:
            self._inside -= 1
            self._done.append(node)
        self._node = node.parent
        self._depth -= 1

    def _text(self, text: str) -> None:
        if self._inside and self._node is not None:
            self._node.children.append(text)

    def _namespace(self, prefix: str | None, uri: str) -> None:
        self.prefixes.setdefault(uri, prefix or "")


class _FoundError(Exception):
    """Ends reading at the element looked for."""


@dataclass(frozen=True, slots=True)
class Head:
    """How an XML file begins."""

    root: str  # its root's name and namespace, "uri}name"
    element: Node  # the first element of the name asked for
    namespaces: frozenset[str]  # declared up to there


def read_head(stream: BinaryIO, place: str, tag: str, encoding: str | None = None) -> Head | None:
    """Read up to the start tag of the first element called ``tag``; None if there is none."""
    reader = _HeadReader(place, tag, encoding)
    with suppress(_FoundError):
        for _ in reader.read(stream):
            pass
    if reader.found is None:
        return None
    return Head(reader.root, reader.found, frozenset(reader.prefixes))


class _HeadReader(NodeReader):
    def __init__(self, place: str, tag: str, encoding: str | None) -> None:
        super().__init__(place, encoding=encoding)
        self._wanted = tag
        self.root = ""
        self.found: Node | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        super()._start(name, attributes)
        self.root = self.root or name
        if self._node is not None and self._node.tag == self._wanted:
            self.found = self._node
            raise _FoundError


def decode_xml(raw: bytes, place: str) -> tuple[bytes, str, bytes]:
    """Return a file's byte order mark, its encoding, and the rest in UTF-8.

    Expat knows few encodings; read the rest with ``encoding="utf-8"``.

    Raises:
        FormatError: the bytes are not in the encoding that the file declares.
    """
    bom = next((bom for bom in _BOMS if raw.startswith(bom)), b"")
    declared = _ENCODING.match(raw)
    if bom:
        encoding = _BOMS[bom]
    elif raw.startswith(b"<\x00"):
        encoding = "utf-16-le"
    else:
        encoding = declared[1].decode().lower() if declared else "utf-8"
    encoding = "utf-8" if encoding in ("utf8", "us-ascii", "ascii") else encoding
    body = raw[len(bom) :]
    if encoding == "utf-8":  # Whether it is, expat tells, with the line.
        return bom, encoding, body
    try:
        data = body.decode(encoding).encode()
    except (LookupError, UnicodeError) as error:
        raise FormatError(
            f"not {encoding}, as it says", place=place, way_out="convert the file to UTF-8"
        ) from error
    return bom, encoding, data


def start_tag(data: bytes, node: Node) -> bytes:
    """Return an element's start tag as it stands in the file."""
    match = _START_TAG.match(data, node.start)
    assert match is not None, "expat found a start tag there"
    return match.group()


def inner_span(data: bytes, node: Node) -> tuple[int, int]:
    """Return where the content of an element begins and ends; both behind an ``<empty/>`` one."""
    return node.start + len(start_tag(data, node)), node.stop


def end_of(data: bytes, node: Node) -> int:
    """Return the offset behind an element."""
    if start_tag(data, node).endswith(b"/>"):
        return node.stop
    return data.index(b">", node.stop) + 1


def with_attribute(tag: bytes, name: str, value: str | None) -> bytes:
    """Return a start tag with an attribute set, or removed if the value is None.

    >>> with_attribute(b'<target  state="new"/>', "state", "final")
    b'<target  state="final"/>'
    >>> with_attribute(b"<target>", "state", "final")
    b'<target state="final">'
    """
    for match in _ATTRIBUTE.finditer(tag):
        if match[1] == name.encode():
            new = b"" if value is None else tag[match.start() : match.start(2)] + _bytes(value)
            return tag[: match.start()] + new + tag[match.end() :]
    if value is None:
        return tag
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    head = tag[:end].rstrip()
    return head + b" " + name.encode() + b"=" + _bytes(value) + tag[len(head) :]


def _bytes(value: str) -> bytes:
    return quote(value).encode()
