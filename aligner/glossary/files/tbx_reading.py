"""TBX of every kind, read into terms: v3 in both styles, MARTIF and TBX v2, TBX-Min.

Elements are known by their name, data categories by the attribute ``type`` or, in DCT style, by the
name of the element; dialects and modules do not matter, nor do prefixes. Chinese is every ``zh``,
mainland's first, English every ``en``; entries without both are left out and counted. The first
preferred English name is the target. What is not read is named. In files from elsewhere white space
is layout; in those written here it belongs to the texts.
"""

from __future__ import annotations

import io
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.errors import FormatError
from aligner.formats.xml_nodes import Node, NodeReader, decode_xml
from aligner.glossary.cells import FIELD
from aligner.glossary.files.base import MOST_TERMS
from aligner.glossary.files.rows import term_from
from aligner.glossary.files.tbx_entries import Entry, Name, NameStatus, values_of
from aligner.glossary.model import Glossary, Origin, Term

_logger = logging.getLogger(__name__)

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
PRIVATE = "aligner"  # type of the section with what TBX-Basic cannot say
EXTRA = "column "  # before the header of another program's column
WRITTEN_HERE = "Written by aligner"
VERSION, LICENCE = "Version: ", "Licence: "

_ROOTS = ("tbx", "martif", "TBX")
_ENTRIES = ("conceptEntry", "termEntry", "entry")
_LANGUAGES = ("langSec", "langSet", "langGroup")
_NAMES = ("termSec", "tig", "ntig", "termGroup")
_GROUPS = ("termGrp", "descripGrp", "adminGrp", "termNoteGrp", "auxInfo")
_HEADERS = ("tbxHeader", "martifHeader", "header")
_XML_LANG = "http://www.w3.org/XML/1998/namespace}lang"
_MAINLAND = ("zh", "zh-cn", "zh-hans", "zh-hans-cn", "zh-sg")
_STATUS_CATEGORIES = ("administrativeStatus", "normativeAuthorization", "termStatus")
# By how their values begin; other programs leave out "Term-admn-sts".
_STATUSES: tuple[tuple[str, NameStatus], ...] = (
    *(("preferred", "preferred"), ("standardized", "preferred"), ("admitted", "admitted")),
    *(("legal", "admitted"), ("regulated", "admitted"), ("superseded", "superseded")),
    *(("obsolete", "superseded"), ("deprecated", "deprecated"), ("notrecommended", "deprecated")),
    *(("forbidden", "deprecated"), ("prohibited", "deprecated")),
)


def read_tbx(data: bytes, name: str) -> Glossary:
    """Return the glossary in a file of any kind of TBX.

    Raises:
        FormatError: other XML or none, with its line; declared entities; too many terms.
    """
    reader = _Reader(name)
    terms = tuple(reader.terms(data))
    return Glossary(reader.title or Path(name).stem, terms, reader.version, reader.licence)


class _Reader:
    def __init__(self, name: str) -> None:
        self.title = self.version = self.licence = ""
        self._name = name
        self._is_own = False
        self._unread: Counter[str] = Counter()
        self._languages: Counter[str] = Counter()
        self._incomplete = 0

    def terms(self, data: bytes) -> Iterator[Term]:
        """Yield a term for each entry that has both languages."""
        found: dict[str, tuple[dict[str, Any], int]] = {}
        private: list[Node] = []
        root = ""
        reader = NodeReader(self._name, *_ENTRIES, *_HEADERS, "refObject", encoding="utf-8")
        _, _, content = decode_xml(data, self._name)
        for node in reader.read(io.BytesIO(content)):
            if not root:
                root = node.root.tag
                self._check_root(root)
            if node.tag in _HEADERS:
                self._read_header(node)
            elif node.tag == "refObject":
                private.append(node)
            elif entry := self._entry(node):
                key = node.attributes.get("id", "")
                key = f"line {node.line}" if not key or key in found else key
                found[key] = values_of(entry, self._is_own), node.line
                self._check_size(len(found), node.line)
        if not root:
            self._check_root("")
        extras = self._add_private(found, private)
        for key, (values, line) in found.items():
            place = f"{self._name}:{line}"
            origin = Origin(line, file=Path(self._name).name)
            yield term_from(values, tuple(extras.get(key, ())), origin, place)
        self._report()

    def _check_root(self, root: str) -> None:
        if root not in _ROOTS:
            raise FormatError(
                "no TBX, TBX-Min or MARTIF file",
                place=f"{self._name}:1",
                way_out="export it as TBX-Basic",
            )

    def _check_size(self, count: int, line: int) -> None:
        if count > MOST_TERMS:
            raise FormatError(
                f"more than {MOST_TERMS:,} terms",
                place=f"{self._name}:{line}",
                way_out="split the glossary",
            )

    def _read_header(self, header: Node) -> None:
        for node in _descendants(header):
            text = node.content.strip()
            if node.tag == "title" or (node.tag == "id" and header.tag == "header"):
                self.title = self.title or " ".join(text.split())
            elif node.tag == "p" and text == WRITTEN_HERE:
                self._is_own = True
            elif node.tag == "p" and text.startswith(VERSION):
                self.version = text.removeprefix(VERSION)
            elif node.tag == "p" and text.startswith(LICENCE):
                self.licence = text.removeprefix(LICENCE)
            elif node.tag == "license":
                self.licence = " ".join(text.split())

    def _entry(self, node: Node) -> Entry | None:
        fields: list[str] = []
        notes: list[str] = []
        sections: list[tuple[str, list[Name]]] = []
        for category, part in self._categories(node):
            if part.tag in _LANGUAGES:
                language = (
                    part.attributes.get(_XML_LANG) or part.attributes.get("lang", "")
                ).lower()
                sections.append((language, self._section(part, notes)))
            elif category == "subjectField":
                fields.append(self._text(part))
            elif category == "note":
                notes.append(self._text(part))
            else:
                self._unread[category] += 1
        # Stable: of one language the sections stay in the order of the file.
        sections.sort(key=lambda section: section[0] not in _MAINLAND)
        chinese = tuple(n for language, names in sections if _is(language, "zh") for n in names)
        english = tuple(n for language, names in sections if _is(language, "en") for n in names)
        others = [language for language, _ in sections if not _is(language, "zh", "en")]
        self._languages.update(others)
        if not (chinese and english):
            self._incomplete += 1
            return None
        return Entry(chinese, english, tuple(fields), tuple(filter(None, notes)))

    def _section(self, node: Node, notes: list[str]) -> list[Name]:
        names = []
        for category, part in self._categories(node):
            if part.tag in _NAMES:
                name = self._term_section(part)
                # Elsewhere an empty one is a form not filled in.
                names += [name] if name.text or self._is_own else []
            elif category == "note":
                notes.append(self._text(part))
            else:
                self._unread[category] += 1
        return names

    def _term_section(self, node: Node) -> Name:
        text = kind = pos = link = ""
        status: NameStatus = ""
        sources, notes = [], []
        for category, part in self._categories(node):
            content = self._text(part)
            match category:
                case "term":
                    text = content
                case "termType":
                    kind = content
                case "partOfSpeech":
                    pos = content
                case "source":
                    sources.append(content)
                case "externalCrossReference":
                    link = part.attributes.get("target", content)
                case "note":
                    notes.append(content)
                case _ if category in _STATUS_CATEGORIES:
                    status = _status(content) or status
                case _:
                    self._unread[category] += 1
        return Name(text, status, kind, pos, tuple(sources), link, tuple(filter(None, notes)))

    def _categories(self, node: Node) -> Iterator[tuple[str, Node]]:
        """Yield the children with their data category, those in groups too."""
        for child in node.children:
            if not isinstance(child, Node):
                continue
            tag = child.tag.rpartition("}")[2]
            if tag in _GROUPS:
                yield from self._categories(child)
            else:
                yield child.attributes.get("type", tag) if tag != "note" else tag, child

    def _text(self, node: Node) -> str:
        return node.content if self._is_own else " ".join(node.content.split())

    def _add_private(
        self, found: dict[str, tuple[dict[str, Any], int]], private: list[Node]
    ) -> dict[str, list[tuple[str, str]]]:
        """Put what TBX-Basic cannot say into its terms; return their other columns."""
        extras: dict[str, list[tuple[str, str]]] = {}
        lost = 0
        for node in private:
            prefix, _, key = node.attributes.get("id", "").partition(".")
            if prefix != PRIVATE:
                continue
            items = {item.attributes.get("type", ""): item.content for item in node.all("item")}
            values = found[key][0] if key in found else {}
            if values.get("source") != items.pop("entry", None):
                lost += 1
                continue
            for kind, text in items.items():
                if kind.startswith(EXTRA):
                    extras.setdefault(key, []).append((kind.removeprefix(EXTRA), text))
                elif kind in FIELD:
                    values[kind] = FIELD[kind].read(text)
        if lost:
            _logger.warning("%s: %d entries were changed, their own fields lost", self._name, lost)
        return extras

    def _report(self) -> None:
        if self._incomplete:
            _logger.warning(
                "%s: %d entries without Chinese or English left out", self._name, self._incomplete
            )
        if self._languages:
            languages = ", ".join(sorted(self._languages))
            _logger.warning("%s: languages left out: %s", self._name, languages)
        if self._unread:
            unread = ", ".join(sorted(self._unread))
            _logger.warning("%s: data categories not read: %s", self._name, unread)


def _status(value: str) -> NameStatus:
    folded = value.lower().replace(" ", "")
    return next((status for start, status in _STATUSES if folded.startswith(start)), "")


def _is(language: str, *wanted: str) -> bool:
    return language.replace("_", "-").partition("-")[0] in wanted


def _descendants(node: Node) -> Iterator[Node]:
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from _descendants(child)
