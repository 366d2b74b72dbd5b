"""What is refused, and why."""

from __future__ import annotations

import pytest

from aligner.translation.base import Hypothesis
from aligner.translation.enforcement.acceptance import Acceptance
from aligner.translation.enforcement.draft import Draft, Trial, draft_of
from aligner.translation.enforcement.requirements import Requirements
from tests.translation.enforcement.scripted import EN_ZH, ZH_EN, asked, request


def refusal(
    source: str,
    base: str,
    draft: str,
    scores: tuple[float | None, float | None] = (None, None),
    by: Requirements | None = None,
) -> str:
    by = by or asked()
    wanted = request(source, by)

    def judged(text: str, score: float | None) -> Draft:
        return draft_of(by, wanted, Hypothesis(text, score), "constrained")

    trial = Trial(wanted, judged(base, scores[0]), judged(draft, scores[1]))
    return Acceptance(by.direction).refusals([trial])[0]


SOURCE = "他花了300元买了一张不锈钢桌子，没有告诉妻子。"
BASE = "He spent 300 yuan on an iron table and did not tell his wife."


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        ("He spent 300 yuan on a stainless steel table and did not tell his wife.", ""),
        (" ", "no text"),
        ("He spent 300 yuan on a steel table and did not tell his wife.", "no more terms"),
        ("He spent 30 yuan on a stainless steel table and did not tell his wife.", "a check"),
        ("He spent 300 yuan on a stainless steel table and told his wife.", "denial"),
        (f"{BASE} Stainless steel.", "clause"),
        (f"{BASE[:-1]}, stainless steel.", "clause"),
        (f"{BASE} It is stainless steel stuff.", "clause"),
        ("Stainless steel", "short"),
        (f"He spent 300 yuan on a stainless steel table {' '.join(map(str, range(70)))}", "long"),
        ("He spent 300 yuan on a stainless steel table of stainless steel and did not tell her.",
         "twice"),
        ("He spent 300 yuan on a stainless stainless steel table and did not tell his wife.",
         "twice"),
        ("He spent 300 yuan on a stainless steel table and did not tell not tell his wife.",
         "words"),
        ("He spent 300 yuan on the . Stainless steel table, and did not tell his wife.", "article"),
        ("He spent 300 yuan on stainless steel table A, and did not tell his wife.", ""),
    ],
)  # fmt: skip
def test_refusals(draft: str, reason: str) -> None:
    found = refusal(SOURCE, BASE, draft)
    assert reason in found if reason else found == ""


def test_a_term_in_the_clause_of_another() -> None:
    source = "图书馆很安静，所以学生们喜欢在那里学习。"
    base = "The place is quiet, so the students like to study there."
    right = "The library is quiet, so the students like to study there."
    wrong = "The place is quiet, so the students like to study in the library."
    assert refusal(source, base, right) == ""
    assert "clause" in refusal(source, base, wrong)


def test_where_the_term_stands_by_itself_it_may() -> None:
    source = "他们买了苹果、不锈钢、面包。"
    base = "They bought apples, iron, bread."
    assert refusal(source, base, "They bought apples, stainless steel, bread.") == ""


def test_terms_in_a_row_without_anything_between_them() -> None:
    source = "不锈钢和图书馆是他喜欢的。"
    base = "Iron and halls are what he likes."
    assert refusal(source, base, "Stainless steel and the library are what he likes.") == ""
    assert "together" in refusal(source, base, "Stainless steel library are what he likes.")
    assert (
        refusal("他喜欢不锈钢的图书馆。", "He likes it.", "He likes stainless steel libraries.")
        == ""
    )


def test_the_floor() -> None:
    draft = "He spent 300 yuan on a stainless steel table and did not tell his wife."
    assert refusal(SOURCE, BASE, draft, (-1.0, -3.5)) == ""
    assert "improbable" in refusal(SOURCE, BASE, draft, (-1.0, -9.0))


def test_a_term_less_often_is_better_if_little_is_lost() -> None:
    base = "The library has a library."
    draft = "The library has a hall."
    assert refusal("图书馆有一个大厅。", base, draft, (-1.0, -1.3)) == ""
    assert "improbable" in refusal("图书馆有一个大厅。", base, draft, (-1.0, -1.8))
    assert "no more terms" in refusal(
        "图书馆有一个图书馆。", base, "The library has a new library."
    )


def test_no_term_for_another() -> None:
    source = "不锈钢在图书馆。"
    assert "no more terms" in refusal(
        source, "The stainless steel is in the hall.", "The iron is in the library."
    )


def test_no_forbidden_rendering_for_a_missing_one() -> None:
    source = "新质生产力和图书馆。"
    base = "New quality productive forces and the hall."
    draft = "New quality productive forces, new productivity and the library."
    assert refusal(source, base, draft)
    # One that was missing is not to be rendered wrongly for another's sake.
    assert "forbidden" in refusal(source, "Forces in the hall.", "New productivity in the library.")


def test_into_chinese() -> None:
    by = asked(direction=EN_ZH)
    source = "He spent 300 yuan on a stainless steel table."
    base = "他花了300元买铁桌子。"
    assert refusal(source, base, "他花了300元买不锈钢桌子。", by=by) == ""
    assert "a check" in refusal(source, base, "他花了30元买不锈钢桌子。", by=by)
    assert "twice" in refusal(source, base, "他花了300元买不锈钢不锈钢桌子。", by=by)
    assert "clause" in refusal(source, base, "他花了300元买铁桌子。不锈钢。", by=by)


def test_checks_of_one_pair_do_not_look_at_the_next() -> None:
    by = asked()
    drafts = []
    for text in (BASE, "He spent 30 yuan on a stainless steel table and did not tell his wife."):
        drafts.append(draft_of(by, request(SOURCE), Hypothesis(text), "constrained"))
    trial = Trial(request(SOURCE), drafts[0], drafts[1])
    alone = Acceptance(ZH_EN).refusals([trial])
    assert Acceptance(ZH_EN).refusals([trial, trial]) == alone * 2
