"""The success rate of WMT 2025, on cases worked out by its definition."""

from __future__ import annotations

import pytest

from aligner.scoring.wmt25 import success_rates

CASES = [
    ("reform twice, rendered once", "改革，改革", "Reform goes on.", {"改革": ["reform"]}, [0.5]),
    ("more renderings than occurrences", "改革", "Reform, reform", {"改革": ["reform"]}, [1.0]),
    (
        "variants add up",
        "改革，改革",
        "reform and overhaul",
        {"改革": ["reform", "overhaul"]},
        [1.0],
    ),
    ("substrings count", "改革", "reformers", {"改革": ["Reform"]}, [1.0]),
    ("not in the source: not counted", "开放", "reform", {"改革": ["reform"]}, []),
    (
        "nested terms count twice",
        "新质生产力",
        "new quality productive forces",
        {"新质生产力": ["new quality productive forces"], "生产力": ["productive forces"]},
        [1.0, 1.0],
    ),
    ("no overlap with itself", "哈哈哈", "ha ha ha", {"哈哈": ["ha ha"]}, [1.0]),
    ("each as often as str.count", "甲甲甲甲", "a a a", {"甲甲": ["a a"]}, [0.5]),
    ("missing", "改革", "change", {"改革": ["reform"]}, [0.0]),
]


@pytest.mark.parametrize(
    ("source", "target", "terms", "expected"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_cases(
    source: str, target: str, terms: dict[str, list[str]], expected: list[float]
) -> None:
    assert [one.value for one in success_rates([source], [target], terms)] == expected


def test_only_terms_that_the_reference_renders_count() -> None:
    terms = {"改革": ["reform"], "开放": ["opening up"]}
    found = list(success_rates(["改革开放"], ["change"], terms, ["Reform and openness"]))
    assert [(one.term, one.value) for one in found] == [("改革", 0.0)]
