"""How many findings of which rule: the table of ``aligner check --statistics``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.findings import SEVERITIES, Finding, Severity
from aligner.messages import translate
from aligner.report.base import Run
from aligner.report.terminal import display_width, printable

_RIGHT = 3  # columns from here on are numbers


@dataclass(frozen=True, slots=True)
class Count:
    """How often a rule found something of one severity."""

    code: str
    name: str
    severity: Severity
    findings: int


def counts(findings: Sequence[Finding]) -> list[Count]:
    """Return the counts by rule and severity: errors first, then the most frequent."""
    found = Counter((finding.code, finding.name, finding.severity) for finding in findings)
    listed = [Count(*key, number) for key, number in found.items()]
    return sorted(listed, key=lambda c: (SEVERITIES.index(c.severity), -c.findings, c.code))


def statistics_lines(findings: Sequence[Finding], run: Run) -> Iterator[str]:
    """Yield the lines of a table: rule, severity, findings, findings per 1,000 beads."""
    titles = ("rule", "", "severity", "findings", "per 1,000 beads")
    rows = [[translate(title) for title in titles]]
    rows += [
        [count.code, count.name, translate(count.severity), *_numbers(count.findings, run)]
        for count in counts(findings)
    ]
    rows.append([translate("all"), "", "", *_numbers(len(findings), run)])
    rows = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (_cell(*cell) for cell in zip(row, widths, range(len(row)), strict=True))
        yield "  ".join(cells).rstrip()


def _numbers(findings: int, run: Run) -> tuple[str, str]:
    rate = f"{1000 * findings / run.beads:.2f}" if run.beads else "—"
    return str(findings), rate


def _cell(text: str, width: int, column: int) -> str:
    pad = " " * (width - display_width(text))
    return pad + text if column >= _RIGHT else text + pad
