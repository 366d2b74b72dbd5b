"""Results of the glossary: judging, the terms shipped, mining, speed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.pages.table import MISSING, Read, Row, Section

_BENCHMARKS = ("terminology-first", "terminology", "term_cases", "mining", "glossary_speed")


def sections(read: Read) -> Iterator[Section]:
    """Yield what is measured of glossaries."""
    first, terminology, cases, mining, speed = (read(name) for name in _BENCHMARKS)
    rows = (
        *_judged(cases),
        *_shipped(first, terminology),
        *_seeded(terminology),
        *_mining(mining),
        _speed(speed),
    )
    yield Section("Glossary", _BENCHMARKS, rows)


def _judged(cases: Mapping[str, Any]) -> Iterator[Row]:
    judged = f"{cases['precision']:.3f} / {cases['recall']:.3f}" if cases else MISSING
    what = f"terms found and judged, {cases.get('cases', 0)} cases by hand: precision / recall"
    yield Row(what, judged, "≥ 0.99", True)


def _shipped(first: Mapping[str, Any], later: Mapping[str, Any]) -> Iterator[Row]:
    """Yield how well the shipped glossary fits official translations."""
    before, after = "before they were looked at", "after"
    for record, when, goal in ((first, before, "≥ 95%"), (later, after, "")):
        what = f"`policy` on the reports of 2020 and 2021, {when}: correct or variant"
        yield Row(what, _fits(record.get("held_out", {})), goal)
    for record, when in ((first, before), (later, after)):
        what = f"the same on four New Year addresses, {when}"
        yield Row(what, _fits(record.get("addresses", {})))


def _fits(group: Mapping[str, Any]) -> str:
    """Return how many occurrences the glossary explains, by units of text."""
    if not group:
        return MISSING
    units = {"blocks_without_faults": "paragraphs", "beads": "beads"}
    shares = [f"{group[unit]['correct_or_variant']:.1%} by {name}" for unit, name in units.items()]
    return f"{' · '.join(shares)}, preferred {group['beads']['preferred']:.1%}"


def _seeded(terminology: Mapping[str, Any]) -> Iterator[Row]:
    """Yield what is seen of wrong renderings, and what is called wrong and is not."""
    seeded = terminology.get("seeded_errors", {})
    seen = " · ".join(f"{kind} {one['caught'] / one['errors']:.1%}" for kind, one in seeded.items())
    yield Row("wrong renderings put into the reports and seen", seen or MISSING)
    groups = [one for one in terminology.values() if isinstance(one, dict) and "beads" in one]
    total = sum(one["beads"]["occurrences"] for one in groups)
    alarms = f"{sum(one['false_alarms'] for one in groups)} of {total:,} occurrences"
    what = "forbidden renderings reported in official translations"
    yield Row(what, alarms if groups else MISSING)


def _mining(mining: Mapping[str, Any]) -> Iterator[Row]:
    sentences = mining["units"]["sentences"] if mining else {}
    mined = f"{sentences['precision']['equal']['200']:.1%}" if sentences else MISSING
    what = "mined term pairs that equal a listed pair, the 200 best of HKMA reports"
    yield Row(what, mined, "≥ 80%", True)


def _speed(speed: Mapping[str, Any]) -> Row:
    cost = MISSING
    if speed:
        seconds = {what: speed[what]["seconds"] for what in ("matching", "match", "lint")}
        cost = f"{seconds['matching']:.2f} s, whole command {seconds['match']:.1f} s"
        cost += f" · lint {seconds['lint']:.1f} s"
    goal = "≤ 1 s, ≤ 3 s · ≤ 2 s"
    return Row("20,000 terms against 10 MB of Chinese", cost, goal)
