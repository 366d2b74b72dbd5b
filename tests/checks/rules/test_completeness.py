"""The rules on completeness, with cases as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.checks import Checker, Settings
from aligner.checks.completeness import HAN
from aligner.document import Language, Sentence
from aligner.findings import Finding
from aligner.glossary.model import Glossary

CASES = [
    line.split("\t")
    for line in (Path(__file__).parents[2] / "cases" / "completeness.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
    if line and not line.startswith("#")
]
CODES = frozenset(f"FULL{number:03}" for number in range(1, 14))
CONTEXT = ("今天天气很好。", "The weather is fine today.")


def sentences(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()


def findings(
    *pairs: tuple[str, str],
    code: str | None = None,
    language: Language = "zh",
    probability: float | None = None,
    is_bitext: bool = False,
) -> list[Finding]:
    codes = frozenset({code}) if code else CODES
    checker = Checker(Glossary("", ()), Settings(codes=codes))
    origin = Origin("a", "a" if is_bitext else "b", language)
    beads = [Bead(sentences(one), sentences(two), probability) for one, two in pairs]
    return checker.check(beads, origin).findings


def language_of(source: str, target: str) -> Language:
    if source:
        return "zh" if HAN.search(source) or source.isalnum() else "en"
    return "en" if HAN.search(target) else "zh"


@pytest.mark.parametrize(
    ("code", "severity", "source", "target"),
    [case[:4] for case in CASES],
    ids=[f"{case[0]}-{case[4]}" for case in CASES],
)
def test_cases(code: str, severity: str, source: str, target: str) -> None:
    language = language_of(source, target)
    context = CONTEXT if language == "zh" else CONTEXT[::-1]
    found = findings(context, (source, target), context, code=code, language=language)
    assert [one.severity for one in found] == ([] if severity == "-" else [severity])
    assert all(one.context is not None and one.context.bead == 1 for one in found)


def test_only_the_first_of_a_gap_is_an_error() -> None:
    gap = ("加快建设现代化产业体系。", "")
    found = findings(CONTEXT, gap, ("推动经济持续发展。", ""), CONTEXT, code="FULL001")
    assert [one.severity for one in found] == ["error", "warning"]


def test_what_stands_before_the_text_is_no_error() -> None:
    found = findings(("会议讨论了报告。", ""), CONTEXT, CONTEXT, code="FULL001")
    assert [one.severity for one in found] == ["warning"]


def test_an_empty_target_of_a_bitext_is_its_own_rule() -> None:
    found = findings(("加快改革。", ""), CONTEXT, is_bitext=True)
    assert [(one.code, one.severity) for one in found] == [("FULL008", "error")]


def test_a_gap_is_sure_however_improbable_its_bead() -> None:
    gap = ("加快建设现代化产业体系。", "")
    found = findings(CONTEXT, gap, CONTEXT, code="FULL001", probability=0.3)
    assert [one.severity for one in found] == ["error"]


HOUSES = (
    ("加快住房建设。", "今年为山区农民新建两万套住房，并补贴搬迁费用。"),
    "We will build 20,000 new homes for farmers in mountain areas this year and subsidize their"
    " relocation costs.",
)


@pytest.mark.parametrize(
    ("probability", "around", "severity"),
    [
        *((0.98, 0.9, "warning"), (0.9, 0.9, "error"), (0.4, 0.9, "error")),
        *((0.55, 0.6, "error"), (0.4, 0.6, "warning")),
    ],
)
def test_a_gap_beside_its_neighbour_shows_in_the_alignment(
    probability: float, around: float, severity: str
) -> None:
    (first, second), target = HOUSES
    source = (*sentences(first), Sentence(1, len(first), len(first + second), second))
    context = Bead(sentences(CONTEXT[0]), sentences(CONTEXT[1]), around)
    beads = [context, Bead(source, sentences(target), probability), context]
    checker = Checker(Glossary("", ()), Settings(codes=frozenset({"FULL003"})))
    found = checker.check(beads, Origin("a", "b", "zh")).findings
    assert [(one.severity, one.context and one.context.source.marked) for one in found] == [
        (severity, first)
    ]


@pytest.mark.parametrize(
    ("joins", "severities"), [(False, ["error"]), (True, [])], ids=["seldom", "often"]
)
def test_to_one_who_often_joins_sentences_a_joined_bead_tells_less(
    *, joins: bool, severities: list[str]
) -> None:
    (first, second), target = HOUSES
    source = (*sentences(first), Sentence(1, len(first), len(first + second), second))
    context = Bead(sentences(CONTEXT[0]), sentences(CONTEXT[1]), 0.9)
    beads = [context, Bead(source, sentences(target), 0.9), context]
    checker = Checker(Glossary("", ()), Settings(codes=frozenset({"FULL003"})))
    found = checker.check(beads, Origin("a", "b", "zh", joins=joins)).findings
    assert [one.severity for one in found] == severities


@pytest.mark.parametrize(
    ("area", "severities"), [("3,000 hectares", ["warning"]), ("9,000 hectares", ["error"])]
)
def test_what_has_its_number_is_not_surely_left_out(area: str, severities: list[str]) -> None:
    # 4.5万亩 are 30 million square metres only about: 666.67 of them are one 亩.
    first, second = "完成造林4.5万亩。", "新增城市绿地120公顷。"
    source = (*sentences(first), Sentence(1, len(first), len(first + second), second))
    target = f"We will plant {area} of trees and add 120 hectares of green space in urban areas."
    context = Bead(sentences(CONTEXT[0]), sentences(CONTEXT[1]), 0.99)
    beads = [context, Bead(source, sentences(target), 0.99), context]
    checker = Checker(Glossary("", ()), Settings(codes=frozenset({"FULL003"})))
    found = checker.check(beads, Origin("a", "b", "zh")).findings
    assert [one.severity for one in found] == severities


def test_sides_that_share_nothing_are_unrelated_however_they_are_aligned() -> None:
    pair = (
        "继续实施积极的财政政策和稳健的货币政策，加强区间调控，为经济发展营造良好环境。",
        "The old fisherman painted his wooden boat blue before the children came home for dinner"
        " and told them a long story about whales.",
    )
    found = findings(CONTEXT, pair, CONTEXT, code="FULL013", probability=0.4)
    assert [one.severity for one in found] == ["error"]


LIBRARIES = (
    ("改善城市照明。", "We will build community libraries."),
    (
        "修建社区图书馆，延长开放时间，增加儿童读物。",
        "Their opening hours will be extended, and more children's books will be bought.",
    ),
)


@pytest.mark.parametrize(
    ("probability", "severity"), [(0.8, "error"), (0.4, "warning"), (0.95, None), (None, None)]
)
def test_a_part_of_the_next_translation_is_told_where_the_aligner_doubts(
    probability: float | None, severity: str | None
) -> None:
    for pairs in ((*LIBRARIES, CONTEXT), (CONTEXT, *LIBRARIES[::-1])):
        found = findings(*pairs, code="FULL013", probability=probability)
        told = [one for one in found if "beside it" in one.message]
        assert [one.severity for one in told] == ([severity] if severity else [])
        assert all(one.context and one.context.source.text == "改善城市照明。" for one in told)


def test_a_translation_that_fits_is_not_its_neighbours() -> None:
    right = ("改善城市照明。", "We will improve street lighting in cities.")
    assert not findings(right, LIBRARIES[1], code="FULL013", probability=0.8)


def test_a_negation_lost_beside_another_is_found() -> None:
    pair = (
        "一些村庄还没有通公路，不得收取过桥费。",
        "Some villages are connected by road, and tolls may not be charged on bridges.",
    )
    (found,) = findings(pair, code="FULL011")
    assert found.context is not None
    assert found.context.source.marked == "没有通公路"


def test_gaps_on_both_sides_may_belong_together() -> None:
    gaps = (("加快建设现代化产业体系。", ""), ("", "The old fisherman painted his boat."))
    found = findings(CONTEXT, *gaps, CONTEXT, code="FULL001", probability=0.3)
    assert [one.severity for one in found] == ["warning"]


def test_the_lost_clause_is_marked() -> None:
    source = "加快建设现代化产业体系，保护长江流域珍稀鱼类和湿地生态环境，推动经济持续发展。"
    target = (
        "We will accelerate the building of a modern industrial system"
        " and promote sustained economic development."
    )
    (found,) = findings((source, target), code="FULL004")
    assert found.context is not None
    assert found.context.source.marked == "保护长江流域珍稀鱼类和湿地生态环境"


def test_an_added_sentence_is_marked_without_the_blank_before_it() -> None:
    target = "We will accelerate reform. Old fishermen painted their wooden boats bright yellow."
    (found,) = findings(("我们将加快改革。", target), code="FULL002")
    assert found.context is not None
    assert found.context.target.marked == target[27:]
    assert "“Old fishermen" in found.message


@pytest.mark.parametrize(
    ("target", "suggestion"),
    [
        ("Reform，open up.", ", "),
        ("Reform（and more） goes on.", " ("),
        ("The person（s） in charge reform.", "("),
    ],
)
def test_full_width_signs_get_a_suggestion(target: str, suggestion: str) -> None:
    (found,) = findings(("加快改革，扩大开放。", target), code="FULL006")
    assert found.suggestion == suggestion
