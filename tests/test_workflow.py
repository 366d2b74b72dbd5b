"""The example of a GitHub workflow: sound, and its commands run."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOW = ROOT / "examples" / "github-workflow.yml"
CONFIGURATION = '[check]\nglossaries = ["house.tsv"]\nselect = ["TERM002"]\n'
HOUSE = "source\ttarget\tforbidden\n社区养老\tcommunity elderly care\tcommunity care\n"


def steps() -> list[dict[str, Any]]:
    """Return the steps of the only job."""
    workflow = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    found: list[dict[str, Any]] = job["steps"]
    return found


def commands() -> list[str]:
    """Return the shell commands of the steps that have some."""
    return [step["run"] for step in steps() if "run" in step]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a folder like a repository with a mistake in a translation."""
    (tmp_path / "translations").mkdir()
    (tmp_path / "aligner.toml").write_text(CONFIGURATION, encoding="utf-8")
    (tmp_path / "house.tsv").write_text(HOUSE, encoding="utf-8")
    table = "发展社区养老。\tDevelop community care.\n"
    (tmp_path / "translations" / "report.tsv").write_text(table, encoding="utf-8")
    # `aligner` of this checkout, as the shell finds it.
    program = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m aligner "$@"\n'
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "aligner").write_text(program, encoding="utf-8")
    (tmp_path / "bin" / "aligner").chmod(0o755)
    return tmp_path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command as GitHub does."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": str(folder)}
    environment["XDG_CACHE_HOME"] = str(folder / ".cache")
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_every_step_does_something() -> None:
    assert all(("run" in step) != ("uses" in step) for step in steps())
    assert all("@v" in step["uses"] for step in steps() if "uses" in step)
    install, *checks = commands()
    assert install == "python -m pip install aligner"
    assert [command.split()[:2] for command in checks] == [["aligner", "check"]] * 2
    # What is uploaded is what was written.
    uploaded = [step["with"]["sarif_file"] for step in steps() if "sarif" in step.get("uses", "")]
    assert uploaded == [shlex.split(checks[1])[shlex.split(checks[1]).index("--output") + 1]]


def test_a_mistake_makes_the_check_fail_and_is_shown(repository: Path) -> None:
    made = run(commands()[1], repository)
    assert made.returncode == 1, made.stderr
    assert made.stdout.startswith("::error file=translations/report.tsv,line=1")


def test_the_findings_are_written_for_the_upload(repository: Path) -> None:
    made = run(commands()[2], repository)
    assert made.returncode == 0, made.stderr
    report = json.loads((repository / "findings.sarif").read_text(encoding="utf-8"))
    (result,) = report["runs"][0]["results"]
    assert (report["version"], result["ruleId"]) == ("2.1.0", "TERM002")
