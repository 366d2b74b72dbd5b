"""The training of a small Marian model: batches of like length, as many steps as time allows.

A transformer (Vaswani et al. 2017) with few layers, trained to predict the next English piece
with smoothed labels. The learning rate rises over the first steps and then falls in a straight
line to nothing at the end of the time or the steps given, so that a run of any length ends well.
Products are computed in bfloat16, which doubles the speed on processors that can; weights stay
float32.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.training.marian_vocabulary import LONGEST, Vocabulary

if TYPE_CHECKING:
    from torch import Tensor
    from transformers import MarianMTModel

STATE = "training.pt"  # weights, optimiser, and how far: for going on after a kill
FACTS = "training.json"
NO_LIMIT = 10**9  # steps
SEED = 7
_IMPOSSIBLE = -1e4  # added to the score of pieces no translation is made of
_SMOOTHING = 0.1
_CLIP = 1.0  # largest norm of the gradient
_TOGETHER = 100  # batches whose pairs are sorted by length among themselves
_REPORT = 200  # steps

Encoded = tuple[list[int], list[int]]  # numbers of the source and of the target


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of the model."""

    width: int = 256  # of a vector; a multiple of 64
    inner: int = 1024  # of a feed-forward layer
    encoder: int = 3  # layers
    decoder: int = 2
    dropout: float = 0.1


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to learn."""

    minutes: float
    most_steps: int = NO_LIMIT
    batch: int = 1600  # target pieces, padding included
    rate: float = 1e-3  # highest learning rate
    warm_up: int = 500  # steps
    seed: int = SEED
    save_minutes: float = 5.0


@dataclass(frozen=True, slots=True)
class Facts:
    """What a training did."""

    pairs: int
    steps: int
    epochs: float
    pieces_per_second: float  # of the target, padding left out
    minutes: float
    loss: float  # nats a target piece, smoothed labels, mean of the last steps
    development_loss: float | None  # the same on pairs not trained on
    device: str


def build_model(vocabulary: Vocabulary, shape: Shape) -> MarianMTModel:
    """Return an untrained model that never produces a piece only Chinese has."""
    from transformers import MarianConfig, MarianMTModel

    config = MarianConfig(
        vocab_size=len(vocabulary.numbers),
        d_model=shape.width,
        encoder_layers=shape.encoder,
        decoder_layers=shape.decoder,
        encoder_attention_heads=shape.width // 64,
        decoder_attention_heads=shape.width // 64,
        encoder_ffn_dim=shape.inner,
        decoder_ffn_dim=shape.inner,
        dropout=shape.dropout,
        activation_function="relu",
        max_position_embeddings=LONGEST,
        scale_embedding=True,
        pad_token_id=vocabulary.padding,
        eos_token_id=vocabulary.end,
        bos_token_id=vocabulary.end,
        decoder_start_token_id=vocabulary.padding,
        forced_eos_token_id=vocabulary.end,
    )
    model = MarianMTModel(config)
    model.set_attn_implementation("eager")  # faster than the others for sentences this short
    model.final_logits_bias[:, vocabulary.targets :] = _IMPOSSIBLE
    settings = model.generation_config
    settings.num_beams, settings.max_length = 4, 64
    settings.bad_words_ids = [[vocabulary.padding]]
    return model


def batches(pairs: Sequence[Encoded], most: int, seed: int) -> Iterator[list[Encoded]]:
    """Yield the pairs once in batches of like length, in an order that the seed decides.

    Args:
        pairs: numbers of the pieces.
        most: target pieces of a batch, padding included.
        seed: another order each epoch.
    """
    order = list(range(len(pairs)))
    shuffle = random.Random(seed)
    shuffle.shuffle(order)
    mean = max(1, sum(len(target) for _, target in pairs) // max(1, len(pairs)))
    size = max(1, _TOGETHER * most // mean)
    for first in range(0, len(order), size):
        part = sorted(order[first : first + size], key=lambda i: tuple(map(len, pairs[i][::-1])))
        cut = list(_cut([pairs[index] for index in part], most))
        shuffle.shuffle(cut)
        yield from cut


def _cut(pairs: Sequence[Encoded], most: int) -> Iterator[list[Encoded]]:
    batch: list[Encoded] = []
    longest = 0
    for pair in pairs:
        wider = max(longest, len(pair[0]), len(pair[1]))
        if batch and wider * (len(batch) + 1) > most:
            yield batch
            batch, wider = [], max(len(pair[0]), len(pair[1]))
        batch.append(pair)
        longest = wider
    if batch:
        yield batch


class Trainer:
    """A model, its optimiser, and how far it is."""

    def __init__(self, model: MarianMTModel, vocabulary: Vocabulary, plan: Plan) -> None:
        """Put the model on the GPU if there is one."""
        import torch

        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.model = model
        torch.nn.Module.to(model, self.device)
        self.vocabulary, self.plan = vocabulary, plan
        self.optimiser = torch.optim.AdamW(
            model.parameters(), lr=plan.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
        )
        self.steps = self.epoch = self.done = 0  # done: batches of this epoch
        self.pieces = 0
        self.before = 0.0  # seconds of earlier runs
        self.started = time.monotonic()
        self.losses: list[float] = []

    @property
    def seconds(self) -> float:
        """Time spent, earlier runs included."""
        return self.before + time.monotonic() - self.started

    @property
    def progress(self) -> float:
        """How much of what is planned is done, 0 … 1."""
        share = self.seconds / (60 * self.plan.minutes)
        return min(1.0, max(share, self.steps / self.plan.most_steps))

    def train(self, pairs: Sequence[Encoded], folder: Path, note: Callable[[str], None]) -> None:
        """Train until the time or the steps planned are over; save on the way."""
        saved = self.seconds
        while self.progress < 1:
            seed = self.plan.seed + self.epoch
            for number, batch in enumerate(batches(pairs, self.plan.batch, seed)):
                if number < self.done:
                    continue  # of a run that was killed
                self._step(batch)
                if self.steps % _REPORT == 0:
                    note(self._line())
                if self.seconds - saved > 60 * self.plan.save_minutes:
                    self.save(folder)
                    saved = self.seconds
                if self.progress >= 1:
                    break
            else:
                self.epoch, self.done = self.epoch + 1, 0
        self.save(folder)

    def _line(self) -> str:
        speed = self.pieces / self.seconds
        return (
            f"{self.seconds / 60:6.1f} min  step {self.steps}  epoch {self.epoch + 1}  "
            f"loss {self.recent_loss:.3f}  {speed:.0f} target pieces/s"
        )

    @property
    def recent_loss(self) -> float:
        """The mean loss of the last steps."""
        recent = self.losses[-_REPORT:]
        return sum(recent) / max(1, len(recent))

    def _step(self, batch: Sequence[Encoded]) -> None:
        import torch

        for group in self.optimiser.param_groups:
            group["lr"] = self._rate()
        self.model.train()
        loss = self.loss(batch)
        self.optimiser.zero_grad()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _CLIP)
        self.optimiser.step()
        self.losses.append(loss.item())
        self.steps, self.done = self.steps + 1, self.done + 1
        self.pieces += sum(len(target) for _, target in batch)

    def _rate(self) -> float:
        rate = self.plan.rate * min(1.0, (self.steps + 1) / self.plan.warm_up)
        if self.plan.most_steps == NO_LIMIT:
            return rate * (1 - self.progress)
        # Not by the clock, or no run would give the same model as another.
        return rate * (1 - self.steps / self.plan.most_steps)

    def loss(self, batch: Sequence[Encoded]) -> Tensor:
        """Return the mean loss of the target pieces of a batch, in nats."""
        import torch

        padding, targets = self.vocabulary.padding, self.vocabulary.targets
        source = self._padded([source for source, _ in batch])
        target = self._padded([target for _, target in batch])
        given = torch.cat([torch.full_like(target[:, :1], padding), target[:, :-1]], dim=1)
        with torch.autocast(self.device, torch.bfloat16):
            states = self.model.model(
                input_ids=source,
                attention_mask=(source != padding).long(),
                decoder_input_ids=given,
            ).last_hidden_state
            # Only what a translation can be made of: half of the pieces, half of the time.
            logits = torch.nn.functional.linear(states, self.model.lm_head.weight[:targets])
        wanted = target.masked_fill(target == padding, -100)
        return torch.nn.functional.cross_entropy(
            logits.float().flatten(0, 1), wanted.flatten(), label_smoothing=_SMOOTHING
        )

    def _padded(self, rows: Sequence[list[int]]) -> Tensor:
        import torch

        longest = max(map(len, rows))
        padded = [row + [self.vocabulary.padding] * (longest - len(row)) for row in rows]
        return torch.tensor(padded, device=self.device)

    def mean_loss(self, pairs: Sequence[Encoded]) -> float | None:
        """Return the loss on pairs, not learning from them; None without pairs."""
        import torch

        self.model.train(False)
        with torch.no_grad():
            found = [
                (self.loss(batch).item(), sum(len(target) for _, target in batch))
                for batch in _cut(sorted(pairs, key=lambda pair: len(pair[1])), self.plan.batch)
            ]
        pieces = sum(count for _, count in found)
        return sum(loss * count for loss, count in found) / pieces if pieces else None

    def facts(self, pairs: Sequence[Encoded], development: Sequence[Encoded]) -> Facts:
        """Return what was done."""
        in_epoch = self.done / max(1, sum(1 for _ in batches(pairs, self.plan.batch, 0)))
        return Facts(
            len(pairs),
            self.steps,
            round(self.epoch + in_epoch, 2),
            round(self.pieces / self.seconds, 1),
            round(self.seconds / 60, 2),
            round(self.recent_loss, 4),
            self.mean_loss(development),
            self.device,
        )

    def save(self, folder: Path) -> None:
        """Store the model as a folder of transformers, and all that going on needs."""
        import torch

        self.model.save_pretrained(folder)
        done = (self.steps, self.epoch, self.done, self.pieces, self.seconds)
        part = folder / f"{STATE}.part"
        torch.save(
            {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict()}
            | {"done": done, "losses": self.losses[-_REPORT:], "random": torch.get_rng_state()},
            part,
        )
        part.replace(folder / STATE)

    def resume(self, folder: Path) -> bool:
        """Go on from what was saved in a folder; False if nothing is."""
        import torch

        path = folder / STATE
        if not path.is_file():
            return False
        stored = torch.load(path, map_location=self.device, weights_only=True)
        self.model.load_state_dict(stored["model"])
        self.optimiser.load_state_dict(stored["optimiser"])
        self.steps, self.epoch, self.done, self.pieces, self.before = stored["done"]
        self.losses = list(stored["losses"])
        torch.set_rng_state(stored["random"].cpu())  # of the dropout
        return True


def write_facts(facts: Facts, folder: Path) -> None:
    """Store the facts beside the model."""
    record = {name: getattr(facts, name) for name in Facts.__slots__}
    text = json.dumps({"schema": 1} | record, indent=2)
    (folder / FACTS).write_text(text + "\n", encoding="utf-8", newline="\n")
