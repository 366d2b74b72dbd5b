"""Bead files: ``[0]:[0, 1]:0.9980``."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from aligner.errors import FormatError, InputError
from aligner.formats import read_bitext, write_bitext
from aligner.formats.beads import (
    BeadIndices,
    beads_from_indices,
    parse_indices,
    read_bead_indices,
)
from tests.formats.texts import bitext, document


def test_the_written_form() -> None:
    stream = io.BytesIO()
    beads = bitext((["甲。"], ["A.", "B."], 0.998), ([], ["C."], None), (["乙。"], [], 1.0))
    write_bitext(beads, stream, "beads")
    assert stream.getvalue() == b"[0]:[0, 1]:0.9980\n[]:[2]\n[1]:[]:1.0000\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[0]:[0, 1]", BeadIndices((0,), (0, 1))),
        ("[1,2]:[]:0.5", BeadIndices((1, 2), (), 0.5)),
        ("[]:[]", BeadIndices((), ())),
    ],
)
def test_lines_that_can_be_read(line: str, expected: BeadIndices) -> None:
    assert parse_indices(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "0:0",
        "[0]",
        "[0]:[1",
        "[a]:[0]",
        "[0]:[0]:",
        "[0]:[0]:2",
        "[0]:[0]:nan",
        "[0,]:[0]",
        "[-1]:[0]",
    ],
)
def test_malformed_lines_name_file_and_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.beads"
    path.write_text(f"[0]:[0]\n\n{line}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"gold\.beads:3: "):
        list(read_bead_indices(path))


def test_a_number_without_sentence_names_the_document(tmp_path: Path) -> None:
    path = tmp_path / "gold.beads"
    path.write_text("[0]:[1]\n", encoding="utf-8")
    beads = list(bitext((["甲。"], ["A."], None)).beads)
    with pytest.raises(FormatError, match=r"gold\.beads:1: sentence 1 of b\.txt, which has 1"):
        list(
            beads_from_indices(
                read_bead_indices(path),
                document("a.txt", "zh", beads),
                document("b.txt", "en", beads),
            )
        )


def test_reading_as_a_bitext_says_what_to_use_instead() -> None:
    with pytest.raises(InputError, match="no text; use the tsv"):
        read_bitext(Path("gold.beads"))
