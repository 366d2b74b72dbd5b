"""The same models through CTranslate2, which is several times faster on processors.

A model folder is converted when it is first used; the result is kept in the user's cache folder by
the content of the folder. By default the weights get eight bits on processors; with
``precision="float32"`` the translations are those of the engine seq2seq. Its decoder cannot be
steered, so that terms are enforced by choice among hypotheses and by substitution only.
"""

from __future__ import annotations

import secrets
import shutil
import warnings
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from aligner.cachefolder import cache_folder
from aligner.errors import InputError, OutputError, UsageError
from aligner.models.runtime import has_driver, installed_versions
from aligner.translation.base import Direction, Hypothesis, Request
from aligner.translation.neural.choice import Choice, choose
from aligner.translation.neural.codec import Codec
from aligner.translation.neural.texts import batched, first_batch, hypotheses, sources_of
from aligner.translation.options import EngineOptions

_MOST = 64  # sources of a batch
_LONGEST = 120  # characters of what the library says


class CTranslate2Engine:
    """Translates with a converted model.

    Raises:
        InputError: no such model, not a usable one, one of other languages, or one that cannot be
            converted.
        OutputError: the converted model cannot be stored.
        UsageError: CTranslate2 or torch is not installed.
    """

    def __init__(self, options: EngineOptions) -> None:
        _require()
        self._options = options
        self._choice = choose(options)
        has_cuda = options.device != "cpu" and _has_gpu()
        self._device = "cuda" if has_cuda else "cpu"
        auto = "float16" if has_cuda else "int8"
        self._precision = auto if options.precision == "auto" else options.precision
        self._versions = installed_versions("ctranslate2", "transformers")

    @cached_property
    def _codec(self) -> Codec:
        return Codec(self._choice)

    @cached_property
    def _translator(self) -> Any:  # noqa: ANN401 - its types are not told
        """The converted model, loaded when a text has to be translated."""
        import ctranslate2

        folder = _converted(self._choice, self._precision)
        return ctranslate2.Translator(
            str(folder), device=self._device, compute_type=self._precision
        )

    @property
    def signature(self) -> str:
        """The model by its content, and all that decides on its translations."""
        runtime = f"{self._device}/{self._precision}"
        return self._choice.signature("ctranslate2", runtime=runtime, versions=self._versions)

    @property
    def direction(self) -> Direction:
        """The languages."""
        return self._options.direction

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests make a full batch."""
        return first_batch(self._codec, requests, self._options.batch_tokens, _MOST)

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return up to ``n`` different hypotheses a request, the best first.

        None for a text longer than the model's window, and for an empty one.
        """
        sources = sources_of(self._codec, requests)
        beams = max(self._options.beam, n)
        found = batched(
            lambda some: self._run([sources[one] for one in some], beams),
            sources,
            self._options.batch_tokens,
            _MOST,
        )
        return [hypotheses(self._codec, decoded or (), n) for decoded in found]

    def _run(
        self, sources: Sequence[Sequence[int]], beams: int
    ) -> list[list[tuple[list[int], float]]]:
        """Return tokens and score of the hypotheses of each source of a batch."""
        tokenizer, forced = self._codec.tokenizer, list(self._codec.start.forced)
        results = self._translator.translate_batch(
            [tokenizer.convert_ids_to_tokens(list(source)) for source in sources],
            target_prefix=[tokenizer.convert_ids_to_tokens(forced)] * len(sources),
            beam_size=beams,
            num_hypotheses=beams,
            max_input_length=0,
            # One for all: that of the longest of a batch would depend on the batch.
            max_decoding_length=self._codec.longest + len(forced),
            disable_unk=True,
            return_scores=True,
        )
        return [
            [
                # Its mean counts the language's token, which costs nothing.
                (
                    tokenizer.convert_tokens_to_ids(tokens[len(forced) :]),
                    float(score) * len(tokens) / max(len(tokens) - len(forced), 1),
                )
                for tokens, score in zip(one.hypotheses, one.scores, strict=True)
            ]
            for one in results
        ]


def _require() -> None:
    # Not imported: it brings torch with it.
    if find_spec("ctranslate2") is None:
        raise UsageError(
            "CTranslate2 is not installed",
            way_out="pip install 'aligner[ctranslate2]', or use the engine seq2seq",
        )


def _has_gpu() -> bool:
    if not has_driver():
        return False
    import ctranslate2

    count: int = ctranslate2.get_cuda_device_count()
    return count > 0


def _converted(choice: Choice, precision: str) -> Path:
    """Return the folder of the converted model, made when it is not there.

    Raises:
        InputError: CTranslate2 does not know the architecture.
        OutputError: it cannot be stored.
    """
    import ctranslate2

    version = ctranslate2.__version__.replace(".", "-")
    folder = cache_folder("models") / "ctranslate2" / f"{choice.digest[:32]}-{precision}-{version}"
    if folder.is_dir():
        return folder
    temporary = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    try:
        folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _convert(choice, temporary, precision)
        # Whole or not at all; another process may have been quicker.
        if not folder.is_dir():
            temporary.rename(folder)
    except OSError as error:
        if not folder.is_dir():
            raise OutputError(error.strerror or str(error), place=str(folder)) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


def _convert(choice: Choice, destination: Path, precision: str) -> None:
    from ctranslate2.converters import TransformersConverter

    quantisation = None if precision == "float32" else precision
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # They recommend packages.
            converter = TransformersConverter(str(choice.folder.path))
            converter.convert(str(destination), quantization=quantisation)
    except OSError:
        raise
    # Each architecture fails in its own way; none may end in a traceback.
    except Exception as error:
        said = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
        raise InputError(
            f"CTranslate2 cannot convert this model ({said})",
            place=str(choice.folder.path),
            way_out="use the engine seq2seq",
        ) from error
