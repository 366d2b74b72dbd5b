"""SDLXLIFF: segments, confirmation, locks, comments and revision marks of Trados Studio."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from translate.storage.xliff import xlifffile

from tests.formats.samples import SDLXLIFF
from tests.formats.schemas import problems
from tests.formats.xliff_files import marked, peer_texts, read, sides, units, written

SDL = "{http://sdl.com/FileTypes/SdlXliff/1.0}"


def test_a_file_of_studio(tmp_path: Path) -> None:
    found = read(tmp_path, "sdlxliff", SDLXLIFF)
    assert sides(found) == [
        ("会议室在三楼。", "The meeting room is on the third floor."),
        ("请带身份证。", "Bring your identity card."),
        ("第一行第二行", ""),
        ("本通知自发布之日起施行。", "This notice takes effect today."),
    ]
    assert [(bead.status, bead.note, bead.locked) for bead in found.beads] == [
        ("translated", "核对会议室名称", False),
        ("initial", "", False),
        (None, "", False),
        ("final", "", True),
    ]


def test_the_written_form() -> None:
    bead = marked("甲", "A", "reviewed", note="<?>", unit="tu/5", locked=True, probability=0.25)
    tree = etree.fromstring(written("sdlxliff", bead))
    definition = tree.find(f".//{SDL}seg")
    comment = tree.find(f".//{SDL}cmt-def")
    assert definition is not None
    assert comment is not None
    assert [definition.get(key) for key in ("id", "conf", "locked")] == [
        "5",
        "ApprovedTranslation",
        "true",
    ]
    assert [(value.get("key"), value.text) for value in definition] == [
        ("aligner-probability", "0.2500")
    ]
    mark = tree.find(".//{*}target/{*}mrk[@mid='5']/{*}mrk[@mtype='x-sdl-comment']")
    assert mark is not None
    assert (mark.text, mark.get(f"{SDL}cid")) == ("A", comment.get("id"))
    assert "".join(map(str, comment.itertext())) == "<?>"


def test_an_untranslated_segment_has_its_comment_in_the_source(tmp_path: Path) -> None:
    found = read(tmp_path, "sdlxliff", written("sdlxliff", marked("甲", "", note="?")))
    assert [(bead.note, bead.target) for bead in found.beads] == [("?", ())]


@pytest.mark.parametrize("name", ["5", "a/b", "x/y/z", "/", "a/", "a/#", "a/b c", "改/改"])
def test_names_are_kept_and_the_schema_with_them(name: str, tmp_path: Path) -> None:
    content = written("sdlxliff", marked("甲", "A", unit=name))
    assert not problems(content, "1.2")
    assert [bead.unit for bead in units(read(tmp_path, "sdlxliff", content))] == [name]


def test_translate_toolkit_opens_it() -> None:
    content = written("sdlxliff", marked("甲", "A"))
    assert peer_texts(xlifffile, content) == [("甲", "A")]
