"""Moses: two plain files, line *n* of one the translation of line *n* of the other.

``-o corpus --to moses`` writes ``corpus.zh`` and ``corpus.en``. Beads with an empty side are left
out; everything that any program takes for a line break becomes a space, so that both files have
the same number of lines everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from aligner.bead import Bead, Bitext, join
from aligner.document import Place
from aligner.errors import FormatError
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    Side,
    WriteOptions,
    Written,
    encode,
    leave_out,
    read_lines,
)
from aligner.output import Output

_LINE_BREAKS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")


class Moses:
    """Two files with as many lines."""

    keeps = Keeps(empty_source=False, empty_target=False, probability=False)
    takes = frozenset({"source_code", "target_code", "min_probability"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one line a bead into each file."""
        written = Written()
        source_stream = output.part("." + (options.source_code or bitext.source_language))
        target_stream = output.part("." + (options.target_code or bitext.target_language))
        for bead in bitext.beads:
            source = one_line(join(bead.source, bitext.source_language))
            target = one_line(join(bead.target, bitext.target_language))
            if leave_out(bead, source, target, options, written):
                continue
            source_stream.write(encode(source + "\n", written))
            target_stream.write(encode(target + "\n", written))
            written.beads += 1
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read ``path``.zh and ``path``.en, or the other way round for an English source."""
        source = path.with_name(f"{path.name}.{options.source_language}")
        target = path.with_name(f"{path.name}.{options.target_language}")
        beads = _beads(source, target)
        return Bitext(
            options.source_language, options.target_language, beads, *map(str, (source, target))
        )


def one_line(text: str) -> str:
    r"""Replace line breaks of every kind by one space.

    >>> one_line("a\r\nb\u2028c")
    'a b c'
    """
    return _LINE_BREAKS.sub(" ", text).strip()


def _beads(source_path: Path, target_path: Path) -> Iterator[Bead]:
    source, target = Side(), Side()
    rows = zip(read_lines(source_path), read_lines(target_path), strict=True)
    try:
        for source_line, target_line in rows:
            place = Place(source_line.number, 1)  # in both files
            texts = source.sentences(source_line.text), target.sentences(target_line.text)
            yield Bead(*texts, places=(place, place))
    except ValueError as error:
        raise FormatError(
            f"not as many lines as {target_path}",
            place=str(source_path),
            way_out="line n of both files must be translations of each other",
        ) from error
