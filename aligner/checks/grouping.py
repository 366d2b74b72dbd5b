"""Facts with the same key and different values, for rules over whole jobs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from aligner.checks.base import Noted

_QUOTED = 60  # characters of another text that a message shows


def other_way(noted: Sequence[Noted]) -> Iterator[tuple[Noted, Noted, int, int]]:
    """Yield what differs from the most frequent value of its key.

    With it come the first one that has the usual value, and how often both values occur. Of values
    equally frequent the first one is the usual one. In the order of what was noted.
    """
    groups: dict[str, list[Noted]] = defaultdict(list)
    for one in noted:
        groups[one.fact.key].append(one)
    found: dict[int, tuple[Noted, int, int]] = {}
    for group in groups.values():
        if len(group) > 1:
            counts = Counter(one.fact.value for one in group)
            value, often = counts.most_common(1)[0]
            usual = next(one for one in group if one.fact.value == value)
            for one in group:
                if one.fact.value != value:
                    found[id(one)] = (usual, counts[one.fact.value], often)
    for one in noted:
        if id(one) in found:
            yield (one, *found[id(one)])


def quoted(text: str) -> str:
    """Return the beginning of a text, for a message.

    >>> quoted("湖" * 60) == "湖" * 60, quoted("湖" * 61)[-2:]
    (True, '湖…')
    """
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
