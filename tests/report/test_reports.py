"""What every report promises."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.report.base import REPORTS, Look, Run, load_report, report_for
from tests.report.samples import ALL, RUN, forbidden

every_report = pytest.mark.parametrize("name", REPORTS)
LINES = set(REPORTS) - {"xlsx"}  # files of text
FOR_TERMINALS = ("text", "concise", "github", "markdown")


@every_report
def test_the_same_findings_give_the_same_bytes(name: str) -> None:
    report = load_report(name)
    assert report(ALL, RUN, Look()) == report(list(ALL), RUN, Look())


@pytest.mark.parametrize("name", sorted(LINES))
def test_every_finding_is_there(name: str) -> None:
    text = load_report(name)(ALL, RUN, Look()).decode()
    for finding in ALL:
        assert text.count(finding.code) >= sum(other.code == finding.code for other in ALL)
    assert text.endswith("\n")


@every_report
def test_nothing_found_is_a_report_too(name: str) -> None:
    report = load_report(name)((), Run("1", (), 0), Look())
    assert isinstance(report, bytes)
    if name in ("text", "concise", "jsonl", "github"):
        assert report == b""


@pytest.mark.parametrize("name", FOR_TERMINALS)
@pytest.mark.parametrize("colour", [False, True])
def test_no_text_commands_the_terminal(name: str, colour: bool) -> None:
    text = load_report(name)(ALL, RUN, Look(60, colour)).decode()
    assert not set("\x00\x07\x9b\u202e\r") & set(text)
    if not colour:
        assert "\x1b" not in text
    assert "\x1b[2J" not in text


@pytest.mark.parametrize("name", FOR_TERMINALS)
def test_a_text_is_no_line_of_its_own(name: str) -> None:
    lines = load_report(name)(ALL, RUN, Look()).decode().splitlines()
    assert not any(line.startswith("::error::") for line in lines)


@every_report
def test_no_suffix_stands_for_two_reports(name: str) -> None:
    for suffix in REPORTS[name].suffixes:
        assert report_for(Path(f"a{suffix.upper()}")) == name


def test_an_unknown_report_names_the_known() -> None:
    with pytest.raises(UsageError, match="unknown format 'yaml'") as error:
        load_report("yaml")
    assert "sarif" in error.value.way_out
    assert report_for(Path("a.pdf")) is None


def test_github_escapes() -> None:
    lines = load_report("github")(ALL, RUN, Look()).decode().splitlines()
    assert lines[0] == (
        "::error file=a.en.txt,line=3,endLine=3,col=24,endColumn=41,title=TERM002 forbidden-term"
        "::一带一路 must not be “One Belt One Road”; write “Belt and Road”"
    )
    assert lines[1].startswith("::warning file=b.tmx,line=9,col=1,title=FULL001 omitted::")
    assert lines[2] == (
        "::notice file=a.en.txt,title=INTERNAL001 rule-failed"
        "::page 2:4:2: rule TERM002 failed: {0}%0A100%25 of <b> a|b"
    )
    assert lines[3].startswith("::error file=c%2Cd%3A\ufffd%25.txt,line=1,")
    assert len(lines) == len(ALL)


def test_concise_is_one_line_with_the_glossary() -> None:
    assert load_report("concise")([forbidden()], RUN, Look()).decode() == (
        "a.en.txt:3:24: error TERM002 一带一路 must not be “One Belt One Road”; "
        "write “Belt and Road” [policy.tsv:14]\n"
    )
