"""Where findings go: the one place in which a report is chosen."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.checks.baseline import Entry
from aligner.checks.selection import FAILED, nearest
from aligner.checks.table import OWN, RULES
from aligner.cli.colour import wants_colour
from aligner.cli.verbosity import note
from aligner.errors import UsageError
from aligner.findings import SEVERITIES, Finding, Severity
from aligner.output import Output, check_destination

REPORTS = ("text", "json")


@dataclass(frozen=True, slots=True)
class Delivery:
    """How findings are shown.

    Raises:
        UsageError: unknown format.
        OutputError: the file cannot be written.
    """

    form: str = "text"
    output: Path | None = None
    show: Severity = "warning"  # the least that is shown
    statistics: bool = False  # counts in place of findings

    def __post_init__(self) -> None:
        """Fail before the work rather than after it."""
        if self.form not in REPORTS:
            raise UsageError(
                f"unknown format {self.form!r}", way_out=f"choose from {', '.join(REPORTS)}"
            )
        if self.output is not None:
            check_destination(self.output)

    def refuse_inputs(self, paths: Iterable[Path]) -> None:
        """Fail where the output would overwrite something that is read.

        Raises:
            UsageError: it would.
        """
        if self.output is not None:
            real = os.path.realpath(self.output)
            if any(os.path.realpath(path) == real for path in paths):
                raise UsageError("would overwrite an input", place=str(self.output))

    def deliver(self, findings: Sequence[Finding], fixed: Sequence[Entry]) -> None:
        """Write the findings, and say how many they are."""
        from aligner.report.findings import finding_summary

        least = SEVERITIES.index(self.show)
        shown = [one for one in findings if SEVERITIES.index(one.severity) <= least]
        lines = statistics(shown, fixed) if self.statistics else self._report(shown)
        text = "".join(f"{line}\n" for line in lines)
        if self.output is None:
            print(text, end="")
        else:
            with Output(self.output) as output:
                output.part().write(text.encode(errors="replace"))
        note(finding_summary(shown))

    def _report(self, findings: Sequence[Finding]) -> Iterator[str]:
        from aligner.report.findings import finding_lines, findings_json

        if self.form == "json":
            yield findings_json(findings)
        else:
            colour = self.output is None and wants_colour(sys.stdout)
            yield from finding_lines(findings, colour)


def statistics(findings: Sequence[Finding], fixed: Sequence[Entry]) -> Iterator[str]:
    """Yield the counts of findings by rule, the most first, then what of the baseline is fixed."""
    counts = Counter((finding.code, finding.name) for finding in findings)
    for (code, name), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count}\t{code}\t{name}"
    gone = Counter[str]()
    for entry in fixed:
        gone[entry.code or "-"] += entry.count
    for code, count in sorted(gone.items()):
        yield f"-{count}\t{code}\tno longer in the texts, still in the baseline"


def explanation(code: str) -> str:
    """Return the manual page of a rule.

    Raises:
        UsageError: there is no such rule.
    """
    known = RULES | OWN
    if code.upper() not in known:
        raise UsageError(f"unknown code {code}", way_out=f"the nearest is {nearest(code)}")
    entry = known[code.upper()]
    page = entry.load().__doc__ or ""
    return f"{code.upper()} {entry.name} ({entry.severity})\n\n{page.strip()}"


def has_failed(findings: Sequence[Finding]) -> bool:
    """Tell whether a rule failed on a bead: the result is not complete."""
    return any(finding.code == FAILED for finding in findings)
