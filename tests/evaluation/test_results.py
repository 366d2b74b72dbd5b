"""Stored results: what they say about themselves, and how the README shows them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import aligner
from aligner.errors import InputError
from evaluation.pages.results import headlines, page
from evaluation.pages.table import MISSING
from evaluation.results_file import digest, read_results, signature, write_results


def test_a_digest_changes_with_content_and_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("x", encoding="utf-8")
    before = digest([first])
    assert digest([first]) == before
    first.write_text("y", encoding="utf-8")
    assert digest([first]) != before
    second.write_text("y", encoding="utf-8")
    assert digest([second]) != digest([first])
    assert digest([first, second]) == digest([second, first])


def test_a_signature_names_what_was_measured(tmp_path: Path) -> None:
    fields = dict(
        field.split(":", 1) for field in signature("presegmented", {"tiny": []}).split("|")
    )
    assert list(fields) == ["aligner", "code", "lexicon", "python", "options", "data"]
    assert fields["aligner"] == aligner.__version__
    assert fields["data"].startswith("tiny@")


def test_results_are_rounded_and_dated(tmp_path: Path) -> None:
    path = tmp_path / "new" / "x.json"
    write_results(path, "x", "signed", {"f1": 1 / 3})
    stored = read_results(path)
    assert stored["f1"] == 0.333333
    assert stored["schema"] == 1
    assert stored["date"].count("-") == 2


def test_newer_results_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps({"schema": 2}), encoding="utf-8")
    with pytest.raises(InputError, match="schema 2 is newer"):
        read_results(path)


def test_no_file_no_results(tmp_path: Path) -> None:
    assert read_results(tmp_path / "none.json") == {}


def test_tables_show_the_figures(tmp_path: Path) -> None:
    one: dict[str, Any] = {
        "strict": {"f1": 0.9876},
        "calibration": {"error": 0.0123, "share": 0.75, "wrong": 40},
    }
    names = ("political", "magazine", "academic", "literary", "non-literary", "all")
    write_results(
        tmp_path / "alignment.json", "alignment", "sig-a", {"sets": dict.fromkeys(names, one)}
    )
    shares = {"reports": {"share": 0.99123}}
    layouts = {"layouts": {"paragraphs": shares, "joined": shares}}
    write_results(tmp_path / "policy.json", "policy", "sig-p", layouts)
    speed: dict[str, Any] = {"help": {"seconds": 0.151}, "pair": {"seconds": 0.82}}
    speed["scaling"] = [{"seconds": 1.0}, {"seconds": 17.26, "peak_mebibytes": 700.4}]
    write_results(tmp_path / "speed.json", "speed", "sig-s", speed)
    kinds = {"article": {".pdf": {"share": 1.0}}, "report": {".pdf": {"share": 0.9954}}}
    documents = {"kinds": kinds, "interleaved": {"share": 0.99924}}
    write_results(tmp_path / "documents.json", "documents", "sig-d", documents)
    one = {"seconds": 3.71, "peak_mebibytes": 23.4}
    write_results(
        tmp_path / "formats.json", "formats", "sig-f", {"tmx": {"write": one, "read": one}}
    )
    write_glossary_results(tmp_path)
    write_check_results(tmp_path)
    write_model_results(tmp_path)
    text = page(tmp_path)
    assert MISSING not in text
    for figure in ("**0.988**", "| strict F1, political | 0.988 | ≥ 0.987 |", "0.012"):
        assert figure in text
    for figure in ("75% of 40", "0.9912", "0.15 s"):
        assert figure in text
    for figure in ("17.3 s, 700 MiB", "pdf 99.5%", "99.92%", "3.7 s, 23 MiB"):
        assert figure in text
    for figure in ("0.995 / 0.990", "95.6% by paragraphs · 94.3% by beads, preferred 71.2%"):
        assert figure in text
    for figure in (
        "forbidden 90.0%",
        "2 of 2,400 occurrences",
        "88.5%",
        "0.81 s, whole command 2.9 s · lint 1.8 s",
    ):
        assert figure in text
    for signed in (
        "sig-a",
        "sig-p",
        "sig-s",
        "sig-d",
        "sig-f",
        "sig-t",
        "sig-f1",
        "sig-c",
        "sig-m",
        "sig-g",
    ):
        assert signed in text


def write_glossary_results(folder: Path) -> None:
    """Store what the benchmarks of glossaries would."""
    fits = {"blocks_without_faults": 0.9561, "beads": 0.9432}
    units = {
        unit: {"correct_or_variant": share, "preferred": 0.7123, "occurrences": 1200}
        for unit, share in fits.items()
    }
    group = {**units, "false_alarms": 1}
    terminology = {
        "held_out": group,
        "addresses": group,
        "seeded_errors": {"forbidden": {"errors": 10, "caught": 9}},
    }
    write_results(folder / "terminology.json", "terminology", "sig-t", terminology)
    write_results(folder / "terminology-first.json", "terminology", "sig-f1", terminology)
    cases = {"cases": 376, "precision": 0.9951, "recall": 0.9902}
    write_results(folder / "term_cases.json", "term_cases", "sig-c", cases)
    mining = {"units": {"sentences": {"precision": {"equal": {"200": 0.885}}}}}
    write_results(folder / "mining.json", "mining", "sig-m", mining)
    speed = {
        what: {"seconds": s} for what, s in (("matching", 0.81), ("match", 2.9), ("lint", 1.8))
    }
    write_results(folder / "glossary_speed.json", "glossary_speed", "sig-g", speed)


def test_the_rows_of_models(tmp_path: Path) -> None:
    write_model_results(tmp_path)
    text = page(tmp_path)
    for expected in (
        "both 0.991 / 0.981 / 0.971 / 0.931",
        "| 1.02 | ≤ 1.5 |",
        "| 0.34 and 0.23 | ≤ 0.35 |",
        "BLEU 11.7, chrF 37.0 · terms seen in training 92.4%, unseen 2.5%",
        "| terms as the glossary says, plain → enforced: held-back sentences"
        " | 67.3% → 99.9% of 1142 | ≥ 98% |",
        "| chrF of the rest: held-back sentences | 32.26 → 32.27 |",
        "| terms doubled, stranded: held-back sentences | 0, 3 | 0, 0 |",
        "| 0.97 | ≥ 0.9 |",
        "| 610 and 640 MB |",
        "read in 4.4 s, 458 MB · the same text 0.03 ms · a similar one 1.2 ms",
    ):
        assert expected in text


def write_model_results(folder: Path) -> None:
    """Store what the benchmarks of encoders and translation would."""
    f1 = {"political": 0.991, "magazine": 0.981, "academic": 0.971, "literary": 0.931}
    seconds = {"model": {"ratio": 0.338}, "layer1": {"ratio": 0.2326}}
    encoder = {"f1": {"both": f1}, "encoded_a_sentence": 1.0164, "seconds": seconds}
    write_results(folder / "encoder.json", "encoder", "sig-e", encoder)
    seen, unseen = {"share": 0.9237}, {"share": 0.0252}
    plain = {"bleu": 11.7, "chrf": 37.04, "seen": seen, "unseen": unseen}
    sets = {"sets": {"held-back": {"4": plain}}}
    write_results(folder / "plain_translation.json", "plain_translation", "sig-pt", sets)
    one = {
        "terms": 1142,
        "success": {"plain": {"all": 0.6734}, "enforced": {"all": 0.9991}},
        "chrf": {"rest_plain": 32.2575, "rest_enforced": 32.2657},
        "doubled": 0,
        "stranded": 3,
    }
    texts = dict.fromkeys(("held_back", "unread", "policy"), one)
    write_results(folder / "enforcement.json", "enforcement", "sig-en", texts)
    speed = {"ratio": 0.974, "peak_mb_500": 610.2, "peak_mb_2000": 640.4}
    write_results(folder / "translate_speed.json", "translate_speed", "sig-ts", speed)
    memory = {
        "reading_seconds": 4.41,
        "peak_megabytes": 458.0,
        "exact_milliseconds": 0.031,
        "alike_milliseconds": 1.23,
        "comparing_all_milliseconds": 41.2,
    }
    write_results(folder / "memory_speed.json", "memory_speed", "sig-ms", memory)


def test_the_rows_of_checks_and_scores(tmp_path: Path) -> None:
    write_check_results(tmp_path)
    text = page(tmp_path)
    for expected in (
        "NUM + DATE 0.9 · TERM 13.4",
        "| month | 100.0% of 50 | ≥ 98% |",
        "| modal | 87.9% of 300 | ≥ 80% or reported |",
        "19 s, 321 MiB in all",
        "`consistency.ltcr` | 0.700 → 0.600 → 0.500 → 0.400, falls in 100 of 100 |",
        "5%: 81.0%, precision 92.0%",
        "digit 0.99",
        "| 10,000 beads scored | 4.4 s | ≤ 5 s |",
    ):
        assert expected in text


def test_headlines_are_few_and_name_the_weak_kinds(tmp_path: Path) -> None:
    write_check_results(tmp_path)
    text = headlines(tmp_path)
    assert "negation 14%" in text
    assert "adequacy" not in text
    assert "goal" not in text


def write_check_results(folder: Path) -> None:
    """Store what the benchmarks of checks and scores would."""
    groups = {"NUM + DATE": {"errors_per_1000": 0.88}, "TERM": {"errors_per_1000": 13.4}}
    sets = {name: {"all": {"groups": groups}} for name in ("policy", "hkma", "political")}
    write_results(folder / "check_alarms.json", "check_alarms", "sig-a", {"sets": sets})
    kinds = {
        "month": {"rate": 1.0, "cases": 50, "goal": 0.98},
        "modal": {"rate": 0.8791, "cases": 300, "goal": 0.8},
        "negation": {"rate": 0.141, "cases": 300, "goal": 0.8},
    }
    write_results(folder / "check_catches.json", "check_catches", "sig-b", {"kinds": kinds})
    run = {"seconds": 19.4, "peak_mebibytes": 321.0}
    speed = {"first": run, "again": {**run, "seconds": 1.0}}
    write_results(folder / "check_speed.json", "check_speed", "sig-s", speed)
    fallen = {"mean": [0.7, 0.6, 0.5, 0.4], "falls": 100}
    drift = {
        "seeds": 100,
        "scores": dict.fromkeys(("terminology.success.micro", "consistency.ltcr"), fallen),
        "unlisted": [{"level": 0.05, "recall": 0.81, "precision": 0.92}],
    }
    write_results(folder / "drift.json", "drift", "sig-d", drift)
    write_results(
        folder / "adequacy.json", "adequacy", "sig-q", {"kinds": {"digit": {"auc": 0.987}}}
    )
    scoring = {"without_reference": 4.4, "with_reference": 12.3}
    write_results(folder / "score_speed.json", "score_speed", "sig-t", scoring)
