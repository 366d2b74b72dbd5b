"""The whole way on the project's own texts: read, segment, align with the embedded default."""

from __future__ import annotations

import functools

import pytest

from aligner.bead import Alignment
from aligner.pipeline import AlignOptions, align_files
from evaluation.gold_sets import OWN_GOLD, links_of, read_links
from evaluation.metrics import Agreement, strict

NAMES = ("article", "regulation", "report", "speech")
BOILERPLATE = 4  # lines of the page that follow the article in English


@functools.cache
def aligned(name: str) -> Alignment:
    """Return our alignment of a gold text, from the natural documents."""
    source, target = OWN_GOLD / f"{name}.zh.txt", OWN_GOLD / f"{name}.en.txt"
    return align_files(source, target, AlignOptions())


@pytest.mark.parametrize("name", NAMES)
def test_sentences_are_those_of_the_gold(name: str) -> None:
    for suffix, document in (("zh", aligned(name).source), ("en", aligned(name).target)):
        gold = (OWN_GOLD / f"{name}.{suffix}").read_text(encoding="utf-8").splitlines()
        assert [sentence.text for sentence in document.sentences] == gold


def test_beads_agree_with_the_gold() -> None:
    agreements = [
        strict(read_links(OWN_GOLD / f"{name}.beads"), links_of(aligned(name))) for name in NAMES
    ]
    assert sum(agreements, Agreement()).f1 >= 0.95


def test_no_bead_of_the_article_crosses_a_paragraph() -> None:
    for bead in aligned("article").beads:
        paragraphs = {sentence.paragraph for sentence in (*bead.source, *bead.target)}
        assert len(paragraphs) == 1, bead


def test_boilerplate_ends_in_empty_beads() -> None:
    beads = aligned("article").beads[-BOILERPLATE:]
    assert [bead.shape for bead in beads] == [(0, 1)] * BOILERPLATE


@pytest.mark.parametrize("name", NAMES)
def test_every_bead_has_a_probability(name: str) -> None:
    assert all(bead.probability is not None for bead in aligned(name).beads)


def test_same_in_same_out() -> None:
    first = aligned("speech")
    aligned.cache_clear()
    assert aligned("speech").beads == first.beads
