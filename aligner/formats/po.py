"""PO, the message catalogues of GNU gettext.

A bead is an entry: the unit's name is its ``msgctxt``, the note stands in translator comments.
``fuzzy`` is status ``initial``, a translation without it ``translated``; what PO has no place for
stands in a comment ``#. aligner: probability=0.9987 status=final locked``. Beads without source
text are left out. Names of units read: the context if no other entry has it, otherwise the context
and ``#`` and the number of the entry; a plural form has its number behind the name, ``files[1]``.
Obsolete entries are passed over. The whole file is held in memory. Source: the GNU gettext manual.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner import __version__
from aligner.bead import Bead, Bitext, join
from aligner.document import Language, Place
from aligner.errors import FormatError
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    Side,
    WriteOptions,
    Written,
    leave_out,
)
from aligner.formats.corrections import beads_by_unit, check_direction
from aligner.formats.markup import clean
from aligner.formats.po_entries import Field, escape, header_value
from aligner.formats.po_messages import Catalogue, messages, plain_status, read_catalogue
from aligner.formats.po_patch import PoPatch
from aligner.formats.tmx import CODES
from aligner.formats.tmx_units import language_of
from aligner.formats.xliff_writing import UnitNames
from aligner.output import Output

_KEEPS = Keeps(empty_source=False, status=True, note=True, unit=True, lock=True)
_HEADER = r"""msgid ""
msgstr ""
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Language: {target}\n"
"X-Source-Language: {source}\n"
"X-Generator: aligner {version}\n"
"""


class Po:
    """PO."""

    keeps = _KEEPS
    takes = frozenset({"source_code", "target_code", "min_probability"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one entry a bead."""
        written, contexts = Written(), _Contexts()
        stream = output.part()
        source_code = options.source_code or CODES[bitext.source_language]
        target_code = options.target_code or CODES[bitext.target_language]
        header = _HEADER.format(
            source=escape(source_code.replace("-", "_")),
            target=escape(target_code.replace("-", "_")),
            version=__version__,
        )
        stream.write(header.encode())
        for bead in bitext.beads:
            source = clean(join(bead.source, bitext.source_language), written)
            target = clean(join(bead.target, bitext.target_language), written)
            if leave_out(bead, source, target, options, written, _KEEPS):
                continue
            context = contexts.take(bead.unit, source, written)
            stream.write(_entry(bead, context, source, target, written).encode())
            written.beads += 1
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read the entries; the header names the target language."""
        catalogue = read_catalogue(path)
        source, target = _languages(catalogue, options)
        return Bitext(source, target, _beads(catalogue), str(path), str(path))

    def write_back(self, original: Path, bitext: Bitext, output: Output) -> Written:
        """Write the file with the translations, fuzzy flags and new notes of the beads.

        Raises:
            InputError: the original cannot be read.
            FormatError: it is malformed, or its character set lacks a character.
        """
        catalogue, written = read_catalogue(original), Written()
        same = ReadOptions(bitext.source_language, bitext.target_language)
        check_direction(bitext, _languages(catalogue, same)[1], str(original))
        beads = beads_by_unit(bitext, written)
        patch = PoPatch(catalogue.lines, bitext.target_language, written)
        for message in messages(catalogue):
            bead = beads.pop(message.name, None)
            if bead is not None and message.locked and patch.would_change(message, bead):
                written.lost["locked unit"] += 1
            elif bead is not None:
                patch.add(message, bead)
        if beads:
            written.lost["unit"] += len(beads)
        try:
            output.part().write(catalogue.encoded("".join(patch.apply())))
        except UnicodeEncodeError as error:
            raise FormatError(
                f"{catalogue.encoding} cannot hold {error.object[error.start]!r}",
                place=str(original),
                way_out="convert the file to UTF-8",
            ) from error
        return written


class _Contexts:
    """Gives every entry a context where its text alone does not tell it from the others."""

    def __init__(self) -> None:
        self._names = UnitNames()
        self._plain: set[str] = set()  # source texts of the entries without context
        self._number = 0

    def take(self, unit: str, source: str, written: Written) -> str:
        self._number += 1
        # Such a name was given by the reader to an entry without context.
        is_number = unit in ("", f"#{self._number}")
        if is_number and source not in self._plain:
            self._plain.add(source)
            return ""
        return self._names.take(unit, written) if unit else self._names.new()


def _entry(bead: Bead, context: str, source: str, target: str, written: Written) -> str:
    note = re.sub("\r\n?", "\n", clean(bead.note, written))
    lines = ["", *([f"# {line}" for line in note.split("\n")] if note else [])]
    if own := _own(bead, target):
        lines.append(f"#. aligner: {own}")
    if bead.status == "initial" and target:
        lines.append("#, fuzzy")
    if context:
        lines.append(f'msgctxt "{escape(context)}"')
    lines += f'msgid "{escape(source)}"', f'msgstr "{escape(target)}"'
    return "\n".join(lines) + "\n"


def _own(bead: Bead, target: str) -> str:
    """Return what PO cannot say of a bead."""
    parts = []
    if bead.probability is not None:
        parts.append(f"probability={bead.probability:.4f}")
    if bead.status != plain_status(target, is_fuzzy=bead.status == "initial"):
        parts.append(f"status={bead.status or 'unknown'}")
    return " ".join([*parts, "locked"] if bead.locked else parts)


def _languages(catalogue: Catalogue, options: ReadOptions) -> tuple[Language, Language]:
    code = header_value(catalogue.header, "Language") if catalogue.header else ""
    if not code:
        return options.source_language, options.target_language
    match language_of(code):
        case "zh":
            return "en", "zh"
        case "en":
            return "zh", "en"
    raise FormatError(
        f"language {code}",
        place=str(catalogue.path),
        way_out="this program works between Chinese and English",
    )


def _beads(catalogue: Catalogue) -> Iterator[Bead]:
    source, target = Side(), Side()
    for message in messages(catalogue):
        yield Bead(
            source.sentences(message.source),
            target.sentences(message.target.text),
            message.probability,
            message.status,
            message.note,
            message.name,
            message.locked,
            (_place(catalogue, message.original), _place(catalogue, message.target)),
        )


def _place(catalogue: Catalogue, field: Field) -> Place:
    """Return where a string begins: behind its keyword, or on the next line if nothing is there."""
    for number in range(field.start, field.end):
        before, _, text = catalogue.lines[number].partition('"')
        if text.rstrip() != '"':
            return Place(number + 1, len(before) + 2)
    return Place(field.start + 1, catalogue.lines[field.start].index('"') + 2)
