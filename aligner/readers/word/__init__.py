"""Word processor files (docx): the text as it is shown with all changes accepted.

Body paragraphs come in order, tables cell by cell, text boxes behind the paragraph they are
anchored to, footnotes and endnotes at the end in the order of their references. Automatic numbers
of lists stand before their paragraphs. Left out, and named: deleted and hidden text, comments,
tables of contents, formulas; left out without a word: headers, footers, pictures.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from aligner.errors import FormatError, InputError
from aligner.readers.base import Extraction
from aligner.readers.word.numbering import Lists, read_lists
from aligner.readers.word.paragraphs import PartReader
from aligner.readers.word.parts import elements, find_parts, read_styles
from aligner.readers.word.pieces import Paragraph
from aligner.readers.word.places import Located, WordPlaces
from aligner.text.segmentation import BLANK, Span
from aligner.untrusted import open_package, read_part

_ENCODING = re.compile(rb"""\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_NOTICES = {
    "ins": "{} tracked insertions read as accepted",
    "del": "{} tracked deletions left out",
    "moveFrom": "{} texts left out where they were moved from",
    "vanish": "{} pieces of hidden text left out",
    "m:oMath": "{} formulas left out",
    "toc": "{} lines of the table of contents left out",
    "comments": "{} comments left out",
}


def read(data: bytes, name: str) -> Extraction:
    """Return the text of a docx file.

    Raises:
        InputError: it is none, is protected or damaged.
    """
    package = open_package(data, name, "docx")
    parts = find_parts(package, name)
    styles = read_styles(package, parts, name)
    lists = read_lists(package, parts, name, styles)
    contents: dict[str, bytes] = {}
    counts: Counter[str] = Counter()

    def paragraphs(part: str, numbers: Lists) -> list[Paragraph]:
        contents[part] = _utf8(read_part(package, part, name), f"{name}:{part}")
        reader = PartReader(contents[part], styles, numbers)
        reader.read(f"{name}:{part}")
        if part == parts.main and reader.root != "document":
            raise InputError("no text document in it", place=name, way_out="save it as docx")
        counts.update(reader.counts)
        return reader.paragraphs

    body = paragraphs(parts.main, lists)
    shown = [("", parts.main, paragraph) for paragraph in body]
    for kind in ("footnotes", "endnotes"):
        part = parts.others.get(kind, "")
        if part in package.namelist():
            referred = [n for p in body for k, n in p.references if k == kind]
            notes = _in_order(paragraphs(part, Lists()), referred)
            shown += [(kind, part, paragraph) for paragraph in notes]
    counts["comments"] = sum(1 for _ in elements(package, parts, "comments", name))
    return _extraction(name, data, contents, shown, counts)


def _in_order(notes: list[Paragraph], referred: list[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of the notes that the body refers to, in the order it does."""
    for identifier in dict.fromkeys(referred):
        yield from (paragraph for paragraph in notes if paragraph.note == identifier)


def _extraction(
    name: str,
    data: bytes,
    contents: dict[str, bytes],
    shown: list[tuple[str, str, Paragraph]],
    counts: Counter[str],
) -> Extraction:
    located: list[Located] = []
    texts: list[str] = []
    spans: list[Span] = []
    rows: list[int] = []
    position = 0
    for kind, part, paragraph in shown:
        text = paragraph.text
        if not text.strip(BLANK):
            continue
        located.append(Located(position, part, kind, paragraph))
        texts.append(text)
        spans.append(Span(position, position + len(text), len(spans)))
        rows.append(paragraph.row if not kind else -1)
        position += len(text) + 1
    places = WordPlaces(name, data, contents, located)
    notices = tuple(_NOTICES[key].format(counts[key]) for key in _NOTICES if counts[key])
    return Extraction(
        "\n".join(texts),
        tuple(spans),
        places,
        rows=tuple(rows) if any(row >= 0 for row in rows) else (),
        notices=notices,
    )


def _utf8(content: bytes, place: str) -> bytes:
    """Refuse a part in another encoding than office programs write."""
    declared = _ENCODING.match(content)
    name = declared[1].decode().upper() if declared else "UTF-8"
    name = "UTF-16" if content.startswith(_UTF16) else name
    if name not in ("UTF-8", "US-ASCII"):
        raise FormatError(f"in {name}", place=place, way_out="save it again in its program")
    return content
