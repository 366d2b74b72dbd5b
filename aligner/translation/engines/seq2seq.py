"""Models of transformers that translate: Marian, NLLB, M2M100, mBART, T5 and others.

``AutoModelForSeq2SeqLM`` loads them; decoding is ours, because the terms of a glossary need a
decoder that can be steered, which transformers has no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from aligner.models.runtime import choose_runtime, installed_versions
from aligner.translation.base import Attention, Direction, Hypothesis, Request
from aligner.translation.neural.choice import choose
from aligner.translation.neural.constraints import Constraints
from aligner.translation.neural.forced import Pair, forced_attention, forced_scores
from aligner.translation.neural.model import TranslationModel
from aligner.translation.neural.renderings import Renderings
from aligner.translation.neural.search import Width, search
from aligner.translation.neural.spans import token_spans
from aligner.translation.neural.texts import batched, first_batch, hypotheses, sources_of
from aligner.translation.options import EngineOptions

_MOST = 64  # sources of a batch
_MOST_CONSTRAINED = 16  # each takes the place of several
_ALGORITHM = 1  # of decoding; counted up when other translations come out of the same model

Result = TypeVar("Result")


class Seq2SeqEngine:
    """Translates with a model of transformers.

    Texts are put together by length, ``batch_tokens`` at a time; a batch that does not fit into
    memory is halved. A text that is longer than the model's window has no translation. The model is
    loaded with the first text; what its files tell is looked at before.

    Raises:
        InputError: no such model, not a usable one, or one of other languages.
        UsageError: torch is not installed, or there is no such device.
    """

    def __init__(self, options: EngineOptions) -> None:
        self._options = options
        self._choice = choose(options)
        self._runtime = choose_runtime(options.device, options.precision)
        self._versions = installed_versions("torch", "transformers")

    @cached_property
    def _model(self) -> TranslationModel:
        """The model, loaded when a text has to be translated: many runs know all of theirs."""
        return TranslationModel(self._choice, self._runtime)

    @cached_property
    def _renderings(self) -> Renderings:
        return Renderings(self._model)

    @property
    def signature(self) -> str:
        """The model by its content, and all that decides on its translations."""
        return self._choice.signature(
            "seq2seq", decoding=_ALGORITHM, runtime=self._runtime, versions=self._versions
        )

    @property
    def direction(self) -> Direction:
        """The languages."""
        return self._options.direction

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests make a full batch."""
        return first_batch(self._model, requests, self._options.batch_tokens, _MOST)

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return up to ``n`` different hypotheses a request, the best first.

        None for a text longer than the model's window, and for an empty one.
        """
        sources = sources_of(self._model, requests)
        return self._searched(sources, n, _MOST, None)

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Return hypotheses that hold a rendering of each requirement, as far as any are found.

        The best first: those that lack something behind all others.
        """
        sources = sources_of(self._model, requests)
        steering = self._renderings.constraints(requests, sources)
        return self._searched(sources, n, _MOST_CONSTRAINED, steering)

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log probability of a target token, ≤ 0, for sources and targets.

        Of what does not fit into the model's window: minus infinity.
        """
        tokens = self._pairs(pairs)
        found = self._forced(tokens, lambda some: forced_scores(self._model, some))
        return [float("-inf") if score is None else score for score in found]

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Return where the model looks when it is made to write the target for the source.

        Nowhere, without tokens, where the pair does not fit into the model's window.
        """
        import numpy as np

        model, tokens = self._model, self._pairs(pairs)
        found = self._forced(
            tokens, lambda some: forced_attention(model, some, model.looking_layer)
        )
        nothing = Attention((), (), np.zeros((0, 0), np.float32))
        return [
            nothing
            if weights is None
            else Attention(
                token_spans(model.tokenizer, source, pair.source, model.prefix),
                token_spans(model.tokenizer, target, pair.target),
                weights,
            )
            for (source, target), pair, weights in zip(pairs, tokens, found, strict=True)
        ]

    def _searched(
        self,
        sources: Sequence[Sequence[int]],
        n: int,
        most: int,
        steering: Sequence[Constraints] | None,
    ) -> list[tuple[Hypothesis, ...]]:
        width = Width(max(self._options.beam, n))
        found = batched(
            lambda some: search(
                self._model,
                [sources[one] for one in some],
                width,
                None if steering is None else [steering[one] for one in some],
            ),
            sources,
            self._options.batch_tokens,
            most,
        )
        return [
            hypotheses(self._model, [(one.tokens, one.score) for one in decoded or ()], n)
            for decoded in found
        ]

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Pair]:
        sources = self._model.source_tokens([source for source, _ in pairs])
        targets = self._model.target_tokens([target for _, target in pairs])
        return [Pair(tuple(s), tuple(t)) for s, t in zip(sources, targets, strict=True)]

    def _forced(
        self, pairs: Sequence[Pair], run: Callable[[Sequence[Pair]], Sequence[Result]]
    ) -> list[Result | None]:
        """Run over pairs in batches; None for those that do not fit into the model's window."""
        model = self._model
        longest = model.window - len(model.start.tokens)
        items = [
            (*pair.source, *pair.target)
            if len(pair.source) <= model.window and len(pair.target) <= longest
            else ()
            for pair in pairs
        ]
        return batched(
            lambda some: run([pairs[one] for one in some]),
            items,
            self._options.batch_tokens,
            _MOST,
        )
