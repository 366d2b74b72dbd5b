"""MQXLIFF: status, locks and comments of memoQ."""

from __future__ import annotations

from pathlib import Path

import pytest
from translate.storage.xliff import xlifffile

from tests.formats.samples import MQXLIFF
from tests.formats.xliff_files import marked, peer_texts, read, sides, units, written


def test_a_file_of_memoq(tmp_path: Path) -> None:
    found = read(tmp_path, "mqxliff", MQXLIFF)
    assert sides(found) == [
        ("Read the plan first.", "先读计划。"),
        ("Page  of 12", ""),
        ("Not to be changed", "不得改动"),
        ("Open the window.", "打开窗户。"),
    ]
    assert [(bead.status, bead.note, bead.locked) for bead in found.beads] == [
        ("translated", "请核对", False),
        ("initial", "", False),
        ("initial", "", True),
        ("reviewed", "", False),
    ]


@pytest.mark.parametrize(
    ("value", "locked"), [("locked", True), ("true", True), ("no", False), ("false", False)]
)
def test_locks(value: str, locked: bool, tmp_path: Path) -> None:
    content = MQXLIFF.replace('mq:locked="locked"', f'mq:locked="{value}"')
    assert units(read(tmp_path, "mqxliff", content))[2].locked == locked


def test_the_written_form() -> None:
    bead = marked("甲", "A", "final", note="<?>", unit="5", locked=True)
    content = written("mqxliff", bead).decode()
    assert (
        '<trans-unit id="5" mq:status="Proofread" mq:locked="locked">\n'
        '<source xml:space="preserve">甲</source>\n<target xml:space="preserve">A</target>\n'
        "<mq:comments><mq:comment id=" in content
    )
    assert 'origin="User">&lt;?&gt;</mq:comment></mq:comments>' in content


def test_translate_toolkit_opens_it() -> None:
    content = written("mqxliff", marked("甲", "A"))
    assert peer_texts(xlifffile, content) == [("甲", "A")]
