"""Which documents of two folders belong together."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.pipeline.folders import key_of


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("report.zh.docx", "report.en.docx", True),
        ("2021年政府工作报告（中文）.pdf", "2021年政府工作报告（英文）.pdf", True),
        ("zh-CN.md", "zh-CN.txt", True),
        ("china.txt", "chile.txt", False),
        ("english-teaching.txt", "teaching.txt", True),
        ("zhang.txt", "ang.txt", False),
        ("a/x.txt", "b/x.txt", False),
    ],
)
def test_names_without_their_language(one: str, other: str, same: bool) -> None:
    assert (key_of(Path(one)) == key_of(Path(other))) is same
