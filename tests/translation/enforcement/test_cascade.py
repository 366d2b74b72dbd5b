"""The cascade, step by step, with engines that answer what is written down for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.model import Forbidden, Term
from aligner.translation.base import Engine, Request, Steerable
from aligner.translation.enforcement import Enforcer, Options
from aligner.translation.outcome import Outcome, Translator
from tests.translation.enforcement.scripted import (
    EN_ZH,
    Steered,
    Told,
    asked,
    outcome,
    request,
    steps,
)

TABLE = "他买了一张不锈钢桌子。"
FORCES = "我们要发展新质生产力。"
GOOD = "We will develop new quality productive forces."


def test_what_the_scripts_are() -> None:
    assert isinstance(Steered({}), Steerable)
    assert isinstance(Told({}), Engine)
    assert not isinstance(Told({}), Steerable)
    translator: Translator = Enforcer(Told({}), asked())
    assert translator.signature.startswith("told|glossary:test@")


def test_what_is_right_stays_as_it_is() -> None:
    engine = Steered({TABLE: [("He bought a stainless steel table.", -1.0)]})
    found = outcome(engine, TABLE)
    assert (found.text, steps(found)) == ("He bought a stainless steel table.", ["plain"])
    assert found.terms[0].span is not None
    assert found.text[found.terms[0].span.start :].startswith("stainless steel")
    assert [name for name, _ in engine.calls] == ["translate"]


def test_what_asks_for_nothing_passes_untouched() -> None:
    engine = Steered({"今天下雨。": [("today a apple it rain", -1.0)]})
    assert outcome(engine, "今天下雨。") == Outcome("today a apple it rain", score=-1.0)


def test_the_best_hypothesis_with_the_term_is_taken() -> None:
    best = [
        ("He bought an iron table.", -0.5),
        ("He had bought a stainless steel desk.", -0.9),
        ("He bought a stainless steel table.", -0.7),
    ]
    found = outcome(Steered({TABLE: best}), TABLE)
    assert (found.text, steps(found)) == (best[2][0], ["reranked"])
    assert found.score == -0.7


def test_the_decoder_is_made_to_say_it() -> None:
    engine = Steered(
        {TABLE: [("He bought an iron table.", -0.5)]},
        {TABLE: [("He bought an stainless steel table.", -1.5)]},
    )
    found = outcome(engine, TABLE)
    assert (found.text, steps(found)) == ("He bought a stainless steel table.", ["constrained"])


PANDA = "咱们看看这些不锈钢吧。"


@pytest.mark.parametrize(
    ("constrained", "looks", "score", "expected"),
    [
        # What the model wanted to say stands beside the rendering.
        ("See the rust iron stainless steel.", ("rust", "iron"), -1.0, "See the stainless steel."),
        ("See stainless steel iron there.", ("iron",), -1.0, "See stainless steel there."),
        # It looks elsewhere.
        ("See these new stainless steel.", ("iron",), -1.0, "See these new stainless steel."),
        # Its loss is one, or it does not touch: the term would be said twice.
        ("See the iron stainless steel.", ("iron",), -2.0, "See the stainless steel there."),
        ("See iron and stainless steel.", ("iron",), -1.0, "See the stainless steel there."),
    ],
)  # fmt: skip
def test_what_the_decoder_wanted_to_say_besides_is_taken_out(
    constrained: str, looks: tuple[str, ...], score: float, expected: str
) -> None:
    engine = Steered(
        {PANDA: [("See the things there.", -0.5)]},
        {PANDA: [(constrained, -1.0)]},
        {PANDA: dict.fromkeys(looks, "不锈钢")},
        {"See the stainless steel.": score},
    )
    assert outcome(engine, PANDA).text == expected


def test_words_are_replaced_where_the_model_looks() -> None:
    engine = Steered(
        {TABLE: [("He bought an rust table.", -0.5)]}, looks={TABLE: {"rust": "不锈钢"}}
    )
    found = outcome(engine, TABLE)
    assert (found.text, steps(found)) == ("He bought a stainless steel table.", ["substituted"])


def test_words_known_to_be_wrong_are_replaced_without_any_model() -> None:
    found = outcome(Told({FORCES: ["We will develop new productivity."]}), FORCES)
    assert (found.text, steps(found)) == (GOOD, ["substituted"])


def test_the_lexicon_tells_where_if_no_model_does() -> None:
    text = "他丈夫在图书馆工作。"
    found = outcome(Told({text: ["Her spouse works in a library."]}), text)
    assert (found.text, steps(found)) == (
        "Her husband works in a library.",
        ["substituted", "plain"],
    )


def test_no_place_no_change() -> None:
    found = outcome(Told({TABLE: ["He did."]}), TABLE)
    assert (found.text, steps(found)) == ("He did.", ["failed"])
    assert found.terms[0].why
    assert not found.is_satisfied


def test_a_place_that_belongs_to_another_word_more_is_not_safe() -> None:
    text = "男人是丈夫。"
    found = outcome(Told({text: ["The man is here."]}), text)
    assert (found.text, steps(found)) == ("The man is here.", ["failed"])


def test_rendered_well_and_wrongly_besides_has_failed() -> None:
    plain = "New quality productive forces, that is new productivity."
    found = outcome(Told({FORCES: [plain]}), FORCES)
    assert (found.text, steps(found)) == (plain, ["failed"])
    assert found.terms[0].why == "a forbidden rendering is left"
    assert found.terms[0].span is not None
    assert plain[found.terms[0].span.start :] == "new productivity."


def test_several_terms_by_several_steps() -> None:
    text = "不锈钢和新质生产力促进高质量发展。"
    plain = "Iron and new productivity promote high-quality development."
    engine = Steered(
        {
            text: [
                (plain, -0.5),
                ("Stainless steel and new productivity promote high-quality development.", -0.9),
            ]
        }
    )
    found = outcome(engine, text)
    assert found.text == (
        "Stainless steel and new quality productive forces promote high-quality development."
    )
    assert steps(found) == ["reranked", "substituted", "plain"]


def test_what_is_said_twice_is_said_once_if_the_engine_can() -> None:
    text = "图书馆有一个大厅。"
    best = [("The library has a library.", -0.5), ("The library has a hall.", -0.6)]
    found = outcome(Steered({text: best}), text)
    assert (found.text, steps(found)) == (best[1][0], ["plain"])
    kept = outcome(Steered({text: best[:1]}), text)
    assert (kept.text, steps(kept)) == (best[0][0], ["plain"])


def test_only_what_fails_goes_on() -> None:
    engine = Steered(
        {
            TABLE: [("He bought an iron table.", -0.5)],
            FORCES: [(GOOD, -0.5)],
            "他笑了。": [("He laughed.", -0.1)],
        },
        {TABLE: [("He bought a stainless steel table.", -0.9)]},
    )
    found = Enforcer(engine, asked()).outcomes(
        [request(text) for text in (TABLE, FORCES, "他笑了。")]
    )
    assert engine.calls[:3] == [("translate", 1), ("translate", 2), ("constrained", 1)]
    assert {count for _, count in engine.calls[3:]} == {1}
    assert [one.text for one in found] == [
        "He bought a stainless steel table.",
        GOOD,
        "He laughed.",
    ]
    assert [steps(one) for one in found] == [["constrained"], ["plain"], []]


def test_an_engine_with_nothing_to_say() -> None:
    found = outcome(Told({}), TABLE)
    assert (found.text, steps(found)) == ("", ["failed"])
    assert found.why


def test_told_what_is_wrong_it_answers_again() -> None:
    answers = ["He bought a lacquer table.", "He bought a stainless steel table."]
    engine = Told({TABLE: answers})
    found = outcome(engine, TABLE, Options(steps=frozenset({"retried"})))
    assert (found.text, steps(found)) == (answers[1], ["retried"])
    again = engine.requests[1]
    assert again.previous == answers[0]
    assert again.complaints == (
        "“不锈钢” must be “stainless steel”, in any inflection, where it belongs.",
    )


def test_told_of_a_forbidden_rendering() -> None:
    engine = Told({FORCES: ["Develop new productivity.", GOOD]})
    outcome(engine, FORCES, Options(steps=frozenset({"retried"})))
    assert engine.requests[1].complaints == (
        "“新质生产力” must not be “new productivity”; write “new quality productive forces”.",
    )


@pytest.mark.parametrize("retries", [0, 1, 3])
def test_retries_are_bounded(retries: int) -> None:
    engine = Told({TABLE: [f"He bought table {number}." for number in range(9)]})
    found = outcome(engine, TABLE, Options(retries=retries, steps=frozenset({"retried"})))
    assert len(engine.requests) == 1 + retries
    assert steps(found) == ["failed"]


def test_who_repeats_himself_is_not_asked_again() -> None:
    engine = Told({TABLE: ["He bought a table."] * 5})
    outcome(engine, TABLE, Options(retries=4))
    assert len(engine.requests) == 2


def test_into_chinese() -> None:
    by = asked(direction=EN_ZH)
    text = "We will develop new quality productive forces in the library."
    engine = Steered(
        {text: [("我们要在书库发展新生产力。", -0.5)]},
        {text: [("我们要在书库发展新质生产力。", -0.9)]},
        looks={text: {}},
        direction=EN_ZH,
    )
    found = Enforcer(engine, by).outcomes([request(text, by)])[0]
    assert found.text == "我们要在图书馆发展新质生产力。"
    assert steps(found) == ["constrained", "substituted"]


def test_forms_not_used_any_more_are_forbidden_in_chinese() -> None:
    by = asked(
        Term("计算机", "computer"),
        Term("电子脑", "computer", status="deprecated", replaced_by="计算机"),
        direction=EN_ZH,
    )
    text = "He bought a computer."
    one = Enforcer(Told({text: ["他买了电子脑。"]}, EN_ZH), by).outcomes([request(text, by)])[0]
    assert (one.text, steps(one)) == ("他买了计算机。", ["substituted"])


WORDS = ("new productivity", "new quality productive forces", "develop", "we", "iron", "the", ".")


@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), min_size=1, max_size=4),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6), max_size=2),
    st.booleans(),
)
def test_a_forbidden_rendering_never_passes(
    best: list[list[str]], constrained: list[list[str]], is_steered: bool
) -> None:
    by = asked(
        Term(
            "新质生产力",
            "new quality productive forces",
            forbidden=(Forbidden("new productivity"),),
        )
    )
    lines = [" ".join(words) for words in best]
    engine: Engine = Told({FORCES: lines})
    if is_steered:
        engine = Steered(
            {FORCES: [(line, -1.0 - i) for i, line in enumerate(lines)]},
            {FORCES: [(" ".join(words), -2.0) for words in constrained]},
        )
    ask = Request(FORCES, by.of(FORCES))
    found = Enforcer(engine, by).outcomes([ask])[0]
    judged = by.judged(ask.requirements, found.text)
    assert not judged.forbidden or steps(found) == ["failed"]
    assert judged.satisfied == 1 or steps(found) == ["failed"]
    # Nothing is said more often than the engine said it itself.
    most = max(by.judged(ask.requirements, text).counts[0] for text in (lines[0], GOOD))
    assert judged.counts[0] <= most
