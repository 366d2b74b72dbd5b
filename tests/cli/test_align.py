"""``aligner align`` of one pair: what it prints and writes, and its exit code."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

TSV = (
    "关于促进社区养老服务发展的意见\tOpinions on Community Care for the Elderly\t0.9980\n"
    "市政府决定用三年时间建设一百二十个社区养老服务中心。\t"
    "The municipal government will build 120 community care centers within three years.\t0.9980\n"
    "一、坚持政府引导、社会参与、市场运作。\t"
    "I. The government guides, society takes part and the market operates.\t0.5000\n"
    "本意见自发布之日起施行。\tThese Opinions take effect on the day of publication.\t0.9980\n"
)


def test_a_pipe_gets_tsv(run: Run) -> None:
    result = run("align", "zh.txt", "en.txt")
    assert (result.code, result.out, result.err) == (0, TSV, "")


def test_the_suffix_chooses_the_format_and_a_summary_goes_to_stderr(run: Run) -> None:
    result = run("align", "zh.txt", "en.txt", "-o", "out.beads")
    assert (result.code, result.out, result.err) == (0, "", "4 beads, 1 to check\n")
    expected = "[0]:[0]:0.9980\n[1]:[1]:0.9980\n[2]:[2]:0.5000\n[3]:[3]:0.9980\n"
    assert Path("out.beads").read_text(encoding="utf-8") == expected


def test_quiet_prints_nothing(run: Run) -> None:
    for arguments in (["-q", "align"], ["align", "-q"]):
        result = run(*arguments, "zh.txt", "en.txt", "-o", "out.tsv")
        assert (result.code, result.out, result.err) == (0, "", "")
    assert Path("out.tsv").read_text(encoding="utf-8") == TSV


def test_verbose_says_what_is_done(run: Run) -> None:
    assert "info: zh.txt: UTF-8\n" in run("align", "-v", "zh.txt", "en.txt").err


def test_to_wins_over_the_suffix_and_serves_pipes(run: Run) -> None:
    assert run("align", "zh.txt", "en.txt", "-o", "out.txt", "--to", "tsv").code == 0
    assert Path("out.txt").read_text(encoding="utf-8") == TSV
    assert run("align", "zh.txt", "en.txt", "--to", "beads").out.startswith("[0]:[0]:0.9980\n")


def test_english_may_come_first(run: Run) -> None:
    result = run("align", "en.txt", "zh.txt", "-o", "out.tmx")
    assert result.code == 0
    assert 'srclang="en-US"' in Path("out.tmx").read_text(encoding="utf-8")


def test_tmx_codes_and_what_was_left_out(run: Run) -> None:
    options = ["--source-code", "zh-TW", "--target-code", "en-GB", "--min-probability", "0.6"]
    result = run("align", "zh.txt", "en.txt", "-o", "out.tmx", *options)
    summary = "4 beads, 1 to check; 1 left out below the minimum probability\n"
    assert (result.code, result.err) == (0, summary)
    text = Path("out.tmx").read_text(encoding="utf-8")
    assert (text.count('xml:lang="zh-TW"'), text.count('xml:lang="en-GB"')) == (3, 3)


def test_moses_writes_two_files(run: Run) -> None:
    assert run("align", "zh.txt", "en.txt", "-o", "corpus", "--to", "moses").code == 0
    zh, en = (Path(name).read_text(encoding="utf-8") for name in ("corpus.zh", "corpus.en"))
    assert [zh.count("\n"), en.count("\n")] == [4, 4]


def test_presegmented_counts_every_line(run: Run) -> None:
    Path("zh.txt").write_text("第一句。第二句。\n\n第三句。\n", encoding="utf-8")
    result = run("align", "zh.txt", "en.txt", "--presegmented", "--to", "beads")
    assert result.out.splitlines()[2] == "[2]:[2, 3]:0.5000"


def test_check_below_moves_the_border(run: Run) -> None:
    result = run("align", "zh.txt", "en.txt", "-o", "out.tsv", "--check-below", "0.999")
    assert result.err == "4 beads, 4 to check\n"


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(Path("zh.txt").read_bytes()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run("align", "-", "en.txt").out == TSV


def test_a_terminal_gets_the_view(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "dumb")
    result = run("align", "zh.txt", "en.txt")
    assert result.out.endswith("\n\n4 beads, 1 to check\n")
    assert "3  check\n   一、坚持政府引导" in result.out
    assert "\x1b" not in result.out


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_refused(
    name: str, value: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\x1b[" in run("align", "zh.txt", "en.txt").out
    monkeypatch.setenv(name, value)
    assert "\x1b[" not in run("align", "zh.txt", "en.txt").out


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith("aligner 0.")
    listing = run("--help")
    assert listing.code == 0
    assert re.search(r"^  align +Align two documents", listing.out, re.MULTILINE)
    options = run("align", "--help")
    assert options.code == 0
    assert "--min-probability P" in options.out


def test_a_page_beside_the_bitext(run: Run, folder: Path) -> None:
    result = run("align", "zh.txt", "en.txt", "-o", "out.tsv", "--html", "page.html")
    assert result.code == 0
    assert result.err.endswith("page.html: page written\n")
    page = (folder / "page.html").read_text(encoding="utf-8")
    rows = (folder / "out.tsv").read_text(encoding="utf-8").splitlines()
    assert page.count("<article") == len(rows)
    refused = run("align", "zh.txt", "en.txt", "--html", "nowhere/page.html")
    assert refused.code == 2
    assert not refused.out
