"""The terminology success rate of the WMT 2025 shared task, for comparison with its tables.

``terminology.success.wmt25``: the mean over documents and their terms of min(1, Σ_v count(v) /
count(t)), both texts in lower case, plain substrings counted; with a reference, only over terms of
which a rendering stands there. It counts 生产力 inside 新质生产力 and “car” inside “care”, which
``terminology.success`` does not.

Definition: the shared task's track 2 (github.com/wmt-conference/wmt25-terminology).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
    for document, (source, target) in enumerate(zip(sources, targets, strict=True)):
        source, target = source.lower(), target.lower()
        reference = references[document].lower() if references is not None else None
        for term, renderings in lowered.items():
            wanted = source.count(term)
            if not wanted:
                continue
            if reference is not None and not any(one in reference for one in renderings):
                continue
            found = sum(target.count(one) for one in renderings)
            yield TermSuccess(document, term, min(found / wanted, 1.0))
