"""The numbers of a bead: every one that has no equal is accounted for, once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.analysis import Analyst, BeadAnalysis, Origin
from aligner.analysis.expressions import expressions_in
from aligner.bead import Bead
from aligner.document import Sentence
from aligner.glossary.model import Glossary


def analysed(*pairs: tuple[str, str]) -> list[BeadAnalysis]:
    """Analyse pairs of Chinese and English as consecutive beads."""
    beads = [Bead(side(zh), side(en)) for zh, en in pairs]
    return Analyst(Glossary("", ())).analyse(beads, Origin("a", "b", "zh"))


def side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()


@pytest.mark.parametrize(
    ("zh", "en", "kind"),
    [
        ("8000亿元", "80 billion yuan", "magnitude"),
        ("2个百分点", "2 percent", "point"),
        ("300亩", "300 hectares", "unit"),
        ("翻两番", "doubled", "multiple"),
        ("6月3日", "July 3", "date"),
        ("2035年", "2030", "year"),
        ("第十四次", "the 15th", "ordinal"),
        ("457所", "475", "digit"),
        ("6.5%", "8.1 percent", "number"),
        ("1576万人", "16 million", "rounding"),
    ],
)
def test_slips_are_told_apart(zh: str, en: str, kind: str) -> None:
    (bead,) = analysed((zh, en))
    assert [slip.kind for slip in bead.numbers.slips] == [kind]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("增加两倍", "increased by two times"),  # either may be meant
        ("七十年代", "the 1870s"),  # of an unnamed century
        ("453英镑", "453 pounds"),  # both are pounds
        ("6.5%", "65 people"),
        ("2021年", "2,021 people"),
    ],
)
def test_what_may_be_right_is_no_slip(zh: str, en: str) -> None:
    (bead,) = analysed((zh, en))
    assert [slip for slip in bead.numbers.slips if slip.kind != "rounding"] == []


def test_the_chinese_is_never_the_rounded_one() -> None:
    (bead,) = analysed(("1.2万户", "12,060 households"))
    assert [slip.kind for slip in bead.numbers.slips] == ["digit"]


def test_equals_at_the_same_place_go_together() -> None:
    (bead,) = analysed(("5%，然后又是5%", "5 percent, and then again 5 percent"))
    starts = [(pair.chinese.start, pair.english.start) for pair in bead.numbers.pairs]
    assert starts == [(0, 0), (7, 26)]


def test_a_slip_is_not_displaced_by_a_clarifying_neighbour() -> None:
    beads = analysed(("2021年的任务", "Tasks for 2011"), ("今年的目标", "The targets for 2021"))
    assert [slip.kind for slip in beads[0].numbers.slips] == ["year"]
    assert beads[0].numbers.displaced == ()


numbers = st.sampled_from(
    ["3", "5%", "6.5%", "120", "8000亿元", "2个百分点", "2021年", "300亩", "两倍"]
)
renderings = st.sampled_from(
    ["3", "5 percent", "65 percent", "120", "$5", "2 percent", "2012", "300 mu", "doubled"]
)


@given(st.lists(numbers, max_size=4), st.lists(renderings, max_size=4))
def test_every_number_is_accounted_for_once(chinese: list[str], english: list[str]) -> None:
    (bead,) = analysed(("，".join(chinese), "; ".join(english)))
    found = bead.numbers
    for quantities, places in (
        (
            bead.chinese.quantities,
            [
                *(pair.chinese for pair in found.pairs),
                *(slip.chinese for slip in found.slips),
                *found.missing,
            ],
        ),
        (
            bead.english.quantities,
            [
                *(pair.english for pair in found.pairs),
                *(slip.english for slip in found.slips),
                *found.added,
            ],
        ),
    ):
        assert len(places) == len(set(places))
        assert set(places) <= set(quantities)
        rest = set(quantities) - set(places)
        match = bead.number_match
        repeated = {*match.chinese_repeated, *match.english_repeated}
        assert all(one.weak or one in repeated for one in rest)


def test_expressions_count_nothing() -> None:
    text = "做好“三农”工作，编制“十四五”规划，实现“两个一百年”目标，增强“四个意识”，三去一降一补"
    found = {text[span.start : span.end] for span in expressions_in(text)}
    assert found == {"三农", "十四五", "两个一百年", "四个意识", "三去一降一补"}
    assert expressions_in("四个县、两项任务、十五万人") == []
