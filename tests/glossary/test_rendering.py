"""Where renderings stand in English."""

from __future__ import annotations

import pytest

from aligner.glossary.english import words_of
from aligner.glossary.rendering import pattern_of


def found(rendering: str, text: str) -> list[str]:
    """Return the stretches of a text in which a rendering is found."""
    spans = pattern_of(rendering).find(words_of(text))
    return [text[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("rendering", "text"),
    [
        ("new quality productive forces", "New-Quality Productive\nForce"),
        ("uphold the Party’s leadership", "UPHOLDING PARTY'S LEADERSHIP"),
        ("reform and opening up", "Reform and Opening-up"),
        ("micro, small, and medium enterprises", "micro, small and medium enterprises"),
        ("micro, small and medium enterprises", "micro, small, and medium enterprises"),
        ("Communist Party of China Committee", "Communist Party of China (CPC) Committee"),
        ("Communist Party of China (CPC)", "Communist Party of China (CPC)"),
        ("cybersecurity", "cyber-security"),
        ("cyber security", "cybersecurity"),
        ("cyber-security", "cybersecurity"),
        ("well-being", "wellbeing"),
        ("cooperation", "co-operation"),
        ("multi-party cooperation", "multiparty co-operation"),
        ("organization", "organisations"),
        ("the Belt and Road Initiative", "Belt and Road Initiative"),
        ("Belt and Road Initiative", "Belt and the Road Initiative"),
        ("14th Five-Year Plan", "Fourteenth Five Year Plan"),
        ("R&D", "R & D"),
        ("No. 1 central document", "No.1 Central Document"),
        ("US economy", "U.S. economies"),
        ("bring … into the open", "bring all of these disputes into the open"),
        ("percent", "per cent"),
        ("Theory of Three Represents", "Theory of “Three Represents"),
        ("people’s democracy", "people's democracy"),
        ("abide by the law", "abide8 by the law"),
        ("Xi’an", "Xi'an"),
        ("industrial and supply chains", "industrial and supply chains"),
    ],
)
def test_found_whole(rendering: str, text: str) -> None:
    assert found(rendering, text) == [text]


@pytest.mark.parametrize(
    ("rendering", "text"),
    [
        ("new quality productive forces", "new quality production forces"),
        ("new quality productive forces", "new productive forces"),
        ("market entities", "in the market. Entities"),
        ("market entities", "in the market (entities)"),
        ("market entities", "in the market, entities"),
        ("bring … into the open", "bring one two three four five six into the open"),
        ("bring … into the open", "Bring it. Go into the open"),
        ("people’s democracy", "people democracy"),
        ("rule of law", "rule by law"),
        ("high-quality development", "higher-quality development"),
        ("Party", "participation"),
        ("the", "the"),
        ("", "anything"),
    ],
)
def test_not_found(rendering: str, text: str) -> None:
    assert found(rendering, text) == []


def test_every_place_is_found() -> None:
    text = "The reform, reforms and re-form: reform."
    assert found("reform", text) == ["reform", "reforms", "re-form", "reform"]


@pytest.mark.parametrize(
    ("rendering", "text", "expected"),
    [
        ("Belt and Road Initiative", "the belt and road initiative", False),
        ("Belt and Road Initiative", "THE BELT AND ROAD INITIATIVE", True),
        ("Belt and Road Initiative", "the Belt and Road Initiative", True),
        ("NPC deputies", "NPC Deputies", True),
        ("NPC deputies", "Npc deputies", False),
        ("State Council", "state council", False),
        ("rural revitalization", "Rural Revitalization", True),
    ],
)
def test_capitals(rendering: str, text: str, expected: bool) -> None:
    pattern = pattern_of(rendering)
    (span,) = pattern.find(words_of(text))
    assert pattern.has_capitals(text, span) is expected
