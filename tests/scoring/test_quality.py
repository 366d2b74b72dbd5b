"""Quality: the numbers and signatures of sacreBLEU's own command line."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.document import Language
from aligner.scoring.quality import (
    METRICS,
    Segments,
    _metric,
    paired_bootstrap,
    quality_score,
    quality_scores,
)

ENGLISH = (
    ["The reform goes on.", "We shall open up further.", "Growth was 5.2 percent."],
    ["Reform continues.", "We will open up further.", "Growth was 5.2 percent last year."],
)
CHINESE = (["改革继续推进。", "增长百分之五。"], ["改革不断推进。", "增长百分之五点二。"])


@pytest.mark.parametrize(("language", "texts"), [("en", ENGLISH), ("zh", CHINESE)])
def test_equal_to_the_command_line(
    tmp_path: Path, language: Language, texts: tuple[list[str], list[str]]
) -> None:
    paths = [tmp_path / "hypothesis", tmp_path / "reference"]
    for path, lines in zip(paths, texts, strict=True):
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "sacrebleu", str(paths[1]), "-i", str(paths[0])]
    command += ["-m", "bleu", "chrf", "ter", "--chrf-word-order", "2", "--confidence", "-w", "6"]
    if language == "zh":
        command += ["-tok", "zh", "--ter-asian-support", "--ter-normalized"]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    expected = {record["name"]: record for record in json.loads(run.stdout)}
    found = quality_scores(*texts, language)
    assert len(found) == len(METRICS)
    for score, name in zip(found, ("BLEU", "chrF2++", "TER"), strict=True):
        record = expected[name]
        assert score.value == pytest.approx(record["score"], abs=1e-6)
        assert score.signature == record["signature"]
        assert score.low == pytest.approx(
            record["confidence_mean"] - record["confidence_var"], abs=2e-6
        )


def test_a_system_is_not_better_than_itself() -> None:
    systems = [("one", ENGLISH[0]), ("same", ENGLISH[0]), ("right", ENGLISH[1])]
    found = {(one.system, one.name): one for one in paired_bootstrap(systems, ENGLISH[1], "en")}
    same, right = found["same", "quality.bleu"], found["right", "quality.bleu"]
    assert same.value == same.baseline
    assert same.p > 0.9
    assert right.value > right.baseline


def test_nothing_to_compare_with_is_not_applicable() -> None:
    assert {score.value for score in quality_scores([], [], "en")} == {None}
    assert {score.value for score in quality_scores(["a"], [""], "en")} == {None}


@pytest.mark.parametrize("name", METRICS)
def test_statistics_of_parts_are_those_of_all(name: str) -> None:
    whole = Segments(name, "en", tuple(ENGLISH[0]), tuple(ENGLISH[1]))
    parts = [
        replace(whole, hypotheses=whole.hypotheses[some], references=whole.references[some])
        for some in (slice(0, 1), slice(1, 3))
    ]
    together = [numbers for part in parts for numbers in part.statistics()]
    assert together == whole.statistics()
    assert quality_score(whole, together, 100) == quality_scores(*ENGLISH, "en", [name], 100)[0]


@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_equal_segments_count_as_sacrebleu_counts_them(metric: str, language: Language) -> None:
    hypotheses = (
        "Reform, reform, reform.",
        "改革，改革。",
        "",
        "  ",
        "Growth slowed.",
        "of all of",
    )
    references = ("Reform, reform, reform.", "改革，改革。", "", "", "Growth  slowed.", "all it")
    whole = Segments(metric, language, hypotheses, references).statistics()
    own = _metric(metric, language)
    expected = own._extract_corpus_statistics(list(hypotheses), [list(references)])
    assert whole == [list(numbers) for numbers in expected]
