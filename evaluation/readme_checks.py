"""The rows of the README's table about checks and scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.results_file import read_results

BENCHMARKS = ("check_alarms", "check_catches", "check_speed", "drift", "adequacy", "score_speed")
MISSING = "not yet measured"
Row = tuple[str, str]


def records(results: Path) -> list[dict[str, Any]]:
    """Return the results of the benchmarks, those that are missing as empty ones."""
    return [read_results(results / f"{name}.json") for name in BENCHMARKS]


def rows(results: Path) -> Iterator[Row]:
    """Yield the rows, also of what is not yet measured."""
    alarms, catches, check_speed, drift, adequacy, score_speed = records(results)
    yield from _alarms(alarms)
    yield from _catches(catches)
    yield from _check_speed(check_speed)
    yield from _scores(drift, adequacy)
    yield "10,000 beads scored", _score_seconds(score_speed)


def _alarms(alarms: Mapping[str, Any]) -> Iterator[Row]:
    names = {"policy": "reports, addresses, statutes", "hkma": "HKMA reports, without terms"}
    for name, what in names.items():
        one = alarms.get("sets", {}).get(name, {}).get("all", {})
        shares = " · ".join(
            f"{group} {counts['errors_per_1000']:.1f}"
            for group, counts in one.get("groups", {}).items()
        )
        yield f"errors in official translations per 1,000 sentences: {what}", shares or MISSING


def _catches(catches: Mapping[str, Any]) -> Iterator[Row]:
    kinds: Mapping[str, Any] = catches.get("kinds", {})
    shares = " · ".join(f"{kind} {one['rate']:.1%}" for kind, one in kinds.items())
    yield "errors put into right translations and reported as errors", shares or MISSING


def _check_speed(speed: Mapping[str, Any]) -> Iterator[Row]:
    what = "100,000 beads checked with 800 terms and all rules, two processes"
    if not speed:
        yield what, MISSING
        return
    first, again = speed["first"], speed["again"]
    yield what, f"{first['seconds']:.0f} s, {first['peak_mebibytes']:.0f} MiB in all"
    yield "the same once more, unchanged", f"{again['seconds']:.1f} s"


def _scores(drift: Mapping[str, Any], adequacy: Mapping[str, Any]) -> Iterator[Row]:
    scores: Mapping[str, Any] = drift.get("scores", {})
    names = ("terminology.success.micro", "consistency.ltcr")
    seeds = drift.get("seeds", 0)
    means = (
        f"{name} {' → '.join(f'{value:.3f}' for value in scores[name]['mean'])},"
        f" falls in {scores[name]['falls']} of {seeds}"
        for name in names
        if name in scores
    )
    yield "5, 10, 20 % of the renderings changed", " · ".join(means) or MISSING
    unlisted = (
        f"{one['level']:.0%}: {one['recall']:.1%}, precision {one['precision']:.1%}"
        for one in drift.get("unlisted", ())
    )
    yield "drifted terms found without a glossary", " · ".join(unlisted) or MISSING
    kinds: Mapping[str, Any] = adequacy.get("kinds", {})
    areas = (f"{kind} {one['auc']:.2f}" for kind, one in kinds.items())
    yield "adequacy: area under the ROC curve for beads with errors", " · ".join(areas) or MISSING


def _score_seconds(speed: Mapping[str, Any]) -> str:
    if not speed:
        return MISSING
    alone, both = speed["without_reference"], speed["with_reference"]
    return f"{alone:.1f} s · with BLEU, chrF2++, TER and 1,000 resamples {both:.1f} s"
