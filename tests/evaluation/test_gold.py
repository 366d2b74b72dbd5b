"""The project's gold texts say what they claim to."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from aligner.errors import AlignerError
from evaluation.gold_sets import OWN_GOLD, GoldDocument, read_links, read_set

DOCUMENTS = read_set(OWN_GOLD)
names = pytest.mark.parametrize("document", DOCUMENTS, ids=[one.name for one in DOCUMENTS])


def sentences(path: Path) -> list[str]:
    """Return the sentences of one side."""
    return path.read_text(encoding="utf-8").splitlines()


@names
def test_every_sentence_is_in_exactly_one_bead(document: GoldDocument) -> None:
    sources = [index for link in document.links for index in link.source]
    targets = [index for link in document.links for index in link.target]
    assert sources == list(range(len(sentences(document.source))))
    assert targets == list(range(len(sentences(document.target))))


@names
@pytest.mark.parametrize(("side", "separator"), [("source", ""), ("target", " ")])
def test_sentences_make_up_the_document(document: GoldDocument, side: str, separator: str) -> None:
    path: Path = getattr(document, side)
    remaining = iter(sentences(path))
    for paragraph in sentences(path.with_suffix(f"{path.suffix}.txt")):
        text = next(remaining)
        while text != paragraph:
            text = f"{text}{separator}{next(remaining)}"
            assert paragraph.startswith(text)
    assert list(remaining) == []


def test_the_gold_has_what_aligners_get_wrong() -> None:
    shapes = Counter(link.shape for document in DOCUMENTS for link in document.links)
    assert shapes.total() >= 90
    for shape, least in {"1-2": 10, "2-1": 10, "2-2": 2, "1-6": 2, "1-0": 2, "0-1": 5}.items():
        assert shapes[shape] >= least, shape


def test_the_article_is_seventeen_paragraphs_and_boilerplate() -> None:
    chinese = sentences(OWN_GOLD / "article.zh.txt")
    english = sentences(OWN_GOLD / "article.en.txt")
    assert len(chinese) == 17
    assert len(english) == 17 + 4
    assert [link.shape for link in read_links(OWN_GOLD / "article.beads")[-4:]] == ["0-1"] * 4


def test_a_bad_bead_line_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.beads"
    path.write_text("[0]:[0]\n[1]:2\n", encoding="utf-8")
    with pytest.raises(AlignerError, match=r"x\.beads:2: not a bead"):
        read_links(path)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AlignerError, match="no gold set"):
        read_set(tmp_path)
