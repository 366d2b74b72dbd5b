"""Word processor files made for the tests, in raw XML where the usual library cannot."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")


def word_file(body: str, **parts: str) -> bytes:
    """Return a docx with the given XML in its body and in other parts, such as ``styles``."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _content_types(*parts))
        package.writestr("_rels/.rels", _relations({"officeDocument": "word/document.xml"}))
        relations = _relations({name: f"{name}.xml" for name in parts})
        package.writestr("word/_rels/document.xml.rels", relations)
        package.writestr("word/document.xml", _part("document", f"<w:body>{body}</w:body>"))
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", _part(name, content))
    return buffer.getvalue()


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph; runs that are no XML become plain runs."""
    content = "".join(item if item.startswith("<") else run(item) for item in runs)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    formats = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{formats}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _part(name: str, content: str) -> str:
    spaces = f'xmlns:w="{W}" xmlns:mc="{MC}" xmlns:m="{MATH}"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<w:{name} {spaces}>{content}</w:{name}>'


def _relations(targets: dict[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _content_types(*parts: str) -> str:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    names = {"document": "document.main", **{part: part for part in parts}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{content}+xml"/>'
        for name, content in names.items()
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="{rels}"/>{overrides}</Types>'
    )
