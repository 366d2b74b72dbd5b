"""Findings as Markdown tables, for descriptions of changes and the summaries of build servers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from aligner.findings import Finding, Passage
from aligner.messages import translate
from aligner.report.base import Look, Run
from aligner.report.findings import run_summary, said
from aligner.report.snippet import excerpt
from aligner.report.statistics import counts
from aligner.report.terminal import printable

_SPECIAL = re.compile(r"[\\`*_\[\]|~]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_LONGEST = 160  # columns of a text in a cell


def markdown_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return the counts, then the findings, as tables."""
    lines = [f"**{markdown(run_summary(findings, run))}**"]
    if findings:
        lines += ["", *_summary(findings), "", *_table(findings)]
    return "".join(f"{line}\n" for line in lines).encode()


def markdown(text: str) -> str:
    r"""Return a text as it stands in a cell.

    >>> markdown("a|b <i> R&D *x*")
    'a\\|b &lt;i&gt; R&amp;D \\*x\\*'
    """
    return _SPECIAL.sub(r"\\\g<0>", printable(text).translate(_ENTITIES))


def _summary(findings: Sequence[Finding]) -> Iterator[str]:
    yield _row(*(translate(title) for title in ("rule", "severity", "findings")))
    yield "| --- | --- | ---: |"
    for count in counts(findings):
        rule = markdown(f"{count.code} {count.name}")
        yield _row(rule, markdown(translate(count.severity)), str(count.findings))


def _table(findings: Sequence[Finding]) -> Iterator[str]:
    titles = ("place", "severity", "rule", "message", "source", "target")
    yield _row(*(translate(title) for title in titles))
    yield "|" + " --- |" * len(titles)
    for finding in findings:
        context = finding.context
        sides = (context.source, context.target) if context else ()
        yield _row(
            markdown(f"{finding.file}:{finding.place}"),
            markdown(translate(finding.severity)),
            markdown(f"{finding.code} {finding.name}"),
            markdown(said(finding)),
            *(_passage(side) for side in sides),
            *("" for _ in range(2 - len(sides))),
        )


def _passage(passage: Passage) -> str:
    """Return a text with what is marked in bold; tags, because ** needs spaces around words."""
    shown = excerpt(printable(passage.text), passage.start, passage.end, _LONGEST)
    before, marked, after = (
        markdown(shown.text[part])
        for part in (
            slice(0, shown.start),
            slice(shown.start, shown.end),
            slice(shown.end, None),
        )
    )
    return f"{before}<b>{marked}</b>{after}" if marked else before + after


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
