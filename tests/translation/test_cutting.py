"""Long sentences in pieces of clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.rendering import Span
from aligner.translation.base import Direction, Request, Requirement
from aligner.translation.cutting import Cutter, pieces
from aligner.translation.outcome import Outcome, TermOutcome

LONG = "我们要抓好就业工作，扩大国内需求；保护生态环境，改善人民生活，促进社会公平。"


@dataclass
class Echo:
    """Answers from a table and notes what it was asked."""

    table: dict[str, str]
    asked: list[Request] = field(default_factory=list)
    signature: str = "echo"

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Answer."""
        self.asked += requests
        return [
            Outcome(
                self.table.get(request.text, ""),
                tuple(TermOutcome(one, "plain", Span(0, 3)) for one in request.requirements),
                -1.0,
                engine="echo",
                why="" if request.text in self.table else "unknown",
            )
            for request in requests
        ]


def texts(text: str, longest: int, whole: Sequence[Span] = ()) -> list[str]:
    return [text[span.start : span.end] for span in pieces(text, longest, whole)]


def test_a_short_sentence_stays_whole() -> None:
    assert texts(LONG, 100) == [LONG]


def test_semicolons_come_first_and_pieces_are_balanced() -> None:
    assert texts(LONG, 25) == [
        "我们要抓好就业工作，扩大国内需求；",
        "保护生态环境，改善人民生活，促进社会公平。",
    ]


@pytest.mark.parametrize(
    "kept",
    ["“稳中求进，以进促稳，先立后破”", "《规划，纲要，建议》", "（其中，农村，城市）", "1,234,567"],
)
def test_quotations_titles_brackets_and_numbers_are_never_cut(kept: str) -> None:
    text = f"全市坚持发展，认真落实{kept}，完成任务，取得成绩。"
    assert any(kept in piece for piece in texts(text, 12))


def test_terms_are_never_cut() -> None:
    text = "一二三四五六七八九十甲乙丙丁新质生产力戊己庚辛"
    start = text.index("新")
    found = pieces(text, 6, [Span(start, start + 5)])
    assert any(span.start <= start and start + 5 <= span.end for span in found)


@given(st.text("发展，；。“”《》12 ab、", max_size=80), st.integers(3, 20))
def test_pieces_are_the_text(text: str, longest: int) -> None:
    assert "".join(texts(text, longest)) == text


def test_a_stretch_without_marks_is_cut_between_words() -> None:
    assert all(len(piece) <= 12 for piece in texts("发展" * 20, 12))
    english = "develop the economy " * 6
    assert all(piece.endswith(" ") for piece in texts(english, 30)[:-1])


def cutter(echo: Echo, longest: int = 25) -> Cutter:
    return Cutter(echo, Direction("zh", "en"), longest)


def test_pieces_are_put_together_as_one_sentence() -> None:
    first, second = texts(LONG, 25)
    echo = Echo({first: "We will boost employment.", second: "The environment is protected."})
    requirement = Requirement(
        Span(LONG.index("生态"), LONG.index("生态") + 2), "生态", ("ecology",)
    )
    outcome = cutter(echo).outcomes([Request(LONG, (requirement,), "前。", "后。")])[0]
    assert outcome.text == "We will boost employment; the environment is protected."
    assert [one.text for one in echo.asked] == [first, second]
    assert (echo.asked[1].before, echo.asked[1].after) == (f"前。{first}", "后。")
    asked = echo.asked[1].requirements[0].span
    assert second[asked.start : asked.end] == "生态"
    term = outcome.terms[0]
    assert term.requirement == requirement
    assert term.span is not None
    assert outcome.text[term.span.start : term.span.end] == "the"
    assert outcome.score == pytest.approx(-1.0)


def test_several_sentences_are_translated_one_by_one() -> None:
    echo = Echo({"发展。": "Develop.", "改革。": "The reform."})
    assert cutter(echo).outcomes([Request("发展。改革。")])[0].text == "Develop. The reform."
    whole = Echo({"发展。改革。": "Both."})
    together = Cutter(whole, Direction("zh", "en"), 25, by_sentence=False)
    assert together.outcomes([Request("发展。改革。")])[0].text == "Both."


def test_a_piece_without_translation_leaves_the_sentence_without() -> None:
    first, _ = texts(LONG, 25)
    outcome = cutter(Echo({first: "We boost employment."})).outcomes([Request(LONG)])[0]
    assert (outcome.text, outcome.why) == ("", "unknown")


def test_a_batch_is_full_of_pieces() -> None:
    @dataclass
    class Five(Echo):
        def batch_size(self, requests: Sequence[Request]) -> int:
            return min(len(requests), 5)

    requests = [Request(LONG), Request(LONG), Request(LONG), Request("发展。")]
    assert len(texts(LONG, 25)) == 2
    assert cutter(Five({})).batch_size(requests) == 2
    assert cutter(Five({})).batch_size(requests[3:]) == 1
    assert cutter(Five({}), 6).batch_size(requests) == 1  # its pieces are more than a batch
    assert cutter(Echo({})).batch_size(requests) == 4  # says nothing


def test_chinese_pieces_have_no_spaces() -> None:
    text = "We will promote employment in all regions, and we will protect the environment."
    echo = Echo(dict.fromkeys(texts(text, 45), "促进就业。"))
    outcome = Cutter(echo, Direction("en", "zh"), 45).outcomes([Request(text)])[0]
    assert outcome.text == "促进就业，促进就业。"


def test_only_at_marks_if_asked() -> None:
    text = "我们要抓好就业工作，扩大国内需求"
    assert [text[one.start : one.end] for one in pieces(text, 5, anywhere=False)] == [
        "我们要抓好就业工作，",
        "扩大国内需求",
    ]
    assert pieces("我们要抓好就业工作", 5, anywhere=False) == [Span(0, 9)]


def test_what_would_be_cut_is_known_before() -> None:
    cutter = Cutter(Echo({}), Direction("zh", "en"), 12)
    assert cutter.cuts(Request(LONG))
    assert not cutter.cuts(Request("我们要抓好就业工作。"))
