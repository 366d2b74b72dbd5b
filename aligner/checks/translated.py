"""Which sentence is translated by which: what the rules of consistency note, and compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Settings, is_improbable
from aligner.checks.sameness import hash_of, is_heading, is_long_enough, normalised, without_digits
from aligner.document import Language

_HEADING, _SENTENCE = "h", "s"


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note hashes of both texts, and the source without its numbers.

    To make it takes long, and many processes note, but one concludes.
    """
    if is_improbable(bead.bead.probability):
        return  # what stands beside it may belong to another sentence
    source, target = bead.source.text, bead.target.text
    if source and target and is_long_enough(bead.chinese.text):
        plain = without_digits(normalised(source))
        kind, other = _kind(source), _kind(target) + bead.target.language
        yield Fact(kind + hash_of(source), other + hash_of(target), text=plain)


def sources(noted: Sequence[Noted], *, with_kind: bool) -> list[str]:
    """Return hashes of the sources; with their kind, headings are other ones than sentences."""
    keys = [one.fact.key for one in noted]
    return keys if with_kind else [key[1:] for key in keys]


def targets(noted: Sequence[Noted], *, with_kind: bool) -> list[str]:
    """Return hashes of the targets; as for ``sources``."""
    values = [one.fact.value for one in noted]
    return values if with_kind else [value[1:] for value in values]


def target_language(one: Noted) -> Language:
    """Return the language that a sentence is translated into."""
    return "zh" if one.fact.value[1:].startswith("zh") else "en"


def _kind(text: str) -> str:
    return _HEADING if is_heading(text) else _SENTENCE
