"""Findings as JUnit's XML, which build servers show as failed tests.

A file is a test suite, a finding a test case: errors and warnings fail it, hints do not. A file
without findings is one case that passes. Source: the schema of Jenkins' xUnit plug-in (junit-10).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from aligner.findings import Finding
from aligner.formats.base import Written
from aligner.formats.markup import clean, escape, quote
from aligner.report.base import Look, Run


def junit_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return a document with a suite for each file, in the order of the files."""
    by_file: dict[str, list[Finding]] = defaultdict(list)
    for file in run.files:
        by_file[file] = []
    for finding in findings:
        by_file[finding.file].append(finding)
    suites = [line for file, found in by_file.items() for line in _suite(file, found)]
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="aligner check" {_counts(list(findings), len(by_file))}>',
        *suites,
        "</testsuites>",
    ]
    return "".join(f"{line}\n" for line in lines).encode()


def _suite(file: str, findings: list[Finding]) -> Iterator[str]:
    name = _attribute(file)
    yield f"<testsuite name={name} {_counts(findings, 1)}>"
    if not findings:
        yield f'<testcase classname={name} name="aligner check"/>'
    for finding in findings:
        title = _attribute(f"{finding.code} {finding.name} {finding.place}")
        yield f"<testcase classname={name} name={title}>"
        yield _outcome(finding)
        yield "</testcase>"
    yield "</testsuite>"


def _counts(findings: list[Finding], files: int) -> str:
    """Return the attributes; a file without findings has one case."""
    tests = len(findings) + files - len({finding.file for finding in findings})
    failures = sum(finding.severity != "info" for finding in findings)
    return f'tests="{tests}" failures="{failures}" errors="0"'


def _outcome(finding: Finding) -> str:
    lines = [str(finding)]
    if finding.context:
        lines += [finding.context.source.text, finding.context.target.text]
    content = escape(clean("\n".join(lines), Written()))
    if finding.severity == "info":
        return f"<system-out>{content}</system-out>"
    message = _attribute(finding.message)
    return f'<failure type="{finding.severity}" message={message}>{content}</failure>'


def _attribute(text: str) -> str:
    return quote(clean(text, Written()))
