"""A bitext with wrong terms, and the glossary that says so, for the tests of ``aligner check``."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from tests.cli.conftest import Result, Run

HOUSE = (
    "source\ttarget\tforbidden\n"
    "社区养老\tcommunity elderly care\tcommunity care {says not whom}\n"
    "市场运作\tmarket operation\tmarket operates\n"
)
TABLE = (
    "发展社区养老。\tDevelop community care.\n"
    "坚持市场运作。\tThe market operates.\n"
    "坚持市场运作。\tStick to market operation.\n"
)
CARE = (
    "error TERM002 社区养老 must not be “community care” (says not whom); "
    "write “community elderly care” [house.tsv:2]\n"
)
MARKET = (
    "error TERM002 市场运作 must not be “market operates”; write “market operation” [house.tsv:3]\n"
)
TERMS = ("-g", "house.tsv", "--select", "TERM002", "--format", "concise")


def check_in(folder: Path, run: Run) -> Run:
    """Return what runs the command in a folder, with the glossary and the bitext in it."""
    (folder / "house.tsv").write_text(HOUSE, encoding="utf-8")
    (folder / "table.tsv").write_text(TABLE, encoding="utf-8")

    def run_here(*arguments: str) -> Result:
        result = run("check", *arguments)
        # How much was checked is said in every summary.
        return replace(result, err=re.sub(r" · \d+ beads?\n", "\n", result.err))

    return run_here


def places(result: Result) -> list[str]:
    """Return the file of each finding."""
    return [line.split(":")[0] for line in result.out.splitlines()]
