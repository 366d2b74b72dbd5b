"""Train a small bilingual encoder: ``python -m evaluation.training.encoder PAIRS FOLDER``.

PAIRS holds Chinese and English separated by a tab, a pair a line, packed with xz or not. In each
batch a sentence is to find its translation among those of all the others (contrastive learning:
van den Oord, Li & Vinyals 2018; Feng et al. 2022). Parts of a batch are consecutive lines, which
are alike, so that the choice is not too easy. ``--layers 0`` gives one vector a subword and no
more, which takes minutes on a processor. FOLDER gets what transformers and sentence-transformers
load.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.errors import InputError

if TYPE_CHECKING:
    import torch
    from transformers import PreTrainedTokenizerFast

Model = Any  # of transformers: torch gives the parts of a module no types

_SPECIAL = ("<pad>", "<unk>")
_UNKNOWN = 1  # the number of "<unk>"
_LONGEST = 96  # subwords of a sentence that training reads
_READ = 512  # without layers, any number could be read
_HELD_BACK = 1_000  # pairs from the end, never trained on
_RUN = 64  # consecutive lines in a batch
_WARM_UP = 0.03  # share of the time
_BETAS = (0.9, 0.98)  # of Adam
_TELL = 200  # steps between two lines
_MODULES = "sentence_transformers.models"

Ids = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Settings:
    """How an encoder is made."""

    minutes: float
    layers: int = 0
    dimensions: int = 256
    vocabulary: int = 32_000
    sampled: int = 150_000  # pairs that the vocabulary is made from
    batch: int = 1024  # pairs
    scale: float = 20.0  # 1 / temperature
    seed: int = 1
    steps: int | None = None  # that are enough; None: as many as the time allows

    @property
    def rate(self) -> float:
        """The highest learning rate: vectors alone bear, and need, a large one."""
        return 2e-2 if not self.layers else 1e-3


def read_pairs(path: Path, most: int | None = None) -> list[tuple[str, str]]:
    """Return the pairs of a file."""
    pairs = []
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8") as stream:
        for line in stream:
            chinese, _, english = line.rstrip("\n").partition("\t")
            if chinese and english:
                pairs.append((chinese, english))
            if len(pairs) == most:
                break
    return pairs


def train_tokenizer(texts: Iterator[str], size: int) -> PreTrainedTokenizerFast:
    """Return a tokenizer of subwords (BPE), both languages together, case ignored."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.BertPreTokenizer(), pre_tokenizers.Digits(individual_digits=False)]
    )
    trainer = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=list(_SPECIAL),
        max_token_length=16,
        min_frequency=3,
        limit_alphabet=7_000,
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    return PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]  # transformers types few
        tokenizer_object=tokenizer,
        pad_token="<pad>",
        unk_token="<unk>",
        model_max_length=_READ,
        # Not token types, which this architecture would add as if they were subwords.
        model_input_names=["input_ids", "attention_mask"],
    )


def known_tokenizer(folder: Path) -> PreTrainedTokenizerFast:
    """Return the tokenizer of an encoder that was trained here."""
    from transformers import PreTrainedTokenizerFast

    tokenizer: PreTrainedTokenizerFast = PreTrainedTokenizerFast.from_pretrained(folder)
    return tokenizer


def new_model(settings: Settings, vocabulary: int) -> Model:
    """Return a model with random weights; without layers it only looks vectors up."""
    import torch
    from transformers import BertConfig, BertModel, OpenAIGPTConfig, OpenAIGPTModel

    torch.manual_seed(settings.seed)
    if settings.layers:
        config = BertConfig(
            vocab_size=vocabulary, hidden_size=settings.dimensions, pad_token_id=0,
            num_hidden_layers=settings.layers, num_attention_heads=4,
            intermediate_size=2 * settings.dimensions, max_position_embeddings=_LONGEST,
        )  # fmt: skip
        return BertModel(config, add_pooling_layer=False)
    # The only architecture here whose output, without layers, is the embedding and nothing else.
    # No norm is taken, so that the length of a vector can say how much its subword counts.
    model = OpenAIGPTModel(
        OpenAIGPTConfig(
            vocab_size=vocabulary, n_embd=settings.dimensions, n_layer=0, n_head=4,
            n_positions=_READ, embd_pdrop=0.0,
        )
    )  # fmt: skip
    torch.nn.init.normal_(model.tokens_embed.weight, std=0.1)
    torch.nn.init.zeros_(model.positions_embed.weight)
    model.positions_embed.weight.requires_grad_(False)
    return model


def take_vectors(model: Model, folder: Path) -> None:
    """Begin with the subwords' vectors of an encoder without layers, brought to a usual size."""
    import torch
    from transformers import AutoModel

    known = AutoModel.from_pretrained(folder, dtype=torch.float32).get_input_embeddings().weight
    with torch.no_grad():
        weight = model.get_input_embeddings().weight
        weight.copy_(known * (weight.std() / known.std()))


def padded(ids: Ids, device: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Return token numbers and mask: (sentences, longest)."""
    import torch

    longest = max(map(len, ids))
    numbers = torch.tensor([[*one, *[0] * (longest - len(one))] for one in ids])
    lengths = torch.tensor([len(one) for one in ids])
    return numbers.to(device), (torch.arange(longest) < lengths[:, None]).to(device)


def vectors(model: Model, ids: Ids, device: str) -> torch.Tensor:
    """Return the unit vectors of sentences: the mean over their subwords."""
    import torch

    if not model.config.num_hidden_layers:
        # The same sum, found without the padding: several times faster.
        flat = torch.tensor([number for one in ids for number in one], device=device)
        ends = torch.tensor([0, *(len(one) for one in ids)], device=device).cumsum(0)
        sums = torch.nn.functional.embedding_bag(
            flat, model.tokens_embed.weight, ends[:-1], mode="sum", sparse=True
        )
        return torch.nn.functional.normalize(sums, dim=-1)
    numbers, mask = padded(ids, device)
    states = model(input_ids=numbers, attention_mask=mask.long()).last_hidden_state
    return torch.nn.functional.normalize((states * mask[:, :, None]).sum(1), dim=-1)


def batches_of(pairs: int, settings: Settings) -> Iterator[list[int]]:
    """Yield the numbers of the pairs of each batch, without end."""
    chooser = random.Random(settings.seed)
    while True:
        starts = list(range(chooser.randrange(_RUN), pairs - _RUN + 1, _RUN))
        chooser.shuffle(starts)
        together = min(max(settings.batch // _RUN, 1), len(starts))
        for first in range(0, len(starts) - together + 1, together):
            runs = starts[first : first + together]
            yield [start + index for start in runs for index in range(_RUN)]


def train(settings: Settings, model: Model, chinese: Ids, english: Ids) -> None:
    """Train until the time is over, and print how it goes.

    Raises:
        InputError: there are too few pairs.
    """
    import torch

    used = len(chinese) - min(_HELD_BACK, len(chinese) // 10)
    if used < 2 * _RUN:
        raise InputError(f"{len(chinese)} pairs are too few", way_out=f"give {3 * _RUN} or more")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model.to(device)
    optimizer = _optimizer(settings, model)
    start = time.monotonic()
    for step, batch in enumerate(batches_of(used, settings), start=1):
        passed = time.monotonic() - start
        share = passed / (settings.minutes * 60)
        if settings.steps:
            share = max(share, (step - 1) / settings.steps)
        if share >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = settings.rate * min(share / _WARM_UP, 1.0, 1.05 - share)
        pairs = ([side[index] for index in batch] for side in (chinese, english))
        loss = contrast(settings, *(vectors(model, side, device) for side in pairs))
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]  # torch has no types for it
        optimizer.step()
        if step % _TELL == 0:
            found = accuracy(model, chinese[used:], english[used:], device)
            print(f"{passed:5.0f} s: {step} steps, {step * len(batch) / used:.2f} epochs,", end=" ")
            print(f"loss {loss.item():.3f}, {found:.1%} of held-back pairs", flush=True)


def _optimizer(settings: Settings, model: Model) -> torch.optim.Optimizer:
    """Return Adam; where a batch moves few vectors, the kind that leaves the others alone."""
    import torch

    moving = [one for one in model.parameters() if one.requires_grad]
    if settings.layers:
        return torch.optim.Adam(moving, settings.rate, _BETAS)
    return torch.optim.SparseAdam(moving, settings.rate, _BETAS)


def contrast(settings: Settings, first: torch.Tensor, second: torch.Tensor) -> torch.Tensor:
    """Return the loss: how improbable each sentence's translation is among all, both ways."""
    import torch

    similar = settings.scale * first @ second.T
    right = torch.arange(len(first), device=first.device)
    ways = (torch.nn.functional.cross_entropy(one, right) for one in (similar, similar.T))
    return torch.stack([*ways]).mean()


def accuracy(model: Model, chinese: Ids, english: Ids, device: str) -> float:
    """Return the share of Chinese sentences that are nearest to their translation, 0 … 1."""
    import torch

    with torch.inference_mode():
        first, second = (vectors(model, side, device) for side in (chinese, english))
        nearest = (first @ second.T).argmax(1).cpu()
    return float((nearest == torch.arange(len(nearest))).float().mean())


def save(folder: Path, model: Model, tokenizer: PreTrainedTokenizerFast) -> None:
    """Write the folder, with what tells sentence-transformers how to pool; half precision."""
    model.to("cpu").half().save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    kinds = ("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")
    modules = [
        {"idx": index, "name": str(index), "path": path, "type": f"{_MODULES}.{kind}"}
        for index, (path, kind) in enumerate(kinds)
    ]
    pooling = {
        "word_embedding_dimension": model.config.hidden_size,
        "pooling_mode_cls_token": False,
        "pooling_mode_mean_tokens": True,
    }
    _write(folder / "modules.json", modules)
    _write(folder / "1_Pooling" / "config.json", pooling)
    _write(
        folder / "sentence_bert_config.json",
        {"max_seq_length": model.config.max_position_embeddings},
    )


def _write(path: Path, content: Any) -> None:  # noqa: ANN401 - any JSON value
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def run(
    file: Path, folder: Path, settings: Settings, most: int | None = None, begin: Path | None = None
) -> None:
    """Train an encoder and write its folder.

    Args:
        file: of pairs.
        folder: where the model is to be.
        settings: how it is made.
        most: how many pairs are used; None: all.
        begin: folder of an encoder without layers whose subwords and vectors are taken over.

    Raises:
        InputError: there are too few pairs.
    """
    pairs = read_pairs(file, most)
    tokenizer = known_tokenizer(begin) if begin else _new_tokenizer(pairs, settings)
    print(f"{len(pairs)} pairs, {len(tokenizer)} subwords", flush=True)
    chinese, english = (
        [one.ids[:_LONGEST] or [_UNKNOWN] for one in tokenizer.backend_tokenizer.encode_batch(side)]
        for side in (list(texts) for texts in zip(*pairs, strict=True))
    )
    model = new_model(settings, len(tokenizer))
    if begin:
        take_vectors(model, begin)
    train(settings, model, chinese, english)
    save(folder, model, tokenizer)


def _new_tokenizer(pairs: Sequence[tuple[str, str]], settings: Settings) -> PreTrainedTokenizerFast:
    chooser = random.Random(settings.seed)
    chosen = chooser.sample(pairs, min(settings.sampled, len(pairs)))
    return train_tokenizer((text for pair in chosen for text in pair), settings.vocabulary)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("pairs", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=10.0, help="of training")
    parser.add_argument("--layers", type=int, default=0)
    parser.add_argument("--dimensions", type=int, default=256)
    parser.add_argument("--vocabulary", type=int, default=32_000)
    parser.add_argument("--batch", type=int, default=1024, help="pairs")
    parser.add_argument("--pairs-used", type=int, help="only the first so many")
    parser.add_argument("--begin", type=Path, help="encoder without layers to begin with")
    given = parser.parse_args()
    settings = Settings(
        given.minutes, given.layers, given.dimensions, given.vocabulary, batch=given.batch
    )
    run(given.pairs, given.folder, settings, given.pairs_used, given.begin)


if __name__ == "__main__":
    main()
