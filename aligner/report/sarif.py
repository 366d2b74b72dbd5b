"""Findings as SARIF, which code hosts and editors show as the findings of an analyser.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, errata 01, 2023.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from aligner.checks.table import RULES, RuleEntry
from aligner.document import Place
from aligner.findings import Finding, Passage, fingerprint
from aligner.report.base import Look, Run
from aligner.report.json import encoded
from aligner.report.rules import page_markdown, page_text, summary_line

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
# Files in which a column is a character, and a character stands for itself.
_PLAIN = (".txt", ".text", ".md", ".markdown")
_Object = dict[str, object]


def sarif_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return one run with all rules and the findings as its results."""
    others = {f.code: f.name for f in findings if f.code not in RULES}  # INTERNAL001
    rules = [_rule(code, entry) for code, entry in RULES.items()]
    rules += [{"id": code, "name": others[code]} for code in sorted(others)]
    indices = {str(rule["id"]): index for index, rule in enumerate(rules)}
    driver: _Object = {"name": "aligner", "version": run.version, "rules": rules}
    one: _Object = {
        "tool": {"driver": driver},
        "artifacts": [{"location": _artifact(file)} for file in dict.fromkeys(run.files)],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, indices[finding.code]) for finding in findings],
        "properties": {"beads": run.beads},
    }
    return encoded({"$schema": _SCHEMA, "version": "2.1.0", "runs": [one]}, indent=1)


def _rule(code: str, entry: RuleEntry) -> _Object:
    return {
        "id": code,
        "name": entry.name,
        "shortDescription": {"text": summary_line(entry)},
        "help": {"text": page_text(entry), "markdown": page_markdown(entry)},
        "defaultConfiguration": {"level": _LEVELS[entry.severity]},
        "properties": {"category": entry.category, "tags": ["translation", entry.category]},
    }


def _result(finding: Finding, rule_index: int) -> _Object:
    message = f"{finding.message}; {finding.way_out}" if finding.way_out else finding.message
    result: _Object = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(finding.file, finding.place, finding.passage)],
        "partialFingerprints": {"aligner/v1": fingerprint(finding)},
    }
    if finding.context is not None and finding.context.source is not finding.passage:
        source = finding.context.source
        related = _location(source.file, source.place, source)
        result["relatedLocations"] = [{"id": 0, "message": {"text": "the source"}, **related}]
    if fix := _fix(finding):
        result["fixes"] = [fix]
    if properties := _properties(finding):
        result["properties"] = properties
    return result


def _location(file: str, place: Place, passage: Passage | None) -> _Object:
    """Return a place; as the name of a part of the file where lines are not those of the file."""
    physical: _Object = {"artifactLocation": _artifact(file)}
    if place.part:
        name = {"fullyQualifiedName": str(place)}
        return {"physicalLocation": physical, "logicalLocations": [name]}
    return {"physicalLocation": {**physical, "region": _region(place, passage)}}


def _region(place: Place, passage: Passage | None) -> _Object:
    region: _Object = {"startLine": place.line, "startColumn": place.column}
    last = passage.last if passage else None
    # A mark over two parts of a file has no end that goes with its beginning.
    if last and last.part == place.part and (last.line, last.column) >= (place.line, place.column):
        region |= {"endLine": last.line, "endColumn": last.column + 1}
    return region


def _fix(finding: Finding) -> _Object | None:
    """Return the suggestion as a change of the file, where it is known to the character."""
    target = finding.context.target if finding.context else None
    if not (target and finding.suggestion and target.is_exact) or target.place.part:
        return None
    if PurePath(target.file).suffix.lower() not in _PLAIN:
        return None
    replacement = {
        "deletedRegion": _region(target.place, target),
        "insertedContent": {"text": finding.suggestion},
    }
    change = {"artifactLocation": _artifact(target.file), "replacements": [replacement]}
    text = f"“{finding.suggestion}” in place of “{target.marked}”"
    return {"description": {"text": text}, "artifactChanges": [change]}


def _properties(finding: Finding) -> _Object:
    """Return what SARIF has no words for."""
    context = finding.context
    properties: _Object = {"category": finding.category, "glossary": finding.glossary}
    if context is not None:
        properties |= {"bead": context.bead, "unit": context.unit}
        properties |= {"source": context.source.text, "target": context.target.text}
        properties["probability"] = context.probability
    return {name: value for name, value in properties.items() if value not in ("", None)}


def _artifact(file: str) -> _Object:
    """Return the URI of a file, relative where the user named it so."""
    path = quote(file.replace("\\", "/").encode("utf-8", "surrogateescape"), safe="/")
    return {"uri": f"file://{path}" if path.startswith("/") else path}
