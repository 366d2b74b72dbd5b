"""Sentences of reports on the work of the government with terms of the shipped glossary.

The reports are aligned by us, knowing nothing of their blocks; taken are the beads of one sentence
on each side that have one to four terms, each rendered by the official translation as the glossary
allows. A model trained on general sentences has never seen the like.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path

from aligner.errors import InputError
from aligner.glossary.loading import load_glossaries
from aligner.glossary.matching import TermMatcher
from aligner.glossary.verdict import judge_pair
from evaluation.checking import align_texts
from evaluation.held_back import MOST_TERMS, HeldBack, Pair
from evaluation.policy import REPORTS, read_side

YEARS = (2020, 2021)


def policy_sentences(folder: Path, years: Sequence[int] = YEARS) -> HeldBack:
    """Return the sentences of the reports of some years as a test set, in their order.

    There are no development pairs; unseen is none of the terms, since nothing is known of them.

    Args:
        folder: holds ``YEAR-report-on-the-work-of-the-government.jsonl``.
        years: of the reports.

    Raises:
        InputError: a report is not there.
    """
    glossary = load_glossaries(["policy"])
    test: list[Pair] = []
    for year in years:
        matcher = TermMatcher(glossary, datetime.date(year, 3, 5))
        test += (pair for pair in _pairs(folder, year) if has_terms_rendered(matcher, pair))
    return HeldBack(tuple(test), (), glossary, frozenset())


def has_terms_rendered(matcher: TermMatcher, pair: Pair) -> bool:
    """Tell whether a pair has one to four terms, all of them rendered as allowed."""
    verdicts = judge_pair(matcher, pair.source, pair.target).verdicts
    return 1 <= len(verdicts) <= MOST_TERMS and all(verdict.is_good for verdict in verdicts)


def _pairs(folder: Path, year: int) -> Iterator[Pair]:
    """Yield the sentences of a report that are aligned one to one, each once."""
    path = folder / f"{year}-{REPORTS}.jsonl"
    if not path.is_file():
        raise InputError("no such report", place=str(path))
    alignment = align_texts(*(read_side(path, side, "paragraphs").text for side in ("zh", "en")))
    found = (
        Pair(bead.source[0].text.strip(), bead.target[0].text.strip())
        for bead in alignment.beads
        if len(bead.source) == len(bead.target) == 1
    )
    yield from dict.fromkeys(found)
