"""``aligner check`` over many files: what fails, the cache, processes, progress."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from aligner.analysis import BeadAnalysis
from aligner.checks import RULES, Problem, RuleEntry, Settings
from tests.cli.checking import TABLE, TERMS, check_in, places
from tests.cli.conftest import ENVIRONMENT, Run


@pytest.fixture
def check(run: Run, folder: Path) -> Run:
    """Run the command in a folder with a glossary and a bitext."""
    return check_in(folder, run)


def test_an_unreadable_file_does_not_stop_the_others(check: Run) -> None:
    Path("broken.tmx").write_text("<tmx", encoding="utf-8")
    Path("last.tsv").write_text(TABLE, encoding="utf-8")
    result = check("table.tsv", "broken.tmx", "none.tsv", "last.tsv", *TERMS)
    assert places(result) == ["table.tsv"] * 2 + ["last.tsv"] * 2
    errors = result.err.splitlines()
    assert [line.split(":")[1] for line in errors[:-1]] == [" broken.tmx", " none.tsv"]
    assert (result.code, errors[-1]) == (2, "4 errors")
    result = check("table.tsv", "none.tsv", *TERMS, "--baseline", "k.json", "--update-baseline")
    assert result.code == 2
    assert "k.json: baseline not updated: some files could not be checked; " in result.err
    assert not Path("k.json").exists()


@pytest.mark.parametrize("name", ["found.xlsx", "found.jsonl"])
def test_reports_in_a_folder_are_no_bitexts(name: str, check: Run) -> None:
    Path("bitexts").mkdir()
    Path("table.tsv").rename("bitexts/table.tsv")
    first = check("bitexts", *TERMS)
    assert check("bitexts", *TERMS[:4], "-o", f"bitexts/{name}").code == 1
    again = check("bitexts", *TERMS)
    assert (again.code, again.out) == (first.code, first.out)


class Failing(ModuleType):
    """A rule that fails on one bead."""

    @staticmethod
    def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
        """Report nothing."""
        if bead.index == 1:
            raise RuntimeError("no idea")
        yield from ()


def test_a_rule_that_fails_is_reported_and_the_run_goes_on(
    check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "aligner.checks.rules.failing", Failing("failing"))
    rules = {**RULES, "X001": RuleEntry("failing", "info", "", "failing")}
    monkeypatch.setattr("aligner.checks.checker.RULES", rules)
    monkeypatch.setattr("aligner.checks.checker.Settings.wants", lambda _, c: c != "TERM002")
    result = check("table.tsv", "--no-cache", "--fail-on", "never", "--isolated")
    assert result.code == 2
    assert "INTERNAL001 rule X001 failed: RuntimeError: no idea\n" in result.out


def test_a_second_run_is_answered_from_the_cache(
    check: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = check("table.tsv", *TERMS)

    def fail(*_: object) -> None:
        raise AssertionError("checked again")

    with monkeypatch.context() as patch:
        patch.setattr("aligner.pipeline.checking_worker.Worker.__call__", fail)
        assert check("table.tsv", *TERMS) == first
        for changed in (("--no-cache",), ("--severity", "TERM002=info"), ("--date", "2020")):
            with pytest.raises(AssertionError, match="checked again"):
                check("table.tsv", *TERMS, *changed)
        Path("table.tsv").write_text(TABLE + TABLE, encoding="utf-8")
        with pytest.raises(AssertionError, match="checked again"):
            check("table.tsv", *TERMS)
    assert check("table.tsv", *TERMS).err == "4 errors\n"


def in_processes(folder: Path, *arguments: str) -> Sequence[object]:
    command = [sys.executable, "-m", "aligner", "check", "--no-cache", "--show", "info", *arguments]
    made = subprocess.run(command, capture_output=True, cwd=folder, env=ENVIRONMENT, check=False)
    return made.returncode, made.stdout, made.stderr


def test_the_number_of_processes_changes_nothing(check: Run, folder: Path) -> None:
    # Over a mebibyte, so that all processes share one file; in few beads.
    filling = "各地认真落实，" * 70
    rows = [TABLE.replace("。", f"，{filling}共{number}次。") for number in range(520)]
    Path("large.tsv").write_text("".join(rows), encoding="utf-8")
    Path("cut.tsv").write_text("".join(rows) + "only one column\n", encoding="utf-8")
    names = ("large.tsv", "table.tsv", "cut.tsv", "none.tsv", "zh.txt", "en.txt")
    # The rules over whole jobs may report the same again and again; they are not the point here.
    alone = in_processes(folder, *names, *TERMS, "--jobs", "1")
    assert alone[0] == 2
    assert isinstance(alone[1], bytes)
    assert alone[1].count(b"TERM002") > 1_000
    assert b"cut.tsv:" not in alone[1]  # a file is checked whole or not at all
    assert in_processes(folder, *names, *TERMS, "--jobs", "3") == alone


def test_progress_is_for_terminals(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "beads checked" not in check("table.tsv", *TERMS, "--no-cache").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert "3 beads checked" in check("table.tsv", *TERMS, "--no-cache").err
    assert "beads checked" not in check("table.tsv", *TERMS, "--no-cache", "--quiet").err
