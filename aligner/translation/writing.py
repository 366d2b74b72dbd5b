"""The file of a translated document: the source's, its texts replaced, its language renamed."""

from __future__ import annotations

import html
import logging
import re
from pathlib import Path

from aligner.bead import join
from aligner.document import Document, Language
from aligner.readers.places import TextPlaces
from aligner.translation.documents import Translated

_logger = logging.getLogger(__name__)
_HTML = (".html", ".htm", ".xhtml")
_TAG = re.compile(rb"<html\b[^>]*>|<body\b[^>]*>|<article\b[^>]*>", re.IGNORECASE)
_LANGUAGE = re.compile(
    rb"""(?P<name>\b(?:xml:)?lang\s*=\s*)(?P<quote>["']?)(?P<code>(?:zh|en)\b[\w-]*)(?P=quote)""",
    re.IGNORECASE,
)
_TITLE = re.compile(rb"(<title\b[^>]*>)([^<]*)(?=</title>)", re.IGNORECASE)
_CODES: dict[Language, bytes] = {"zh": b"zh-CN", "en": b"en"}


def title_of(document: Document) -> str:
    """Return the title of a page, which is no part of its text; nothing for other documents."""
    if not _is_page(document) or not isinstance(document.places, TextPlaces):
        return ""
    found = _TITLE.search(document.apply([]))
    if found is None:
        return ""
    return " ".join(html.unescape(found[2].decode(document.places.encoding, "replace")).split())


def written(translated: Translated, title: str = "") -> bytes:
    """Return the file that the source becomes.

    Args:
        translated: the document.
        title: of a page, translated; empty: as it was.

    Raises:
        OutputError: this kind of file cannot be written, or its encoding lacks a character.
    """
    edits, guessed = translated.edits()
    source, language = translated.source, translated.target.language
    data = source.apply(edits)
    if guessed:
        _logger.info("%s: %d formats placed by guess", translated.target.name, guessed)
    if not _is_page(source):
        return data
    if title and isinstance(source.places, TextPlaces):
        text = html.escape(title, quote=False).encode(source.places.encoding, "xmlcharrefreplace")
        data = _TITLE.sub(lambda found: found[1] + text, data, count=1)
    return in_language(data, language)


def _is_page(document: Document) -> bool:
    return Path(document.name).suffix.lower() in _HTML


def in_language(page: bytes, language: Language) -> bytes:
    """Return a page whose own tags name another language.

    >>> in_language(b'<html lang="zh-CN"><body>', "en")
    b'<html lang="en"><body>'
    """
    return _TAG.sub(lambda tag: _LANGUAGE.sub(_named(language), tag[0]), page)


def _named(language: Language) -> bytes:
    return rb"\g<name>\g<quote>" + _CODES[language] + rb"\g<quote>"


def plain(translated: Translated) -> str:
    """Return the translation as text, a paragraph a line; what has none as in the source."""
    lines: list[str] = []
    paragraph = -1
    language, own = translated.target.language, translated.source.language
    separator = " " if language == "en" else ""
    for bead, part in zip(translated.beads, translated.parts, strict=True):
        text = join(bead.target, language) if bead.target else join(bead.source, own)
        if part.sentence.paragraph == paragraph:
            lines[-1] += separator + text
        else:
            lines.append(text)
        paragraph = part.sentence.paragraph
    return "".join(f"{line}\n" for line in lines)
