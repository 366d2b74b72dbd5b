"""What a glossary asks for, and the judgement of what comes out."""

from __future__ import annotations

import datetime

import pytest

from aligner.glossary.model import Glossary, Rendering, Term
from aligner.glossary.rendering import Span
from aligner.translation.base import Requirement
from aligner.translation.enforcement import Requirements, requests_of
from tests.translation.enforcement.scripted import EN_ZH, ZH_EN, asked

PARTY = Term(
    "中国共产党",
    "Communist Party of China",
    first="Communist Party of China (CPC)",
    short=("CPC", "Party"),
    case="exact",
)


def test_terms_in_their_order_with_all_that_renders_them() -> None:
    term = Term("改革", "reform", variants=(Rendering("reform … forward"), Rendering("reforming")))
    (one,) = asked(term, Term("开放", "opening up", status="draft")).of("推进改革开放。")
    assert (one.span, one.source) == (Span(2, 4), "改革")
    # A gap can be recognised, not written; drafts ask for nothing.
    assert one.renderings == ("reform", "reforming")
    assert one.lines == (term,)


def test_the_first_mention_in_full_then_the_short_form() -> None:
    requests = requests_of(asked(PARTY), ["中国共产党成立。", "中国共产党胜利。"])
    first, then = (one.requirements[0].renderings for one in requests)
    assert first == ("Communist Party of China (CPC)", "Communist Party of China")
    assert then == ("Communist Party of China", "CPC", "Party")


def test_lines_of_other_days_are_not_asked_for() -> None:
    glossary = Glossary(
        "g",
        (
            Term("主席", "president", valid_from="2018"),
            Term("主席", "chairman", valid_until="2017"),
        ),
    )
    (old,) = Requirements(glossary, ZH_EN, datetime.date(2016, 1, 1)).of("主席讲话")
    assert old.renderings == ("chairman",)


def test_the_longest_term_hides_the_others_on_both_sides() -> None:
    by = asked(Term("发展", "development"), Term("高质量发展", "high-quality development"))
    found = by.of("高质量发展和发展。")
    assert [one.source for one in found] == ["高质量发展", "发展"]
    assert by.judged(found, "High-quality development.").spans == (Span(0, 24), None)
    both = by.judged(found, "High-quality development and development.")
    assert not both.wrong
    assert both.counts == (1, 1)


def test_a_term_said_too_often_is_counted() -> None:
    by = asked()
    found = by.of("不锈钢。")
    assert by.judged(found, "Stainless steel, stainless steel and stainless steel.").counts == (3,)


def test_forbidden_renderings_are_told_even_beside_allowed_ones() -> None:
    by = asked()
    found = by.of("新质生产力。")
    judged = by.judged(found, "New productivity: new quality productive forces.")
    assert judged.satisfied == 1
    assert judged.wrong == {0}
    assert judged.forbidden == ((0, Span(0, 16)),)


def test_requirements_without_a_glossary_line() -> None:
    one = Requirement(Span(0, 3), "不锈钢", ("stainless steel", "inox"), ("iron",))
    by = asked()
    assert not by.judged((one,), "Inox.").wrong
    assert by.judged((one,), "Iron.").forbidden == ((0, Span(0, 4)),)


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("The libraries are full.", ["图书馆"]),
        ("Stainless-steel tables", ["不锈钢"]),
        ("Nothing of the kind.", []),
        ("The husbands in a library", ["丈夫", "图书馆"]),
    ],
)
def test_from_english(text: str, sources: list[str]) -> None:
    found = asked(direction=EN_ZH).of(text)
    assert [one.renderings[0] for one in found] == sources


def test_from_english_all_terms_of_a_rendering_are_allowed_the_preferred_first() -> None:
    by = asked(
        Term("开发", "exploitation", variants=(Rendering("development"),)),
        Term("发展", "development", source_variants=("發達",)),
        Term("建设", "development", when=("经济建设",)),
        direction=EN_ZH,
    )
    (one,) = by.of("Its development goes on.")
    assert one.renderings == ("发展", "發達", "建设", "开发")
    assert not by.judged((one,), "继续开发。").wrong
    assert by.judged((one,), "继续建造。").wrong


def test_from_english_a_word_may_be_written_as_two() -> None:
    by = asked(
        Term("网络安全法", "Cybersecurity Law"), Term("合作社", "cooperative"), direction=EN_ZH
    )
    found = by.of("The cyber security law helps co-operatives.")
    assert [one.source for one in found] == ["cyber security law", "co-operatives"]


def test_from_english_neither_variants_nor_conditions_ask() -> None:
    by = asked(
        Term("研发", "R&D", variants=(Rendering("development"),)),
        Term("建设", "building", when=("经济建设",)),
        direction=EN_ZH,
    )
    assert by.of("The development of a building.") == ()
    assert [one.source for one in by.of("R&D of a building.")] == ["R&D"]


def test_into_chinese_a_stretch_serves_one_occurrence() -> None:
    by = asked(Term("发展", "development"), Term("高质量发展", "high-quality development"),
               direction=EN_ZH)  # fmt: skip
    found = by.of("Development, and high-quality development.")
    assert [one.renderings for one in found] == [("发展",), ("高质量发展",)]
    assert by.judged(found, "高质量发展。").spans == (None, Span(0, 5))
    judged = by.judged(found, "发展，高质量发展，发展。")
    assert not judged.wrong
    assert judged.counts == (2, 1)
