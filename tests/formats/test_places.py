"""Where the texts of beads stand in the files they were read from."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.bead import Bead, Bitext
from aligner.document import Place, Sentence
from aligner.formats import FORMATS, read_bitext, write_bitext
from aligner.formats.base import Side
from aligner.pipeline import read_beads

TEXTS = [
    ("改革的第一步。", "A first step of reform."),
    ("说：“好”，再走。", 'They said "good", and went on.'),
    ("最后一步，完成。", "A last step & the end."),
]
# Formats in which a place is not a line and a column of text.
COUNTED = {
    "xlsx": [(Place(n, 2, "sheet bitext"), Place(n, 3, "sheet bitext")) for n in (2, 3, 4)],
    "parquet": [(Place(n, 1), Place(n, 1)) for n in (1, 2, 3)],
}
TEXTUAL = [name for name in FORMATS if name not in ("beads", "moses", *COUNTED)]


def made() -> Bitext:
    """Return three beads, the second with a note of two lines and two sentences a side."""
    source, target = Side(), Side()
    beads = []
    for number, (chinese, english) in enumerate(TEXTS):
        cut = 4 if number == 1 else len(chinese)
        sources = source.sentences(chinese[:cut]) + source.sentences(chinese[cut:])
        note = "one remark,\nand another" if number == 1 else ""
        beads.append(Bead(sources, target.sentences(english), 0.5, note=note, unit=f"u{number}"))
    return Bitext("zh", "en", beads)


def text_at(path: Path, place: Place) -> str:
    """Return what stands on a line from a column on."""
    lines = path.read_bytes().decode("utf-8-sig").split("\n")
    return lines[place.line - 1][place.column - 1 :]


@pytest.mark.parametrize("name", TEXTUAL)
def test_places_lead_to_the_texts(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bitext"
    original = made()
    write_bitext(original, path, name)
    beads = list(read_bitext(path, name).beads)
    assert len(beads) == len(TEXTS)
    for bead, texts in zip(beads, TEXTS, strict=True):
        assert bead.places is not None
        for place, text in zip(bead.places, texts, strict=True):
            # The first four characters: what follows may be escaped, or another sentence.
            assert text_at(path, place).startswith(text[:4]), (place, text)


def test_places_of_two_files(tmp_path: Path) -> None:
    path = tmp_path / "bitext"
    write_bitext(made(), path, "moses")
    for bead, texts in zip(read_bitext(path, "moses").beads, TEXTS, strict=True):
        assert bead.places is not None
        for place, code, text in zip(bead.places, ("zh", "en"), texts, strict=True):
            assert text_at(path.with_name(f"bitext.{code}"), place) == text


@pytest.mark.parametrize("name", COUNTED)
def test_places_without_lines(name: str, tmp_path: Path) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow")
    path = tmp_path / "bitext"
    write_bitext(made(), path, name)
    assert [bead.places for bead in read_bitext(path, name).beads] == COUNTED[name]


def test_cells_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'note,source,target\r\n"a ""b"",\r\nc","甲\r\n乙",one\r\n,丙,"two\r\nlines"\r\n',
        encoding="utf-8-sig",
        newline="",
    )
    beads = read_bitext(path).beads
    assert [bead.places for bead in beads] == [
        (Place(3, 5), Place(4, 4)),
        (Place(5, 2), Place(5, 5)),
    ]


def test_strings_of_several_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        'msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid ""\n"one "\n"two"\nmsgstr "一"\n',
        encoding="utf-8",
    )
    (bead,) = read_bitext(path).beads
    assert bead.places == (Place(5, 2), Place(7, 9))


def test_places_turn_with_their_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write_bitext(made(), path)
    straight = [bead.places for bead in read_beads(path, "zh").beads]
    turned = [bead.places for bead in read_beads(path, "en").beads]
    assert straight == [places and (places[1], places[0]) for places in turned]
    assert straight[0] is not None


def test_a_place_makes_no_other_bead() -> None:
    sentence = (Sentence(0, 0, 1, "甲"),)
    assert Bead(sentence, (), places=(Place(1, 1), Place(1, 3))) == Bead(sentence, ())
