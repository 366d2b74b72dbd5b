"""A rendering in the place of other words: article, number, verb, capital."""

from __future__ import annotations

import pytest

from aligner.glossary.rendering import Span
from aligner.translation.enforcement.mending import article, mended, put


@pytest.mark.parametrize(
    ("text", "old", "rendering", "expected"),
    [
        (
            "He bought an iron table.",
            "iron",
            "stainless steel",
            "He bought a stainless steel table.",
        ),
        ("He is a boss.", "boss", "expert", "He is an expert."),
        ("It is an iron.", "iron", "stainless steel", "It is stainless steel."),
        ("It needs a plan.", "plan", "productive forces", "It needs productive forces."),
        ("A plan helps.", "plan", "productive forces", "Productive forces helps."),
        ("The spouses are here.", "spouses", "husband", "The husbands are here."),
        ("These spouse came.", "spouse", "husband", "These husbands came."),
        ("Two men were there.", "men", "expert", "Two experts were there."),
        ("The man was there.", "man", "productive forces", "The productive forces were there."),
        ("The men have left.", "men", "stainless steel", "The stainless steel has left."),
        ("Men left.", "Men", "expert", "Experts left."),
        ("He saw the city.", "city", "Shanghai", "He saw Shanghai."),
        ("In a Plan", "Plan", "Belt and Road Initiative", "In Belt and Road Initiative"),
        ("Our group", "group", "the Party", "Our Party"),
        ("In the group", "group", "the Party", "In the Party"),
        ("her spouse’s car", "spouse", "husband", "her husband’s car"),
        ("“spouses” came", "spouses", "husband", "“Husbands” came"),
    ],
)
def test_nouns(text: str, old: str, rendering: str, expected: str) -> None:
    start = text.index(old)
    found = put(text, Span(start, start + len(old)), rendering)
    assert found.text == expected
    part = found.text[found.span.start : found.span.end].lower()
    assert part.startswith(rendering.removeprefix("the ")[:3].lower()) or part.startswith("the")


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("deepened", "promoted reform"),
        ("deepening", "promoting reform"),
        ("deepens", "promotes reform"),
        ("deepen", "promote reform"),
    ],
)
def test_verbs(old: str, expected: str) -> None:
    text = f"It {old} now."
    found = put(text, Span(3, 3 + len(old)), "promote reform", is_verb=True)
    assert found.text == f"It {expected} now."


def test_chinese_needs_no_mending() -> None:
    assert put("他用铁桌子。", Span(2, 3), "不锈钢", "zh").text == "他用不锈钢桌子。"


@pytest.mark.parametrize(
    ("words", "expected"),
    [("European plan", "a"), ("hour", "an"), ("SOE", "an"), ("UN plan", "a"), ("unit", "a"),
     ("uninformed guess", "an"), ("NPC deputy", "an"), ("8-year plan", "an"), ("one", "a")],
)  # fmt: skip
def test_articles(words: str, expected: str) -> None:
    assert article(words) == expected


@pytest.mark.parametrize(
    ("text", "old", "expected"),
    [
        ("an library", "library", "A library"),
        ("He left. experts came", "experts", "He left. Experts came"),
        ("He saw a expert.", "expert", "He saw an expert."),
        ("A expert", "expert", "An expert"),
        ("These banana is", "banana", "These bananas are"),
        ("He has a furniture.", "furniture", "He has furniture."),
        ("a furniture shop", "furniture", "A furniture shop"),
    ],
)
def test_what_a_decoder_wrote_is_mended(text: str, old: str, expected: str) -> None:
    start = text.index(old)
    assert mended(text, Span(start, start + len(old))).text == expected
