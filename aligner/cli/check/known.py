"""The baseline of a run: which findings are new, and writing it anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from aligner.checks.baseline import Baseline, Compared, read_baseline, write_baseline
from aligner.cli.verbosity import note
from aligner.errors import InputError, UsageError
from aligner.findings import Finding
from aligner.output import check_destination
from aligner.report.xlsx import read_decisions


@dataclass(frozen=True, slots=True)
class Known:
    """What the user says of a baseline.

    Raises:
        UsageError: options that need others.
    """

    path: Path | None
    update: bool = False
    decisions: Path | None = None  # a table of findings in which a person has filled in the status

    def __post_init__(self) -> None:
        """Check that the options fit together, before any work."""
        if self.update and self.path is None:
            raise UsageError("--update-baseline without baseline", way_out="add --baseline FILE")
        if self.decisions and not self.update:
            raise UsageError("--decisions without --update-baseline", way_out="add it")
        if self.update and self.path:
            check_destination(self.path)

    def compare(self, findings: tuple[Finding, ...], ran: frozenset[str] | None) -> Compared:
        """Tell new findings from known ones, and say what is known and what is fixed.

        Raises:
            InputError: the baseline, or the table of decisions, cannot be read.
        """
        if self.path is None:
            return Compared(findings, (), ())
        is_first = self.update and not self.path.exists()
        baseline = Baseline() if is_first else read_baseline(self.path)
        if self.update:
            baseline = self._updated(baseline, findings, ran)
            write_baseline(baseline, self.path)
            count = sum(entry.count for entry in baseline.entries)
            note(f"{self.path}: findings accepted: {count}")
        compared = baseline.compare(findings, ran)
        if compared.known and not self.update:
            note(f"in the baseline: {len(compared.known)}")
        if fixed := sum(entry.count for entry in compared.fixed):
            note(f"in the baseline, but no longer found: {fixed}; --update-baseline drops them")
        return compared

    def _updated(
        self, baseline: Baseline, findings: tuple[Finding, ...], ran: frozenset[str] | None
    ) -> Baseline:
        if self.decisions is None:
            return baseline.updated(findings, ran)
        return baseline.decided(read_decisions(self.decisions), findings)


def refuse_partial(known: Known, failed: int) -> None:
    """Fail where a baseline would be written of a part of the files only.

    Raises:
        InputError: some files could not be checked.
    """
    if known.update and failed:
        raise InputError(
            "baseline not updated: some files could not be checked",
            place=str(known.path),
            way_out="mend them, or leave them out",
        )
