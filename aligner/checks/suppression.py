"""Comments in the notes of a bitext that silence findings: ``aligner: ignore[TERM002, NUM]``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.checks.base import Problem
from aligner.checks.rules import unused_ignore
from aligner.checks.selection import ALL, CODES, FAILED, covers, is_known, nearest, split
from aligner.findings import Finding

CODE = "IGNORE001"
_COMMENT = re.compile(r"\baligner\s*[:：]\s*ignore\b\s*(?:[\[［]([^\]］]*)[\]］])?", re.IGNORECASE)
_Bead = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Ignore:
    """The comments on a bead."""

    selectors: tuple[str, ...]  # what they silence: codes, families, ALL
    finding: Finding  # the one to report if they silence nothing, without message
    ran: frozenset[str] | None = None  # the rules that were run; None: all


def ignored(note: str) -> tuple[str, ...]:
    """Return what the comments in a note silence, in order; nothing without comment.

    >>> ignored("see minutes; aligner: ignore[term002, NUM]"), ignored("aligner: ignore")
    (('TERM002', 'NUM'), ('ALL',))
    """
    if "gner" not in note.lower():  # as nearly all; a search would cost more
        return ()
    found = (split([match[1]]) if match[1] else (ALL,) for match in _COMMENT.finditer(note))
    return tuple(dict.fromkeys(one for group in found for one in group))


def silence(findings: Iterable[Finding], ignores: Sequence[Ignore]) -> list[Finding]:
    """Return the findings that no comment silences, then those on comments that silence nothing.

    Args:
        findings: of the whole job.
        ignores: all comments of the job.
    """
    if not ignores:
        return list(findings)
    by_bead: dict[_Bead, set[str]] = defaultdict(set)  # the selectors
    used: dict[_Bead, set[str]] = defaultdict(set)
    for ignore in ignores:
        by_bead[_bead(ignore.finding)].update(ignore.selectors)
    left = []
    for finding in findings:
        bead = _bead(finding)
        hits = {one for one in by_bead.get(bead, ()) if covers(one, finding.code)}
        if not hits or finding.code == FAILED:
            left.append(finding)
        else:
            used[bead] |= hits
    left += [one for ignore in ignores for one in _unused(ignore, used[_bead(ignore.finding)])]
    return left


def _bead(finding: Finding) -> _Bead:
    """Return what tells a bead from all others of the job."""
    context = finding.context
    return (context.source.file, context.target.file, context.bead) if context else ("", "", -1)


def _unused(ignore: Ignore, used: set[str]) -> Iterator[Finding]:
    """Yield what is to be said of the comments on a bead."""
    if ignore.ran is not None and CODE not in ignore.ran:
        return
    for selector in ignore.selectors:
        if not is_known(selector):
            yield _said(ignore, unused_ignore.unknown(selector, nearest(selector)))
        elif selector not in used and _was_run(selector, ignore.ran):
            yield _said(ignore, unused_ignore.unused("" if selector == ALL else selector))


def _was_run(selector: str, ran: frozenset[str] | None) -> bool:
    """Tell whether all rules that a selector means were run: else it may be of use elsewhere."""
    return ran is None or all(code in ran for code in CODES if covers(selector, code))


def _said(ignore: Ignore, problem: Problem) -> Finding:
    return replace(ignore.finding, message=problem.message, way_out=problem.way_out)
