"""A glossary's own tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import AlignerError
from aligner.glossary.pairs import TermPair, pairs_path, read_pairs, run_pairs
from tests.glossary.made import NEW_FORCES, OLD_COMMUNITY, ROAD, glossary

GOOD, BAD = "New quality productive forces.", "New productivity."


@pytest.mark.parametrize(
    ("expect", "source", "target", "passed"),
    [
        ("pass", "新质生产力", GOOD, True),
        ("pass", "新质生产力", BAD, False),
        ("pass", "生产", GOOD, False),  # the term is not there at all
        ("fail", "新质生产力", BAD, True),
        ("fail", "新质生产力", GOOD, False),
        ("fail", "新质生产力和新质生产力", GOOD, True),
        ("fail", "生产", BAD, False),
        ("none", "生产", BAD, True),
        ("none", "新质生产力", GOOD, False),
        ("forbidden", "新质生产力", BAD, True),
        ("missing", "新质生产力", BAD, False),
        ("correct", "新质生产力", GOOD, True),
        ("variant", "新质生产力", GOOD, False),
        ("fail", "新质生产力", f"{GOOD} {BAD}", True),  # right once, and wrong beside it
    ],
)
def test_expectations(expect: str, source: str, target: str, passed: bool) -> None:
    pair = TermPair(expect, "新质生产力", source, target)
    (result,) = run_pairs(glossary(NEW_FORCES, ROAD), [pair])
    assert result.passed is passed


def test_pairs_have_dates() -> None:
    pair = TermPair("none", "命运共同体", "命运共同体", "x", "2020")
    (result,) = run_pairs(glossary(OLD_COMMUNITY), [pair])
    assert result.passed


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "made.pairs.tsv"
    path.write_text(
        "# made for the tests\nexpect\tterm\tsource\ttarget\tdate\tnote\n"
        "pass\t一带一路\t“一带一路”\tBelt and Road\n\n"
        "fail\t一带一路\t一带一路\tit\\tis\t2020-01\tx\n",
        encoding="utf-8",
    )
    assert read_pairs(path) == (
        TermPair("pass", "一带一路", "“一带一路”", "Belt and Road", line=3),
        TermPair("fail", "一带一路", "一带一路", "it\tis", "2020-01", "x", line=5),
    )
    assert pairs_path(tmp_path / "made.tsv") == path


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        ("", ":1", "no column 'expect'"),
        ("expect\tterm\tsource\n", ":1", "no column 'target'"),
        ("expect\tterm\tsource\ttarget\nmaybe\ta\tb\tc\n", ":2", "expects 'maybe'"),
        ("expect\tterm\tsource\ttarget\npass\ta\tb\tc\td\n", ":2", "5 cells"),
        ("expect\tterm\tsource\ttarget\tdate\npass\ta\tb\tc\t20-1\n", ":2", "'20-1' is no date"),
    ],
)
def test_bad_files(tmp_path: Path, content: str, place: str, problem: str) -> None:
    path = tmp_path / "bad.pairs.tsv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AlignerError) as caught:
        read_pairs(path)
    assert caught.value.place.endswith(place)
    assert caught.value.problem.startswith(problem)
