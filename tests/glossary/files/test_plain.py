"""The lists of DeepL and OmegaT."""

from __future__ import annotations

import pytest

from aligner.document import Place
from aligner.errors import FormatError
from aligner.glossary.model import Rendering, Term
from tests.glossary.files.reading import read, written

REFORM = Term("改革", "reform")
TERMS = (
    Term("治理", "governance", ("管治", "善治"), (Rendering("rule"),), note="a\tb\nc"),
    Term("善治", "good governance"),
    Term("管治", "control"),
    Term("精神", "guiding principles", when=("讲话",)),
    Term("精神", "spirit", unless=("讲话",)),
    Term("旧词", "old word", valid_until="2018"),
    Term("新词", "new word", status="draft"),
    Term("废词", "word", status="deprecated"),
    Term("空词", ""),
    Term("#号", "hash"),
)


def test_deepl_gets_one_settled_rendering_for_each_form() -> None:
    lines = written("deepl", *TERMS).decode().splitlines()
    assert lines == [
        "善治\tgood governance",
        "治理\tgovernance",
        "管治\tcontrol",
        "精神\tspirit",
    ]


def test_omegat_gets_every_approved_line_with_its_note() -> None:
    magic, *lines = written("omegat", *TERMS).decode().splitlines()
    assert magic == "# -*- coding: utf-8 -*-"
    assert lines == [
        "善治\tgood governance",
        "善治\tgovernance\ta b c",
        "旧词\told word",
        "治理\tgovernance\ta b c",
        "管治\tcontrol",
        "管治\tgovernance\ta b c",
        "精神\tguiding principles",
        "精神\tspirit",
    ]


@pytest.mark.parametrize(
    "data",
    [
        "改革\treform\n",
        "\ufeff改革\treform\r\n\r\n",
        "改革,reform\n",
        '"改革","reform"\n',
        "改革;reform\n",
        # As DeepL's own website exports them.
        "改革,reform,ZH,EN\n",
        "改革,reform,zh,en,0.9\n",
    ],
)
def test_deepl_lists_of_every_kind_are_read(data: str) -> None:
    assert read(data, "deepl") == (REFORM,)


def test_a_list_from_english_is_turned_round(caplog: pytest.LogCaptureFixture) -> None:
    (term,) = read("reform,改革,EN,ZH\n", "deepl")
    assert term == REFORM
    assert term.origin.place("source") == Place(1, 8)
    assert caplog.messages == ["policy.file: from English into Chinese, turned round"]


def test_omegat_lists_have_comments_of_two_kinds() -> None:
    data = "# by hand\n改革 \treform\tverb too\tmore\n\n#开放\topening\n治理\tgovernance\n"
    assert read(data, "omegat") == (
        Term("改革", "reform", note="verb too"),
        Term("治理", "governance"),
    )


@pytest.mark.parametrize("name", ["deepl", "omegat"])
def test_a_line_of_one_column_is_refused(name: str) -> None:
    with pytest.raises(FormatError, match=r"^policy\.file:2: one column, expected source and"):
        read("改革\treform\n治理\n", name)
