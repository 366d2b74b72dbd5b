"""XLIFF 2.1: valid, opened by other programs, names of units kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from translate.storage.xliff2 import Xliff2File

from aligner.bead import Bitext
from aligner.errors import FormatError
from tests.formats.samples import XLIFF_21
from tests.formats.schemas import problems
from tests.formats.texts import bitext, bitexts
from tests.formats.xliff_files import marked, peer_texts, read, sides, units, written


def test_the_written_form() -> None:
    bead = marked("甲\x1b", "A", "reviewed", note="?", unit="u7/s2", locked=True, probability=0.5)
    assert written("xliff2", bead).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" '
        'xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" srcLang="zh-CN" trgLang="en-US">\n'
        '<file id="f1" original="a.zh.txt">\n'
        '<unit id="u7" translate="no">\n<mda:metadata><mda:metaGroup category="aligner">'
        '<mda:meta type="probability">0.5000</mda:meta></mda:metaGroup></mda:metadata>\n'
        "<notes><note>?</note></notes>\n"
        '<segment id="s2" state="reviewed">\n<source>甲<cp hex="001B"/></source>\n'
        "<target>A</target>\n</segment>\n</unit>\n</file>\n</xliff>\n"
    )


@given(bitexts)
def test_files_are_valid(original: Bitext) -> None:
    assert not problems(written("xliff2", original), "2.1")


def test_translate_toolkit_reads_the_same() -> None:
    original = bitext((["会议室在三楼。"], ["The room is <up>."], 0.5), (["乙"], [], None))
    expected = [("会议室在三楼。", "The room is <up>."), ("乙", "")]
    assert peer_texts(Xliff2File, written("xliff2", original)) == expected


@pytest.mark.parametrize("name", ["u1", "u1/s1", "a/b/c", "a b", "{5d}", "/", "章/一", "é"])
def test_names_that_are_no_ids_stand_in_metadata(name: str, tmp_path: Path) -> None:
    beads = marked("甲", "A", unit=name)
    both = replace(beads, beads=[*beads.beads, *marked("乙", "B", unit="u1/x").beads])
    content = written("xliff2", both)
    assert [bead.unit for bead in units(read(tmp_path, "xliff2", content))] == [name, "u1/x"]
    assert not problems(content, "2.1")


def test_a_file_of_another_program(tmp_path: Path) -> None:
    found = read(tmp_path, "xliff2", XLIFF_21)
    assert sides(found) == [
        ("请按时提交。", "Submit on time."),
        ("逾期不候\x01。", ""),
        ("编号", "No."),
        ("附件", ""),
    ]
    first, second, third, _ = found.beads
    assert (first.status, first.note, second.status, second.note) == (
        "translated",
        "看上下文",
        None,
        "",
    )
    assert third.locked


def test_segments_without_id_are_counted(tmp_path: Path) -> None:
    content = XLIFF_21.replace(' id="s1"', "").replace(' id="s2"', "")
    names = [bead.unit for bead in units(read(tmp_path, "xliff2", content))]
    assert names == ["u1/#1", "u1/#2", "u2", "u3"]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('id="u2"', 'id="u3"', r"in:18: two units have the id 'u3'"),
        ('id="s2"', 'id="s1"', r"in:4: two units have the id 'u1/s1'"),
        ('trgLang="en"', 'trgLang="de"', "in:3: languages zh-Hans and de"),
        ("<source>编号</source>", "", r"in:17: segment without <source>"),
    ],
)
def test_bad_files_name_the_line(old: str, new: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=problem):
        read(tmp_path, "xliff2", XLIFF_21.replace(old, new))


def test_a_cp_that_is_no_character_is_passed_over(tmp_path: Path) -> None:
    for code in ("D800", "110000", "x", ""):
        found = read(tmp_path, "xliff2", XLIFF_21.replace('hex="0001"', f'hex="{code}"'))
        assert sides(found)[1][0] == "逾期不候。"
