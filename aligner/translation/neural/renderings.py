"""The renderings of terms as token sequences: in every form, at every place of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aligner.document import Language
from aligner.glossary.english import GAP
from aligner.glossary.rendering import Span
from aligner.text.inflection.generation import plural, verb_forms
from aligner.translation.base import Request, Requirement
from aligner.translation.neural.constraints import Constraint, Constraints
from aligner.translation.neural.model import TranslationModel
from aligner.translation.neural.spans import token_spans

_MOST_FORMS = 48  # of one requirement
# In the middle of a sentence a term stands behind something; Chinese has no blank there.
_BEFORE = {"en": "a ", "zh": "，"}
_ENDS = ".!?。！？"
_OPENINGS = "\"'“‘(（《「"


def forms_of_rendering(rendering: str) -> tuple[str, ...]:
    """Return a rendering and its inflected forms: plurals of nouns, all forms of leading verbs.

    >>> forms_of_rendering("state-owned enterprise")
    ('state-owned enterprise', 'state-owned enterprises')
    >>> forms_of_rendering("deepen reform")
    ('deepen reform', 'deepens reform', 'deepened reform', 'deepening reform')
    """
    first, blank, rest = rendering.partition(" ")
    if verbs := verb_forms(first):
        return (rendering, *(f"{verb}{blank}{rest}" for verb in verbs))
    before, blank, last = rendering.rpartition(" ")
    many = plural(last)
    return (rendering,) if many is None else (rendering, f"{before}{blank}{many}")


def _range(spans: Sequence[Span], stretch: Span) -> tuple[int, int]:
    """Return the first token of a stretch of the source, and the one behind its last."""
    inside = [number for number, span in enumerate(spans) if span.overlaps(stretch)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


class Renderings:
    """Makes constraints of requirements for a model."""

    def __init__(self, model: TranslationModel) -> None:
        self.model = model
        self.language: Language = model.direction.target
        self._unwanted = frozenset(model.unwanted)

    def constraints(
        self, requests: Sequence[Request], sources: Sequence[Sequence[int]]
    ) -> list[Constraints]:
        """Return the constraints of each request; what no token sequence can meet is left out.

        Args:
            requests: with requirements.
            sources: the tokens of their texts, special ones among them.
        """
        ends, openings = self._marks()
        return [
            Constraints(self._of_request(request, source), ends, openings)
            for request, source in zip(requests, sources, strict=True)
        ]

    def _of_request(self, request: Request, source: Sequence[int]) -> list[Constraint]:
        if not request.requirements:
            return []
        model = self.model
        spans = token_spans(model.tokenizer, request.text, source, model.prefix)
        found = [self._constraint(one, _range(spans, one.span)) for one in request.requirements]
        return [one for one in found if one.inner.children]

    def _constraint(self, requirement: Requirement, source: tuple[int, int]) -> Constraint:
        inner = self._forms(requirement.renderings)
        if not inner:
            return Constraint.of([], [])
        initial = [form[:1].upper() + form[1:] for form in inner]
        return Constraint.of(
            self._writable(self.model.target_tokens(initial)),
            self._writable(self._inner_tokens(inner)),
            source,
        )

    def _writable(self, sequences: Sequence[Sequence[int]]) -> list[Sequence[int]]:
        """Return the sequences that the model can write.

        Those without tokens that it must not write, unknown letters, and no longer than its window.
        """
        return [
            tokens
            for tokens in sequences
            if self._unwanted.isdisjoint(tokens) and len(tokens) <= self.model.longest
        ]

    def _forms(self, renderings: Iterable[str]) -> list[str]:
        forms = [
            form
            for rendering in renderings
            if GAP not in rendering and "..." not in rendering
            for form in (forms_of_rendering(rendering) if self.language == "en" else (rendering,))
        ]
        return list(dict.fromkeys(forms))[:_MOST_FORMS]

    def _inner_tokens(self, forms: Sequence[str]) -> list[list[int]]:
        """Return the tokens of forms as they are behind other text."""
        before = _BEFORE[self.language]
        context, *found = self.model.target_tokens(
            [before.rstrip(), *(f"{before}{form}" for form in forms)]
        )
        alone = self.model.target_tokens(forms)
        return [
            tokens[len(context) :] if tokens[: len(context)] == context else single
            for tokens, single in zip(found, alone, strict=True)
        ]

    def _marks(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the tokens that end a sentence, and those that may stand before its first word."""
        bare = [piece.lstrip("▁Ġ") for piece in self.model.pieces]
        special = set(self.model.tokenizer.all_special_ids)
        ends = (n for n, piece in enumerate(bare) if piece and piece[-1] in _ENDS)
        openings = (
            n for n, piece in enumerate(bare) if n not in special and not piece.strip(_OPENINGS)
        )
        return frozenset(ends), frozenset(openings)
