"""Findings as a person reads them in a terminal: a line, both texts, what to write instead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.findings import Finding
from aligner.messages import translate
from aligner.report.base import Look, Run
from aligner.report.findings import finding_lines
from aligner.report.snippet import snippet
from aligner.report.terminal import printable


def text_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return the findings, those of a file together, an empty line behind each."""
    order = {file: number for number, file in reversed([*enumerate(f.file for f in findings)])}
    grouped = sorted(findings, key=lambda finding: order[finding.file])
    lines = (line for finding in grouped for line in (*_block(finding, look), ""))
    return "".join(f"{line}\n" for line in lines).encode()


def _block(finding: Finding, look: Look) -> Iterator[str]:
    yield from finding_lines([finding], look.colour)
    if finding.context is not None:
        yield from snippet(finding.context, look)
    if finding.suggestion:
        text = printable(_help(finding))
        label = translate("help:")
        yield f"  \x1b[1;32m{label}\x1b[0m {text}" if look.colour else f"  {label} {text}"


def _help(finding: Finding) -> str:
    marked = finding.context.target.marked if finding.context else ""
    if marked:
        return translate(f"“{finding.suggestion}” in place of “{marked}”")
    return f"“{finding.suggestion}”"
