"""What a model translates by itself: ``python -m evaluation.plain_translation --data DIR``.

DIR holds ``training/general.zh-en.tsv.xz`` and ``policy/*.jsonl``; ``--model`` is a folder, as
``evaluation.training.marian`` makes it. The held-back test pairs and the sentences of policy
reports are translated greedily and with four beams, no glossary at hand. Told are BLEU and chrF
(0 … 100, sacreBLEU) against the references, and the share of the terms' occurrences that come out
as the glossary allows: each wants a rendering of its own (``aligner.glossary.verdict``). Terms
unseen in training are told apart.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aligner.errors import InputError
from aligner.glossary.matching import TermMatcher
from aligner.glossary.verdict import judge_pair
from evaluation.command import execute, options
from evaluation.held_back import HeldBack, Pair, held_back
from evaluation.policy_sentences import policy_sentences
from evaluation.results_file import digest, signature, write_results

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerBase

GENERAL = Path("training") / "general.zh-en.tsv.xz"
BEAMS = (1, 4)
_BATCH = 32  # sentences
_LONGEST = 96  # pieces of a translation


@dataclass(frozen=True, slots=True)
class Success:
    """Occurrences of terms, and those rendered as the glossary allows."""

    rendered: int = 0
    occurrences: int = 0

    def __add__(self, other: Success) -> Success:
        """Pool two sets."""
        return Success(self.rendered + other.rendered, self.occurrences + other.occurrences)

    @property
    def share(self) -> float | None:
        """Part that is rendered, 0 … 1; None without occurrences."""
        return self.rendered / self.occurrences if self.occurrences else None


def successes(
    held: HeldBack, pairs: Sequence[Pair], translations: Sequence[str]
) -> tuple[Success, Success]:
    """Return the success of the terms seen in training and of the unseen ones."""
    matcher = TermMatcher(held.glossary)
    seen = unseen = Success()
    for pair, translation in zip(pairs, translations, strict=True):
        for verdict in judge_pair(matcher, pair.source, translation).verdicts:
            one = Success(int(verdict.is_good), 1)
            if verdict.occurrence.term.source in held.unseen:
                unseen += one
            else:
                seen += one
    return seen, unseen


class Model:
    """A translation model in a folder."""

    def __init__(self, folder: Path) -> None:
        """Load it without a network.

        Raises:
            InputError: there is no such folder.
        """
        if not folder.is_dir():
            raise InputError("no such folder", place=str(folder))
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        self._tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(
            folder, local_files_only=True
        )
        self._model: Any = AutoModelForSeq2SeqLM.from_pretrained(
            folder, local_files_only=True
        ).eval()

    def translate(self, sentences: Sequence[str], beams: int) -> list[str]:
        """Return the translations, in order."""
        order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
        made = [text for batch in _batches(order) for text in self._batch(sentences, batch, beams)]
        found = dict(zip(order, made, strict=True))
        return [found[index] for index in range(len(sentences))]

    def _batch(self, sentences: Sequence[str], batch: Sequence[int], beams: int) -> list[str]:
        given = self._tokenizer(
            [sentences[index] for index in batch], return_tensors="pt", padding=True
        )
        # Twice as many pieces as the source has, and a few: what loops is cut off.
        longest = min(_LONGEST, 10 + 2 * given["input_ids"].shape[1])
        made = self._model.generate(**given, num_beams=beams, max_length=longest)
        return [str(text) for text in self._tokenizer.batch_decode(made, skip_special_tokens=True)]


def _batches(order: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(order), _BATCH):
        yield order[first : first + _BATCH]


def quality(held: HeldBack, model: Model, beams: int) -> dict[str, Any]:
    """Return the scores of the test pairs as a JSON record."""
    import sacrebleu

    pairs = held.test
    start = time.perf_counter()
    made = model.translate([pair.source for pair in pairs], beams)
    seconds = time.perf_counter() - start
    references = [[pair.target for pair in pairs]]
    seen, unseen = successes(held, pairs, made)
    return {
        "sentences": len(pairs),
        "bleu": sacrebleu.corpus_bleu(made, references).score,
        "chrf": sacrebleu.corpus_chrf(made, references).score,
        "seen": {"share": seen.share, "occurrences": seen.occurrences},
        "unseen": {"share": unseen.share, "occurrences": unseen.occurrences},
        "seconds": seconds,
        "examples": [(pair.source, text) for pair, text in zip(pairs, made, strict=True)],
    }


def run(arguments: argparse.Namespace) -> None:
    """Translate both test sets, print the scores, store them."""
    sets = {
        "held-back": held_back(arguments.data / GENERAL),
        "policy": policy_sentences(arguments.data / "policy"),
    }
    model = Model(arguments.model)
    results: dict[str, Any] = {}
    for name, held in sets.items():
        for beams in BEAMS:
            result = quality(held, model, beams)
            examples = result.pop("examples")
            results.setdefault(name, {})[str(beams)] = result
            print_scores(f"{name}, {beams} beams", result)
        for source, text in examples[: arguments.examples]:
            print(f"  {source}\n    {text}")
    if arguments.output is not None:
        data = {"general": [arguments.data / GENERAL]}
        weights = digest(arguments.model.glob("*.safetensors"))
        signed = signature(f"model@{weights}", data)
        write_results(arguments.output, "plain_translation", signed, {"sets": results})


def print_scores(name: str, result: dict[str, Any]) -> None:
    """Print one line of scores."""
    terms = "  ".join(
        f"{kind} {result[kind]['share']:.4f} of {result[kind]['occurrences']}"
        for kind in ("seen", "unseen")
        if result[kind]["occurrences"]
    )
    print(f"{name}: BLEU {result['bleu']:.2f}  chrF {result['chrf']:.2f}  {terms}")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("plain_translation", __doc__, "folder with training/ and policy/")
    parser.add_argument("--model", type=Path, required=True, help="folder of a model")
    parser.add_argument("--examples", type=int, default=0, help="translations printed of each set")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
