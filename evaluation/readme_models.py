"""The rows of the README's table about models: encoders and translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.results_file import read_results

BENCHMARKS = ("encoder", "plain_translation", "enforcement", "translate_speed", "memory_speed")
MISSING = "not yet measured"
Row = tuple[str, str]


def records(results: Path) -> list[dict[str, Any]]:
    """Return the results of the benchmarks, those that are missing as empty ones."""
    return [read_results(results / f"{name}.json") for name in BENCHMARKS]


def rows(results: Path) -> Iterator[Row]:
    """Yield the rows, also of what is not yet measured."""
    encoder, plain, enforcement, translate_speed, memory = records(results)
    yield from _encoder(encoder)
    yield "the small Marian by itself, beam 4: held-back sentences", _plain(plain)
    yield from _enforcement(enforcement)
    yield (
        "sentences a second, beside a bare `generate` loop with the same beam",
        _ratio(translate_speed),
    )
    yield "a translation memory of 500,000 sentences", _memory(memory)


def _encoder(encoder: Mapping[str, Any]) -> Iterator[Row]:
    f1: Mapping[str, Any] = encoder.get("f1", {})
    sets = ("political", "magazine", "academic", "literary")
    arms = (
        f"{arm} {' / '.join(f'{shares[name]:.3f}' for name in sets)}" for arm, shares in f1.items()
    )
    what = "strict F1 with a small encoder, leave-one-document-out: " + " / ".join(sets)
    yield what, " · ".join(arms) or MISSING
    times = (f"{one['ratio']:.2f}" for one in encoder.get("seconds", {}).values())
    shown = f"{encoder['encoded_a_sentence']:.2f}; time {' and '.join(times)} of" if f1 else ""
    yield (
        "texts encoded a sentence (political)",
        f"{shown} what encoding all merges up to five takes" if f1 else MISSING,
    )


def _plain(plain: Mapping[str, Any]) -> str:
    if not plain:
        return MISSING
    one = plain["sets"]["held-back"]["4"]
    shares = f"terms seen in training {_percent(one['seen'])}, unseen {_percent(one['unseen'])}"
    return f"BLEU {one['bleu']:.1f}, chrF {one['chrf']:.1f} · {shares}"


def _percent(part: Mapping[str, Any]) -> str:
    return f"{part['share']:.1%}"


def _enforcement(enforcement: Mapping[str, Any]) -> Iterator[Row]:
    names = {"held_back": "held-back sentences", "policy": "reports, not its domain"}
    for name, where in names.items():
        what = f"the same with the glossary enforced: {where}"
        if name not in enforcement:
            yield what, MISSING
            continue
        one = enforcement[name]
        plain, enforced = (one["success"][kind]["all"] for kind in ("plain", "enforced"))
        rest = f"{one['chrf']['rest_plain']:.2f} → {one['chrf']['rest_enforced']:.2f}"
        yield (
            what,
            f"terms {plain:.1%} → {enforced:.1%} of {one['terms']} · chrF of the rest {rest}"
            f" · doubled {one['doubled']}, stranded {one['stranded']}",
        )


def _ratio(speed: Mapping[str, Any]) -> str:
    if not speed:
        return MISSING
    few, many = speed["peak_mb_500"], speed["peak_mb_2000"]
    return f"{speed['ratio']:.2f} · peak memory for 500 and 2,000: {few:.0f} and {many:.0f} MB"


def _memory(memory: Mapping[str, Any]) -> str:
    if not memory:
        return MISSING
    return (
        f"read in {memory['reading_seconds']:.1f} s, {memory['peak_megabytes']:.0f} MB"
        f" · the same text {memory['exact_milliseconds']:.2f} ms"
        f" · a similar one {memory['alike_milliseconds']:.1f} ms"
        f" (comparing all {memory['comparing_all_milliseconds']:.0f} ms)"
    )
