"""``aligner translate``: terms, memories, servers, runs that were stopped, and bad input."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.cli.conftest import TRANSLATION, Run, start_translating, write
from tests.translation.chat_server import running
from tests.translation.scripted import BATCH

QUICK = 20  # seconds
MODEL = ("--model", "any")
GLOSSARY = "source\ttarget\n新质生产力\tnew quality productive forces\n专项行动\tspecial campaign\n"


pytestmark = pytest.mark.usefixtures("scripted")


def test_terms_are_enforced_and_told_of(run: Run, folder: Path) -> None:
    write(folder, "terms.tsv", GLOSSARY)
    write(folder, "a.txt", "发展新质生产力。\n\n一、开展专项行动。\n")
    result = run("translate", "a.txt", *MODEL, "-g", "terms.tsv", "-o", "b.txt")
    assert result.code == 1
    assert (folder / "b.txt").read_text("utf-8") == (
        "Develop new quality productive forces.\n\nI. Text 7.\n"
    )
    assert result.err.splitlines() == [
        "b.txt:3:1: error MT001 专项行动 is not rendered as the glossary says:"
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
        "a.txt:2:1: error MT002 not translated: the engine gave nothing;"
        " translate it by hand, or run again",
        "b.txt: 2 sentences, 1 translated; 1 without translation",
    ]
    run("translate", "a.txt", *MODEL, "-o", "b.tsv")
    assert (folder / "b.tsv").read_text("utf-8").splitlines()[1] == (
        "我们无话可说。\t\t\t\tthe engine gave nothing"
    )


PO = 'msgid ""\nmsgstr "Language: en\\n"\n\n#, python-format\nmsgid "%s"\nmsgstr ""\n'


@pytest.mark.parametrize(
    ("name", "text", "code", "expected"),
    [
        (
            "a.po",
            PO % "共%s个，增长%d%%。",
            1,
            [
                "error MT005 “%d” is not in the translation; put it in as the source has it",
                "error MT005 “%%” is not in the translation; put it in as the source has it",
            ],
        ),
        ("a.po", PO % "您好，{name}，有{0}条。", 0, []),
        ("a.txt", "增长5%，来信。\n", 0, []),
        (
            "a.txt",
            "发邮件至 info@example.org 查询。\n",
            0,
            [
                "warning MT005 “info@example.org” is not in the translation;"
                " put it in as the source has it"
            ],
        ),
        (
            "a.md",
            "请编辑`a.yaml`文件。\n",
            0,
            ["warning MT005 “a.yaml” is not in the translation; put it in as the source has it"],
        ),
    ],
)
def test_what_must_not_change_is_told(
    name: str, text: str, code: int, expected: list[str], run: Run, folder: Path
) -> None:
    write(folder, name, text)
    result = run("translate", name, *MODEL, "-o", f"b{Path(name).suffix}")
    found = [line.partition(": ")[2] for line in result.err.splitlines() if "MT00" in line]
    assert (result.code, found) == (code, expected)
    if name == "a.md":
        assert (folder / "b.md").read_text("utf-8") == "Please edit the file.\n"


def test_a_lost_placeholder_is_marked_where_it_stands(run: Run, folder: Path) -> None:
    write(folder, "a.txt", "一、共%s个，增长%d%%。\n")
    arguments = ("translate", "a.txt", *MODEL, "-o", "b.txt", "--report", "r.json")
    assert run(*arguments).code == 1
    found = json.loads((folder / "r.json").read_text("utf-8"))["findings"]
    one = next(one for one in found if one["code"] == "MT005")
    assert one["source"][one["source_start"] : one["source_end"]] == "%d"
    told = run("--lang", "zh", *arguments[:-2]).err
    assert "MT005 译文中没有“%d”；请照原文写入译文" in told


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
        "b.txt:2:1: warning MT003 translation of a similar text (84 %);"
        " revise it against the source",
        "a.txt:3:1: error MT002 not translated: the engine gave nothing;"
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


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_goes_on(ending: signal.Signals, folder: Path, asked: Path) -> None:
    # Several batches of the engine; the slow one, the shortest, comes last.
    lines = [f"第{number}项工作按照年度计划有序推进。" for number in range(100, 140)]
    write(folder, "a.txt", "\n".join([*lines, "很慢。"]) + "\n")
    process = start_translating("a.txt", *MODEL, "-o", "b.txt")
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
    again = start_translating("a.txt", *MODEL, "-o", "b.txt")
    again.communicate(timeout=QUICK)
    assert again.returncode == 0
    new = asked.read_text("utf-8").splitlines()[len(before) :]
    # All that had been given back was kept: the rest is less than one batch of the engine.
    assert "很快。" in new
    assert len(new) <= BATCH
    assert len((folder / "b.txt").read_text("utf-8").splitlines()) == len(lines) + 1


def test_several_sources(run: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    write(folder, "a.zh.md", "总则\n")
    result = run("translate", "zh.txt", "a.zh.md", *MODEL, "-o", "out")
    assert result.code == 0
    assert (folder / "out" / "zh.txt").read_text("utf-8") == TRANSLATION
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
        (
            ["zh.txt", *MODEL, "-o", "a.docx"],
            "a.docx: a .txt document cannot become .docx; use -o FILE.txt, or a",
        ),
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


def test_a_term_outside_its_clause_is_told_of(run: Run, folder: Path) -> None:
    write(folder, "terms.tsv", "source\ttarget\n图书馆\tlibrary\n")
    write(folder, "a.txt", "一、图书馆很安静，学生们喜欢音乐。\n")
    result = run("translate", "a.txt", *MODEL, "-g", "terms.tsv", "-o", "b.txt")
    assert result.code == 0
    text = (folder / "b.txt").read_text("utf-8")
    column = text.index("library") + 1
    assert result.err.splitlines()[0] == (
        f"b.txt:1:{column}: warning MT004 the rendering of 图书馆 is not where it belongs:"
        " it stands outside its clause; put it into the clause that translates the term's"
        " [terms.tsv:2]"
    )
