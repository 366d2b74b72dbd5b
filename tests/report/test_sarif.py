"""Findings as SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from aligner.checks.table import RULES
from aligner.document import Place
from aligner.findings import Finding, Passage, fingerprint
from aligner.report.base import Look, Run
from aligner.report.sarif import sarif_report
from tests.report.samples import ALL, RUN, failed, forbidden, omitted
from tests.report.sarif_schema import SARIF
from tests.report.schemas import violations


def run_of(findings: Sequence[Finding], run: Run = RUN) -> dict[str, Any]:
    (one,) = json.loads(sarif_report(findings, run, Look()))["runs"]
    return dict(one)


@pytest.mark.parametrize("findings", [ALL, ()], ids=["all", "none"])
def test_it_is_valid(findings: Sequence[Finding]) -> None:
    document = json.loads(sarif_report(findings, RUN, Look()))
    assert violations(document, SARIF, SARIF) == []


def test_the_rules_can_be_broken() -> None:
    document = json.loads(sarif_report(ALL, RUN, Look()))
    result = document["runs"][0]["results"][0]
    result["level"] = "info"
    result["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    result["fixes"][0]["artifactChanges"][0]["replacements"] = []
    result["file"] = "a.txt"
    del document["version"]
    assert len(violations(document, SARIF, SARIF)) == 5


def test_every_rule_is_described() -> None:
    rules = run_of(ALL)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [
        *RULES,
        *sorted({finding.code for finding in ALL} - RULES.keys()),
    ]
    (term,) = (rule for rule in rules if rule["id"] == "TERM002")
    assert term["shortDescription"]["text"].endswith(".")
    assert "Bad:" in term["help"]["text"]
    assert "```text\nBad:" in term["help"]["markdown"]
    for result in run_of(ALL)["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_a_result() -> None:
    (result,) = run_of([forbidden()])["results"]
    region = {"startLine": 3, "startColumn": 24, "endLine": 3, "endColumn": 41}
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "a.en.txt"},
        "region": region,
    }
    (source,) = result["relatedLocations"]
    assert source["physicalLocation"]["region"]["startColumn"] == 7
    (change,) = result["fixes"][0]["artifactChanges"]
    (replacement,) = change["replacements"]
    assert replacement == {"deletedRegion": region, "insertedContent": {"text": "Belt and Road"}}
    assert result["properties"]["category"] == "terminology/wrong-term"
    assert result["partialFingerprints"] == {"aligner/v1": fingerprint(forbidden())}
    assert [r["level"] for r in run_of(ALL)["results"]] == ["error", "warning", "note", "error"]


def test_a_finding_in_the_source_has_it_once() -> None:
    (result,) = run_of([omitted()])["results"]
    assert "relatedLocations" not in result


def test_lines_of_a_part_are_not_those_of_the_file() -> None:
    (result,) = run_of([failed()])["results"]
    (location,) = result["locations"]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "a.en.txt"}}
    assert location["logicalLocations"] == [{"fullyQualifiedName": "page 2:4:2"}]
    assert "{{0}}" in result["message"]["text"]  # otherwise it would be a placeholder


def _with_target(**changes: object) -> Finding:
    finding = forbidden()
    assert finding.context is not None
    target: Passage = replace(finding.context.target, **changes)  # type: ignore[arg-type] # few kinds
    return replace(finding, context=replace(finding.context, target=target))


@pytest.mark.parametrize(
    "finding",
    [
        _with_target(last=None),
        _with_target(last=Place(4, 8)),  # over two lines of the file
        _with_target(last=Place(3, 42)),  # the file has a character more
        _with_target(file="a.docx"),
        _with_target(end=0, start=0),
        replace(forbidden(), suggestion=""),
    ],
    ids=["no end", "two lines", "longer", "no text file", "nothing marked", "no suggestion"],
)
def test_no_fix_where_the_place_is_not_exact(finding: Finding) -> None:
    (result,) = run_of([finding])["results"]
    assert "fixes" not in result


def test_names_of_files_become_uris() -> None:
    files = ("/tmp/a b.txt", "报告.txt", "c:d%.txt", "e\\f.txt")
    artifacts = run_of((), Run("1", files, 0))["artifacts"]
    assert [artifact["location"]["uri"] for artifact in artifacts] == [
        "file:///tmp/a%20b.txt",
        "%E6%8A%A5%E5%91%8A.txt",
        "c%3Ad%25.txt",
        "e/f.txt",
    ]
