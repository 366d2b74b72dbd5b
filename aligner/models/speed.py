"""How fast a model is here, and whether what it gives makes sense: a few seconds of its work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aligner.document import Language
from aligner.models.batching import halving
from aligner.models.languages import LanguageCodes

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

SECONDS = 3.0  # of measuring, loading not counted
BEAM = 4
_BATCH = 8  # sentences
_PATIENCE = 3.0  # seconds for one sentence; after that no batch is waited for
_LONGEST = 64  # tokens of a translation; a model that has learnt nothing knows no end
# Translations of each other, in the same order.
SENTENCES: dict[Language, tuple[str, ...]] = {
    "zh": (
        "今年上半年，全市新增就业岗位一万二千个。",
        "要加强农村水利设施的维护和管理。",
        "新建住宅小区应当配套建设养老服务用房。",
        "两国同意扩大青年和文化交流。",
        "企业可以通过网上平台申请减免税费。",
        "图书馆每周六延长开放时间至晚上九点。",
        "我们将继续改善空气质量，减少煤炭使用。",
        "本办法自公布之日起三十日后施行。",
    ),
    "en": (
        "In the first half of this year, the city created 12,000 new jobs.",
        "The maintenance and management of rural water facilities should be strengthened.",
        "New housing estates shall include premises for elderly care.",
        "The two countries agreed to expand youth and cultural exchanges.",
        "Businesses may apply for tax and fee reductions on the online platform.",
        "The library stays open until nine o'clock every Saturday evening.",
        "We will go on improving air quality and using less coal.",
        "These Measures take effect thirty days after their publication.",
    ),
}


@dataclass(frozen=True, slots=True)
class Speed:
    """How many sentences a second, and a sample of what came out."""

    rate: float  # sentences a second, > 0
    batch: int  # sentences


@dataclass(frozen=True, slots=True)
class TranslationSample(Speed):
    """The speed of a translation model, with a beam of BEAM."""

    source: str  # the first sentence
    translation: str


@dataclass(frozen=True, slots=True)
class EncoderSample(Speed):
    """The speed of an encoder; its vectors are the means of all tokens' vectors."""

    translations: float  # mean cosine of a sentence and its translation, −1 … 1
    others: float  # mean cosine of a sentence and the other sentences of that language


def translation_speed(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    codes: LanguageCodes,
    seconds: float = SECONDS,
) -> TranslationSample:
    """Translate our own sentences in the first of the model's directions."""
    source, target = (*codes.directions, ("zh", "en"))[0]
    if codes.of(source).code:
        tokenizer.src_lang = codes.of(source).code
    texts = [codes.of(target).prefix + text for text in SENTENCES[source]]
    options: dict[str, Any] = {"num_beams": BEAM, "max_new_tokens": _LONGEST, "max_length": None}
    if token := codes.of(target).token:
        options["forced_bos_token_id"] = tokenizer.convert_tokens_to_ids(token)

    def translate(some: Sequence[str]) -> list[str]:
        batch = tokenizer(list(some), return_tensors="pt", padding=True, truncation=True)
        output = model.generate(**batch.to(model.device), **options)  # type: ignore[operator]
        return list(tokenizer.batch_decode(output, skip_special_tokens=True))

    start = time.perf_counter()
    first = _run(translate, texts[:1])[0]
    alone = time.perf_counter() - start
    if alone > _PATIENCE:
        return TranslationSample(1 / alone, 1, SENTENCES[source][0], first)
    rate = _rate(translate, texts, seconds)
    return TranslationSample(rate, _BATCH, SENTENCES[source][0], first)


def encoding_speed(
    model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, seconds: float = SECONDS
) -> EncoderSample:
    """Encode our own sentences in both languages."""

    def encode(some: Sequence[str]) -> list[torch.Tensor]:
        batch = tokenizer(list(some), return_tensors="pt", padding=True, truncation=True)
        states = model(**batch.to(model.device)).last_hidden_state.float()
        mask = batch["attention_mask"].unsqueeze(-1).to(states.device)
        return list((states * mask).sum(1) / mask.sum(1))

    texts = [*SENTENCES["zh"], *SENTENCES["en"]]
    translations, others = _similarities(_run(encode, texts))
    return EncoderSample(_rate(encode, texts, seconds), _BATCH, translations, others)


def _rate(
    run: Callable[[Sequence[str]], Sequence[Any]], texts: Sequence[str], seconds: float
) -> float:
    """Return sentences a second, of batches that go round over the texts; one at least."""
    start = time.perf_counter()
    done = 0
    while not done or time.perf_counter() - start < seconds:
        begin = done % len(texts)
        done += len(_run(run, texts[begin : begin + _BATCH]))
    return done / (time.perf_counter() - start)


def _run(run: Callable[[Sequence[str]], Sequence[Any]], texts: Sequence[str]) -> list[Any]:
    """Run a model as it is used: without what training needs, in halves if memory is short."""
    import torch

    with torch.inference_mode():
        return halving(run, texts)


def _similarities(vectors: Sequence[torch.Tensor]) -> tuple[float, float]:
    """Return the mean cosines of translations, and of other pairs of both languages."""
    import torch

    rows = torch.nn.functional.normalize(torch.stack(list(vectors)), dim=1)
    half = len(rows) // 2
    cosines = rows[:half] @ rows[half:].T
    same = float(cosines.trace()) / half
    return same, (float(cosines.sum()) - same * half) / (half * (half - 1))
