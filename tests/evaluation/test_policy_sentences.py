"""Sentences of reports with terms of the shipped glossary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.errors import InputError
from evaluation.held_back import Pair
from evaluation.policy_sentences import policy_sentences

CHINESE = [
    "我们要深化改革开放。",  # two terms in one word: 改革开放
    "天气很好。",
    "一带一路建设稳步推进。",
]
ENGLISH = [
    "We must deepen reform and opening up.",
    "The weather is fine.",
    "The building of roads made steady progress.",
]


def test_only_sentences_whose_terms_are_rendered(tmp_path: Path) -> None:
    path = tmp_path / "2020-report-on-the-work-of-the-government.jsonl"
    record = {"block": 0, "zh": CHINESE, "en": ENGLISH}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    held = policy_sentences(tmp_path, [2020])
    assert held.test == (Pair(CHINESE[0], ENGLISH[0]),)
    assert held.development == ()


def test_a_report_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1999-report"):
        policy_sentences(tmp_path, [1999])
