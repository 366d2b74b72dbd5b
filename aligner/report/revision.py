"""A revision as a person reads it: what is changed, new and dropped, beside what it was."""

from __future__ import annotations

from collections.abc import Iterator

from aligner.bead import Bead
from aligner.messages import translate
from aligner.report.terminal import printable
from aligner.revision import Change, Revision
from aligner.revision.compare import KINDS

_MARKS = {"changed": "~", "new": "+", "dropped": "-", "moved": ">"}
_COLOURS = {"changed": "33", "new": "32", "dropped": "31", "moved": "36"}


def revision_summary(revision: Revision) -> str:
    """Return the counts in one line, such as ``140 unchanged, 3 changed, 1 new``."""
    counts = revision.counts
    parts = [f"{counts[kind]} {translate(kind)}" for kind in KINDS if counts[kind]]
    return ", ".join(parts) or translate("nothing on either side")


def render_revision(revision: Revision, colour: bool) -> Iterator[str]:
    """Yield the lines of a list of all changes; numbers count the new beads from 1."""
    number = 0
    for change in revision.changes:
        number += change.bead is not None
        if change.kind == "unchanged":
            continue
        label = f"{_MARKS[change.kind]} {translate(change.kind)}"
        place = f" {number}" if change.bead else ""
        if colour:
            label = f"\x1b[1;{_COLOURS[change.kind]}m{label}\x1b[0m"
        yield label + place
        yield from _sides(change)
        yield ""
    yield revision_summary(revision)


def _sides(change: Change) -> Iterator[str]:
    """Yield old and new texts, each once."""
    old, new = _texts(change.old), _texts(change.bead)
    for name, side in ((translate("source"), 0), (translate("target"), 1)):
        before = "" if change.kind == "moved" or old[side] == new[side] else old[side]
        if before:
            yield f"    {name} {translate('was')}: {before}"
        if new[side]:
            now = f" {translate('is')}" if before else ""
            yield f"    {name}{now}: {new[side]}"


def _texts(bead: Bead | None) -> tuple[str, str]:
    if bead is None:
        return "", ""
    source, target = (" ".join(s.text for s in side) for side in (bead.source, bead.target))
    return printable(source), printable(target)
