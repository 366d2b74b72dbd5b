"""Glossaries by name, and several as one."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from aligner.errors import AlignerError
from aligner.glossary.loading import glossary_path, load_glossaries, shipped


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """Return two glossaries that contradict each other."""
    (tmp_path / "own.tsv").write_text("source\ttarget\n“一带一路”\troad\n改革\treform\n", "utf-8")
    (tmp_path / "other.tsv").write_text(
        "source\ttarget\n一帶一路\tway\n治理\tgovernance\n", "utf-8"
    )
    return [str(tmp_path / "own.tsv"), str(tmp_path / "other.tsv")]


def test_the_first_decides_and_it_is_said_once(
    files: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        logging.getLogger("aligner").propagate = True
        both = load_glossaries(files)
        other_way = load_glossaries(files[::-1])
    assert {(term.source, term.target) for term in both} == {
        ("“一带一路”", "road"),
        ("改革", "reform"),
        ("治理", "governance"),
    }
    assert "way" in {term.target for term in other_way}
    assert len(caplog.records) == 2
    assert "1 terms left out" in caplog.text
    assert both.name == "own+other"


def test_policy_is_shipped() -> None:
    assert "policy" in shipped()
    assert not [name for name in shipped() if "pairs" in name]
    assert glossary_path("policy") == shipped()["policy"]


def test_unknown_names() -> None:
    with pytest.raises(AlignerError, match="no such glossary; give a file, or one of policy"):
        glossary_path("polity")
