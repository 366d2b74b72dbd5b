"""What is wrong with a glossary."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.glossary.lint import RULES, fix, lint
from aligner.glossary.model import Forbidden, Rendering, Term
from aligner.glossary.pairs import TermPair
from tests.glossary.made import (
    FORCES,
    GUIDING,
    NEW_COMMUNITY,
    NEW_FORCES,
    OLD_COMMUNITY,
    PARTY,
    ROAD,
    SPIRIT,
    glossary,
)

SOUND = (ROAD, PARTY, OLD_COMMUNITY, NEW_COMMUNITY, NEW_FORCES, FORCES, SPIRIT, GUIDING)
PAIRS = (
    TermPair("pass", "一带一路", "一带一路", "Belt and Road", line=2),
    TermPair("pass", "一带一路", "一带一路", "One Belt One Road", line=3),
    TermPair("fail", "量子", "量子", "quantum", line=4),
)

# The lines of a glossary, the codes found in it, and the line each stands on.
CASES: dict[str, tuple[list[Term], list[tuple[str, int]]]] = {
    "empty source": ([Term("", "reform")], [("GLOS001", 2)]),
    "empty target": ([Term("改革", "")], [("GLOS001", 2)]),
    "empty target of a draft": ([Term("改革", "", status="draft")], []),
    "equal sides": ([Term("GDP", "GDP")], [("GLOS002", 2)]),
    "source without Han": ([Term("reform", "改革")], [("GLOS003", 2), ("GLOS004", 2)]),
    "stray space": ([Term(" 改革", "reform  now")], [("GLOS005", 2), ("GLOS005", 2)]),
    "no-break space": ([Term("改革", "rural\u00a0reform")], [("GLOS005", 2)]),
    "zero width": ([Term("改\u200b革", "reform")], [("GLOS006", 2)]),
    "full width": ([Term("５Ｇ网", "5G，network")], [("GLOS007", 2), ("GLOS007", 2)]),
    "mixed scripts": ([Term("經济", "economy")], [("GLOS008", 2)]),
    "traditional alone": ([Term("經濟", "economy")], []),
    "formula": ([Term("改革", "=1+1")], [("GLOS009", 2)]),
    "no formula": ([Term("改革", "-5 percent")], []),
    "the same twice": ([ROAD, ROAD], [("GLOS101", 3)]),
    "two renderings": ([ROAD, Term("一带一路", "road")], [("GLOS102", 3)]),
    "a form of another": ([Term("中共", "CPC"), PARTY], [("GLOS102", 3)]),
    "told apart by context": ([SPIRIT, GUIDING], []),
    "told apart by dates": ([OLD_COMMUNITY, NEW_COMMUNITY], []),
    "dates that overlap": (
        [OLD_COMMUNITY, replace(NEW_COMMUNITY, valid_from="2017-06")],
        [("GLOS102", 3)],
    ),
    "one target": ([Term("体制", "system"), Term("制度", "system")], [("GLOS103", 3)]),
    "order": ([Term("治理", "governance"), Term("体制", "system")], [("GLOS104", 3)]),
    "no replacement": ([Term("旧词", "old", status="deprecated")], [("GLOS201", 2)]),
    "unknown replacement": (
        [Term("旧词", "old", status="deprecated", replaced_by="新词")],
        [("GLOS202", 2)],
    ),
    "cycle": (
        [
            Term("旧词", "old", status="deprecated", replaced_by="老词"),
            Term("老词", "older", status="deprecated", replaced_by="旧词"),
        ],
        [("GLOS203", 2), ("GLOS203", 3)],
    ),
    "replaced, in use": (
        [Term("改革", "reform", replaced_by="治理"), Term("治理", "governance")],
        [("GLOS204", 2)],
    ),
    "dates": (
        [Term("改革", "reform", valid_from="2020", valid_until="2019")],
        [("GLOS205", 2)],
    ),
    "refuses itself": (
        [Term("改革", "the reforms", forbidden=(Forbidden("reform"),))],
        [("GLOS301", 2)],
    ),
    "forbids a part": (
        [Term("改革", "rural reform", forbidden=(Forbidden("reform"), Forbidden("all reform")))],
        [],
    ),
    "forbidden variant": (
        [replace(ROAD, variants=(Rendering("one belt, one road"), Rendering("One-Belt One-Road")))],
        [("GLOS302", 2)],
    ),
    "excludes itself": ([Term("改革", "reform", unless=("改革",))], [("GLOS303", 2)]),
    "a gap in Chinese": ([Term("以…为核心", "at the core")], [("GLOS303", 2)]),
    "only signs": ([Term("《》", "title marks")], [("GLOS003", 2), ("GLOS303", 2)]),
    "no words": ([Term("改革", "?!")], [("GLOS304", 2)]),
    "nested, contradicting": (
        [Term("新质生产力", "new quality productivity"), replace(
            FORCES, forbidden=(Forbidden("productivity"),))],
        [("GLOS305", 2)],
    ),
    "nested, otherwise": (
        [Term("新质生产力", "new quality strength"), FORCES],
        [("GLOS306", 2)],
    ),
    "nested, alike": ([NEW_FORCES, FORCES], []),
    "sound": ([*SOUND], []),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "expected"), CASES.values(), ids=CASES)
def test_rules(terms: list[Term], expected: list[tuple[str, int]]) -> None:
    found = lint(glossary(*terms).in_order() if terms == [*SOUND] else glossary(*terms), "made.tsv")
    assert [(f.code, f.place.line) for f in found if f.place.line] == expected
    for finding in found:
        assert finding.file == "made.tsv"
        assert finding.message
        assert (finding.name, finding.severity, finding.is_fixable) == RULES[finding.code]


def test_an_empty_glossary_is_sound() -> None:
    assert lint(glossary(), "made.tsv") == []


def test_pairs_are_run() -> None:
    found = lint(glossary(ROAD), "made.tsv", PAIRS, "made.pairs.tsv")
    assert [(f.code, f.file, f.place.line) for f in found] == [
        ("GLOS401", "made.pairs.tsv", 3),
        ("GLOS402", "made.pairs.tsv", 4),
    ]


def test_every_rule_has_a_case() -> None:
    tested = {code for _, expected in CASES.values() for code, _ in expected}
    assert tested | {"GLOS401", "GLOS402"} == set(RULES)


@pytest.mark.parametrize(
    ("target", "mended"),
    [
        ("ＡＢＣ，second", "ABC, second"),
        ("reform、opening up。", "reform, opening up."),
        ("Party（CPC）, and 「more」", "Party (CPC), and “more”"),
    ],
)
def test_chinese_signs_in_english_are_fixed_as_english_sets_them(target: str, mended: str) -> None:
    fixed = fix(glossary(Term("改革", target)))
    assert [term.target for term in fixed] == [mended]
    assert not [one for one in lint(fixed, "made.tsv") if one.code == "GLOS007"]


def test_fixing_leaves_nothing_that_can_be_fixed() -> None:
    terms = [
        Term(" 治理\u200b", "gover\u00adnance  now"),
        Term("５Ｇ网", "5G，network"),
        Term("改革 ", "reform"),
        Term("改革", "reform"),
    ]
    mended = fix(glossary(*terms))
    assert not [finding for finding in lint(mended, "made.tsv") if finding.is_fixable]
    assert [(t.source, t.target) for t in mended] == [
        ("5G网", "5G, network"),
        ("改革", "reform"),
        ("治理", "governance now"),
    ]
    assert fix(mended) == mended


def test_sound_terms_are_not_changed() -> None:
    assert fix(glossary(*SOUND)) == glossary(*SOUND).in_order()


def test_less_severe_findings_can_be_left_out() -> None:
    terms = (Term("体制", "system"), Term("制度", "system"))
    assert lint(glossary(*terms), "made.tsv", least="warning") == []
