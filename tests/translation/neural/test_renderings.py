"""Renderings as token sequences of a tiny model."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.glossary.rendering import Span
from aligner.models.runtime import Runtime
from aligner.translation.base import Direction, Request, Requirement
from aligner.translation.neural.choice import choose
from aligner.translation.neural.constraints import Constraint, Constraints, Node
from aligner.translation.neural.model import TranslationModel
from aligner.translation.neural.renderings import Renderings, forms_of_rendering
from aligner.translation.options import EngineOptions
from tests.models.tiny import CHINESE


@pytest.mark.parametrize(
    ("rendering", "others"),
    [
        ("policy", ["policies"]),
        ("two-state policy", ["two-state policies"]),
        ("uphold the law", ["upholds the law", "upheld the law", "upholding the law"]),
        ("Build consensus", ["Builds consensus", "Built consensus", "Building consensus"]),
        ("new productive forces", []),
        ("the Belt and Road Initiative", []),
    ],
)
def test_forms(rendering: str, others: list[str]) -> None:
    assert forms_of_rendering(rendering) == (rendering, *others)


@pytest.fixture(scope="module")
def renderings(translators: Path) -> Renderings:
    """Return the renderings of the tiny Marian."""
    options = EngineOptions(Direction("zh", "en"), str(translators / "marian"))
    return Renderings(TranslationModel(choose(options), Runtime("cpu", "float32")))


def asked(renderings: Renderings, *allowed: str, source: str = "人民") -> Constraints:
    """Return the constraints of one requirement."""
    text = CHINESE[4]
    start = text.index(source)
    request = Request(text, (Requirement(Span(start, start + len(source)), source, allowed),))
    tokens = renderings.model.source_tokens([text])
    return renderings.constraints([request], tokens)[0]


def written(renderings: Renderings, node: Node, before: tuple[int, ...] = ()) -> set[str]:
    """Return the texts of all token sequences of a tree."""
    found = {renderings.model.text(before)} if node.is_end else set()
    for token, child in node.children.items():
        found |= written(renderings, child, (*before, token))
    return found


def only(steering: Constraints) -> Constraint:
    """Return the one constraint that there is."""
    (constraint,) = steering.all
    return constraint


def test_every_allowed_form_is_a_sequence(renderings: Renderings) -> None:
    constraint = only(asked(renderings, "people", "policy"))
    expected = {"people", "peoples", "policy", "policies"}
    assert written(renderings, constraint.inner) == expected
    assert written(renderings, constraint.initial) == {form.capitalize() for form in expected}


def test_a_form_with_letters_that_the_model_lacks_is_left_out(renderings: Renderings) -> None:
    constraint = only(asked(renderings, "people", "café"))
    assert written(renderings, constraint.inner) == {"people", "peoples"}


def test_where_the_term_stands_in_the_source(renderings: Renderings) -> None:
    constraint = only(asked(renderings, "people"))
    start, end = constraint.source
    tokens = renderings.model.source_tokens([CHINESE[4]])[0]
    assert "人民" in renderings.model.tokenizer.decode(tokens[start:end]).replace(" ", "")


@pytest.mark.parametrize("rendering", ["€", "from … to …", "from ... to"])
def test_what_cannot_be_written_is_not_forced(renderings: Renderings, rendering: str) -> None:
    assert asked(renderings, rendering).all == ()


def test_nothing_is_asked_for(renderings: Renderings) -> None:
    assert renderings.constraints([Request(CHINESE[0])], [[0]])[0].all == ()


def test_what_is_longer_than_the_window_is_left_out(renderings: Renderings) -> None:
    long = " ".join(["people"] * 200)
    assert not asked(renderings, long).all
    assert len(asked(renderings, long, "people").all) == 1
