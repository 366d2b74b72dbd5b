"""How terms were rendered."""

from __future__ import annotations

import datetime

from aligner.glossary.english import words_of
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Forbidden, Rendering, Term
from aligner.glossary.verdict import Judgement, find_rendering, judge_pair
from tests.glossary.made import (
    FORCES,
    NEW_COMMUNITY,
    NEW_FORCES,
    OLD_COMMUNITY,
    PARTY,
    ROAD,
    glossary,
)


def judged(source: str, target: str, *terms: Term, date: str = "") -> Judgement:
    """Judge a pair by a glossary of these terms."""
    day = datetime.date.fromisoformat(date) if date else None
    return judge_pair(TermMatcher(glossary(*terms), day), source, target)


def kinds(source: str, target: str, *terms: Term, date: str = "") -> list[str]:
    """Return the kinds of the verdicts."""
    return [verdict.kind for verdict in judged(source, target, *terms, date=date).verdicts]


def test_full_name_and_abbreviation_in_brackets_serve_two_mentions() -> None:
    port = Term(
        "海港联合会",
        "Union of Sea Ports",
        source_variants=("海联会",),
        variants=(Rendering("Union of Sea Ports (USP)"), Rendering("USP")),
        first="Union of Sea Ports (USP)",
    )
    source, target = "海港联合会（海联会）成立。", "The Union of Sea Ports (USP) was founded."
    assert kinds(source, target, port) == ["correct", "variant"]
    assert kinds("海港联合会成立。", target, port) == ["correct"]
    assert kinds(source, "The Union of Sea Ports was founded.", port) == ["correct", "missing"]


def test_each_kind() -> None:
    source = "新质生产力"
    assert kinds(source, "New quality productive forces grow.", NEW_FORCES) == ["correct"]
    assert kinds(source, "Quality productive forces of a new type", NEW_FORCES) == ["variant"]
    assert kinds(source, "New productivity grows.", NEW_FORCES) == ["forbidden"]
    assert kinds(source, "Growth is new.", NEW_FORCES) == ["missing"]
    assert kinds("中国共产党", "The CPC leads.", PARTY) == ["short"]


def test_the_first_mention_is_correct() -> None:
    assert kinds("中共和中国共产党", "The Communist Party of China (CPC); the CPC", PARTY) == [
        "correct",
        "short",
    ]


def test_every_occurrence_needs_a_stretch_of_its_own() -> None:
    target = "The Belt and Road Initiative is open."
    assert kinds("一带一路是一带一路", target, ROAD) == ["correct", "missing"]
    assert kinds("一带一路是一带一路", target + " The Belt and Road!", ROAD) == [
        "correct",
        "variant",
    ]


def test_a_stretch_serves_one_term_only() -> None:
    source = "新质生产力也是生产力"
    one = "New quality productive forces grow."
    assert kinds(source, one, FORCES, NEW_FORCES) == ["correct", "missing"]
    assert kinds(source, one + " Productive forces grow.", FORCES, NEW_FORCES) == ["correct"] * 2


def test_as_many_as_possible_are_served() -> None:
    # Taking "rural reform" for the first would leave nothing for the second.
    first = Term("农村", "rural", variants=(Rendering("rural reform"),))
    second = Term("改革", "reform")
    assert kinds("农村改革", "rural reform", first, second) == ["correct", "correct"]


def test_part_of_an_allowed_rendering_is_not_forbidden() -> None:
    term = Term("法治", "rule of law", forbidden=(Forbidden("law", "too short"),))
    assert kinds("法治", "the rule of law", term) == ["correct"]
    assert judged("法治", "the rule of law", term).stray == ()
    assert kinds("法治", "the law", term) == ["forbidden"]


def test_a_forbidden_rendering_around_an_allowed_one() -> None:
    term = Term("经济", "economy", forbidden=(Forbidden("planned economy", ""),))
    assert kinds("经济", "a planned economy", term) == ["forbidden"]


def test_a_forbidden_rendering_beside_a_good_one_is_stray() -> None:
    result = judged("一带一路", "Belt and Road Initiative (One Belt One Road)", ROAD)
    assert [verdict.kind for verdict in result.verdicts] == ["correct"]
    (stray,) = result.stray
    assert (stray.kind, stray.why) == ("forbidden", "the old name")


def test_what_is_right_for_another_term_of_the_sentence_is_not_forbidden() -> None:
    law = Term("法制", "legal system", forbidden=(Forbidden("rule of law", "that is 法治"),))
    rule = Term("法治", "rule of law")
    target = "the rule of law and the legal system"
    assert kinds("法治和法制", target, law, rule) == ["correct", "correct"]
    assert judged("法治和法制", target, law, rule).stray == ()


def test_forbidden_only_where_the_source_stands() -> None:
    assert kinds("生产力", "New productivity", NEW_FORCES, FORCES) == ["missing"]


def test_capitals_are_judged_by_the_term_s_rule() -> None:
    (verdict,) = judged("中国共产党", "the communist party of China", PARTY).verdicts
    assert (verdict.kind, verdict.has_capitals) == ("correct", False)
    (verdict,) = judged("中国共产党", "THE COMMUNIST PARTY OF CHINA", PARTY).verdicts
    assert verdict.has_capitals


def test_old_texts_are_judged_by_the_rendering_of_their_time() -> None:
    both = (OLD_COMMUNITY, NEW_COMMUNITY)
    old, new = "a community of common destiny", "a community with a shared future"
    assert kinds("命运共同体", old, *both, date="2016-01-01") == ["correct"]
    assert kinds("命运共同体", new, *both, date="2016-01-01") == ["missing"]
    assert kinds("命运共同体", new, *both, date="2020-01-01") == ["correct"]
    assert kinds("命运共同体", old, *both, date="2020-01-01") == ["missing"]
    assert kinds("命运共同体", old, *both) == ["variant"]
    assert kinds("命运共同体", new, *both) == ["correct"]


def test_spans_on_both_sides() -> None:
    source, target = "发展新质生产力。", "We develop new-quality productive forces."
    (verdict,) = judged(source, target, NEW_FORCES).verdicts
    assert source[verdict.occurrence.start : verdict.occurrence.end] == "新质生产力"
    assert verdict.span is not None
    assert target[verdict.span.start : verdict.span.end] == "new-quality productive forces"


def test_a_rendering_can_be_looked_for_elsewhere() -> None:
    span = find_rendering(ROAD, words_of("Now the Belt and Road Initiative."))
    assert span is not None
    assert (span.start, span.end) == (8, 32)
    assert find_rendering(ROAD, words_of("Nothing.")) is None


def test_no_terms_no_verdicts() -> None:
    assert judged("今天", "today", ROAD) == Judgement(())
