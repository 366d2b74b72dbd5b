"""What reports of findings have in common, and the table of them.

A report is one module with a function of the protocol ``Report``, and one line in ``REPORTS``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol

from aligner.errors import UsageError
from aligner.findings import Finding


@dataclass(frozen=True, slots=True)
class Run:
    """What was checked. No times: the same input gives the same bytes."""

    version: str  # of the program
    files: tuple[str, ...]  # as the user named them, those without findings too
    beads: int  # in all of them


@dataclass(frozen=True, slots=True)
class Look:
    """How a terminal shows a report; files look the same everywhere."""

    width: int = 80  # columns
    colour: bool = False


class Report(Protocol):
    """A kind of report."""

    def __call__(self, findings: Sequence[Finding], run: Run, look: Look) -> bytes:
        """Return the report, complete with its last line end; findings in the order given.

        Raises:
            OutputError: the format cannot hold so many.
        """
        ...


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One line of the table: enough to choose a report without importing it."""

    suffixes: tuple[str, ...]
    attribute: str  # "module:attribute"

    def load(self) -> Report:
        """Import the report."""
        module, _, attribute = self.attribute.partition(":")
        report: Report = getattr(import_module(module), attribute)
        return report


REPORTS = {
    "text": ReportEntry((".txt",), "aligner.report.text:text_report"),
    "concise": ReportEntry((), "aligner.report.concise:concise_report"),
    "json": ReportEntry((".json",), "aligner.report.json:json_report"),
    "jsonl": ReportEntry((".jsonl",), "aligner.report.json:jsonl_report"),
    "sarif": ReportEntry((".sarif",), "aligner.report.sarif:sarif_report"),
    "github": ReportEntry((), "aligner.report.github:github_report"),
    "junit": ReportEntry((".xml",), "aligner.report.junit:junit_report"),
    "markdown": ReportEntry((".md",), "aligner.report.markdown:markdown_report"),
    "html": ReportEntry((".html", ".htm"), "aligner.report.html:html_report"),
    "xlsx": ReportEntry((".xlsx",), "aligner.report.xlsx:xlsx_report"),
}


def load_report(name: str) -> Report:
    """Import the report called ``name``.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in REPORTS:
        raise UsageError(f"unknown format {name!r}", way_out=f"choose from {', '.join(REPORTS)}")
    return REPORTS[name].load()


def report_for(path: Path) -> str | None:
    """Return the name of the report that a path's suffix stands for, if one does.

    >>> report_for(Path("findings.SARIF")), report_for(Path("findings.sarif.json"))
    ('sarif', 'sarif')
    """
    if path.name.lower().endswith(".sarif.json"):
        return "sarif"
    suffix = path.suffix.lower()
    return next((name for name, entry in REPORTS.items() if suffix in entry.suffixes), None)
