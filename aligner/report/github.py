"""Findings as workflow commands of GitHub Actions, which shows them beside the changed lines.

GitHub shows ten of a severity and step. Source: "Workflow commands for GitHub Actions", GitHub
Docs; the escapes are those of actions/toolkit, packages/core/src/command.ts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.findings import Finding
from aligner.report.base import Look, Run
from aligner.report.findings import said

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_PROPERTY = _DATA | {ord(":"): "%3A", ord(","): "%2C"}


def github_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return ``::error file=…,line=…,col=…,title=CODE name::message`` for each finding."""
    return "".join(map(_command, findings)).encode("utf-8", "replace")


def _command(finding: Finding) -> str:
    properties = ",".join(
        f"{name}={str(value).translate(_PROPERTY)}" for name, value in _properties(finding)
    )
    message = said(finding)
    if finding.place.part:
        message = f"{finding.place}: {message}"
    return f"::{_COMMANDS[finding.severity]} {properties}::{message.translate(_DATA)}\n"


def _properties(finding: Finding) -> Iterator[tuple[str, object]]:
    yield "file", finding.file
    if not finding.place.part:  # otherwise lines are not those of the file
        yield "line", finding.place.line
        last = finding.passage.last if finding.passage else None
        if last is not None:
            yield "endLine", last.line
        yield "col", finding.place.column
        # GitHub takes columns at both ends only of what stands in one line.
        if last is not None and last.line == finding.place.line:
            yield "endColumn", last.column + 1
    yield "title", f"{finding.code} {finding.name}"
