"""Mining a small corpus with planted terms."""

from __future__ import annotations

import random

import pytest

from aligner.bead import Bitext
from aligner.lexicon import Lexicon, load_lexicon
from aligner.mining import Candidate, RenderingCount, mine
from tests.mining.corpus import PAIRS, TRADITIONAL, bitext


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    """Return the embedded lexicon."""
    return load_lexicon()


def by_source(candidates: tuple[Candidate, ...]) -> dict[str, Candidate]:
    """Return the candidates by their source."""
    return {candidate.source: candidate for candidate in candidates}


def test_terms_are_found_with_right_borders_and_counts(lexicon: Lexicon) -> None:
    found = by_source(mine(bitext(), lexicon))
    assert set(found) == {"社区养老服务站", "河长制", "数字档案馆"}
    station = found["社区养老服务站"]
    assert station.renderings == (RenderingCount("community care station", 7),)
    assert (station.count, station.consistency) == (7, 1.0)


def test_inconsistent_renderings_are_counted(lexicon: Lexicon) -> None:
    chief = by_source(mine(bitext(), lexicon))["河长制"]
    assert chief.renderings == (
        RenderingCount("river chief system", 4),
        RenderingCount("river leader scheme", 2),
    )
    assert chief.count == 6
    assert chief.consistency == pytest.approx(4 / 6)


def test_names_keep_their_capitals_and_sentences_give_none(lexicon: Lexicon) -> None:
    texts = {c.renderings[0].text for c in mine(bitext(), lexicon)}
    assert texts == {"community care station", "river chief system", "Digital Archive"}


def test_the_best_come_first(lexicon: Lexicon) -> None:
    scores = [candidate.score for candidate in mine(bitext(), lexicon)]
    assert scores == sorted(scores, reverse=True)
    assert all(0.0 <= score <= 1.0 for score in scores)


def test_either_language_may_be_the_source(lexicon: Lexicon) -> None:
    found = by_source(mine(bitext(english_first=True), lexicon))
    assert found["community care station"].renderings == (RenderingCount("社区养老服务站", 7),)
    assert found["river leader scheme"].renderings == (RenderingCount("河长制", 2),)


def test_traditional_characters_stay_as_written(lexicon: Lexicon) -> None:
    pairs = [(chinese.translate(TRADITIONAL), english) for chinese, english in PAIRS]
    simplified, traditional = mine(bitext(), lexicon), mine(bitext(pairs), lexicon)
    assert "社區養老服務站" in by_source(traditional)
    assert [(c.renderings, c.count, c.score) for c in traditional] == [
        (c.renderings, c.count, c.score) for c in simplified
    ]


def test_both_scripts_are_counted_together(lexicon: Lexicon) -> None:
    pairs = [
        (chinese.translate(TRADITIONAL) if number % 3 == 0 else chinese, english)
        for number, (chinese, english) in enumerate(PAIRS)
    ]
    assert by_source(mine(bitext(pairs), lexicon))["社区养老服务站"].count == 7


def test_white_space_in_chinese_says_nothing(lexicon: Lexicon) -> None:
    pairs = [(chinese.replace("社区养老", "社区 养\n老"), english) for chinese, english in PAIRS]
    assert by_source(mine(bitext(pairs), lexicon))["社区养老服务站"].count == 7


def test_latin_inside_chinese_is_part_of_the_term(lexicon: Lexicon) -> None:
    pairs = [
        (chinese.replace("河长制", "QRX 系统"), english.replace("river chief system", "QRX system"))
        for chinese, english in PAIRS
    ]
    assert by_source(mine(bitext(pairs), lexicon))["QRX系统"].renderings[0] == RenderingCount(
        "QRX system", 4
    )


def test_what_stays_latin_is_no_candidate(lexicon: Lexicon) -> None:
    pairs = [
        (chinese.replace("数字档案馆", "QRX"), english.replace("the Digital Archive", "QRX"))
        for chinese, english in PAIRS
    ]
    assert all(c.source != "QRX" for c in mine(bitext(pairs), lexicon))


def test_same_in_same_out(lexicon: Lexicon) -> None:
    assert mine(bitext(), lexicon) == mine(bitext(), lexicon)


def test_the_order_of_the_beads_does_not_matter(lexicon: Lexicon) -> None:
    shuffled = list(PAIRS)
    random.Random(5).shuffle(shuffled)
    assert mine(bitext(shuffled), lexicon) == mine(bitext(), lexicon)


def test_beads_without_a_side_are_passed_over(lexicon: Lexicon) -> None:
    pairs = [*PAIRS, ("河长制", ""), ("", "river chief system")]
    assert mine(bitext(pairs), lexicon) == mine(bitext(), lexicon)


@pytest.mark.parametrize(
    "pairs",
    [(), (("", ""),), (("。", "."),), (("河长制", "river chief system"),), (("2019", "2019"),) * 3],
)
def test_nothing_recurs_nothing_is_found(
    pairs: tuple[tuple[str, str], ...], lexicon: Lexicon
) -> None:
    assert mine(bitext(pairs), lexicon) == ()


def test_the_minimum_is_heeded(lexicon: Lexicon) -> None:
    assert set(by_source(mine(bitext(), lexicon, minimum=4))) == {"社区养老服务站", "河长制"}


def test_a_stream_is_read_once(lexicon: Lexicon) -> None:
    beads = iter(list(bitext().beads))
    assert mine(Bitext("zh", "en", beads), lexicon) == mine(bitext(), lexicon)


@pytest.mark.parametrize(
    ("renderings", "consistency", "score"),
    [((), 1.0, 0.5), ((RenderingCount("a", 1),), 1.5, 0.5), ((RenderingCount("a", 1),), 1.0, -1.0)],
)
def test_a_candidate_checks_itself(
    renderings: tuple[RenderingCount, ...], consistency: float, score: float
) -> None:
    with pytest.raises(ValueError, match="河长制"):
        Candidate("河长制", renderings, 1, consistency, score)
