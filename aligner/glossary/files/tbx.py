"""TBX v3 in its two styles: data categories as attributes (DCA) or as elements (DCT).

Files are of the dialect TBX-Basic. What it has no data category for stands in the back matter, in a
``refObjectSec`` of the type ``aligner``: for each entry concerned a ``refObject`` with the Chinese
form and one ``item`` a field, as the cell of the master form. The schemas allow any type there, and
other programs pass over it; ``docs/glossary-files.md`` has the table.

Reading takes both styles and the older kinds alike (``aligner.glossary.files.tbx_reading``).
Sources: ISO 30042:2019; TBX-Basic dialect 1.2, LTAC Global, 2023.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.formats.base import Columns
from aligner.formats.markup import escape, quote
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.tbx_entries import Entry, Name, entry_of, unsaid
from aligner.glossary.files.tbx_reading import (
    EXTRA,
    LICENCE,
    NAMESPACE,
    PRIVATE,
    VERSION,
    WRITTEN_HERE,
    read_tbx,
)
from aligner.glossary.model import Glossary, Term
from aligner.output import Output

_MODULES = 'xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"'
# Each data category: its element in DCA, its module in DCT.
_CATEGORIES = {
    "subjectField": ("descrip", "min"),
    "administrativeStatus": ("termNote", "min"),
    "partOfSpeech": ("termNote", "min"),
    "termType": ("termNote", "basic"),
    "source": ("admin", "basic"),
    "externalCrossReference": ("xref", "basic"),
}


class TbxDca:
    """TBX-Basic, data categories as attributes."""

    keeps = Keeps()
    style = "dca"

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term an entry that has Chinese and English.

        Raises:
            FormatError: no TBX, malformed XML with its line, or declared entities.
        """
        return read_tbx(data, name)

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write one entry a term."""
        text = "".join(_document(glossary, self.style))
        output.part().write(text.encode())


class TbxDct(TbxDca):
    """TBX-Basic, data categories as elements."""

    style = "dct"


def _document(glossary: Glossary, style: str) -> Iterator[str]:
    modules = f" {_MODULES}" if style == "dct" else ""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<tbx type="TBX-Basic" style="{style}" xml:lang="zh" xmlns="{NAMESPACE}"{modules}>\n'
    yield f"<tbxHeader><fileDesc>{_about(glossary)}</fileDesc></tbxHeader>\n<text><body>\n"
    private = []
    for number, term in enumerate(glossary.terms, start=1):
        entry = entry_of(term)
        yield from _entry(entry, f"c{number}", style)
        private += _private(term, entry, f"c{number}")
    yield "</body>"
    if private:
        yield f'<back><refObjectSec type="{PRIVATE}">\n{"".join(private)}</refObjectSec></back>'
    yield "</text>\n</tbx>\n"


def _about(glossary: Glossary) -> str:
    about = f"<titleStmt><title>{escape(glossary.name)}</title></titleStmt>"
    pairs = ((VERSION, glossary.version), (LICENCE, glossary.licence))
    lines = "".join(f"<p>{escape(label + text)}</p>" for label, text in pairs if text)
    about += f"<publicationStmt>{lines}</publicationStmt>" if lines else ""
    return f"{about}<sourceDesc><p>{WRITTEN_HERE}</p></sourceDesc>"


def _entry(entry: Entry, entry_id: str, style: str) -> Iterator[str]:
    yield f'<conceptEntry id="{entry_id}">'
    yield from (_category("subjectField", text, style) for text in entry.fields)
    yield from (f"<note>{escape(note)}</note>" for note in entry.notes)
    for language, names in (("zh", entry.chinese), ("en", entry.english)):
        yield f'\n<langSec xml:lang="{language}">'
        yield from (_term_section(name, style) for name in names)
        yield "</langSec>"
    yield "\n</conceptEntry>\n"


def _term_section(name: Name, style: str) -> str:
    """Return a name: the order of its parts is the one that the schema wants."""
    parts = [f"<term>{escape(name.text)}</term>"]
    parts.append(_category("administrativeStatus", f"{name.status}Term-admn-sts", style))
    for category, text in (("termType", name.kind), ("partOfSpeech", name.pos)):
        parts += [_category(category, text, style)] if text else []
    parts += [_category("source", source, style) for source in name.sources]
    parts += [_category("externalCrossReference", name.link, style)] if name.link else []
    parts += [f"<note>{escape(note)}</note>" for note in name.notes]
    return f"\n<termSec>{''.join(parts)}</termSec>"


def _category(category: str, text: str, style: str) -> str:
    element, module = _CATEGORIES[category]
    target = f" target={quote(text)}" if element == "xref" else ""
    if style == "dct":
        return f"<{module}:{category}{target}>{escape(text)}</{module}:{category}>"
    return f'<{element} type="{category}"{target}>{escape(text)}</{element}>'


def _private(term: Term, entry: Entry, entry_id: str) -> list[str]:
    """Return what the entry cannot say, if there is anything."""
    items = [*unsaid(term, entry).items()]
    items += [(f"{EXTRA}{header}", text) for header, text in term.extra]
    if not items:
        return []
    # The Chinese form tells whether another program gave the id to another entry.
    lines = (
        f"<item type={quote(kind)}>{escape(text)}</item>"
        for kind, text in [("entry", term.source), *items]
    )
    return [f'<refObject id="{PRIVATE}.{entry_id}">{"".join(lines)}</refObject>\n']
