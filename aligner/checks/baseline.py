"""A baseline: the findings that people have accepted, so that only new ones count.

A JSON file. Each entry names a finding by its fingerprint, made of the rule and both texts: it
holds wherever the bead moves, and no longer when one of the texts changes. ``count`` is how often
the same thing occurs; one more is new.

    {"schema": 1, "findings": [
      {"fingerprint": "90d1…", "code": "TERM002", "count": 1, "status": "accepted", "reason": ""}]}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from aligner.checks.selection import FAILED
from aligner.errors import FormatError, InputError
from aligner.findings import Finding, fingerprint
from aligner.output import Output

SCHEMA = 1
Judgement = Literal["accepted", "false positive"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding."""

    fingerprint: str
    code: str = ""  # for readers; empty in files of old
    count: int = 1  # how often it occurs
    status: Judgement = "accepted"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person has decided about a finding, as read back from a table of findings."""

    key: str  # the fingerprint
    status: str  # "accept", "false positive"; anything else: not decided
    reason: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """Findings against a baseline."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    fixed: tuple[Entry, ...]  # with how often they no longer occur


@dataclass(frozen=True, slots=True)
class Baseline:
    """The entries of a file, in the order of their codes and fingerprints."""

    entries: tuple[Entry, ...] = ()

    def compare(self, findings: Iterable[Finding], ran: frozenset[str] | None = None) -> Compared:
        """Tell new findings from those known, of equal ones the first are known.

        Args:
            findings: of the whole job.
            ran: the rules that were run, None for all; entries of others are not fixed.
        """
        left = Counter({entry.fingerprint: entry.count for entry in self.entries})
        new, known = [], []
        for finding in findings:
            key = fingerprint(finding)
            if left[key] and finding.code != FAILED:
                left[key] -= 1
                known.append(finding)
            else:
                new.append(finding)
        fixed = (
            replace(entry, count=left[entry.fingerprint])
            for entry in self.entries
            if left[entry.fingerprint] and (ran is None or not entry.code or entry.code in ran)
        )
        return Compared(tuple(new), tuple(known), tuple(fixed))

    def updated(self, findings: Sequence[Finding], ran: frozenset[str] | None = None) -> Baseline:
        """Return the baseline of just these findings; what people said of them is kept.

        Entries of rules that were not run stay as they are.
        """
        kept = {
            entry.fingerprint: entry
            for entry in self.entries
            if ran is not None and entry.code and entry.code not in ran
        }
        said = {entry.fingerprint: entry for entry in self.entries}
        codes = {fingerprint(one): one.code for one in findings if one.code != FAILED}
        counts = Counter(fingerprint(one) for one in findings if one.code != FAILED)
        for key, count in counts.items():
            kept[key] = replace(said.get(key, Entry(key)), code=codes[key], count=count)
        return _ordered(kept.values())

    def decided(self, decisions: Iterable[Decision], findings: Iterable[Finding]) -> Baseline:
        """Return the baseline with what was decided of findings; undecided ones leave it."""
        entries = {entry.fingerprint: entry for entry in self.entries}
        counts = Counter(map(fingerprint, findings))
        for decision in decisions:
            status = _judgement(decision.status)
            if status is None:
                entries.pop(decision.key, None)
                continue
            count = max(counts[decision.key], 1)
            entries[decision.key] = Entry(
                decision.key, decision.code, count, status, decision.reason
            )
        return _ordered(entries.values())


def read_baseline(path: Path) -> Baseline:
    """Read a baseline, of an earlier version too.

    Raises:
        InputError: it cannot be read.
        FormatError: no baseline, or one of a later version.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(
            "no such baseline", place=str(path), way_out="write it with --update-baseline"
        ) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path)) from None
    except ValueError as error:  # JSON or UTF-8
        raise _no_baseline(path, str(error)) from None
    try:
        rows = _migrated(data, path)["findings"]
        return _ordered(_entry(row) for row in rows)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_baseline(path, f"{type(error).__name__} {error}") from None


def write_baseline(baseline: Baseline, path: Path) -> None:
    """Write a baseline; it appears complete or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    # A line an entry, so that version control shows what has changed.
    rows = [json.dumps(_row(entry), ensure_ascii=False) for entry in baseline.entries]
    body = ",\n".join(rows)
    text = f'{{"schema": {SCHEMA}, "findings": [\n{body}\n]}}\n'
    with Output(path) as output:
        output.part().write(text.encode())


def _judgement(status: str) -> Judgement | None:
    """Return what a status means, however it is written; None: not decided."""
    word = " ".join(status.replace("-", " ").replace("_", " ").lower().split())
    if word in ("accept", "accepted"):
        return "accepted"
    return "false positive" if word == "false positive" else None


def _ordered(entries: Iterable[Entry]) -> Baseline:
    return Baseline(tuple(sorted(entries, key=lambda entry: (entry.code, entry.fingerprint))))


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "fingerprint": entry.fingerprint,
        "code": entry.code,
        "count": entry.count,
        "status": entry.status,
        "reason": entry.reason,
    }


def _entry(row: Any) -> Entry:  # noqa: ANN401  # whatever stands in the file
    count, status = row.get("count", 1), _judgement(row.get("status", "accepted"))
    if type(count) is not int or count < 1 or status is None:
        raise ValueError(f"in entry {row['fingerprint']}")
    code, reason = str(row.get("code", "")), str(row.get("reason", ""))
    return Entry(str(row["fingerprint"]), code, count, status, reason)


def _migrated(data: Any, path: Path) -> dict[str, Any]:  # noqa: ANN401  # as above
    """Bring the content of an earlier version up to this one, step by step."""
    version = data["schema"] if isinstance(data, dict) else 0
    if type(version) is not int:
        raise ValueError(f"schema {version!r}")
    if version > SCHEMA:
        raise FormatError(
            f"baseline of schema {version}, known are those up to {SCHEMA}",
            place=str(path),
            way_out="update aligner",
        )
    while version < SCHEMA:
        data = _MIGRATIONS[version](data)
        version = data["schema"]
    made: dict[str, Any] = data
    return made


def _from_list(data: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    """Version 0 was a list of fingerprints."""
    counts = Counter(str(key) for key in data)
    rows = [{"fingerprint": key, "count": count} for key, count in counts.items()]
    return {"schema": 1, "findings": rows}


# From each version to the next.
_MIGRATIONS: Mapping[int, Callable[[Any], dict[str, Any]]] = {0: _from_list}


def _no_baseline(path: Path, why: str) -> FormatError:
    return FormatError(
        f"no baseline: {why}", place=str(path), way_out="write it anew with --update-baseline"
    )
