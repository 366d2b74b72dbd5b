"""Rows to review: written for the tests, or drawn."""

from __future__ import annotations

import random

from hypothesis import strategies as st

from aligner.bead import Bead
from aligner.document import Sentence

TEXTS = (
    (
        "市政府决定建设一百二十个社区养老服务中心。",
        "The city will build 120 community care centers.",
    ),
    ("一要坚持政府引导；二要鼓励社会参与。", "The government guides. Society takes part."),
    ("资金由市和区两级财政共同承担。", "Costs are shared by city and district."),
    ("本意见自发布之日起施行。", "These Opinions take effect on the day of publication."),
)


def sides(texts: list[tuple[list[str], list[str]]], **common: object) -> list[Bead]:
    """Make rows from the texts of the sentences of both sides."""
    counts = [0, 0]

    def sentences(side: int, lines: list[str]) -> tuple[Sentence, ...]:
        made = tuple(Sentence(counts[side] + i, 0, len(line), line) for i, line in enumerate(lines))
        counts[side] += len(lines)
        return made

    return [
        Bead(sentences(0, source), sentences(1, target), 0.5, **common)  # type: ignore[arg-type]  # keywords of Bead, handed on
        for source, target in texts
    ]


def large(count: int) -> list[tuple[str, str, float]]:
    """Return texts and probabilities of a large file."""
    chance = random.Random(1)
    return [(*TEXTS[i % len(TEXTS)], round(chance.uniform(0.6, 1), 4)) for i in range(count)]


sentence_text = st.text("改革。ab .", min_size=1, max_size=6)
row_texts = st.tuples(st.lists(sentence_text, max_size=3), st.lists(sentence_text, max_size=3))
several_rows = st.lists(row_texts.filter(any), min_size=1, max_size=6).map(sides)
