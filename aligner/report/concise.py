"""A line a finding, as compilers write them."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.findings import Finding
from aligner.report.base import Look, Run
from aligner.report.findings import finding_lines


def concise_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return ``file:line:column: error CODE message; way out [glossary line]`` for each."""
    lines = finding_lines(findings, look.colour)
    return "".join(f"{line}\n" for line in lines).encode()
