"""``aligner check`` as a user calls it: what it prints, and its exit codes."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from tests.cli.checking import CARE, MARKET, TABLE, TERMS, check_in, places
from tests.cli.conftest import Run
from tests.formats.workbooks import save


@pytest.fixture
def check(run: Run, folder: Path) -> Run:
    """Run the command in a folder with a glossary and a bitext."""
    return check_in(folder, run)


def test_a_bitext(check: Run) -> None:
    result = check("table.tsv", *TERMS)
    lines = result.out.splitlines(keepends=True)
    assert [line.partition(": ")[2] for line in lines] == [CARE, MARKET]
    assert places(result) == ["table.tsv", "table.tsv"]
    assert (result.code, result.err) == (1, "2 errors\n")


def test_a_pair_of_documents_is_aligned_first(check: Run) -> None:
    result = check("zh.txt", "en.txt", *TERMS)
    assert result.out == (
        f"en.txt:1:13: {CARE.replace('community care', 'Community Care')}"
        f"en.txt:2:41: {CARE}en.txt:3:54: {MARKET}"
    )
    assert (result.code, result.err) == (1, "3 errors\n")
    # The other way round the translation is the Chinese.
    assert places(check("en.txt", "zh.txt", *TERMS)) == ["zh.txt"] * 3


def test_a_clean_bitext(check: Run) -> None:
    Path("clean.tsv").write_text("坚持市场运作。\tStick to market operation.\n", encoding="utf-8")
    result = check("clean.tsv", *TERMS)
    assert (result.code, result.out, result.err) == (0, "", "nothing found\n")


def test_bitexts_documents_and_folders_together(check: Run) -> None:
    Path("more/deep").mkdir(parents=True)
    Path("more/deep/x.tsv").write_text(TABLE, encoding="utf-8")
    Path("more/.hidden.tsv").write_text(TABLE, encoding="utf-8")
    Path("more/notes.md").write_text("nothing", encoding="utf-8")
    result = check("zh.txt", "table.tsv", "en.txt", "more", *TERMS)
    assert places(result) == ["en.txt"] * 3 + ["table.tsv"] * 2 + ["more/deep/x.tsv"] * 2


def test_two_folders_are_matched(check: Run) -> None:
    for language in ("zh", "en"):
        Path(language).mkdir()
        Path(f"{language}.txt").rename(f"{language}/report.{language}.txt")
    Path("zh/alone.txt").write_text("没有译文。", encoding="utf-8")
    result = check("zh", "en", *TERMS)
    assert places(result) == ["en/report.en.txt"] * 3
    assert "zh/alone.txt: no document of the same name" in result.err


def test_more_than_two_documents_are_matched_by_name(check: Run) -> None:
    for name in ("a", "b"):
        for language in ("zh", "en"):
            text = Path(f"{language}.txt").read_text(encoding="utf-8")
            Path(f"{name}.{language}.txt").write_text(text, encoding="utf-8")
    result = check("a.zh.txt", "b.zh.txt", "b.en.txt", "a.en.txt", *TERMS)
    assert places(result) == ["a.en.txt"] * 3 + ["b.en.txt"] * 3
    result = check("a.zh.txt", "b.zh.txt", "b.en.txt", *TERMS)
    assert result.code == 2
    assert result.err.startswith("error: a.zh.txt: 0 documents of the same name, expected one; ")


def test_a_manifest(check: Run) -> None:
    Path("pairs.tsv").write_text("# both\nzh.txt\ten.txt\tout.tsv\n", encoding="utf-8")
    assert places(check("--pairs", "pairs.tsv", *TERMS)) == ["./en.txt".removeprefix("./")] * 3
    assert "both files and --pairs" in check("zh.txt", "--pairs", "pairs.tsv").err


def test_columns_of_a_table(check: Run) -> None:
    Path("t.csv").write_text("中文,英文\n市场运作,market operates\n", encoding="utf-8")
    assert check("t.csv", *TERMS, "--columns", "source=中文,target=英文").code == 1


def test_selection_and_severity(check: Run) -> None:
    assert check("table.tsv", "-g", "house.tsv", "--ignore", "TERM").code == 0
    assert check("table.tsv", "-g", "house.tsv", "--select", "IGNORE001").code == 0
    result = check("table.tsv", *TERMS, "--severity", "TERM002=warning")
    assert (result.code, result.err) == (0, "2 warnings\n")
    assert (
        check("table.tsv", *TERMS, "--severity", "TERM=warning", "--fail-on", "warning").code == 1
    )
    assert check("table.tsv", *TERMS, "--severity", "TERM002=off").out == ""
    result = check("table.tsv", *TERMS, "--severity", "TERM002=info")
    assert (result.code, result.out, result.err) == (0, "", "nothing found\n")
    assert len(check("table.tsv", *TERMS, "--severity", "TERM002=info", "--show", "info").out) > 99
    assert check("table.tsv", *TERMS, "--fail-on", "never").code == 0
    # What makes it fail is shown.
    result = check("table.tsv", *TERMS, "--severity", "TERM002=info", "--fail-on", "info")
    assert (result.code, result.err) == (1, "2 info\n")


def test_a_document_from_standard_input(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Standard:
        buffer = io.BytesIO(Path("en.txt").read_bytes())

    monkeypatch.setattr("sys.stdin", Standard())
    assert check("zh.txt", "-", *TERMS, "--jobs", "4").out.startswith(f"-:1:13: {CARE[:13]}")


@pytest.mark.parametrize(
    "piped",
    ["坚持市场运作。\tThe market operates.\t0.9907\n", '<?xml version="1.0"?>', '{"schema": 1}'],
)
def test_a_bitext_from_standard_input(
    piped: str, check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Standard:
        buffer = io.BytesIO(piped.encode())

    monkeypatch.setattr("sys.stdin", Standard())
    result = check("-", *TERMS)
    assert (result.code, result.out) == (2, "")
    assert "-: a bitext, no document; give it as a file\n" in result.err


def test_ignore_comments(check: Run) -> None:
    Path("t.csv").write_text(
        "source,target,note\n坚持市场运作。,The market operates.,aligner: ignore[TERM]\n"
        "发展社区养老。,Develop community elderly care.,aligner: ignore\n",
        encoding="utf-8",
    )
    arguments = ("t.csv", "-g", "house.tsv", "--show", "info")
    # What is not run may be what the comments are for.
    assert "IGNORE001" not in check(*arguments, "--ignore", "TERM002").out
    result = check(*arguments)
    assert "TERM002" not in result.out
    assert result.out.count("IGNORE001") == 1
    assert "IGNORE001 the comment “aligner: ignore” silences nothing; delete it" in result.out


def test_statistics(check: Run) -> None:
    result = check("table.tsv", *TERMS, "--statistics")
    assert result.code == 1
    assert re.search(r"^TERM002 +forbidden-term +error +2 +666.67$", result.out, re.MULTILINE)


def test_output_as_json_to_a_file(check: Run) -> None:
    result = check("table.tsv", *TERMS, "--format", "json", "-o", "found.json")
    assert (result.code, result.out) == (1, "")
    found = json.loads(Path("found.json").read_text(encoding="utf-8"))
    assert [one["code"] for one in found["findings"]] == ["TERM002", "TERM002"]


@pytest.mark.parametrize("code", ["TERM002", "term002", "IGNORE001", "INTERNAL001"])
def test_explain(code: str, check: Run) -> None:
    result = check("--explain", code)
    assert result.code == 0
    assert result.out.startswith(code.upper())
    assert "Known false alarms" in result.out


def test_the_configuration_nearest_to_the_first_file(check: Run) -> None:
    Path("aligner.toml").write_text(
        '[check]\nglossaries = ["house.tsv"]\nselect = ["TERM002"]\n'
        '[[check.overrides]]\npaths = ["drafts/**"]\nseverities = { TERM002 = "warning" }\n',
        encoding="utf-8",
    )
    Path("drafts").mkdir()
    Path("drafts/d.tsv").write_text(TABLE, encoding="utf-8")
    assert check("table.tsv").err == "2 errors\n"
    assert check("drafts/d.tsv").err == "2 warnings\n"
    assert check("drafts", "table.tsv").err == "2 errors, 2 warnings\n"
    assert check("table.tsv", "--isolated", "--select", "TERM002").err == "nothing found\n"
    assert check("table.tsv", "--select", "IGNORE").err == "nothing found\n"
    assert check("drafts/d.tsv", "--severity", "TERM002=error").err == "2 errors\n"
    Path("other.toml").write_text("[check]\nselect = []\n", encoding="utf-8")
    assert check("table.tsv", "--config", "other.toml").err == "nothing found\n"


def test_a_baseline(check: Run) -> None:
    arguments = ("table.tsv", *TERMS, "--baseline", "known.json")
    result = check(*arguments, "--update-baseline")
    assert (result.code, result.out) == (0, "")
    assert result.err == "known.json: findings accepted: 2\nnothing found\n"
    result = check(*arguments)
    assert (result.code, result.out) == (0, "")
    assert result.err == "in the baseline: 2\nnothing found\n"
    # Lines move, one is mended, one is new.
    rows = "另一句。\tAnother one.\n" + TABLE.replace("Develop community care", "Do")
    Path("table.tsv").write_text(rows + "市场运作\tmarket operates\n", encoding="utf-8")
    result = check(*arguments)
    assert (result.code, len(result.out.splitlines())) == (1, 1)
    assert result.err == (
        "in the baseline: 1\n"
        "in the baseline, but no longer found: 1; --update-baseline drops them\n1 error\n"
    )
    result = check(*arguments, "--statistics")
    assert result.out.endswith("TERM002: 1 in the baseline, but no longer found\n")
    assert check(*arguments, "--update-baseline").code == 0
    assert "no longer" not in check(*arguments).err


def test_decisions_read_back(check: Run, folder: Path) -> None:
    arguments = ("table.tsv", *TERMS, "--baseline", "known.json")
    check(*arguments, "--update-baseline")
    entries = json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"]
    keys = [entry["fingerprint"] for entry in entries]
    rows = [["key", "status", "reason", "code"], [keys[0], "false positive", "quoted", "TERM002"]]
    rows.append([keys[1], "fixed", "", "TERM002"])
    save(folder / "found.xlsx", rows)
    result = check(*arguments, "--update-baseline", "--decisions", "found.xlsx")
    assert (result.code, len(result.out.splitlines())) == (1, 1)
    (entry,) = json.loads(Path("known.json").read_text(encoding="utf-8"))["findings"]
    assert (entry["status"], entry["reason"]) == ("false positive", "quoted")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "a file is needed; aligner check SOURCE TARGET"),
        (["none.tsv"], "none.tsv: "),
        (["zh.txt", "none.txt"], "none.txt: no such file; check the path"),
        (["."], ""),
        (["empty"], "empty: no bitexts; give one folder a language, or files"),
        (["table.tsv", "--select", "TREM002"], "--select: unknown code TREM002; the nearest is TE"),
        (["table.tsv", "--ignore", "NOPE"], "--ignore: unknown code NOPE; the nearest is "),
        (["table.tsv", "--severity", "TERM002"], "--severity TERM002; write CODE=error, warning"),
        (["table.tsv", "--severity", "X=off"], "--severity: unknown code X; the nearest is "),
        (["table.tsv", "--format", "pdf"], "unknown format 'pdf'; choose from text, "),
        (["table.tsv", "-o", "none/x"], "none: no such folder; create it first"),
        (["table.tsv", "-o", "./table.tsv"], "table.tsv: would overwrite an input"),
        (["table.tsv", "-g", "house.tsv", "-o", "house.tsv"], "house.tsv: would overwrite an"),
        (["table.tsv", "--memory", "old.tsv", "-o", "old.tsv"], "old.tsv: would overwrite an"),
        (["table.tsv", "--baseline", "b.json", "-o", "b.json"], "b.json: would overwrite an"),
        (["table.tsv", "--config", "ok.toml", "-o", "ok.toml"], "ok.toml: would overwrite an"),
        (["table.tsv", "--date", "soon"], "--date: "),
        (["table.tsv", "-g", "none"], "none: no such glossary; "),
        (["table.tsv", "-g", "none.tsv"], "none.tsv: "),
        (["table.tsv", "--memory", "none.tmx"], "none.tmx: no such file; check the path"),
        (["table.tsv", "--baseline", "no.json"], "no.json: no such baseline; write it with --up"),
        (["table.tsv", "--update-baseline"], "--update-baseline without baseline; add --baseline"),
        (["table.tsv", "--decisions", "x.xlsx"], "--decisions without --update-baseline; add it"),
        (["table.tsv", "--config", "none.toml"], "none.toml: cannot be read: No such file"),
        (["table.tsv", "--config", "bad.toml"], "bad.toml:2: unknown key selects; the nearest is"),
        (["table.tsv", "--config", "bad.toml", "--isolated"], "--config and --isolated; leave one"),
        (["--explain", "TERM999"], "unknown rule 'TERM999'; did you mean TERM"),
        (["--pairs", "none.tsv"], "none.tsv: "),
        (["table.tsv", "--jobs", "0"], "Invalid value for '--jobs'"),
        (["broken.tmx"], "broken.tmx"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    arguments: list[str], problem: str, check: Run
) -> None:
    Path("empty").mkdir()
    Path("bad.toml").write_text("[check]\nselects = []\n", encoding="utf-8")
    Path("ok.toml").write_text("[check]\n", encoding="utf-8")
    Path("broken.tmx").write_text("<tmx", encoding="utf-8")
    result = check(*arguments)
    if not problem:  # the whole folder: what can be checked is
        assert result.code == 2
        return
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {problem}")
    assert result.err.count("\n") == 1
