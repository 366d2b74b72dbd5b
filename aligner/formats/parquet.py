"""Parquet, for data tools: a bead a row, written and read in row groups.

Columns are ``source`` and ``target`` (joined texts), ``probability``, ``status``, ``note``,
``unit``, ``locked``, and ``source_sentences`` and ``target_sentences``, lists of text with
half-open code-point offsets. Of Parquet files from elsewhere the columns with known headers are
read (``aligner.formats.columns``). Needs pyarrow, which ``aligner[parquet]`` installs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.bead import Bead, Bitext, join
from aligner.document import Place, Sentence
from aligner.errors import FormatError, InputError, UsageError
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    Side,
    WriteOptions,
    Written,
    encode,
    parse_probability,
    parse_status,
    unreadable,
)
from aligner.formats.columns import FIELDS, headers, known_columns
from aligner.formats.sentences import read_sentences, sentence_record
from aligner.output import Output

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_GROUP = 10_000  # rows: the memory that writing and reading take
_SENTENCES = {"source": "source_sentences", "target": "target_sentences"}
_Record = dict[str, Any]  # a row as pyarrow gives and takes it, by field


class Parquet:
    """Parquet files."""

    keeps = Keeps(sentences=True, status=True, note=True, unit=True, lock=True, languages=False)
    takes = frozenset({"columns"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one row a bead.

        Raises:
            UsageError: pyarrow is not installed.
        """
        arrow, parquet = _pyarrow()
        written = Written()
        schema = _schema(arrow, options)
        beads = iter(bitext.beads)
        with parquet.ParquetWriter(output.part(), schema, compression="zstd") as writer:
            while batch := list(islice(beads, _GROUP)):
                records = [_record(bead, bitext, written) for bead in batch]
                columns = [[record[field] for record in records] for field in records[0]]
                arrays = [arrow.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
                written.beads += len(batch)
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read one bead a row.

        Raises:
            InputError: no Parquet file.
            FormatError: it has no columns for the texts.
            UsageError: pyarrow is not installed.
        """
        file = _open(path)
        names = [str(name) for name in file.schema_arrow.names]
        positions = known_columns(names, options, str(path))
        if not {"source", "target"} <= positions.keys():
            raise FormatError(
                f"no columns source and target among {', '.join(names)}",
                place=str(path),
                way_out="name them with --columns source=NAME,target=NAME",
            )
        columns = {field: names[position] for field, position in positions.items()}
        columns |= {name: name for name in _SENTENCES.values() if name in names}
        beads = _beads(file, columns, path)
        return Bitext(options.source_language, options.target_language, beads, str(path), str(path))


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(
            "Parquet needs pyarrow", way_out='install it with pip install "aligner[parquet]"'
        ) from error
    return pyarrow, pyarrow.parquet


def _open(path: Path) -> pq.ParquetFile:
    arrow, parquet = _pyarrow()
    try:
        with path.open("rb"):  # pyarrow's messages about missing files are its own.
            pass
        return parquet.ParquetFile(path)
    except arrow.ArrowException as error:
        raise _damaged(path, error) from error
    except OSError as error:
        # pyarrow reports damage as OSError without number.
        raise (_damaged(path, error) if error.errno is None else unreadable(path, error)) from error


def _damaged(path: Path, error: Exception) -> InputError:
    first = str(error).split("\n")[0]
    return InputError(
        f"not a parquet file, or damaged: {first}", place=str(path), way_out="export it again"
    )


def _schema(arrow: Any, options: WriteOptions) -> pa.Schema:  # noqa: ANN401 - an optional module
    text = arrow.string()
    sentence = arrow.struct([("text", text), ("start", arrow.int64()), ("end", arrow.int64())])
    types = [text, text, text, arrow.float64(), text, text, arrow.bool_()]
    # What the table formats call id is the unit here, beside other columns of data.
    named = {"id": "unit", **dict(options.columns)}
    columns = zip(headers(FIELDS, tuple(named.items())), types, strict=True)
    lists = [(name, arrow.list_(sentence)) for name in _SENTENCES.values()]
    return arrow.schema([*columns, *lists])


def _record(bead: Bead, bitext: Bitext, written: Written) -> _Record:
    return {
        "id": _valid(bead.unit, written),
        "source": _valid(join(bead.source, bitext.source_language), Written()),
        "target": _valid(join(bead.target, bitext.target_language), Written()),
        "probability": None if bead.probability is None else round(bead.probability, 4),
        "status": bead.status,
        "note": _valid(bead.note, written),
        "locked": bead.locked,
        # Characters are counted here, where all of them are.
        "source_sentences": [sentence_record(_valid_sentence(s, written)) for s in bead.source],
        "target_sentences": [sentence_record(_valid_sentence(s, written)) for s in bead.target],
    }


def _valid_sentence(sentence: Sentence, written: Written) -> Sentence:
    text = _valid(sentence.text, written)
    return sentence if text is sentence.text else replace(sentence, text=text)


def _valid(text: str, written: Written) -> str:
    """Return the text with lone surrogates, which UTF-8 cannot hold, replaced."""
    return text if text.isprintable() else encode(text, written).decode()


def _beads(file: pq.ParquetFile, columns: dict[str, str], path: Path) -> Iterator[Bead]:
    makers = {"source": _Maker(), "target": _Maker()}
    for number, record in enumerate(_records(file, columns, path), start=1):
        place, row = f"{path}:{number}", Place(number, 1)
        sides = [
            maker.sentences(record, side, f"{place}: {side}") for side, maker in makers.items()
        ]
        probability, status = record.get("probability"), record.get("status")
        yield Bead(
            sides[0],
            sides[1],
            None if probability is None else parse_probability(str(probability), place),
            parse_status(str(status), place) if status else None,
            str(record.get("note") or ""),
            "" if record.get("id") is None else str(record["id"]),
            bool(record.get("locked")),
            places=(row, row),
        )


def _records(file: pq.ParquetFile, columns: dict[str, str], path: Path) -> Iterator[_Record]:
    """Yield the rows, by field."""
    arrow, _ = _pyarrow()
    try:
        batches: Iterable[pa.RecordBatch] = file.iter_batches(
            batch_size=_GROUP, columns=list(columns.values())
        )
        for batch in batches:
            values = [batch.column(name).to_pylist() for name in columns.values()]
            for row in zip(*values, strict=True):
                yield dict(zip(columns, row, strict=True))
    except (arrow.ArrowException, OSError) as error:
        raise _damaged(path, error) from error


class _Maker:
    """Makes the sentences of one side, from a list of them or from the joined text."""

    def __init__(self) -> None:
        self._count = 0
        self._side = Side()

    def sentences(self, record: _Record, side: str, place: str) -> tuple[Sentence, ...]:
        """Return the sentences of a row."""
        listed = record.get(_SENTENCES[side])
        if listed is None:
            return self._side.sentences(str(record.get(side) or ""))
        made = read_sentences(listed, self._count, place)
        self._count += len(made)
        return made
