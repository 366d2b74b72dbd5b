"""Training a tiny model, and loading it as any other."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from aligner.errors import InputError
from aligner.glossary.model import Glossary, Term
from aligner.lexicon import load_lexicon
from evaluation.held_back import HeldBack, Pair
from evaluation.plain_translation import Model, Success, successes
from evaluation.training.marian import Sentences, read_sentences, train
from evaluation.training.marian_pairs import adequacies, adequate_pairs, clean_pairs
from evaluation.training.marian_steps import Encoded, Plan, Shape, Trainer, batches
from evaluation.training.marian_vocabulary import read_vocabulary

pytest.importorskip("torch")

# MarianTokenizer recommends a package that changes nothing here.
pytestmark = pytest.mark.filterwarnings("ignore:Recommended")

WHO = {"我": "I", "你们": "You", "他们": "They", "老师们": "The teachers"}
DO = {"喜欢": "like", "买": "buy", "有": "have", "看见": "see"}
WHAT = {"苹果": "apples", "新书": "new books", "好茶": "good tea", "大船": "big ships"}
PAIRS = tuple(
    Pair(f"{who}{do}{what}。", f"{WHO[who]} {DO[do]} {WHAT[what]}.")
    for who in WHO
    for do in DO
    for what in WHAT
)
SENTENCES = Sentences(PAIRS[:60], PAIRS[60:])
PLAN = Plan(5.0, 20, batch=200, rate=3e-3, warm_up=5)
SHAPE = Shape(width=64, inner=64, encoder=1, decoder=1)
SIZES = (60, 60)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("marian")
    train(SENTENCES, path, PLAN, SHAPE, SIZES)
    return path


def test_it_loads_offline_and_translates_into_english(folder: Path) -> None:
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder, local_files_only=True)
    given = tokenizer(["我喜欢苹果。", "老师们有好茶。"], return_tensors="pt", padding=True)
    made = model.generate(**given, max_length=12, num_beams=2)
    assert made.shape[0] == 2
    # Pieces that only Chinese has are impossible, whatever the state of the training.
    targets = read_vocabulary(folder).targets
    assert int(made[made != tokenizer.pad_token_id].max()) < targets < len(tokenizer)
    assert model.final_logits_bias[0, :targets].eq(0).all()
    assert model.final_logits_bias[0, targets:].lt(-1000).all()


def test_translations_come_back_in_order(folder: Path) -> None:
    model = Model(folder)
    sentences = [pair.source for pair in PAIRS[:40]]
    made = model.translate(sentences, 1)
    assert len(made) == 40
    assert made[5] == model.translate(sentences[5:6], 1)[0]


def test_success_is_told_apart_for_unseen_terms() -> None:
    glossary = Glossary("g", (Term("苹果", "apple"), Term("新书", "new book")))
    held = HeldBack(PAIRS, (), glossary, frozenset({"新书"}))
    pairs = [Pair("我有苹果，你们有苹果。", ""), Pair("新书在苹果旁边。", "")]
    seen, unseen = successes(held, pairs, ["I have apples.", "The new books are here."])
    assert (seen, unseen) == (Success(1, 3), Success(1, 1))
    assert (seen + unseen).share == 0.5
    assert Success().share is None


def test_sentences_come_back_from_their_numbers(folder: Path) -> None:
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    ((source, target),) = read_vocabulary(folder).encode(PAIRS[:1])
    assert tokenizer(PAIRS[0].source)["input_ids"] == source
    assert tokenizer(text_target=PAIRS[0].target)["input_ids"] == target
    assert tokenizer.decode(target, skip_special_tokens=True) == PAIRS[0].target


def test_something_is_learnt_and_told(folder: Path) -> None:
    facts = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    assert (facts["schema"], facts["pairs"], facts["steps"]) == (1, 60, 20)
    assert facts["development_loss"] < 3.5  # 4 and more before the first step


def test_a_killed_run_goes_on_as_if_it_had_not_been(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = Trainer._step

    def killed(self: Trainer, batch: Sequence[Encoded]) -> None:
        if self.steps == 8:
            raise KeyboardInterrupt
        step(self, batch)

    monkeypatch.setattr(Trainer, "_step", killed)
    plan = replace(PLAN, save_minutes=0.0)
    with pytest.raises(KeyboardInterrupt):
        train(SENTENCES, tmp_path, plan, SHAPE, SIZES)
    monkeypatch.setattr(Trainer, "_step", step)
    facts = train(SENTENCES, tmp_path, plan, SHAPE, SIZES)
    assert facts.steps == 20
    assert _weights(tmp_path) == _weights(folder)


def test_another_seed_gives_another_model(folder: Path, tmp_path: Path) -> None:
    train(SENTENCES, tmp_path, replace(PLAN, seed=8), SHAPE, SIZES)
    assert _weights(tmp_path) != _weights(folder)


def _weights(folder: Path) -> bytes:
    return (folder / "model.safetensors").read_bytes()


def test_a_batch_is_of_like_length_and_each_pair_in_one() -> None:
    pairs = [([1] * (n % 9 + 1), [2] * (n % 7 + 1)) for n in range(400)]
    made = list(batches(pairs, 60, 3))
    assert sorted(pair for batch in made for pair in batch) == sorted(pairs)
    assert all(max(max(map(len, pair)) for pair in one) * len(one) <= 60 for one in made)
    assert made == list(batches(pairs, 60, 3)) != list(batches(pairs, 60, 4))


def test_only_short_clean_pairs_are_learnt_from() -> None:
    good = Pair("他买了三本新书。", "He bought “three” new books.")
    bad = [
        Pair("他买了三本新书！", "Three new books were bought by him."),  # the Chinese again
        Pair("他买了三本新书，" * 4, "He bought three new books. " * 4),
        Pair("他买了三本新书和一些别的东西。", "Yes."),
        Pair("Он купил книги。", "He bought books."),
        Pair("他买了书。", "他 bought books."),
    ]
    kept = list(clean_pairs([good, *bad]))
    assert kept == [Pair(good.source, 'He bought "three" new books.')]


def test_further_bitexts_are_read_as_well(tmp_path: Path) -> None:
    files = tmp_path / "one.tsv", tmp_path / "other.tsv"
    for file, pairs in zip(files, (PAIRS[:32], PAIRS[32:]), strict=True):
        lines = "".join(f"{pair.source}\t{pair.target}\n" for pair in pairs)
        file.write_text(lines, encoding="utf-8", newline="\n")
    held = HeldBack((), PAIRS[:2], Glossary("g", ()), frozenset())
    found = read_sentences(files[0], files[1:], held)
    assert set(PAIRS[32:]) & set(found.training)
    assert set(PAIRS[:2]).isdisjoint(found.training)
    assert found.development == PAIRS[:2]
    with pytest.raises(InputError, match="no pair to train on"):
        read_sentences(files[0], [], HeldBack(PAIRS, (), Glossary("g", ()), frozenset()))


def test_words_that_explain_each_other_make_a_pair_adequate() -> None:
    pairs = [
        Pair("科学家发现了新的证据。", "The scientists found new evidence."),
        Pair("科学家发现了新的证据。", "My mother likes strong coffee."),
        Pair("。", "."),
    ]
    lexicon = load_lexicon()
    scores = adequacies(pairs, lexicon)
    assert scores[0] > 0.9
    assert scores[1] < 0.3
    assert scores[2] == 0.5
    assert adequate_pairs(pairs, lexicon) == pairs[:1]
    assert adequacies([], lexicon).shape == np.empty(0).shape
