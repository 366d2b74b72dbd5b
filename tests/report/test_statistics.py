"""Counts of findings."""

from __future__ import annotations

from aligner.messages import set_interface
from aligner.report.base import Run
from aligner.report.findings import run_summary
from aligner.report.statistics import counts, statistics_lines
from tests.report.samples import RUN, failed, forbidden, omitted


def test_the_table() -> None:
    findings = [failed(), omitted(), omitted(), forbidden()]
    assert list(statistics_lines(findings, RUN)) == [
        "rule                         severity  findings  per 1,000 beads",
        "TERM002      forbidden-term  error            1             7.14",
        "FULL001      omitted         warning          2            14.29",
        "INTERNAL001  rule-failed     info             1             7.14",
        "all                                           4            28.57",
    ]


def test_the_most_frequent_of_a_severity_comes_first() -> None:
    listed = counts([failed(), omitted(), forbidden(), failed()])
    assert [(count.severity, count.findings) for count in listed] == [
        *(("error", 1), ("warning", 1), ("info", 2)),
    ]


def test_no_rate_without_beads() -> None:
    assert list(statistics_lines([], Run("1", (), 0)))[-1].split() == ["all", "0", "—"]


def test_summary() -> None:
    assert run_summary([forbidden(), omitted()], RUN) == "1 error, 1 warning · 140 beads"
    assert run_summary([], Run("1", (), 1)) == "nothing found · 1 bead"
    assert run_summary([], Run("1", (), 12_000)) == "nothing found · 12,000 beads"


def test_summary_in_chinese() -> None:
    set_interface("zh")
    try:
        found = [forbidden(), forbidden(), omitted()]
        assert run_summary(found, RUN) == "2 个错误，1 个警告 · 140 个句对"
    finally:
        set_interface("en")
