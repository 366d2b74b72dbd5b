"""Models of transformers that translate: Marian, NLLB, M2M100, mBART, T5 and others.

``AutoModelForSeq2SeqLM`` loads them; decoding is ours, because the terms of a glossary need a
decoder that can be steered, which transformers has no longer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeVar

from aligner.glossary.rendering import Span
from aligner.models.batching import batches, halving
from aligner.translation.base import Attention, Direction, Hypothesis, Request
from aligner.translation.neural.forced import Pair, forced_attention, forced_scores
from aligner.translation.neural.model import TranslationModel
from aligner.translation.neural.renderings import Renderings
from aligner.translation.neural.search import Decoded, Width, search
from aligner.translation.neural.spans import token_spans
from aligner.translation.options import EngineOptions

_MOST = 64  # sources of a batch
_ALGORITHM = 1  # of decoding; counted up when other translations come out of the same model

Item = TypeVar("Item")
Result = TypeVar("Result")
_logger = logging.getLogger(__name__)


class Seq2SeqEngine:
    """Translates with a model of transformers.

    Texts are put together by length, ``batch_tokens`` at a time; a batch that does not fit into
    memory is halved. A text that is longer than the model's window has no translation.

    Raises:
        InputError: no such model, not a usable one, or one of other languages.
        UsageError: torch is not installed, or there is no such device.
    """

    def __init__(self, options: EngineOptions) -> None:
        self._options = options
        self._model = TranslationModel(options)
        self._renderings = Renderings(self._model, options.direction.target)

    @property
    def signature(self) -> str:
        """The model by its content, and all that decides on its translations."""
        import transformers

        model, options = self._model, self._options
        fields = {
            "seq2seq": f"{model.model_type}@{model.digest[:16]}",
            "direction": f"{options.direction.source}-{options.direction.target}",
            "codes": "+".join(f"{name}={code}" for name, code in sorted(options.codes.items())),
            "beam": options.beam,
            "longest": options.longest,
            "decoding": _ALGORITHM,
            "runtime": model.runtime,
            "transformers": transformers.__version__,
        }
        return "|".join(f"{name}:{value}" for name, value in fields.items())

    @property
    def direction(self) -> Direction:
        """The languages."""
        return self._options.direction

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return up to ``n`` different hypotheses a request, the best first.

        None for a text longer than the model's window, and for an empty one.
        """
        width = Width(max(self._options.beam, n))
        sources = self._sources(requests)
        found = self._batched(
            lambda some: search(self._model, [sources[one] for one in some], width),
            sources,
            width.beams,
        )
        return [self._hypotheses(decoded or [], n) for decoded in found]

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Return hypotheses that hold a rendering of each requirement, as far as any are found."""
        width = Width(max(self._options.beam, n))
        sources = self._sources(requests)
        steering = self._renderings.constraints(requests)
        found = self._batched(
            lambda some: search(
                self._model, [sources[one] for one in some], width, [steering[one] for one in some]
            ),
            sources,
            4 * width.beams,
        )
        return [self._hypotheses(decoded or [], n) for decoded in found]

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log probability of a target token, ≤ 0, for sources and targets.

        Of what does not fit into the model's window: minus infinity.
        """
        tokens = self._pairs(pairs)
        found = self._batched(
            lambda some: forced_scores(self._model, [tokens[one] for one in some]),
            [(*pair.source, *pair.target) if self._fits(pair) else () for pair in tokens],
            1,
        )
        return [float("-inf") if score is None else score for score in found]

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Return where the model looks when it is made to write the target for the source.

        Nowhere, without tokens, where the pair does not fit into the model's window.
        """
        import numpy as np

        tokens = self._pairs(pairs)
        layer = self._model.looking_layer
        found = self._batched(
            lambda some: forced_attention(self._model, [tokens[one] for one in some], layer),
            [(*pair.source, *pair.target) if self._fits(pair) else () for pair in tokens],
            1,
        )
        nothing = np.zeros((0, 0), np.float32)
        return [
            Attention((), (), nothing)
            if weights is None
            else Attention(
                self._source_spans(source, pair.source),
                token_spans(self._model.tokenizer, target, pair.target),
                weights,
            )
            for (source, target), pair, weights in zip(pairs, tokens, found, strict=True)
        ]

    def _sources(self, requests: Sequence[Request]) -> list[list[int]]:
        """Return the tokens of each text; none of one that cannot be translated."""
        if not requests:
            return []
        sources = self._model.source_tokens([request.text for request in requests])
        window = self._model.window
        for source in sources:
            if len(source) > window:
                _logger.warning(
                    "not translated: %d tokens, the model takes %d", len(source), window
                )
        return [
            source if len(source) <= window and request.text.strip() else []
            for source, request in zip(sources, requests, strict=True)
        ]

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Pair]:
        if not pairs:
            return []
        sources = self._model.source_tokens([source for source, _ in pairs])
        targets = self._model.target_tokens([target for _, target in pairs])
        return [Pair(tuple(s), tuple(t)) for s, t in zip(sources, targets, strict=True)]

    def _fits(self, pair: Pair) -> bool:
        longest = self._model.window - len(self._model.start.tokens)
        return len(pair.source) <= self._model.window and len(pair.target) <= longest

    def _source_spans(self, source: str, tokens: Sequence[int]) -> tuple[Span, ...]:
        return token_spans(self._model.tokenizer, source, tokens, self._model.prefix)

    def _batched(
        self,
        run: Callable[[Sequence[int]], Sequence[Result]],
        items: Sequence[Sequence[int]],
        rows: int,
    ) -> list[Result | None]:
        """Run over items batched by length; None for those without tokens.

        Args:
            run: what to do with the items of these numbers.
            items: in tokens.
            rows: that an item takes in the decoder.
        """
        numbers = [number for number, item in enumerate(items) if item]
        lengths = [len(items[number]) for number in numbers]
        most = max(1, _MOST * self._options.beam // max(rows, self._options.beam))
        results: list[Result | None] = [None] * len(items)
        for batch in batches(lengths, self._options.batch_tokens, most):
            chosen = [numbers[place] for place in batch]
            for number, result in zip(chosen, halving(run, chosen), strict=True):
                results[number] = result
        return results

    def _hypotheses(self, decoded: Sequence[Decoded], n: int) -> tuple[Hypothesis, ...]:
        """Return different texts, the best first."""
        found: dict[str, float] = {}
        for one in decoded:
            text = self._model.text(one.tokens)
            if text:
                found.setdefault(text, min(one.score, 0.0))
        return tuple(Hypothesis(text, score) for text, score in list(found.items())[:n])
