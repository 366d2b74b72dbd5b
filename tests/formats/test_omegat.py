"""OmegaT opens what is written here; skipped where it is not installed.

A translation memory in ``tm/auto`` is put into every segment whose source is exactly the same. So
OmegaT, given our memory and our untranslated bilingual files, must give our translations back.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from aligner.bead import Bitext, join
from aligner.formats import read_bitext, write_bitext
from tests.formats.texts import bitext

OMEGAT = shutil.which("omegat")
FOLDERS = ("source", "target", "tm", "glossary", "dictionary")
PROJECT = """<?xml version="1.0" encoding="UTF-8"?>
<omegat><project version="1.0">{}<glossary_file>__DEFAULT__</glossary_file>
<source_lang>ZH-CN</source_lang><target_lang>EN-US</target_lang>
<sentence_seg>false</sentence_seg></project></omegat>
""".format("".join(f"<{folder}_dir>__DEFAULT__</{folder}_dir>" for folder in FOLDERS))
PAIRS = {
    "会议室在三楼。": "The meeting room is on the third floor.",
    "甲 & 乙 <丙>": "A & B <C>",
    "请带身份证。复印件无效。": "Bring your identity card. Copies are not accepted.",
}
# OmegaT translates what stands in <target>, so the source must be copied there first.
TARGET = re.compile(r"(<source[^>]*>)(.*?)(</source>.*?<target[^>]*>)(.*?)(</target>)", re.DOTALL)
SEGMENT = re.compile(r"(<seg-source>)(.*?)(</seg-source>\s*<target>)(.*?)(</target>)", re.DOTALL)


def pairs(found: Bitext) -> dict[str, str]:
    """Return the texts of all beads."""
    return {join(bead.source, "zh"): join(bead.target, "en") for bead in found.beads}


@pytest.mark.skipif(OMEGAT is None, reason="OmegaT is not installed")
def test_omegat_translates_our_files_with_our_memory(tmp_path: Path) -> None:
    assert OMEGAT is not None
    rows = bitext(*(([zh], [en], 0.9) for zh, en in PAIRS.items()))
    project = tmp_path / "project"
    for folder in (*FOLDERS, "omegat", "tm/auto"):
        (project / folder).mkdir(parents=True, exist_ok=True)
    (project / "omegat.project").write_text(PROJECT, encoding="utf-8")
    write_bitext(rows, project / "tm" / "auto" / "memory.tmx")
    for name in ("xliff", "sdlxliff", "mqxliff"):
        path = project / "source" / f"{name}.xlf"
        write_bitext(rows, path, name)
        pattern = SEGMENT if name == "sdlxliff" else TARGET
        path.write_text(pattern.sub(r"\1\2\3\2\5", path.read_text("utf-8")), encoding="utf-8")
    write_bitext(bitext(*(([zh], [], None) for zh in PAIRS)), project / "source" / "catalogue.po")
    command = [OMEGAT, str(project), "--mode=console-translate"]
    subprocess.run(
        [*command, f"--config-dir={tmp_path / 'settings'}"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    translated = sorted((project / "target").iterdir())
    assert [path.name for path in translated] == [
        *("catalogue.po", "mqxliff.xlf", "sdlxliff.xlf", "xliff.xlf"),
    ]
    for path in translated:
        assert pairs(read_bitext(path)) == PAIRS, path.name
    exported = project / "project-omegat.tmx"
    assert pairs(read_bitext(exported)) == PAIRS
