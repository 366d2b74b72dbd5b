"""Findings as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from aligner.findings import SEVERITIES, Finding, Severity
from aligner.messages import translate
from aligner.report.terminal import printable

SCHEMA = 1
_COLOURS = {"error": "31", "warning": "33", "info": "36"}


def finding_lines(findings: Sequence[Finding], colour: bool = False) -> Iterator[str]:
    """Yield a line a finding: ``policy.tsv:14:1: GLOS102 message; way out``."""
    for finding in findings:
        code, place = finding.code, f"{finding.file}:{finding.place}:"
        if colour:
            code = f"\x1b[1;{_COLOURS[finding.severity]}m{code}\x1b[0m"
            place = f"\x1b[1m{place}\x1b[0m"
        message = translate(finding.message)
        if finding.way_out:
            message += translate("; ") + translate(finding.way_out)
        yield f"{place} {code} {printable(message)}"


def findings_json(findings: Sequence[Finding]) -> str:
    """Return the findings as JSON: ``{"schema": 1, "findings": [{"code", "name", …}]}``."""
    rows = [
        {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "file": finding.file,
            "part": finding.place.part,
            "line": finding.place.line,
            "column": finding.place.column,
            "message": finding.message,
            "way_out": finding.way_out,
            "fixable": finding.is_fixable,
        }
        for finding in findings
    ]
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1)


def finding_summary(findings: Sequence[Finding]) -> str:
    """Return the counts in one line: ``2 errors, 1 warning``."""
    counts = Counter(finding.severity for finding in findings)
    parts = [_counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    return ", ".join(parts) or translate("nothing found")


def _counted(count: int, severity: Severity) -> str:
    plural = severity if count == 1 or severity == "info" else severity + "s"
    return f"{count} {translate(plural)}"
