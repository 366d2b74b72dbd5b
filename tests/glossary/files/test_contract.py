"""What every line of the table of glossary formats must do."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import AlignerError, FormatError, InputError, UsageError
from aligner.glossary.files import (
    FORMATS,
    base,
    format_for,
    load_format,
    read_glossary,
    write_glossary,
)
from aligner.glossary.model import Glossary, Term
from tests.glossary.glossaries import (
    HOSTILE,
    comparable,
    every_field_is_filled,
    example,
    glossaries,
    terms,
)

WRITABLE = [name for name in FORMATS if name != "martif"]
XML = ("tbx", "tbx-dct", "martif")
TABLES = ("tsv", "csv")
every_format = pytest.mark.parametrize("name", FORMATS)
every_writer = pytest.mark.parametrize("name", WRITABLE)


def written(glossary: Glossary, name: str) -> bytes:
    stream = io.BytesIO()
    write_glossary(glossary, stream, name)
    return stream.getvalue()


def read(data: bytes, name: str) -> Glossary:
    return load_format(name).read(data, "policy.file", ())


@every_writer
@given(original=glossaries)
def test_reading_gives_back_what_the_format_keeps(name: str, original: Glossary) -> None:
    expected = load_format(name).keeps.remaining(original)
    data = written(original, name)
    if name == "deepl" and not expected.terms:
        assert data == b""  # Which is no glossary to read.
        return
    found = read(data, name)
    assert comparable(found) == comparable(expected)
    assert (found.name, found.version, found.licence) == (
        ("policy", expected.version, expected.licence)
    )


@every_writer
@given(term=terms, hostile=st.text(alphabet=HOSTILE, min_size=1, max_size=3))
def test_characters_that_no_editor_shows_are_dropped(name: str, term: Term, hostile: str) -> None:
    dirty = replace(term, source=f"改{hostile}革", target="reform" + hostile, note=hostile)
    clean = replace(term, source="改革", target="reform", note="")
    assert written(Glossary("a", (dirty,)), name) == written(Glossary("a", (clean,)), name)


@every_writer
def test_the_same_glossary_gives_the_same_bytes(name: str) -> None:
    glossary = example()
    backwards = replace(glossary, terms=glossary.terms[::-1])
    assert written(glossary, name) == written(backwards, name)


@every_writer
def test_what_is_lost_is_counted_by_name(name: str) -> None:
    glossary = example()
    assert every_field_is_filled(glossary)
    lost = write_glossary(glossary, io.BytesIO(), name)
    keeps = load_format(name).keeps
    assert bool(lost) == (comparable(keeps.remaining(glossary)) != comparable(glossary))
    assert all(count > 0 for count in lost.values())


@pytest.mark.parametrize("middle", ["json", "tbx", "tbx-dct"])
@given(original=glossaries)
def test_the_master_form_survives_a_journey(middle: str, original: Glossary) -> None:
    master = written(read(written(original, "tsv"), "tsv"), "tsv")
    assert written(read(written(read(master, "tsv"), middle), middle), "tsv") == master


@every_format
@pytest.mark.parametrize(
    "data",
    [b"", b"\x89PNG\r\n\x1a\n\xff\xd8\x00", b"\x00\xff\x00\x81\x8d" * 9, b"\xef\xbb\xbf\xff"],
)
def test_what_is_no_such_file_is_one_error_with_its_name(name: str, data: bytes) -> None:
    with pytest.raises(InputError, match=r"^policy\.file") as caught:
        read(data, name)
    assert "\n" not in str(caught.value)


@every_writer
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(name: str, data: st.DataObject) -> None:
    content = written(example(), name)
    start = data.draw(st.integers(0, len(content)))
    stop = data.draw(st.integers(start, min(len(content), start + 50)))
    place = "policy.file"
    try:
        read(content[:start] + data.draw(st.binary(max_size=4)) + content[stop:], name)
    except AlignerError as error:
        place = error.place
    assert place.startswith("policy.file")


@pytest.mark.parametrize("name", [*XML, "json"])
def test_a_truncated_file_is_refused_with_its_line(name: str) -> None:
    content = written(example(), "tbx" if name == "martif" else name)
    lines = content.count(b"\n", 0, len(content) // 2) + 1
    with pytest.raises(InputError, match=rf"^policy\.file:({lines - 1}|{lines}|{lines + 1}): "):
        read(content[: len(content) // 2], name)


@pytest.mark.parametrize("name", XML)
def test_entity_bombs_are_refused(name: str) -> None:
    bomb = b'<!DOCTYPE tbx [<!ENTITY a "aa">\n<!ENTITY b "&a;&a;">]>\n<tbx><text>&b;</text></tbx>'
    with pytest.raises(FormatError, match=r"^policy\.file:1: declares the entity a"):
        read(bomb, name)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("source,note\n改革,x\n", r":1: no column 'target'"),
        ("source,target,target\n改革,reform,x\n", r":1: column 'target' twice"),
        ("source,target\n改革,reform\n\n开放,opening,more\n", r":4: 3 cells, the header has 2"),
        ("source,target,status\n改革,reform,done\n", r":2: unknown status 'done'"),
        ("source,target,valid_from\n改革,reform,2018-13\n", r":2: '2018-13' is no date"),
        ("source,target,case\n改革,reform,upper\n", r":2: unknown case rule 'upper'"),
    ],
)
def test_broken_tables_are_refused_with_their_row(name: str, text: str, problem: str) -> None:
    data = text.replace(",", "\t") if name == "tsv" else text
    with pytest.raises(FormatError, match=rf"^policy\.file{problem}"):
        read(data.encode(), name)


@every_format
def test_a_file_above_the_limit_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "big"
    monkeypatch.setattr(base, "_LARGEST", 1 << 20)
    path.write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(InputError, match=r"big: 1 MiB, too large for a glossary; at most 1 MiB"):
        read_glossary(path, name)


@every_writer
def test_too_many_terms_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = Glossary("a", tuple(Term(f"改{i}", "reform") for i in range(4)))
    for module in ("rows", "json", "tbx_reading"):
        monkeypatch.setattr(f"aligner.glossary.files.{module}.MOST_TERMS", 3)
    with pytest.raises(FormatError, match=r"^policy\.file.*:\d.*more than 3 terms"):
        read(written(few, name), name)


@pytest.mark.parametrize("name", [name for name, entry in FORMATS.items() if entry.suffixes])
def test_a_suffix_chooses_the_format(name: str) -> None:
    assert {format_for(Path("a" + suffix)) for suffix in FORMATS[name].suffixes} == {name}


@every_writer
def test_a_file_is_found_again_by_its_suffix(name: str, tmp_path: Path) -> None:
    suffix = (*FORMATS[name].suffixes, ".file")[0]
    write_glossary(example(), tmp_path / f"policy{suffix}", name)
    found = read_glossary(tmp_path / f"policy{suffix}", name)
    assert comparable(found) == comparable(load_format(name).keeps.remaining(example()))


def test_martif_is_only_read() -> None:
    with pytest.raises(UsageError, match="martif is only read; write tbx"):
        write_glossary(example(), io.BytesIO(), "martif")


def test_unknown_formats_and_suffixes_are_refused() -> None:
    with pytest.raises(UsageError, match=r"unknown format 'doc'; choose from tsv, csv"):
        load_format("doc")
    with pytest.raises(UsageError, match=r"a\.doc: unknown suffix '\.doc'; use \.tsv, .*\.tab, or"):
        format_for(Path("a.doc"))


def test_missing_files_and_folders_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_glossary(tmp_path / "a.tsv")
    (tmp_path / "b.tsv").mkdir()
    with pytest.raises(InputError, match="a directory"):
        read_glossary(tmp_path / "b.tsv")
