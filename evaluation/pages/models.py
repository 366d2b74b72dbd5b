"""Results with models: encoders and translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.pages.table import MISSING, Read, Row, Section

_SETS = ("political", "magazine", "academic", "literary")
_TRANSLATION = ("plain_translation", "enforcement", "translate_speed", "memory_speed")
_TEXTS = {
    "held_back": "held-back sentences",
    "unread": "others, not read while it was built",
    "policy": "reports, not its domain",
}


def sections(read: Read) -> Iterator[Section]:
    """Yield what is measured with encoders, and of translation."""
    yield Section("Alignment with an encoder", ("encoder",), tuple(_encoder(read("encoder"))))
    plain, enforcement, speed, memory = (read(name) for name in _TRANSLATION)
    rows = (_plain(plain), *_enforcement(enforcement), *_speed(speed), _memory(memory))
    yield Section("Translation with the glossary enforced", _TRANSLATION, rows)


def _encoder(encoder: Mapping[str, Any]) -> Iterator[Row]:
    f1: Mapping[str, Any] = encoder.get("f1", {})
    arms = (
        f"{arm} {' / '.join(f'{shares[name]:.3f}' for name in _SETS)}" for arm, shares in f1.items()
    )
    what = "strict F1 with a small encoder, leave-one-document-out: " + " / ".join(_SETS)
    yield Row(what, " · ".join(arms) or MISSING, "both above lexicon alone on literary, not below")
    encoded = f"{encoder['encoded_a_sentence']:.2f}" if f1 else MISSING
    yield Row("texts encoded a sentence (political)", encoded, "≤ 1.5")
    times = " and ".join(f"{one['ratio']:.2f}" for one in encoder.get("seconds", {}).values())
    what = "time of what encoding all merges up to five takes (two encoders)"
    yield Row(what, times or MISSING, "≤ 0.35")


def _plain(plain: Mapping[str, Any]) -> Row:
    shown = MISSING
    if plain:
        one = plain["sets"]["held-back"]["4"]
        shares = f"terms seen in training {_percent(one['seen'])}, unseen {_percent(one['unseen'])}"
        shown = f"BLEU {one['bleu']:.1f}, chrF {one['chrf']:.1f} · {shares}"
    return Row("the small Marian by itself, beam 4: held-back sentences", shown)


def _percent(part: Mapping[str, Any]) -> str:
    return f"{part['share']:.1%}"


def _enforcement(enforcement: Mapping[str, Any]) -> Iterator[Row]:
    for name, where in _TEXTS.items():
        goals = ("≥ 98%", "≥ plain − 0.5", "0, 0") if name != "policy" else ("", "", "")
        one = enforcement.get(name)
        terms = rest = faults = MISSING
        if one:
            plain, enforced = (one["success"][kind]["all"] for kind in ("plain", "enforced"))
            terms = f"{plain:.1%} → {enforced:.1%} of {one['terms']}"
            rest = f"{one['chrf']['rest_plain']:.2f} → {one['chrf']['rest_enforced']:.2f}"
            faults = f"{one['doubled']}, {one['stranded']}"
        what = f"terms as the glossary says, plain → enforced: {where}"
        yield Row(what, terms, goals[0], headline=name != "policy")
        yield Row(f"chrF of the rest: {where}", rest, goals[1])
        yield Row(f"terms doubled, stranded: {where}", faults, goals[2])


def _speed(speed: Mapping[str, Any]) -> Iterator[Row]:
    what = "sentences a second, beside a bare `generate` loop with the same beam"
    yield Row(what, f"{speed['ratio']:.2f}" if speed else MISSING, "≥ 0.9")
    what = "peak memory for 500 and 2,000 sentences"
    shown = f"{speed['peak_mb_500']:.0f} and {speed['peak_mb_2000']:.0f} MB" if speed else MISSING
    yield Row(what, shown, "equal")


def _memory(memory: Mapping[str, Any]) -> Row:
    shown = MISSING
    if memory:
        shown = (
            f"read in {memory['reading_seconds']:.1f} s, {memory['peak_megabytes']:.0f} MB"
            f" · the same text {memory['exact_milliseconds']:.2f} ms"
            f" · a similar one {memory['alike_milliseconds']:.1f} ms"
            f" (comparing all {memory['comparing_all_milliseconds']:.0f} ms)"
        )
    return Row("a translation memory of 500,000 sentences", shown)
