"""The columns of tables with a header line: which header stands for which part of a bead.

Written headers are ``id source target probability status note`` unless the user names others
(``--columns source=中文,target=英文``). Read headers are the user's, or else those and other usual
ones; a table without them is read by the script of its columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.document import Language
from aligner.errors import FormatError, UsageError
from aligner.formats.base import Columns, ReadOptions
from aligner.text.language import script_balance

# The parts of a bead that a column can hold, in the order in which they are written.
FIELDS = ("id", "source", "target", "probability", "status", "note", "locked")

# Headers of other programs, folded; languages become source or target by the direction read.
_USUAL = {
    "id": "id unit no. no 编号 序号",
    "source": "source src source_text source_language 原文 源文 源语 源语言",
    "target": "target tgt target_text target_language translation 译文 目标 目标语 目标语言",
    "zh": "zh zh-cn zh_cn zh-hans zh-tw cn chinese chinese_(simplified) 中文 简体中文 汉语",
    "en": "en en-us en_us en-gb english english_(us) 英文 英语",
    "probability": "probability 概率",
    "status": "status state 状态",
    "note": "note notes comment comments remark remarks 备注 注释 批注",
    "locked": "locked 锁定",
}
_MEANING = {name: meaning for meaning, names in _USUAL.items() for name in names.split()}


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a table has the parts of its beads."""

    positions: dict[str, int]  # column numbers from 0, by field
    first_row: int  # number of rows before the first with texts

    def cell(self, row: Sequence[str], field: str) -> str:
        """Return the field's text in a row; nothing where the row is short."""
        position = self.positions.get(field)
        return "" if position is None or position >= len(row) else row[position]


def parse_columns(text: str, fields: Sequence[str] = FIELDS) -> Columns:
    """Read what the user wrote after ``--columns``.

    >>> parse_columns("source=中文, target=英文")
    (('source', '中文'), ('target', '英文'))

    Raises:
        UsageError: not of this form, an unknown field, or a field or header named twice.
    """
    others = ", ".join(field for field in fields if field not in ("source", "target"))
    way_out = f"write source=HEADER,target=HEADER; there are also {others}"
    pairs = []
    for part in text.replace("，", ",").split(","):
        field, equals, header = (piece.strip() for piece in part.partition("="))
        if not (field and equals and header):
            raise UsageError(f"--columns {part.strip()!r}", way_out=way_out)
        if field not in fields:
            raise UsageError(f"--columns: unknown field {field!r}", way_out=way_out)
        pairs.append((field, header))
    for named, what in zip(zip(*pairs, strict=True), ("field", "header"), strict=True):
        for name in named:
            if named.count(name) > 1:
                raise UsageError(f"--columns: {what} {name!r} twice", way_out=way_out)
    return tuple(pairs)


def headers(fields: Sequence[str], columns: Columns) -> list[str]:
    """Return the header to write for each field.

    >>> headers(["source", "note"], (("note", "备注"),))
    ['source', '备注']
    """
    chosen = dict(columns)
    return [chosen.get(field, field) for field in fields]


def find_layout(rows: Sequence[Sequence[str]], options: ReadOptions, name: str) -> Layout:
    """Find the columns of a table by its header, or by the script of its columns.

    Args:
        rows: the first rows of the table, the header among them if there is one.
        options: the headers and direction that the user chose.
        name: how messages call the table.

    Raises:
        FormatError: a header the user named is missing, or it is not clear where the texts are.
    """
    # A title above the header stands alone in its row.
    top = next((i for i, row in enumerate(rows) if sum(map(bool, map(str.strip, row))) > 1), 0)
    positions = known_columns(rows[top] if rows else (), options, name)
    if {"source", "target"} <= positions.keys():
        return Layout(positions, top + 1)
    return _by_script(rows[top:], positions, top, options, name)


def known_columns(header: Sequence[str], options: ReadOptions, name: str) -> dict[str, int]:
    """Return the position of each field whose header is known.

    Raises:
        FormatError: a header the user named is missing.
    """
    positions = _by_header(header, options)
    missing = [f"{title!r}" for field, title in options.columns if field not in positions]
    if missing:
        found = ", ".join(repr(title) for title in header if title.strip()) or "nothing"
        raise FormatError(
            f"no column {', '.join(missing)}",
            place=name,
            way_out=f"choose with --columns among the headers in the file: {found}",
        )
    return positions


def _by_header(header: Sequence[str], options: ReadOptions) -> dict[str, int]:
    """Return the columns whose header is known; of two for one field the first."""
    sides: dict[Language, str] = {
        options.target_language: "target",
        options.source_language: "source",
    }
    chosen = {title.strip().casefold(): field for field, title in options.columns}
    positions: dict[str, int] = {}
    for position, title in enumerate(header):
        folded = title.strip().casefold()
        meaning = _MEANING.get("_".join(folded.split()), "")
        usual = sides["zh" if meaning == "zh" else "en"] if meaning in sides else meaning
        # A field that the user named is looked for under that name only.
        field = chosen.get(folded, "" if usual in chosen.values() else usual)
        if field:
            positions.setdefault(field, position)
    return positions


def _by_script(
    rows: Sequence[Sequence[str]],
    known: dict[str, int],
    top: int,
    options: ReadOptions,
    name: str,
) -> Layout:
    """Find the one Chinese and the one English column among those of unknown header."""
    found: dict[str, list[int]] = {"zh": [], "en": []}
    for position in range(max(map(len, rows), default=0)):
        balances = [script_balance(row[position]) for row in rows if position < len(row)]
        languages = ["zh" if balance > 0 else "en" for balance in balances if balance]
        if languages and position not in known.values():
            found["zh" if languages.count("zh") * 2 > len(languages) else "en"].append(position)
    if [len(columns) for columns in found.values()] != [1, 1]:
        counts = f"{len(found['zh'])} Chinese and {len(found['en'])} English"
        raise FormatError(
            f"not clear which columns hold the texts: {counts} ones",
            place=name,
            way_out="name them with --columns source=HEADER,target=HEADER",
        )
    sides: dict[Language, str] = {
        options.source_language: "source",
        options.target_language: "target",
    }
    texts = {sides["zh"]: found["zh"][0], sides["en"]: found["en"][0]}
    layout = Layout(known | texts, top)
    is_header = bool(known) or (
        len(rows) > 1
        and (
            script_balance(layout.cell(rows[0], sides["zh"])) < 0
            or script_balance(layout.cell(rows[0], sides["en"])) > 0
        )
    )
    return Layout(layout.positions, top + is_header)
