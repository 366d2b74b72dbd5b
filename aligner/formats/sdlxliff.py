"""SDLXLIFF, the bilingual files of Trados Studio: XLIFF 1.2, with what SDL adds.

Every bead is a unit with one segment; state and lock stand in ``<sdl:seg-defs>``, probability and
a name that is no ``unit/segment`` beside them as values, notes as comments at the head of the file.
Written from nothing, a file has no skeleton, so Studio cannot make the translated document from it.
For that, use the file that Studio made, and write back into it. Beads without source text are left
out. Reading takes every file of the XLIFF family.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import uuid
from dataclasses import dataclass, field

from aligner.bead import Bead, Bitext
from aligner.formats.base import WriteOptions, Written
from aligner.formats.markup import escape, quote
from aligner.formats.xliff12 import HEAD, TAIL, file_tag
from aligner.formats.xliff_dialects import OWN
from aligner.formats.xliff_files import XliffFile
from aligner.formats.xliff_states import SDL
from aligner.formats.xliff_tools import NO_TIME, SDL_SPACE
from aligner.formats.xliff_writing import Texts, UnitNames, write_units
from aligner.output import Output

# What the schema of XLIFF 1.2 allows as ``mid`` (NMTOKEN), in the characters that ids are made of.
_TOKEN = re.compile(r"[A-Za-z0-9._:\-一-鿿]+")
_MOST_IN_MEMORY = 1 << 24  # bytes
_COMMENT = (
    '<cmt-def id="{id}"><Comments><Comment severity="Low" user="aligner" date="{time}" '
    'version="1.0">{text}</Comment></Comments></cmt-def>\n'
)


class Sdlxliff(XliffFile):
    """SDLXLIFF."""

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one unit a bead; the units wait until all comments, which go first, are known."""
        written, units = Written(), _Units()
        stream = output.part()
        more = f'xmlns:sdl="{SDL_SPACE}" sdl:version="1.0" '
        stream.write(HEAD.format(more=more, own=OWN).encode())
        with tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY) as waiting:
            write_units(
                bitext,
                waiting,
                options,
                written,
                lambda bead, texts: units.unit(bead, texts, written),
            )
            stream.write(units.comment_definitions().encode())
            stream.write(file_tag(bitext, options, "x-sdlfilterframework2").encode())
            waiting.seek(0)
            shutil.copyfileobj(waiting, stream)
        stream.write(TAIL.encode())
        return written


@dataclass(slots=True)
class _Units:
    """Makes units, and keeps the comments they refer to."""

    names: UnitNames = field(default_factory=UnitNames)
    ids: UnitNames = field(default_factory=UnitNames)
    marks: UnitNames = field(default_factory=UnitNames)  # Studio wants them unique in the file
    comments: dict[str, str] = field(default_factory=dict)

    def unit(self, bead: Bead, texts: Texts, written: Written) -> str:
        name = self.names.take(bead.unit, written)
        unit_id, mark, is_named = self._ids(name)
        source, target = self._commented(name, texts)
        opening = f'<mrk mtype="seg" mid={quote(mark)}>'
        return (
            f"<trans-unit id={quote(unit_id)}>\n<source>{texts.source}</source>\n"
            f"<seg-source>{opening}{source}</mrk></seg-source>\n"
            f"<target>{opening}{target}</mrk></target>\n"
            f"<sdl:seg-defs>{_definition(bead, mark, '' if is_named else name)}</sdl:seg-defs>\n"
            "</trans-unit>\n"
        )

    def _ids(self, name: str) -> tuple[str, str, bool]:
        """Return the ids of unit and segment, and whether they say the unit's name."""
        unit_id, _, mark = name.rpartition("/")
        if unit_id and _TOKEN.fullmatch(mark) and self.ids.claim(unit_id):
            if self.marks.claim(mark):
                return unit_id, mark, True
            return unit_id, self.marks.new(), False
        return self.ids.new(), self.marks.new(), False

    def _commented(self, name: str, texts: Texts) -> tuple[str, str]:
        """Return both texts, the target (or an untranslated source) marked with the note."""
        if not texts.note:
            return texts.source, texts.target
        comment_id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"{OWN}/{name}/{texts.note}"))
        self.comments[comment_id] = texts.note
        opening = f'<mrk mtype="x-sdl-comment" sdl:cid="{comment_id}">'
        if texts.target:
            return texts.source, f"{opening}{texts.target}</mrk>"
        return f"{opening}{texts.source}</mrk>", ""

    def comment_definitions(self) -> str:
        if not self.comments:
            return ""
        definitions = "".join(
            _COMMENT.format(id=comment_id, time=NO_TIME, text=escape(text))
            for comment_id, text in self.comments.items()
        )
        return f'<doc-info xmlns="{SDL_SPACE}"><cmt-defs>\n{definitions}</cmt-defs></doc-info>\n'


def _definition(bead: Bead, mark: str, name: str) -> str:
    state = f" conf={quote(SDL.write[bead.status])}" if bead.status else ""
    locked = ' locked="true"' if bead.locked else ""
    values = {"aligner-unit": name}
    if bead.probability is not None:
        values["aligner-probability"] = f"{bead.probability:.4f}"
    content = "".join(
        f'<sdl:value key="{key}">{escape(value)}</sdl:value>'
        for key, value in values.items()
        if value
    )
    return f"<sdl:seg id={quote(mark)}{state}{locked}>{content}</sdl:seg>"
