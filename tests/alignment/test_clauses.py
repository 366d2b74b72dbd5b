"""Cutting list sentences whose items stand against separate lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import align, split_lists
from aligner.bead import Alignment, Bead
from aligner.document import Document, Language, Sentence
from aligner.evidence import default_evidence
from aligner.text.segmentation import BLANK, segment

EVIDENCE = default_evidence()
ITEMS = {
    "我们修建了农村公路": "We built rural roads.",
    "建设了三百所新学校": "Three hundred new schools were completed.",
    "提高了退休人员的养老金": "Pensions for retirees were raised.",
    "减少了空气污染": "Air pollution was reduced.",
    "培训了两万名护士": "Twenty thousand nurses received training.",
    "保护了森林和湿地": "Forests and wetlands were protected.",
}
COMMAS = {
    "en": ["We built rural roads", "opened 300 new schools", "and trained twenty thousand nurses."],
    "zh": ["修建农村公路。", "新开办三百所学校。", "培训两万名护士。"],
}


def document(text: str, language: Language) -> Document:
    spans = segment(text, language, "clause")
    sentences = (
        Sentence(i, start, end, text[start:end], p) for i, (start, end, p) in enumerate(spans)
    )
    return Document("test", language, text, tuple(sentences))


def cut(source: str, target: str) -> Alignment:
    documents = document(source, "zh"), document(target, "en")
    return split_lists(align(*documents, EVIDENCE), EVIDENCE)


def texts(alignment: Alignment) -> list[tuple[str, str]]:
    return [
        (" | ".join(s.text for s in bead.source), " | ".join(s.text for s in bead.target))
        for bead in alignment.beads
    ]


def test_a_list_sentence_is_cut_into_its_items() -> None:
    alignment = cut("，".join(ITEMS) + "。", "\n".join(ITEMS.values()))
    ends = "，" * (len(ITEMS) - 1) + "。"
    expected = [(zh + end, en) for (zh, en), end in zip(ITEMS.items(), ends, strict=True)]
    assert texts(alignment) == expected
    assert all(bead.probability and bead.probability > 0.9 for bead in alignment.beads)


def test_an_english_sentence_is_cut_against_several_chinese_ones() -> None:
    alignment = cut("".join(COMMAS["zh"]), ", ".join(COMMAS["en"]))
    expected = ["We built rural roads,", "opened 300 new schools,", COMMAS["en"][2]]
    assert texts(alignment) == list(zip(COMMAS["zh"], expected, strict=True))


def test_either_language_may_be_the_source() -> None:
    documents = (
        document("Roads were built. Schools were opened.", "en"),
        document("修建了公路，开办了学校。", "zh"),
    )
    alignment = split_lists(align(*documents, EVIDENCE), EVIDENCE)
    assert [bead.shape for bead in alignment.beads] == [(1, 1), (1, 1)]
    assert [s.text for s in alignment.target.sentences] == ["修建了公路，", "开办了学校。"]


def test_pieces_that_english_merges_stay_one_clause() -> None:
    alignment = cut(
        "去年，我们修建了农村公路，保护了森林，减少了空气污染，培训了两万名护士。",
        "Last year we built rural roads, protected forests and reduced air pollution. "
        "Twenty thousand nurses received training.",
    )
    assert [source for source, _ in texts(alignment)] == [
        "去年，我们修建了农村公路，保护了森林，减少了空气污染，",
        "培训了两万名护士。",
    ]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        # One sentence on both sides.
        (
            "我们修建公路，开办学校，培训护士。",
            "We built roads, opened schools and trained nurses.",
        ),
        # The comma stands where English has no border.
        ("老年人在社区里，可以得到照顾。", "Care is at hand. The elderly get it in the community."),
        # Nothing to cut at but numbers and quotations.
        ("投资达1,200亿元并增长。", "Investment reached 120 billion yuan. It grew."),
        ("坚持“修建公路，开办学校”。", "We will build roads. We will open schools."),
    ],
)
def test_what_stays_whole(source: str, target: str) -> None:
    documents = document(source, "zh"), document(target, "en")
    alignment = Alignment(*documents, (Bead(documents[0].sentences, documents[1].sentences, 0.9),))
    assert split_lists(alignment, EVIDENCE) == alignment


def test_other_beads_keep_their_probability_and_paragraphs_stay() -> None:
    zh, en = "，".join([*ITEMS][:3]) + "。", " ".join([*ITEMS.values()][:3])
    documents = (
        document(f"工作报告\n{zh}\n谢谢大家！", "zh"),
        document(f"Work Report\n{en}\nThank you!", "en"),
    )
    before = align(*documents, EVIDENCE)
    after = split_lists(before, EVIDENCE)
    assert [bead.probability for bead in (after.beads[0], after.beads[-1])] == [
        bead.probability for bead in (before.beads[0], before.beads[-1])
    ]
    assert [s.paragraph for s in after.source.sentences] == [0, 1, 1, 1, 2]
    assert after.target == before.target


def test_blank_lines_stay_sentences() -> None:
    zh, en = "修建了公路，开办了学校。", "Roads were built.\n\nSchools were opened."
    source, target = document(zh, "zh"), document(en, "en")
    roads, schools = target.sentences
    blank = Sentence(1, 18, 18, "")
    target = replace(target, sentences=(roads, blank, replace(schools, index=2)))
    after = split_lists(
        Alignment(source, target, (Bead(source.sentences, target.sentences),)), EVIDENCE
    )
    assert [s.text for s in after.target.sentences] == [roads.text, "", schools.text]


pieces = st.sampled_from(
    [*ITEMS, *ITEMS.values(), "“甲，乙”", "1,000", " ", "（一，二）", "—", "、"]
)
marks = st.sampled_from(["，", "。", ", ", ". ", "；", "\n", "：", ""])
passages = st.lists(st.tuples(pieces, marks), min_size=1, max_size=12).map(
    lambda parts: "".join(piece + mark for piece, mark in parts)
)


def beads_of(source: Document, target: Document, borders: Sequence[int]) -> Alignment:
    """Return an alignment, right or wrong, with some sentences left over at the end."""
    beads, row, column = [], 0, 0
    for number in borders:
        a, b = ((1, number), (number, 1))[number % 2]
        sides = source.sentences[row : row + a], target.sentences[column : column + b]
        if any(sides):
            beads.append(Bead(*sides, 0.5))
        row, column = row + a, column + b
    if source.sentences[row:] or target.sentences[column:]:
        beads.append(Bead(source.sentences[row:], target.sentences[column:], 0.5))
    return Alignment(source, target, tuple(beads))


@settings(max_examples=60)
@given(passages, passages, st.lists(st.integers(1, 4), max_size=6))
def test_beads_are_only_cut_and_nothing_is_lost(zh: str, en: str, borders: Sequence[int]) -> None:
    before = beads_of(document(zh, "zh"), document(en, "en"), borders)
    after = split_lists(before, EVIDENCE)
    assert split_lists(before, EVIDENCE) == after
    for old, new in ((before.source, after.source), (before.target, after.target)):
        assert new.text == old.text
        assert {s.start for s in old.sentences} <= {s.start for s in new.sentences}
        assert {s.end for s in old.sentences} <= {s.end for s in new.sentences}
        position = 0
        for sentence in new.sentences:
            assert not new.text[position : sentence.start].strip(BLANK)
            position = sentence.end
        assert not new.text[position:].strip(BLANK)
    for bead in after.beads:
        assert any(
            side_in(bead.source, old.source) and side_in(bead.target, old.target)
            for old in before.beads
        )


def side_in(part: Sequence[Sentence], whole: Sequence[Sentence]) -> bool:
    """Tell whether a side of a bead lies inside the same side of another."""
    if not part or not whole:
        return not part and not whole
    return whole[0].start <= part[0].start and part[-1].end <= whole[-1].end
