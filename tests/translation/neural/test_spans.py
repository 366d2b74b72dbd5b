"""Which stretch of a text each piece stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.translation.neural.spans import laid_along, token_spans


def stretches(text: str, *pieces: str | None) -> list[str]:
    """Return what each piece stands for."""
    return [text[span.start : span.end] for span in laid_along(pieces, text)]


@pytest.mark.parametrize(
    ("text", "pieces", "expected"),
    [
        # Blanks belong to no piece, whichever way the tokenizer marks them.
        ("new forces", ["▁new", "▁for", "ces"], ["new", "for", "ces"]),
        ("new forces", ["Ġnew", "Ġ", "forces"], ["new", "", "forces"]),
        # Not in the vocabulary: what is left between the neighbours, one or several characters.
        ("发展龘。", ["发展", None, "。"], ["发展", "龘", "。"]),
        ("发展龘靐。", ["发展", None, "。"], ["发展", "龘靐", "。"]),
        ("龘展", [None, "展"], ["龘", "展"]),
        ("发展龘靐", ["发展", None], ["发展", "龘靐"]),
        ("龘靐", [None, None], ["龘靐", ""]),
        # Full-width letters, ligatures and other forms as models see them.
        ("ＧＤＰ增长５％", ["▁gdp", "增长", "5", "%"], ["ＧＤＰ", "增长", "５", "％"]),
        ("①期", ["1", "期"], ["①", "期"]),
        ("ﬁnal", ["fi", "nal"], ["ﬁ", "nal"]),
        ("㎞内", ["k", "m", "内"], ["㎞", "㎞", "内"]),
        # Special tokens stand for nothing; a piece changed on the way is where it would be.
        ("改革", ["", "改革", ""], ["", "改革", ""]),
        ("a b", ["a", "x", "b"], ["a", "", "b"]),
        ("", ["", None], ["", ""]),
    ],
)
def test_pieces_along_a_text(text: str, pieces: list[str | None], expected: list[str]) -> None:
    assert stretches(text, *pieces) == expected


@given(st.lists(st.text("发展ＡｂＣ 。ﬁ", min_size=1, max_size=3), max_size=6))
def test_pieces_of_a_text_cover_it(parts: list[str]) -> None:
    text = "".join(parts)
    found = laid_along(parts, text)
    covered = "".join(text[span.start : span.end] for span in found)
    assert covered.replace(" ", "") == text.replace(" ", "")
    assert [span.start for span in found] == sorted(span.start for span in found)


class Tokenizer:
    """Knows three pieces, the end and the unknown one."""

    all_special_ids = (0, 1)
    unk_token_id = 1

    def convert_ids_to_tokens(self, numbers: list[int]) -> list[str]:
        """Return the pieces as they are written."""
        return [["</s>", "<unk>", "▁>>zho<<", "▁发展", "。"][number] for number in numbers]


def test_what_stood_before_the_text_is_no_part_of_it() -> None:
    text = "发展龘。"
    spans = token_spans(Tokenizer(), text, [2, 3, 1, 4, 0], ">>zho<< ")
    assert [text[span.start : span.end] for span in spans] == ["", "发展", "龘", "。", ""]
