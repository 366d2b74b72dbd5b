"""The words that the lexicon finds for a stretch."""

from __future__ import annotations

import pytest

from aligner.document import Language
from aligner.glossary.rendering import Span
from aligner.translation.wordlinks import linked


@pytest.mark.parametrize(
    ("source", "stretch", "target", "expected", "language"),
    [
        ("我们改革，继续开放。", "改革", "We reform and open up further.", "reform", "zh"),
        (
            "市政府建设社区养老服务中心。",
            "社区养老服务中心",
            "The municipal government will build community care centers for the elderly.",
            "community care centers for the elderly",
            "zh",
        ),
        ("Protect the environment.", "environment", "保护环境。", "环境", "en"),
    ],
)
def test_words_are_found(
    source: str, stretch: str, target: str, expected: str, language: Language
) -> None:
    start = source.index(stretch)
    found = linked(Span(start, start + len(stretch)), source, target, language)
    assert found is not None
    assert target[found.start : found.end] == expected


def test_what_nothing_links_is_not_known() -> None:
    assert linked(Span(0, 2), "改革。", "Xyzzy.", "zh") is None
    assert linked(Span(2, 3), "改革。", "Reform.", "zh") is None
    assert linked(Span(0, 2), "改革。", "", "zh") is None
