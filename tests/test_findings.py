"""What findings know of themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.document import Place
from aligner.findings import Finding, fingerprint
from tests.report.samples import failed, forbidden, omitted


def moved(finding: Finding) -> Finding:
    """Return the same finding elsewhere, with other words."""
    assert finding.context is not None
    source, target = finding.context.source, finding.context.target
    context = replace(
        finding.context,
        bead=90,
        source=replace(source, file="z", place=Place(9, 9), text=source.text + " "),
        target=replace(target, file="z", place=Place(9, 9)),
    )
    return replace(finding, file="z", place=Place(9, 9), message="other", context=context)


def test_a_fingerprint_survives_what_is_not_the_text() -> None:
    assert fingerprint(moved(forbidden())) == fingerprint(forbidden())
    assert len(fingerprint(forbidden())) == 16
    assert int(fingerprint(failed()), 16) >= 0


@pytest.mark.parametrize(
    "change", [{"text": "Something else entirely, of some length."}, {"start": 0, "end": 3}]
)
def test_a_fingerprint_is_of_text_and_mark(change: dict[str, object]) -> None:
    finding = forbidden()
    assert finding.context is not None
    target = replace(finding.context.target, **change)  # type: ignore[arg-type] # few kinds
    other = replace(finding, context=replace(finding.context, target=target))
    assert fingerprint(other) != fingerprint(finding)
    assert fingerprint(replace(finding, code="TERM001")) != fingerprint(finding)


def test_without_bead_the_message_counts() -> None:
    assert fingerprint(replace(failed(), message="other")) != fingerprint(failed())
    assert fingerprint(replace(failed(), file="other")) != fingerprint(failed())
    assert fingerprint(replace(failed(), place=Place(1, 1))) == fingerprint(failed())


def test_the_side_that_a_finding_stands_in() -> None:
    finding = forbidden()
    assert finding.context is not None
    assert finding.passage is finding.context.target
    assert failed().passage is None
    assert finding.context.target.is_exact


def test_an_empty_side_is_no_place_to_stand() -> None:
    finding = omitted()
    assert finding.context is not None
    source = replace(finding.context.source, place=finding.context.target.place)
    context = replace(finding.context, source=source)
    assert replace(finding, place=source.place, context=context).passage is source
