"""Look-up, the file, and the embedded lexicon."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from aligner.errors import FormatError, InputError
from aligner.lexicon import EMBEDDED, Lexicon, lexicon_from, load_lexicon
from aligner.lexicon.inspection import renderings
from aligner.lexicon.storage import quantise
from aligner.lexicon.training import train_lexicon
from tests.lexicon.corpus import WORDS, sentence_pairs


@pytest.fixture(scope="module")
def small() -> Lexicon:
    """Return a lexicon of few words."""
    return train_lexicon(sentence_pairs(), WORDS, name="small").lexicon


@pytest.fixture(scope="module")
def embedded() -> Lexicon:
    """Return the lexicon of the package."""
    return load_lexicon()


def test_links_are_those_of_the_words_asked_for(small: Lexicon) -> None:
    every = small.all_links()
    chinese = np.array([1, 4, 5, len(small.words), len(small.words) + 9], np.int32)
    english = np.array([0, 2, 3, 7, len(small.stems) + 1], np.int32)
    links = small.links(chinese, english)
    expected = [
        (z, e, f, b)
        for z, e, f, b in zip(
            every.chinese.tolist(),
            every.english.tolist(),
            every.english_given_chinese.tolist(),
            every.chinese_given_english.tolist(),
            strict=True,
        )
        if z in chinese and e in english
    ]
    found = zip(
        chinese[links.chinese].tolist(),
        english[links.english].tolist(),
        links.english_given_chinese.tolist(),
        links.chinese_given_english.tolist(),
        strict=True,
    )
    assert expected
    assert list(found) == expected == sorted(expected)
    assert [links.chinese.dtype, links.english_given_chinese.dtype] == ["int32", "float32"]


def test_no_words_have_no_links(small: Lexicon) -> None:
    none, unknown = np.zeros(0, np.int32), np.array([len(small.stems)], np.int32)
    assert len(small.links(none, none).chinese) == 0
    assert len(small.links(np.array([0], np.int32), unknown).chinese) == 0


def test_unknown_stems_get_types_that_depend_on_this_call_alone(small: Lexicon) -> None:
    size = len(small.stems)
    for sentence in ("Zebras need yaks", "Lions need tigers", "Zebras need yaks"):
        types = small.english_tokens([sentence, sentence]).types.tolist()
        assert types[1] == small.stems.index("need")
        assert sorted(types[:1] + types[2:3]) == [size, size + 1]
        assert types[3:] == types[:3]


def test_unknown_words_are_as_rare_as_the_rarest(small: Lexicon) -> None:
    known = np.arange(len(small.stems), dtype=np.int32)
    probabilities = small.english_probabilities(np.append(known, np.int32(len(known) + 3)))
    assert probabilities[-1] == probabilities.min() > 0
    assert small.chinese_probabilities(np.array([10**6], np.int32)) > 0


def test_a_file_gives_back_what_was_written(small: Lexicon, tmp_path: Path) -> None:
    path = tmp_path / "own.lexicon"
    path.write_bytes(small.to_bytes())
    loaded = load_lexicon(path)
    assert loaded.to_bytes() == small.to_bytes()
    assert (loaded.words, loaded.stems) == (small.words, small.stems)
    assert loaded.signature == small.signature
    assert loaded.signature.startswith("pairs:64+cedict:12|v:1|sha:")


def test_quantised_ratios_are_nearly_the_same() -> None:
    ratios = np.geomspace(0.3, 3e6, 10_000).astype(np.float32)
    quantised = quantise(ratios)
    errors = quantised.values[quantised.codes] / ratios - 1
    assert 0.02 < np.abs(errors).max() < 0.033


def test_quantising_one_ratio_or_none() -> None:
    for ratios in (np.ones(2, np.float32), np.zeros(2, np.float32), np.zeros(0, np.float32)):
        quantised = quantise(ratios)
        assert quantised.values[quantised.codes].tolist() == ratios.tolist()


@pytest.mark.parametrize("data", [b"", b"{}\n", b"[]\n", b"\x00" * 99, "改革\treform\n".encode()])
def test_other_files_are_no_lexicons(data: bytes) -> None:
    with pytest.raises(FormatError, match=r"own\.lexicon: not a lexicon; give a file made by"):
        lexicon_from(data, "own.lexicon")


def test_truncated_lexicons_are_refused(small: Lexicon) -> None:
    data = small.to_bytes()
    for length in (len(data) - 1, data.index(b"\n") + 9, data.index(b"\n") - 1, 30):
        with pytest.raises(FormatError, match=r"truncated|damaged|not a lexicon"):
            lexicon_from(data[:length], "own.lexicon")


def test_damaged_lexicons_are_refused(small: Lexicon) -> None:
    data = bytearray(small.to_bytes())
    data[-100] ^= 1
    with pytest.raises(FormatError, match=r"own\.lexicon: a damaged lexicon"):
        lexicon_from(bytes(data), "own.lexicon")


def test_newer_lexicons_are_refused(small: Lexicon) -> None:
    data = small.to_bytes().replace(b'"schema": 1', b'"schema": 2')
    with pytest.raises(FormatError, match="schema 2, this version reads 1; update aligner"):
        lexicon_from(data, "own.lexicon")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.lexicon"):
        with pytest.raises(InputError, match="check the path"):
            load_lexicon(path)


def test_the_embedded_lexicon_knows_common_words(embedded: Lexicon) -> None:
    for word, stem in (("改革", "reform"), ("市场", "market"), ("农村", "rural"), ("脸", "face")):
        best = renderings(embedded, word)[0]
        assert (best.rendering, best.probability > 0.5) == (stem, True)
    assert renderings(embedded, "Reforms")[0].rendering == "改革"


def test_the_embedded_lexicon_is_small_and_holds_no_sentences(embedded: Lexicon) -> None:
    assert EMBEDDED.stat().st_size < 10_000_000
    assert max(map(len, embedded.words)) <= 8
    assert not [stem for stem in embedded.stems if not stem.isalpha()]
    assert embedded.origin.licence == "CC-BY-SA-4.0"


def test_the_embedded_probabilities_are_probabilities(embedded: Lexicon) -> None:
    links, arrays = embedded.all_links(), embedded.arrays
    assert arrays.chinese.sum() == pytest.approx(1, abs=1e-3)
    assert arrays.english.sum() == pytest.approx(1, abs=1e-3)
    forward = links.english_given_chinese * arrays.english[links.english]
    backward = links.chinese_given_english * arrays.chinese[links.chinese]
    for given, probabilities in ((links.chinese, forward), (links.english, backward)):
        assert np.bincount(given, probabilities).max() < 1.04  # quantised
    assert (np.diff(arrays.hashes.astype(object)) > 0).all()


def test_words_that_are_not_there(embedded: Lexicon) -> None:
    with pytest.raises(InputError, match="改革道路: not in the lexicon; it is read as 改革 道路"):
        renderings(embedded, "改革道路")
    with pytest.raises(InputError, match=r"xyzzyx: not in the lexicon$"):
        renderings(embedded, "xyzzyx")
