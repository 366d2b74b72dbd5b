"""Matching and verdicts on cases labelled by hand: ``tests/cases/terms.tsv``."""

from __future__ import annotations

import pytest

from aligner.glossary.files import read_glossary
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary
from aligner.glossary.verdict import judge_pair
from evaluation.term_cases import GLOSSARY, Case, read_cases, score

CASES = read_cases()
MATCHER = TermMatcher(read_glossary(GLOSSARY))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"line {case.line}",
            marks=[pytest.mark.xfail(strict=True, reason="the lexicon's words mislead")]
            if case.is_known_failure
            else [],
        )
        for case in CASES
    ],
)
def test_case(case: Case) -> None:
    verdicts = judge_pair(MATCHER, case.source, case.target).verdicts
    found = tuple(f"{verdict.occurrence.term.source}:{verdict.kind}" for verdict in verdicts)
    assert found == case.expected, f"{case.source} | {case.target}"


def test_there_are_enough() -> None:
    assert len(CASES) >= 300
    assert len({(case.source, case.target) for case in CASES}) == len(CASES)


def test_scores_fall_when_the_judge_is_wrong() -> None:
    blind = TermMatcher(Glossary("none", ()))
    assert score(CASES, blind)["recall"] == 0
    assert score(CASES, MATCHER)["recall"] > 0.99
