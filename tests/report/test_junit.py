"""Findings as JUnit's XML and as Markdown."""

from __future__ import annotations

from lxml import etree

from aligner.report.base import Look, Run
from aligner.report.junit import junit_report
from aligner.report.markdown import markdown, markdown_report
from tests.report.samples import ALL, RUN, forbidden, harmful


def suites(report: bytes) -> etree._Element:
    return etree.fromstring(report)


def test_a_suite_a_file_and_a_case_a_finding() -> None:
    root = suites(junit_report(ALL, RUN, Look()))
    assert [suite.get("name") for suite in root][:3] == list(RUN.files)
    assert [len(suite) for suite in root] == [2, 1, 1, 1]
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
    assert (root.get("tests"), root.get("failures")) == ("5", "3")


def test_errors_and_warnings_fail_and_hints_do_not() -> None:
    root = suites(junit_report(ALL, RUN, Look()))
    assert [f.get("type") for f in root.iter("failure")] == ["error", "warning", "error"]
    (hint,) = root.iter("system-out")
    assert "INTERNAL001" in (hint.text or "")
    (clean,) = root.findall("testsuite[@name='clean.txt']/testcase")
    assert len(clean) == 0


def test_a_failure_says_it_all() -> None:
    (failure,) = suites(junit_report([forbidden()], Run("1", (), 1), Look())).iter("failure")
    assert failure.get("message") == "一带一路 must not be “One Belt One Road”"
    assert (failure.text or "").splitlines()[0] == str(forbidden())
    assert "我们继续推进" in (failure.text or "")


def test_markdown_tables_are_straight() -> None:
    lines = markdown_report(ALL, RUN, Look()).decode().splitlines()
    assert lines[0] == "**2 errors, 1 warning, 1 info · 140 beads**"
    for first, columns in ((2, 3), (8, 6)):
        rows = lines[first : lines.index("", first)] if columns == 3 else lines[first:]
        for row in rows:
            assert row.replace("\\|", "").count("|") == columns + 1
    assert "<b>One Belt One Road</b>" in lines[10]


def test_markdown_holds_no_markup_of_texts() -> None:
    text = markdown_report([harmful()], RUN, Look()).decode()
    assert "]]&gt;&amp;&lt;" in text.replace("\\", "")
    assert text.replace("<b>", "").replace("</b>", "").count("<") == 0
    assert markdown("`a` | [b](c)") == "\\`a\\` \\| \\[b\\](c)"


def test_markdown_of_nothing_is_one_line() -> None:
    assert markdown_report((), RUN, Look()).decode() == "**nothing found · 140 beads**\n"
