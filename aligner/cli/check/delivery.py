"""Where findings go: the one place in which a report is chosen."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.checks.baseline import Entry
from aligner.checks.configuration import FailOn
from aligner.checks.selection import FAILED
from aligner.cli.colour import wants_colour
from aligner.cli.verbosity import note
from aligner.errors import UsageError
from aligner.findings import SEVERITIES, Finding, Severity
from aligner.messages import translate
from aligner.output import Output, check_destination
from aligner.report.base import Look, Run, load_report, report_for

_BINARY = ("xlsx",)


@dataclass(frozen=True, slots=True)
class Delivery:
    """How findings are shown.

    Raises:
        UsageError: unknown format, or one that standard output cannot show.
        OutputError: the file cannot be written.
    """

    form: str | None = None  # None: by the suffix of the output, else text
    output: Path | None = None
    show: Severity = "warning"  # the least that is shown
    statistics: bool = False  # counts in place of findings

    def __post_init__(self) -> None:
        """Fail before the work rather than after it."""
        load_report(self.name)
        if self.output is not None:
            check_destination(self.output)
        elif self.name in _BINARY and sys.stdout.isatty():
            raise UsageError(f"{self.name} is nothing to look at here", way_out="add -o FILE")

    @property
    def name(self) -> str:
        """The name of the report."""
        return self.form or (report_for(self.output) if self.output else None) or "text"

    def deliver(self, findings: Sequence[Finding], run: Run, fixed: Sequence[Entry]) -> None:
        """Write the findings at or above the severity to show, and say how many they are."""
        from aligner.report.findings import run_summary

        least = SEVERITIES.index(self.show)
        shown = [one for one in findings if SEVERITIES.index(one.severity) <= least]
        if self.statistics:
            data = "".join(f"{line}\n" for line in _counts_of(shown, run, fixed)).encode()
        else:
            data = load_report(self.name)(shown, run, self._look())
        self._write(data)
        note(run_summary(shown, run))

    def _look(self) -> Look:
        if self.output is not None:
            return Look()
        return Look(shutil.get_terminal_size().columns, wants_colour(sys.stdout))

    def _write(self, data: bytes) -> None:
        if self.output is not None:
            with Output(self.output) as output:
                output.part().write(data)
        elif self.name in _BINARY and not self.statistics:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        else:
            print(data.decode(errors="replace"), end="")  # in the encoding of the console


def _counts_of(findings: Sequence[Finding], run: Run, fixed: Sequence[Entry]) -> Iterator[str]:
    """Yield the counts by rule, then those of the baseline that are no longer found."""
    from aligner.report.statistics import statistics_lines

    yield from statistics_lines(findings, run)
    gone = Counter[str]()
    for entry in fixed:
        gone[entry.code or "?"] += entry.count
    for code, count in sorted(gone.items()):
        yield translate(f"{code}: {count} in the baseline, but no longer found")


def has_failed(findings: Sequence[Finding]) -> bool:
    """Tell whether a rule failed on a bead: the result is not complete."""
    return any(finding.code == FAILED for finding in findings)


def counts(findings: Sequence[Finding], fail_on: FailOn) -> bool:
    """Tell whether there is a finding at or above a severity."""
    if fail_on == "never":
        return False
    worst = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in worst for finding in findings)


def least_shown(show: Severity, fail_on: FailOn) -> Severity:
    """Return the least severity to show: at least what makes the command fail."""
    return show if fail_on == "never" else max(show, fail_on, key=SEVERITIES.index)
