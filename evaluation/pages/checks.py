"""Results of checks and scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.pages.table import MISSING, Read, Row, Section

_ALARM_GOALS = "≤ 5 · ≤ 15 · ≤ 5"
_REPORTED = {"dropped clause", "negation", "modal"}  # 0.80 or reported
_HEADLINES = ("wrong rendering", "digit", "unit", "dropped sentence", "dropped clause", "negation")


def sections(read: Read) -> Iterator[Section]:
    """Yield what is measured of checks and of scores."""
    alarms, speed = read("check_alarms"), read("check_speed")
    catches, adequacy = (read(name).get("kinds", {}) for name in ("check_catches", "adequacy"))
    yield Section(
        "Checks: false alarms and speed",
        ("check_alarms", "check_speed"),
        (*_alarms(alarms), _catches_in_short(catches), *_check_speed(speed)),
    )
    yield Section(
        "Checks: errors put into right translations and reported as errors",
        ("check_catches",),
        tuple(_catches(catches)) or (Row("each kind of error", MISSING),),
    )
    names = ("drift", "adequacy", "score_speed")
    rows = (*_drift(read("drift")), *_adequacy(adequacy), *_score_speed(read("score_speed")))
    yield Section("Scores", names, rows)


def _alarms(alarms: Mapping[str, Any]) -> Iterator[Row]:
    names = {
        "policy": "reports, addresses, statutes",
        "hkma": "HKMA reports, without terms",
        "political": "speeches, freely translated",
    }
    for name, what in names.items():
        one = alarms.get("sets", {}).get(name, {}).get("all", {})
        shares = " · ".join(
            f"{group} {counts['errors_per_1000']:.1f}"
            for group, counts in one.get("groups", {}).items()
        )
        what = f"errors reported in official translations per 1,000 sentences: {what}"
        goal = "" if name == "political" else _ALARM_GOALS
        yield Row(what, shares or MISSING, goal, headline=name == "policy")


def _check_speed(speed: Mapping[str, Any]) -> Iterator[Row]:
    first, again = speed.get("first"), speed.get("again")
    shown = f"{first['seconds']:.0f} s, {first['peak_mebibytes']:.0f} MiB in all" if first else ""
    what = "100,000 beads checked with 800 terms and all rules, two processes"
    yield Row(what, shown or MISSING, "≤ 20 s", True)
    shown = f"{again['seconds']:.1f} s" if again else MISSING
    yield Row("the same once more, unchanged", shown, "≤ 2 s")


def _catches_in_short(kinds: Mapping[str, Any]) -> Row:
    """Return some of the shares, the weakest among them."""
    shares = (f"{kind} {kinds[kind]['rate']:.0%}" for kind in _HEADLINES if kind in kinds)
    what = "errors put into right translations and reported, some kinds"
    return Row(what, " · ".join(shares) or MISSING, "next table", True)


def _catches(kinds: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the share reported of each kind of error."""
    for kind, one in kinds.items():
        goal = f"≥ {one['goal']:.0%}" if one.get("goal") else ""
        reported = " or reported" if kind.partition(" (")[0] in _REPORTED and goal else ""
        yield Row(kind, f"{one['rate']:.1%} of {one['cases']}", goal + reported)


def _drift(drift: Mapping[str, Any]) -> Iterator[Row]:
    """Yield how scores follow renderings that were changed."""
    scores: Mapping[str, Any] = drift.get("scores", {})
    for name in ("terminology.success.micro", "consistency.ltcr"):
        one = scores.get(name)
        shown = MISSING
        if one:
            shown = " → ".join(f"{value:.3f}" for value in one["mean"])
            shown += f", falls in {one['falls']} of {drift['seeds']}"
        yield Row(f"5, 10, 20 % of the renderings changed: `{name}`", shown, "falls in all")
    unlisted = (
        f"{one['level']:.0%}: {one['recall']:.1%}, precision {one['precision']:.1%}"
        for one in drift.get("unlisted", ())
    )
    shown = " · ".join(unlisted) or MISSING
    yield Row("drifted terms found without a glossary", shown, "≥ 80%, precision ≥ 50%")


def _adequacy(kinds: Mapping[str, Any]) -> Iterator[Row]:
    areas = (f"{kind} {one['auc']:.2f}" for kind, one in kinds.items())
    what = "adequacy: area under the ROC curve for beads with errors"
    yield Row(what, " · ".join(areas) or MISSING)


def _score_speed(speed: Mapping[str, Any]) -> Iterator[Row]:
    what = "10,000 beads scored"
    shown = f"{speed['without_reference']:.1f} s" if speed else MISSING
    yield Row(what, shown, "≤ 5 s", True)
    shown = f"{speed['with_reference']:.1f} s" if speed else MISSING
    yield Row(f"{what} with BLEU, chrF2++, TER and 1,000 resamples", shown, "≤ 15 s")
