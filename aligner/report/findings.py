"""Findings as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

from aligner.findings import SEVERITIES, Finding, Severity
from aligner.messages import translate
from aligner.report.base import Run
from aligner.report.json import SCHEMA, record
from aligner.report.terminal import printable

COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "info": "36"}


def finding_lines(findings: Sequence[Finding], colour: bool = False) -> Iterator[str]:
    """Yield a line a finding: ``policy.tsv:14:1: error GLOS102 message; way out``."""
    for finding in findings:
        kind = f"{translate(finding.severity)} {finding.code}"
        place = printable(f"{finding.file}:{finding.place}:")
        if colour:
            kind = f"\x1b[1;{COLOURS[finding.severity]}m{kind}\x1b[0m"
            place = f"\x1b[1m{place}\x1b[0m"
        line = f"{place} {kind} {printable(said(finding))}"
        yield f"{line} [{printable(finding.glossary)}]" if finding.glossary else line


def said(finding: Finding) -> str:
    """Return message and way out in the user's language."""
    message = translate(finding.message)
    if finding.way_out:
        message += translate("; ") + translate(finding.way_out)
    return message


def findings_json(findings: Sequence[Finding]) -> str:
    """Return findings that are about no beads as the JSON report does, without files and beads."""
    rows = [record(finding) for finding in findings]
    return json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1)


def finding_summary(findings: Sequence[Finding]) -> str:
    """Return the counts in one line: ``2 errors, 1 warning``."""
    counts = Counter(finding.severity for finding in findings)
    parts = [_counted(counts[severity], severity) for severity in SEVERITIES if counts[severity]]
    return translate(", ").join(parts) or translate("nothing found")


def _counted(count: int, severity: Severity) -> str:
    plural = severity if count == 1 or severity == "info" else severity + "s"
    return translate(f"{count:,} {plural}")


def run_summary(findings: Sequence[Finding], run: Run) -> str:
    """Return what was found in how much: ``2 errors, 1 warning · 140 beads``."""
    beads = translate("1 bead" if run.beads == 1 else f"{run.beads:,} beads")
    return f"{finding_summary(findings)} · {beads}"
