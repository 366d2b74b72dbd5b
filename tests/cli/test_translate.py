"""``aligner translate`` as a user calls it."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from aligner.formats import read_bitext
from tests.cli.conftest import TRANSLATION, ZH, Run, start_translating, write
from tests.readers.word_files import paragraph, word_file
from tests.readers.word_files import run as word_run

QUICK = 20  # seconds
MODEL = ("--model", "any")
GLOSSARY = "source\ttarget\n新质生产力\tnew quality productive forces\n专项行动\tspecial campaign\n"
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh-CN" target-language="en" datatype="plaintext"><body>
<trans-unit id="1"><source>我们坚持改革开放。</source></trans-unit>
<trans-unit id="2" approved="yes"><source>总则</source><target>Rules</target></trans-unit>
<trans-unit id="3"><source>总则</source><target>Old</target></trans-unit>
<trans-unit id="4" translate="no"><source>总则</source></trans-unit>
</body></file></xliff>
"""


pytestmark = pytest.mark.usefixtures("scripted")


def test_to_standard_output(run: Run) -> None:
    result = run("translate", "zh.txt", *MODEL)
    assert (result.code, result.out) == (0, TRANSLATION)
    assert result.err == "zh.txt: 4 sentences, 4 translated\n"


def test_to_a_file(run: Run, folder: Path) -> None:
    result = run("translate", "zh.txt", *MODEL, "-o", "new.txt", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (folder / "new.txt").read_text("utf-8") == TRANSLATION
    assert (folder / "zh.txt").read_text("utf-8") == ZH
    assert sorted(path.name for path in folder.iterdir()) == [
        *(".home", "en.txt", "new.txt", "zh.txt"),
    ]


def test_from_a_pipe_to_a_pipe(folder: Path) -> None:
    process = start_translating("-", *MODEL, "--to", "tsv")
    out, err = process.communicate("总则\n2023\n", QUICK)
    assert (process.returncode, out) == (0, "总则\tGeneral provisions\n2023\t2023\n")
    assert err == "-: 2 sentences, 1 translated; 1 copied\n"


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    process = start_translating("zh.txt", *MODEL)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=QUICK)
    assert (process.returncode, err) == (141, "")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_text_of_all_kinds(encoding: str, line_end: str, run: Run, folder: Path) -> None:
    write(folder, "a.txt", (ZH * 9).replace("\n", line_end), encoding)
    result = run("translate", "a.txt", *MODEL, "-o", "b.txt")
    assert result.code == 0
    assert (folder / "b.txt").read_bytes().decode(encoding) == (TRANSLATION * 9).replace(
        "\n", line_end
    )


def test_traditional_characters(run: Run, folder: Path) -> None:
    write(folder, "a.txt", "我們堅持改革開放。\n")
    assert run("translate", "a.txt", *MODEL).out == "Text 9.\n"


def test_a_bitext_besides(run: Run, folder: Path) -> None:
    result = run("translate", "zh.txt", *MODEL, "-o", "new.txt", "--bitext", "both.tmx")
    assert result.code == 0
    beads = list(read_bitext(folder / "both.tmx").beads)
    assert [bead.source[0].text for bead in beads] == ZH.splitlines()
    assert [bead.target[0].text for bead in beads] == TRANSLATION.splitlines()


@pytest.mark.parametrize("suffix", ["tsv", "jsonl", "tmx", "xlf", "xlsx", "csv", "po", "beads"])
def test_a_document_becomes_a_bitext(suffix: str, run: Run, folder: Path) -> None:
    assert run("translate", "zh.txt", *MODEL, "-o", f"new.{suffix}").code == 0
    if suffix == "beads":
        assert (folder / "new.beads").read_text("utf-8").splitlines()[0] == "[0]:[0]"
    else:
        assert len(list(read_bitext(folder / f"new.{suffix}").beads)) == 4


def test_a_word_file(run: Run, folder: Path) -> None:
    body = paragraph(word_run("总则", "<w:b/>")) + paragraph(word_run("我们坚持改革开放。"))
    (folder / "a.zh.docx").write_bytes(word_file(body))
    assert run("translate", "a.zh.docx", *MODEL, "-o", "a.en.docx").code == 0
    found = docx.Document(io.BytesIO((folder / "a.en.docx").read_bytes()))
    assert [(one.runs[0].text, bool(one.runs[0].bold)) for one in found.paragraphs] == [
        ("General provisions", True),
        ("We uphold reform and opening up.", False),
    ]


def test_a_page_with_its_title(run: Run, folder: Path) -> None:
    page = (
        '<html lang="zh-CN"><head><meta charset="gbk"><title>总则 </title></head><body>'
        "<h1>总则</h1><p>发展新质生产力。</p></body></html>"
    )
    write(folder, "a.html", page, "gb18030")
    result = run("translate", "a.html", *MODEL, "-o", "b.html")
    assert result.err == "b.html: 2 sentences, 2 translated\n"
    assert (folder / "b.html").read_text("gb18030") == page.replace(
        "总则 ", "General provisions"
    ).replace("总则", "General provisions").replace(
        "发展新质生产力", "Develop new productivity"
    ).replace("。", ".").replace("zh-CN", "en")


def test_tables_are_filled(run: Run, folder: Path) -> None:
    write(
        folder, "a.tsv", "总则\t\n总则\tRules\t\tfinal\n2023\t\n我们坚持改革开放。总则\t\t\t\tn\n"
    )
    result = run("translate", "a.tsv", *MODEL, "-o", "b.tsv")
    assert (result.code, result.err) == (
        0,
        "b.tsv: 4 sentences, 2 translated; 1 copied; 1 kept\n",
    )
    assert (folder / "b.tsv").read_text("utf-8") == (
        "总则\tGeneral provisions\n总则\tRules\t\tfinal\n2023\t2023\n"
        "我们坚持改革开放。总则\tWe uphold reform and opening up. General provisions\t\t\tn\n"
    )
    assert run("translate", "a.tsv", *MODEL).out == (folder / "b.tsv").read_text("utf-8")


def test_files_of_translation_programs_are_filled_in_place(run: Run, folder: Path) -> None:
    write(folder, "a.xlf", XLIFF)
    assert run("translate", "a.xlf", *MODEL, "-o", "b.xlf").code == 0
    target = '<target state="translated">We uphold reform and opening up.</target>'
    expected = XLIFF.replace("我们坚持改革开放。</source>", f"我们坚持改革开放。</source>{target}")
    assert (folder / "b.xlf").read_text("utf-8") == expected
    assert run("translate", "a.xlf", *MODEL, "--again", "-o", "b.xlf").code == 0
    again = '<source>总则</source><target state="translated">General provisions</target>'
    assert (folder / "b.xlf").read_text("utf-8") == expected.replace(
        "<source>总则</source><target>Old</target>", again
    )


def test_into_chinese(run: Run, folder: Path) -> None:
    write(folder, "a.md", "# Summary\n\nWe uphold reform. Growth was steady.\n")
    assert run("translate", "a.md", *MODEL, "-o", "b.md").code == 0
    assert (folder / "b.md").read_text("utf-8") == "# 摘要\n\n我们坚持改革。增长平稳。\n"
    write(folder, "a.tsv", "Summary\t\nWe uphold reform.\t\n")
    assert (
        run("translate", "a.tsv", *MODEL).out
        == "Summary\t摘要\nWe uphold reform.\t我们坚持改革。\n"
    )
