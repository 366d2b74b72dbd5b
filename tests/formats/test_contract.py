"""What every line of the format table must do."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from aligner.bead import Bead, Bitext, join
from aligner.errors import FormatError, InputError
from aligner.formats import FORMATS, format_for, load_format, read_bitext, write_bitext
from aligner.formats.beads import beads_from_indices, read_bead_indices
from tests.formats.texts import bitext, bitexts, document

READABLE = [name for name in FORMATS if name != "beads"]
# Formats without lines: damage is told otherwise.
BINARY = {"xlsx", "parquet"}
# Every kind of character that some format cannot hold.
HOSTILE = ("\x00a\x1b[2J\x0b\x85\u2028", "\ufffe\ud800😀\r")


def read_back(path: Path, name: str, original: Bitext) -> list[Bead]:
    """Read a file; a beads file with the documents it came from."""
    if name != "beads":
        return list(read_bitext(path, name).beads)
    beads = list(original.beads)
    source, target = document("a", "zh", beads), document("b", "en", beads)
    return list(beads_from_indices(read_bead_indices(path), source, target))


def has_content(bead: Bead) -> bool:
    """Tell whether a table's row for the bead would have anything in it."""
    texts = (join(bead.source, "zh"), join(bead.target, "en"), bead.note, bead.unit)
    return any(texts) or bead.probability is not None or bead.status is not None


def written_files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
@given(original=bitexts)
def test_reading_gives_back_what_the_format_keeps(name: str, original: Bitext) -> None:
    keeps = load_format(name).keeps
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        count = write_bitext(original, path, name)
        found = read_back(path, name, original)
    expected = [
        bead
        for bead in original.beads
        if (keeps.empty_source or join(bead.source, "zh"))
        and (keeps.empty_target or join(bead.target, "en"))
        and (keeps.blank or has_content(bead))
    ]
    assert count.beads == len(found) == len(expected)
    assert count.replaced == 0
    for bead, again in zip(expected, found, strict=True):
        if keeps.sentences:
            assert (again.source, again.target) == (bead.source, bead.target)
        assert join(again.source, "zh") == join(bead.source, "zh")
        assert join(again.target, "en") == join(bead.target, "en")
        assert again.probability == (bead.probability if keeps.probability else None)
        assert again.status == (bead.status if keeps.status else None)
        assert again.note == (bead.note if keeps.note else "")
        assert again.locked == (bead.locked if keeps.lock else False)
        # A format may need a name for every unit and give those without one a number.
        assert again.unit == bead.unit or not (keeps.unit and bead.unit)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_bitext_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    original = bitext((["甲。"], ["A."], 0.9), ([], ["B."], None), (["丙。"], ["C.", "D."], 0.25))
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        write_bitext(original, folder / "out", name)
    assert written_files(tmp_path / "one") == written_files(tmp_path / "two")


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_bitext_is_a_valid_file(name: str, tmp_path: Path) -> None:
    original = bitext()
    assert write_bitext(original, tmp_path / "out", name).beads == 0
    assert read_back(tmp_path / "out", name, original) == []


@pytest.mark.parametrize("name", READABLE)
def test_characters_a_format_cannot_hold_are_counted(name: str, tmp_path: Path) -> None:
    original = bitext(([HOSTILE[0]], [HOSTILE[1]], 0.5), (["乙"], ["B"], 0.5))
    count = write_bitext(original, tmp_path / "out", name)
    first, second = read_back(tmp_path / "out", name, original)
    kept = join(first.source, "zh") + join(first.target, "en")
    hostile = [character for character in "".join(HOSTILE) if not character.isspace()]
    lost = sum(character not in kept for character in hostile)
    assert count.replaced == lost
    assert (join(second.source, "zh"), join(second.target, "en")) == ("乙", "B")


@pytest.mark.parametrize("name", READABLE)
def test_beads_are_read_and_written_one_by_one(name: str, tmp_path: Path) -> None:
    def beads() -> list[Bead]:
        return list(bitext((["甲。"], ["A."], 0.9)).beads)

    once = Bitext("zh", "en", (bead for bead in beads()))
    write_bitext(once, tmp_path / "out", name)
    assert next(iter(read_bitext(tmp_path / "out", name).beads)).source == beads()[0].source


@pytest.mark.parametrize("name", READABLE)
def test_binary_data_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    for path in (tmp_path / "out", tmp_path / "out.zh", tmp_path / "out.en"):
        path.write_bytes(b"\x89PNG\r\n\x1a\n\xff\xd8\x00")
    kind, problem = (
        (InputError, rf"out: not an? {name} file")
        if name in BINARY
        else (FormatError, r"out(\.zh)?:1: ")
    )
    with pytest.raises(kind, match=problem):
        list(read_bitext(tmp_path / "out", name).beads)


@pytest.mark.parametrize("name", READABLE)
@pytest.mark.parametrize("make", [lambda path: None, Path.mkdir], ids=["missing", "folder"])
def test_a_file_that_cannot_be_read_is_an_input_error(
    name: str, make: object, tmp_path: Path
) -> None:
    assert callable(make)
    for path in (tmp_path / "out", tmp_path / "out.zh", tmp_path / "out.en"):
        make(path)
    with pytest.raises(InputError, match=r"out.*(No such file|Is a directory)"):
        list(read_bitext(tmp_path / "out", name).beads)


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.suffixes])
def test_a_suffix_chooses_the_format_and_a_stream_needs_its_name(name: str) -> None:
    assert {format_for(Path("a" + suffix)) for suffix in FORMATS[name].suffixes} == {name}
    stream = io.BytesIO()
    write_bitext(bitext((["甲。"], ["A."], 0.9)), stream, name)
    assert name in BINARY or stream.getvalue().endswith(b"\n")
    assert stream.getvalue()
