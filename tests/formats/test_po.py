"""PO: entries as gettext, polib and translate-toolkit read them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from translate.storage.po import pofile

from aligner.bead import Bitext, join
from aligner.errors import FormatError
from aligner.formats.po_entries import escape, unescape
from tests.formats.samples import PO
from tests.formats.texts import bitext, bitexts
from tests.formats.xliff_files import (
    changed,
    marked,
    peer_texts,
    read,
    sides,
    units,
    write_back,
    written,
)


def test_the_written_form() -> None:
    bead = marked(
        '甲"', "A\\", "initial", note="一\n\n二", unit="m\n", locked=True, probability=0.5
    )
    header, _, entry = written("po", bead).decode().partition("\n\n")
    assert '"Language: en_US\\n"\n"X-Source-Language: zh_CN\\n"' in header
    assert entry == (
        "# 一\n# \n# 二\n#. aligner: probability=0.5000 locked\n#, fuzzy\n"
        'msgctxt "m\\n"\nmsgid "甲\\""\nmsgstr "A\\\\"\n'
    )


def test_a_translation_without_marks_is_a_plain_entry() -> None:
    entry = written("po", marked("甲", "A", "translated")).decode().partition("\n\n")[2]
    assert entry == 'msgid "甲"\nmsgstr "A"\n'


@given(bitexts)
def test_polib_reads_the_same(original: Bitext) -> None:
    content = written("po", original).decode()
    expected = [
        (join(bead.source, "zh"), join(bead.target, "en"), bead.status == "initial")
        for bead in original.beads
        if join(bead.source, "zh")
    ]
    found = polib.pofile(content)
    assert [(entry.msgid, entry.msgstr) for entry in found] == [row[:2] for row in expected]
    assert [entry.fuzzy for entry in found] == [bool(row[2] and row[1]) for row in expected]
    assert len({(entry.msgctxt, entry.msgid) for entry in found}) == len(expected)


def test_translate_toolkit_reads_the_same() -> None:
    original = bitext((["会议室"], ["The <room>"], 0.5), (["乙"], [], None))
    expected = [("会议室", "The <room>"), ("乙", "")]
    assert peer_texts(pofile, written("po", original)) == expected


@given(st.text())
def test_escaping_can_be_undone(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\n" not in escape(text)


def test_a_file_of_another_program(tmp_path: Path) -> None:
    found = read(tmp_path, "po", PO)
    assert (found.source_language, found.target_language) == ("en", "zh")
    assert sides(found) == [
        ('Open "%s"', "打开“%s”"),
        ("Close", ""),
        ("Help", "帮助"),
        ("%d files", "%d 个文件"),
    ]
    assert [(bead.status, bead.note) for bead in found.beads] == [
        ("initial", "菜单里"),
        (None, ""),
        ("translated", ""),
        ("translated", ""),
    ]


def test_every_plural_form_is_a_unit(tmp_path: Path) -> None:
    content = (
        'msgid ""\nmsgstr "Language: en\\n"\n\nmsgid "一个"\nmsgid_plural "多个"\n'
        'msgstr[0] "one"\nmsgstr[1] "many"\n'
    )
    found = read(tmp_path, "po", content)
    assert [bead.unit for bead in found.beads] == ["#1", "#1[1]"]
    assert sides(found) == [("一个", "one"), ("多个", "many")]
    again, _ = write_back(tmp_path, "po", changed(found, "#1[1]", "several"))
    assert again == content.replace('"many"', '"several"')


def test_equal_texts_get_contexts(tmp_path: Path) -> None:
    found = read(
        tmp_path, "po", written("po", bitext((["甲"], ["A"], None), (["甲"], ["B"], None)))
    )
    assert [bead.unit for bead in found.beads] == ["#1", "s1"]


def test_entries_written_again_have_no_new_contexts(tmp_path: Path) -> None:
    content = written("po", bitext((["甲"], ["A"], None), (["乙"], ["B"], None)))
    found = read(tmp_path, "po", content)
    assert written("po", found) == content


@pytest.mark.parametrize(
    ("text", "expected"),
    [("关闭", 'msgid "Close\\n"\nmsgstr "关闭\\n"\n'), ("“关”\\", 'msgstr "“关”\\\\\\n"\n')],
)
def test_only_the_lines_of_a_translation_change(text: str, expected: str, tmp_path: Path) -> None:
    found = read(tmp_path, "po", PO)
    again, _ = write_back(tmp_path, "po", changed(found, "#2", text))
    assert expected in again
    old, new = PO.split("\n"), again.split("\n")
    assert sum(before != after for before, after in zip(old, new, strict=True)) == 1


def test_continued_lines_become_one_and_windows_line_ends_stay(tmp_path: Path) -> None:
    content = PO.replace("\n", "\r\n")
    found = read(tmp_path, "po", content)
    assert write_back(tmp_path, "po", found)[0] == content
    again, _ = write_back(
        tmp_path, "po", changed(found, "menu#1", "开启", status="translated", note="菜单里\n?")
    )
    assert "# 菜单里\r\n# ?\r\n#. in the" in again
    assert '#, c-format\r\n#| msgid "Open it"\r\n' in again
    assert 'msgstr "开启"\r\n\r\n' in again


def test_locked_entries_are_left_and_states_without_a_place_counted(tmp_path: Path) -> None:
    content = written("po", marked("甲", "A", "translated", unit="u", locked=True)).decode()
    found = read(tmp_path, "po", content)
    again, counts = write_back(tmp_path, "po", changed(found, "u", "B"))
    assert (again, counts.lost["locked unit"]) == (content, 1)
    found = read(tmp_path, "po", PO)
    _, counts = write_back(tmp_path, "po", changed(found, "menu#3", status="final"))
    assert counts.lost == {"status": 1}


def test_the_character_set_is_kept(tmp_path: Path) -> None:
    raw = PO.replace("UTF-8", "GB2312").encode("gb2312")
    found = read(tmp_path, "po", raw)
    (tmp_path / "in").write_bytes(raw)
    with pytest.raises(FormatError, match="GB2312 cannot hold '鎔'; convert"):
        write_back(tmp_path, "po", changed(found, "#2", "鎔"))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('msgid "a"\nmsgstr "b\n', "in:2: no line of a PO file"),
        ('msgid "a"\n\n', "in:1: entry without msgid or msgstr"),
        ('"a"\n', "in:1: no line of a PO file"),
        ("hello\n", "in:1: no line of a PO file"),
        ('msgid "a"\nmsgstr ""\nmsgid "a"\nmsgstr ""\n', "in:3: two entries have this context"),
        ('msgid ""\nmsgstr "Language: fr\\n"\n', "language fr"),
        ('msgid ""\nmsgstr "charset=klingon\\n"\n', "unknown character set klingon"),
        (b'msgid "a"\nmsgstr "\xff"\n', "in:2: not utf-8"),
        ('#. aligner: probability=7\nmsgid "a"\nmsgstr "b"\n', "in:2: probability '7'"),
    ],
)
def test_bad_files_name_the_line(content: str | bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=problem):
        read(tmp_path, "po", content)


def test_without_a_language_the_user_says_it(tmp_path: Path) -> None:
    found = read(tmp_path, "po", 'msgid "甲"\nmsgstr "A"\n')
    assert (found.source_language, sides(found)) == ("zh", [("甲", "A")])
    assert units(replace(found, beads=units(found)))[0].status == "translated"
