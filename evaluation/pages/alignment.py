"""Results of the aligner: quality beside other systems, trust, and speed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.pages.table import MISSING, Read, Row, Section, table
from evaluation.published import PUBLISHED, SOURCE

_GOALS = {"political": "0.987", "non-literary": "0.990", "literary": "0.915"}
_TITLES = {"non-literary": "these three", "all": "all four"}


def sections(read: Read) -> Iterator[Section]:
    """Yield what is measured of the aligner."""
    alignment, policy, speed = (read(name) for name in ("alignment", "policy", "speed"))
    sets: Mapping[str, Any] = alignment.get("sets", {})
    quality = (*_f1(sets), *_trust(sets), *_policy(policy))
    yield Section("Sentence alignment", ("alignment", "policy"), quality, _comparison(sets))
    yield Section("Speed of alignment", ("speed",), tuple(_speed(speed)))


def _comparison(sets: Mapping[str, Any]) -> str:
    """Return strict F1 beside the published figures, the weakest system first."""
    rows = [
        (one.system, one.needs, f"{one.non_literary:.3f}", f"{one.literary:.3f}")
        for one in PUBLISHED
    ]
    ours = [
        f"**{sets[name]['strict']['f1']:.3f}**" if name in sets else MISSING
        for name in ("non-literary", "literary")
    ]
    rows.append(("**aligner**", "its embedded lexicon", ours[0], ours[1]))
    head = ("strict F1, Chinese–English", "needs", "political, magazine, academic", "literary")
    note = (
        f"Others: [aligner-eval]({SOURCE}), published, whole test sets. Ours: the parts for"
        " development. Strict: a bead counts only if both its sides are exactly those of the gold"
        " standard, empty beads too."
    )
    return f"{table(head, rows)}\n{note}\n\n"


def _f1(sets: Mapping[str, Any]) -> Iterator[Row]:
    for name in ("political", "magazine", "academic", "non-literary", "literary", "all"):
        shown = f"{sets[name]['strict']['f1']:.3f}" if name in sets else MISSING
        goal = f"≥ {_GOALS[name]}" if name in _GOALS else ""
        yield Row(f"strict F1, {_TITLES.get(name, name)}", shown, goal)


def _trust(sets: Mapping[str, Any]) -> Iterator[Row]:
    """Yield how far probabilities can be trusted."""
    trust = sets["all"]["calibration"] if sets else {}
    error = f"{trust['error']:.3f}" if trust else MISSING
    yield Row("expected calibration error of the probabilities, 15 bins", error, "≤ 0.02", True)
    share = f"{trust['share']:.0%} of {trust['wrong']}" if trust else MISSING
    yield Row("wrong beads that are among the 5 % least probable", share, "≥ 70%")


def _policy(policy: Mapping[str, Any]) -> Iterator[Row]:
    """Yield the coverage of reports segmented and aligned by us."""
    layouts = policy.get("layouts", {})
    for layout, what in (("paragraphs", "a paragraph a line"), ("joined", "all on one line")):
        share = f"{layouts[layout]['reports']['share']:.4f}" if layouts else MISSING
        goal = "≥ 0.990" if layout == "paragraphs" else ""
        yield Row(f"reports, {what}: characters in beads inside one block", share, goal)


def _speed(speed: Mapping[str, Any]) -> Iterator[Row]:
    """Yield times of whole commands and peak memory."""
    shown = f"{speed['help']['seconds']:.2f} s" if speed else MISSING
    yield Row("`aligner --help`", shown, "≤ 0.25 s")
    pair = f"{speed['pair']['seconds']:.2f} s" if speed else MISSING
    yield Row("1,037 × 1,346 sentences aligned, whole command", pair, "≤ 1.0 s", True)
    whole = speed["scaling"][-1] if speed else {}
    bible = f"{whole['seconds']:.1f} s, {whole['peak_mebibytes']:.0f} MiB" if speed else MISSING
    yield Row("42,687 × 30,000 sentences", bible, "≤ 20 s, ≤ 1 GB", True)
