"""Facts with the same key and different values, for rules over whole jobs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from aligner.checks.base import Noted
from aligner.checks.sameness import normalised
from aligner.document import Language

_QUOTED = 60  # characters of another text that a message shows


def other_way(
    noted: Sequence[Noted], keys: Sequence[str], values: Sequence[str]
) -> Iterator[tuple[Noted, Noted, int, int]]:
    """Yield what differs from the most frequent value of its key.

    With it come the first one that has the usual value, and how often both values occur. Of values
    equally frequent the first one is the usual one. In the order of what was noted, of which
    ``keys`` and ``values`` say what is compared.
    """
    groups: dict[str, list[int]] = defaultdict(list)
    for index, key in enumerate(keys):
        groups[key].append(index)
    found: dict[int, tuple[Noted, int, int]] = {}
    for group in groups.values():
        if len(group) > 1:
            counts = Counter(values[index] for index in group)
            value, often = counts.most_common(1)[0]
            usual = next(index for index in group if values[index] == value)
            for index in group:
                if values[index] != value:
                    found[index] = (noted[usual], counts[values[index]], often)
    for index in sorted(found):
        yield (noted[index], *found[index])


def quoted(text: str) -> str:
    """Return the beginning of a text, for a message.

    >>> quoted("湖" * 60) == "湖" * 60, quoted("湖" * 61)[-2:]
    (True, '湖…')
    """
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"


def contrasted(one: str, other: str, language: Language) -> tuple[str, str]:
    """Return of two texts, for a message, where they differ, with a word on either side.

    >>> contrasted("Exchange rate stability matters.", "Exchange-rate stability matters.", "en")
    ('Exchange rate stability …', 'Exchange-rate stability …')
    >>> contrasted("Plant trees.", "New woods grow.", "en")
    ('Plant trees.', 'New woods grow.')
    """
    words = one.split(" "), other.split(" ")
    if language == "zh":
        words = list(one), list(other)
    first = _shared(*words)
    last = _shared(*(text[first:][::-1] for text in words))
    glue = "" if language == "zh" else " "
    parts = [_part(text, first - 1, len(text) - last + 1, glue) for text in words]
    return parts[0], parts[1]


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many words both begin with, but for what makes no other sentence."""
    pairs = enumerate(zip(one, other, strict=False))
    differ = (i for i, (a, b) in pairs if a != b and normalised(a) != normalised(b))
    return next(differ, min(len(one), len(other)))


def _part(words: Sequence[str], start: int, end: int, glue: str) -> str:
    start, end = max(0, start), min(end, len(words))
    text = quoted(glue.join(words[start:end]))
    before = f"…{glue}" if start else ""
    return f"{before}{text}{glue}…" if end < len(words) and text[-1:] != "…" else before + text
