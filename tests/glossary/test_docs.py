"""The page on glossaries says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from aligner.glossary.cells import NAMES
from aligner.glossary.lint import RULES
from aligner.glossary.pairs import EXPECTATIONS

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text(encoding="utf-8")


def test_every_rule_is_listed_as_it_is() -> None:
    rows = re.findall(r"^\| (GLOS\d+) \| (\S+) \| ([a-z]+)(, `--fix`)? \|", PAGE, re.M)
    listed = {code: (name, severity, bool(fix)) for code, name, severity, fix in rows}
    assert listed == {code: tuple(rule) for code, rule in RULES.items()}


def test_every_column_and_expectation_is_explained() -> None:
    for name in (*NAMES, *EXPECTATIONS):
        assert f"`{name}`" in PAGE, name
