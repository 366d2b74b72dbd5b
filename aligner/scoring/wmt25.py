"""The terminology success rate of the WMT 2025 shared task, for comparison with its tables.

``terminology.success.wmt25``: the mean over documents and their terms of min(1, Σ_v count(v) /
count(t)), both texts in lower case, plain substrings counted; with a reference, only over terms of
which a rendering stands there. It counts 生产力 inside 新质生产力 and “car” inside “care”, which
``terminology.success`` does not.

Definition: the shared task's track 2 (github.com/wmt-conference/wmt25-terminology).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermSuccess:
    """How far one term succeeded in one document."""

    document: int  # from 0
    term: str
    value: float  # 0 … 1


def success_rates(
    sources: Sequence[str],
    targets: Sequence[str],
    terms: Mapping[str, Sequence[str]],
    references: Sequence[str] | None = None,
) -> Iterator[TermSuccess]:
    """Yield the success of each term in each document that has it.

    >>> [one.value for one in success_rates(["改革，改革"], ["Reform"], {"改革": ["reform"]})]
    [0.5]

    Args:
        sources: the whole text of each document.
        targets: the translations, as many.
        terms: the renderings of each source term.
        references: other translations, as many; None: every term counts.
    """
    lowered = {
        term.strip().lower(): [rendering.strip().lower() for rendering in renderings]
        for term, renderings in terms.items()
        if term.strip()
    }
    in_source, in_target = (
        _Counter(lowered),
        _Counter(one for all_ in lowered.values() for one in all_),
    )
    for document, (source, target) in enumerate(zip(sources, targets, strict=True)):
        wanted, found = in_source.counts(source.lower()), in_target.counts(target.lower())
        reference = in_target.counts(references[document].lower()) if references else None
        for term, renderings in lowered.items():
            if not wanted[term]:
                continue
            if reference is not None and not any(reference[one] for one in renderings):
                continue
            total = sum(found[one] for one in renderings)
            yield TermSuccess(document, term, min(total / wanted[term], 1.0))


class _Counter:
    """Counts many strings at once, each as ``str.count`` does."""

    def __init__(self, strings: Iterable[str]) -> None:
        import ahocorasick_rs

        self._strings = [one for one in dict.fromkeys(strings) if one]
        self._search = ahocorasick_rs.AhoCorasick(self._strings)

    def counts(self, text: str) -> Counter[str]:
        """Return how often each string stands in a text, none overlapping itself."""
        counts: Counter[str] = Counter()
        free: dict[int, int] = {}  # where the last occurrence of a string ends
        for number, start, end in self._search.find_matches_as_indexes(text, overlapping=True):
            if start >= free.get(number, 0):
                free[number] = end
                counts[self._strings[number]] += 1
        return counts
