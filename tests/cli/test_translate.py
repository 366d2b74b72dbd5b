"""``aligner translate`` as a user calls it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from aligner.formats import read_bitext
from aligner.translation.engines import ENGINES
from tests.cli.conftest import ENVIRONMENT, ROOT, ZH, Run
from tests.readers.word_files import paragraph, word_file
from tests.readers.word_files import run as word_run
from tests.translation.chat_server import running

QUICK = 20  # seconds
MODEL = ("--model", "any")
GLOSSARY = "source\ttarget\n新质生产力\tnew quality productive forces\n专项行动\tspecial campaign\n"
EN = """Opinions on promoting community care for the elderly
The municipal government will build 120 community care centers within three years.
I. The government guides and society takes part.
These Opinions take effect on the day of publication.
"""
XLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="a" source-language="zh-CN" target-language="en" datatype="plaintext"><body>
<trans-unit id="1"><source>我们坚持改革开放。</source></trans-unit>
<trans-unit id="2" approved="yes"><source>总则</source><target>Rules</target></trans-unit>
<trans-unit id="3"><source>总则</source><target>Old</target></trans-unit>
<trans-unit id="4" translate="no"><source>总则</source></trans-unit>
</body></file></xliff>
"""


@pytest.fixture(autouse=True)
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a table in the place of a model."""
    monkeypatch.setitem(ENGINES, "seq2seq", "tests.translation.scripted:ScriptedEngine")


@pytest.fixture
def asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which the engine notes each text that it is asked for."""
    path = folder / "asked.txt"
    monkeypatch.setenv("SCRIPTED_LOG", str(path))
    return path


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    (folder / name).write_bytes(text.encode(encoding))


def test_to_standard_output(run: Run) -> None:
    result = run("translate", "zh.txt", *MODEL)
    assert (result.code, result.out) == (0, EN)
    assert result.err == "zh.txt: 4 sentences, 4 translated\n"


def test_to_a_file(run: Run, folder: Path) -> None:
    result = run("translate", "zh.txt", *MODEL, "-o", "new.txt", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (folder / "new.txt").read_text("utf-8") == EN
    assert (folder / "zh.txt").read_text("utf-8") == ZH
    assert sorted(path.name for path in folder.iterdir()) == [
        *(".home", "en.txt", "new.txt", "zh.txt"),
    ]


def test_from_a_pipe_to_a_pipe(folder: Path) -> None:
    process = start("-", *MODEL, "--to", "tsv")
    out, err = process.communicate("总则\n2023\n", QUICK)
    assert (process.returncode, out) == (0, "总则\tGeneral provisions\n2023\t2023\n")
    assert err == "-: 2 sentences, 1 translated; 1 copied\n"


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    process = start("zh.txt", *MODEL)
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
    assert (folder / "b.txt").read_bytes().decode(encoding) == (EN * 9).replace("\n", line_end)


def test_traditional_characters(run: Run, folder: Path) -> None:
    write(folder, "a.txt", "我們堅持改革開放。\n")
    assert run("translate", "a.txt", *MODEL).out == "Text 9.\n"


def test_a_bitext_besides(run: Run, folder: Path) -> None:
    result = run("translate", "zh.txt", *MODEL, "-o", "new.txt", "--bitext", "both.tmx")
    assert result.code == 0
    beads = list(read_bitext(folder / "both.tmx").beads)
    assert [bead.source[0].text for bead in beads] == ZH.splitlines()
    assert [bead.target[0].text for bead in beads] == EN.splitlines()


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


def test_terms_are_enforced_and_told_of(run: Run, folder: Path) -> None:
    write(folder, "terms.tsv", GLOSSARY)
    write(folder, "a.txt", "发展新质生产力。\n\n一、开展专项行动。\n")
    result = run("translate", "a.txt", *MODEL, "-g", "terms.tsv", "-o", "b.txt")
    assert result.code == 1
    assert (folder / "b.txt").read_text("utf-8") == (
        "Develop new quality productive forces.\n\nI. Text 7.\n"
    )
    assert result.err.splitlines() == [
        "b.txt:3:1: MT001 专项行动 is not rendered as the glossary says:"
        " no safe place for the term; write “special campaign” [terms.tsv:3]",
        "b.txt: 2 sentences, 2 translated",
        "terms required  plain  reranked  constrained  substituted  retried  failed",
        "             2      0         0            0            1        0       1",
    ]
    lenient = run("translate", "a.txt", *MODEL, "-g", "terms.tsv", "--fail-on", "never")
    assert lenient.code == 0


def test_a_failed_term_is_marked_where_it_stands(run: Run, folder: Path) -> None:
    write(folder, "terms.tsv", GLOSSARY)
    write(folder, "a.txt", "一、开展专项行动。\n")
    run("translate", "a.txt", *MODEL, "-g", "terms.tsv", "-o", "b.txt", "--report", "r.json")
    found = json.loads((folder / "r.json").read_text("utf-8"))
    one = next(one for one in found["findings"] if one["code"] == "MT001")
    assert one["source"][one["source_start"] : one["source_end"]] == "专项行动"
    assert (one["source_file"], one["source_line"], one["source_column"]) == ("a.txt", 1, 5)
    assert found["terms"]["failed"] == 1


def test_a_sentence_without_translation(run: Run, folder: Path) -> None:
    write(folder, "a.txt", "总则\n我们无话可说。\n")
    result = run("translate", "a.txt", *MODEL, "-o", "b.txt")
    assert result.code == 1
    assert (folder / "b.txt").read_text("utf-8") == "General provisions\n我们无话可说。\n"
    assert result.err.splitlines() == [
        "a.txt:2:1: MT002 not translated: the engine gave nothing;"
        " translate it by hand, or run again",
        "b.txt: 2 sentences, 1 translated; 1 without translation",
    ]
    run("translate", "a.txt", *MODEL, "-o", "b.tsv")
    assert (folder / "b.tsv").read_text("utf-8").splitlines()[1] == (
        "我们无话可说。\t\t\t\tthe engine gave nothing"
    )


def test_many_findings_are_not_all_printed(run: Run, folder: Path) -> None:
    write(folder, "a.txt", "".join(f"无{number}\n" for number in range(60)))
    lines = run("translate", "a.txt", *MODEL, "-o", "b.txt").err.splitlines()
    assert len(lines) == 52
    assert lines[50] == "10 more findings; --report FILE holds all"


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        ("html", "<h2>terms enforced</h2>"),
        ("md", "| terms required | plain |"),
        ("json", '"required": 1'),
    ],
)
def test_reports(suffix: str, content: str, run: Run, folder: Path) -> None:
    write(folder, "terms.tsv", GLOSSARY)
    write(folder, "a.txt", "发展新质生产力。\n2023年无预算。\n")
    arguments = ("translate", "a.txt", *MODEL, "-g", "terms.tsv", "--report", f"r.{suffix}")
    result = run(*arguments, "-o", "b.txt")
    assert (result.code, f"r.{suffix}: report written" in result.err) == (1, True)
    text = (folder / f"r.{suffix}").read_text("utf-8")
    assert content in text
    assert "MT002" in text
    assert "terminology.success.micro" in text
    run(*arguments, "-o", "b.txt")
    assert (folder / f"r.{suffix}").read_text("utf-8") == text


def test_what_is_known_is_not_asked_for_again(run: Run, asked: Path) -> None:
    first = run("translate", "zh.txt", *MODEL)
    count = len(asked.read_text("utf-8").splitlines())
    assert count == 4
    assert run("translate", "zh.txt", *MODEL).out == first.out
    assert len(asked.read_text("utf-8").splitlines()) == count
    assert run("translate", "zh.txt", *MODEL, "--no-cache").out == first.out
    assert len(asked.read_text("utf-8").splitlines()) == 2 * count


MEMORY = "我们坚持改革开放。\tWe stick to the reform drive.\n发展新质生产力，促进就业。\tBoth.\n"


def test_a_memory_in_front_of_a_model(run: Run, folder: Path, asked: Path) -> None:
    write(folder, "old.tsv", MEMORY)
    write(folder, "a.txt", "我们坚持改革开放。\n发展新质生产力，促进发展。\n")
    result = run("translate", "a.txt", *MODEL, "--memory", "old.tsv")
    assert result.out == "We stick to the reform drive.\nText 13.\n"
    assert result.err == "a.txt: 2 sentences, 2 translated; 1 from memory\n"
    assert asked.read_text("utf-8") == "发展新质生产力，促进发展。\n"


def test_a_memory_alone(run: Run, folder: Path) -> None:
    write(folder, "old.tsv", MEMORY)
    write(folder, "a.txt", "我们坚持改革开放。\n发展新质生产力，促进发展。\n总则\n")
    result = run("translate", "a.txt", "--memory", "old.tsv", "-o", "b.txt")
    assert result.code == 1
    assert (folder / "b.txt").read_text("utf-8") == "We stick to the reform drive.\nBoth.\n总则\n"
    assert result.err.splitlines()[:2] == [
        "b.txt:2:1: MT003 translation of a similar text (84 %); revise it against the source",
        "a.txt:3:1: MT002 not translated: the engine gave nothing;"
        " translate it by hand, or run again",
    ]
    strict = run("translate", "a.txt", "--memory", "old.tsv", "--min-similarity", "1")
    assert strict.out.splitlines()[1] == "发展新质生产力，促进发展。"


def test_the_memory_is_not_overwritten(run: Run, folder: Path) -> None:
    write(folder, "old.tsv", MEMORY)
    result = run("translate", "zh.txt", "--memory", "old.tsv", "-o", "old.tsv")
    assert (result.code, result.err) == (2, "error: old.tsv: would overwrite an input\n")


def test_a_chat_server(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ALIGNER_API_KEY", raising=False)
    write(folder, "a.txt", "中国坚持对外开放。改善人民生活。保护环境。\n2023\n")
    with running() as server:
        arguments = ("translate", "a.txt", "--model", "m", "--url")
        result = run(*arguments, server.url("good"))
        line = "China stays open to the world. Improve people's lives. Protect the environment."
        assert result.out == f"{line}\n2023\n"
        assert result.code == 0
        result = run(*arguments, server.url("filter"), "-o", "b.tsv")
    assert result.code == 1
    assert "MT002 not translated" in result.err
    rows = (folder / "b.tsv").read_text("utf-8").splitlines()
    assert rows[0] == "中国坚持对外开放。\tChina stays open to the world."
    assert rows[2].startswith("保护环境。\t\t")
    result = run(*arguments, "http://127.0.0.1:9/v1")
    assert (result.code, result.err.count("\n")) == (2, 1)


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own, with the table in the place of a model."""
    script = ROOT / "tests" / "translation" / "scripted.py"
    # The environment as it is now: the folder of the cache is the test's own.
    environment = {**os.environ, **{key: ENVIRONMENT[key] for key in ("PYTHONPATH", "PYTHONUTF8")}}
    return subprocess.Popen(
        [sys.executable, str(script), "translate", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        start_new_session=True,
    )


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT], ids=["killed", "ctrl-c"])
def test_a_stopped_run_goes_on(ending: signal.Signals, folder: Path, asked: Path) -> None:
    # More than are given to the engine at a time; the slow one, the shortest, comes last.
    lines = [f"第{number}项工作按照年度计划有序推进。" for number in range(100, 200)]
    write(folder, "a.txt", "\n".join([*lines, "很慢。"]) + "\n")
    process = start("a.txt", *MODEL, "-o", "b.txt")
    assert process.stdout is not None
    assert process.stdout.readline() == "sleeping\n"
    os.killpg(process.pid, ending)
    _, err = process.communicate(timeout=QUICK)
    assert (process.returncode, err) == (
        (130, "interrupted\n") if ending == signal.SIGINT else (-ending, "")
    )
    assert not (folder / "b.txt").exists()
    before = asked.read_text("utf-8").splitlines()
    write(folder, "a.txt", "\n".join([*lines, "很快。"]) + "\n")
    again = start("a.txt", *MODEL, "-o", "b.txt")
    again.communicate(timeout=QUICK)
    assert again.returncode == 0
    new = asked.read_text("utf-8").splitlines()[len(before) :]
    # All that had been given back was kept: the rest is less than one turn of the engine.
    assert "很快。" in new
    assert len(new) <= 101 - 64
    assert len((folder / "b.txt").read_text("utf-8").splitlines()) == 101


def test_several_sources(run: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    write(folder, "a.zh.md", "总则\n")
    result = run("translate", "zh.txt", "a.zh.md", *MODEL, "-o", "out")
    assert result.code == 0
    assert (folder / "out" / "zh.txt").read_text("utf-8") == EN
    assert (folder / "out" / "a.en.md").read_text("utf-8") == "General provisions\n"
    write(folder, "empty.txt", "")
    result = run("translate", "empty.txt", "a.zh.md", *MODEL, "-o", "out", "--to", "tsv")
    assert (result.code, result.err.splitlines()[-1]) == (2, "error: .: 1 of 2 sources failed")
    assert (folder / "out" / "a.en.tsv").read_text("utf-8") == "总则\tGeneral provisions\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["zh.txt"],
            "nothing to translate with; add --model FOLDER, --url SERVER or --memory FILE",
        ),
        (["no.txt", *MODEL], "no.txt: no such file; check the path"),
        (["zh.txt", *MODEL, "-o", "a.docx"], "a.docx: a .txt document cannot become .docx"),
        (["zh.txt", *MODEL, "-o", "zh.txt"], "zh.txt: would overwrite an input"),
        (["zh.txt", *MODEL, "-o", "no/b.txt"], "no: no such folder; create it first"),
        (["a.pdf", *MODEL, "-o", "b.pdf"], "b.pdf: .pdf files are read, not written"),
        (["a.tsv", *MODEL, "-o", "b.docx"], "b.docx: a bitext cannot become a text"),
        (["zh.txt", "en.txt", *MODEL], "several sources need a folder; add -o FOLDER"),
        (["zh.txt", "en.txt", *MODEL, "-o", "no"], "no: no such folder; create it first"),
        (["zh.txt", *MODEL, "--to", "odd"], "unknown format 'odd'"),
        (["zh.txt", *MODEL, "--report", "r.odd"], "r.odd: no kind of report"),
        (["zh.txt", *MODEL, "--bitext", "r.odd"], "r.odd: unknown suffix '.odd'"),
        (["zh.txt", *MODEL, "--source-lang", "en", "--target-lang", "en"], "from en into en"),
        (["zh.txt", *MODEL, "-g", "none"], "none: no such glossary"),
        (["zh.txt", *MODEL, "--date", "x"], "--date: "),
        (["zh.txt", *MODEL, "--beam", "0"], "Invalid value for '--beam'"),
        (["zh.txt", *MODEL, "--engine", "magic"], "Invalid value for '--engine'"),
        ([], "Missing argument"),
    ],
)
def test_bad_input_is_one_line(arguments: list[str], message: str, run: Run) -> None:
    result = run("translate", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {message}")
    assert result.err.count("\n") == 1


def test_nothing_is_left_behind_by_a_failure(run: Run, folder: Path) -> None:
    write(folder, "a.tsv", "总则\t\n坏行\n")
    result = run("translate", "a.tsv", *MODEL, "-o", "b.tsv")
    assert (result.code, result.err) == (
        2,
        "error: a.tsv:2: one column, expected at least two; separate source and target by a tab\n",
    )
    assert not (folder / "b.tsv").exists()
    assert not [path for path in folder.iterdir() if path.name.endswith(".tmp")]


def test_in_chinese(run: Run) -> None:
    result = run("--lang", "zh", "translate", "zh.txt", *MODEL)
    assert result.err == "zh.txt: 4 句，译出 4 句\n"
