"""Beads and checkers for the tests of rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.checks import Checker, Noted, Settings, conclude
from aligner.document import Sentence
from aligner.findings import Finding
from aligner.glossary.model import Glossary


def bead(source: str, target: str) -> Bead:
    """Return a bead of one sentence on each side."""
    return Bead(
        (Sentence(0, 0, len(source), source),) if source else (),
        (Sentence(0, 0, len(target), target),) if target else (),
    )


def findings(
    pairs: Iterable[tuple[str, str]], settings: Settings, origin: Origin, chunk: int = 1000
) -> list[Finding]:
    """Check Chinese and English texts in chunks, without terms."""
    beads = [bead(*pair) for pair in pairs]
    checker = Checker(Glossary("", ()), settings)
    found: list[Finding] = []
    noted: list[Noted] = []
    for first in range(0, len(beads), chunk):
        outcome = checker.check(beads[first : first + chunk], origin, first)
        found += outcome.findings
        noted += outcome.noted
    return [*found, *conclude(noted, settings)]


def codes(found: Sequence[Finding]) -> list[str]:
    """Return code and severity of each finding."""
    return [f"{one.code} {one.severity}" for one in found]
