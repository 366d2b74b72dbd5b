"""Findings as JSON for programs: one document, or a line a finding.

``docs/findings.schema.json`` describes both. Beads and offsets count from 0, offsets in code
points; lines and columns from 1, as editors do. Messages are in English whatever the interface.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from aligner.findings import Finding
from aligner.report.base import Look, Run

SCHEMA = 1


def json_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return ``{"schema", "version", "findings": […], "files": […], "beads"}``.

    A finding stands on a line: indenting each of its fields takes five times the time.
    """
    head = {"schema": SCHEMA, "version": run.version}
    tail = {"files": list(run.files), "beads": run.beads}
    lines = b",\n".join(encoded(record(finding)).rstrip(b"\n") for finding in findings)
    # An object each: the brackets between them are left out.
    return b'%s,\n"findings": [\n%s\n],\n%s' % (encoded(head)[:-2], lines, encoded(tail)[1:])


def jsonl_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return a line a finding."""
    return b"".join(encoded(record(finding)) for finding in findings)


def encoded(document: object) -> bytes:
    """Return a document as a line of a file."""
    import msgspec  # here: commands that report nothing need none of its 20 ms

    try:
        # With a blank behind commas and colons, for those who read it.
        return msgspec.json.format(msgspec.json.encode(document), indent=0) + b"\n"
    except UnicodeEncodeError:
        # Names of files may hold lone surrogates, for bytes that are no UTF-8: "\udcff" is JSON.
        line = json.dumps(document, ensure_ascii=False) + "\n"
        return line.encode("utf-8", "backslashreplace")


def record(finding: Finding) -> dict[str, object]:
    """Return a finding as the schema describes it."""
    passage = finding.passage
    last = passage.last if passage else None
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "category": finding.category,
        "bead": finding.context.bead if finding.context else None,
        "file": finding.file,
        "part": finding.place.part,
        "line": finding.place.line,
        "column": finding.place.column,
        "end_line": last.line if last else None,
        "end_column": last.column + 1 if last else None,
        **_sides(finding),
        "message": finding.message,
        "way_out": finding.way_out,
        "suggestion": finding.suggestion,
        "glossary": finding.glossary,
        "probability": finding.context.probability if finding.context else None,
        "unit": finding.context.unit if finding.context else "",
        "fixable": finding.is_fixable,
    }


def _sides(finding: Finding) -> dict[str, object]:
    if finding.context is None:
        return dict.fromkeys(_SIDE_FIELDS)
    source, target = finding.context.source, finding.context.target
    values = (
        *(source.text, target.text),
        *(source.file, source.place.part, source.place.line, source.place.column),
        *(source.start, source.end, target.start, target.end),
    )
    return dict(zip(_SIDE_FIELDS, values, strict=True))


_SIDE_FIELDS = (
    *("source", "target"),
    *("source_file", "source_part", "source_line", "source_column"),
    *("source_start", "source_end", "target_start", "target_end"),
)
