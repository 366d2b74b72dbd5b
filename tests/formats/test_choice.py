"""Choosing a format, and options it has no use for."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.formats import WriteOptions, format_for, load_format, write_bitext
from tests.formats.texts import bitext


@pytest.mark.parametrize(
    ("path", "problem"), [("a.doc", "unknown suffix '.doc'"), ("report", "no suffix")]
)
def test_unknown_suffixes_name_the_known_ones(path: str, problem: str) -> None:
    with pytest.raises(UsageError, match=rf"{problem}; use \.beads, \.tsv, \.jsonl, \.tmx"):
        format_for(Path(path))


def test_unknown_formats_name_the_known_ones() -> None:
    with pytest.raises(UsageError, match="unknown format 'xls'; choose from beads, tsv"):
        load_format("xls")


def test_a_stream_needs_the_formats_name() -> None:
    with pytest.raises(UsageError, match="name the format"):
        write_bitext(bitext(), io.BytesIO())


@pytest.mark.parametrize(
    "options", [WriteOptions(min_probability=0.5), WriteOptions(target_code="en-GB")]
)
def test_options_are_refused_where_they_have_no_effect(options: WriteOptions) -> None:
    with pytest.raises(UsageError, match="has no effect on tsv"):
        write_bitext(bitext(), io.BytesIO(), "tsv", options)
