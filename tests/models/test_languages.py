"""Which way models go, told from files as the published models have them."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.document import Language
from aligner.errors import InputError
from aligner.models.folder import ModelFolder, open_folder
from aligner.models.languages import LanguageCode, translation_codes
from aligner.models.loading import load_seq2seq, load_tokenizer
from aligner.models.runtime import Runtime
from tests.models import tiny_multilingual

Directions = tuple[tuple[Language, Language], ...]
ZH_EN: Directions = (("zh", "en"),)
EN_ZH: Directions = (("en", "zh"),)
BOTH: Directions = (*ZH_EN, *EN_ZH)


def folder(path: Path, model_type: str, tokenizer: object = None, **config: object) -> ModelFolder:
    """Return a folder with a tokenizer's configuration and nothing else."""
    path.mkdir(parents=True, exist_ok=True)
    if tokenizer is not None:
        (path / "tokenizer_config.json").write_text(json.dumps(tokenizer), "utf-8")
    return ModelFolder(path, model_type, "", config)


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("zh", "en", ZH_EN),
        ("eng", "zho", EN_ZH),
        ("en", "zh_CN", EN_ZH),
        ("cmn_Hans", "eng_Latn", ZH_EN),
        ("mul", "en", ZH_EN),
        ("en", "mul", EN_ZH),
        ("mul", "mul", BOTH),
    ],
)
def test_marian_says_it_in_its_tokenizer(
    tmp_path: Path, source: str, target: str, expected: Directions
) -> None:
    said = {"source_lang": source, "target_lang": target}
    assert translation_codes(folder(tmp_path, "marian", said)).directions == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("opus-mt-zh-en", ZH_EN),
        ("opus-mt-en-zh", EN_ZH),
        ("opus-mt-tc-big-zho-eng", ZH_EN),
        ("models--Helsinki-NLP--opus-mt-zh-en/snapshots/cf1090", ZH_EN),
        ("my-model", ()),
    ],
)
def test_marian_says_it_in_its_name(tmp_path: Path, name: str, expected: Directions) -> None:
    assert translation_codes(folder(tmp_path / name, "marian")).directions == expected


def test_marian_says_where_it_comes_from(tmp_path: Path) -> None:
    found = folder(tmp_path, "marian", {}, _name_or_path="Helsinki-NLP/opus-mt-en-zh")
    assert translation_codes(found).directions == EN_ZH


def test_marian_with_several_targets_is_told_the_script(tmp_path: Path) -> None:
    found = folder(tmp_path, "marian", {"source_lang": "en", "target_lang": "zh"})
    (tmp_path / "vocab.json").write_text('{"</s>": 0, ">>cmn<<": 1, ">>cmn_Hans<<": 2}', "utf-8")
    codes = translation_codes(found)
    assert codes.of("zh") == LanguageCode(prefix=">>cmn_Hans<< ")
    assert codes.of("en") == LanguageCode()


@pytest.mark.parametrize("names", [("de", "fr"), ("zh", "fr"), ("en", "en"), ("zh", "zh")])
def test_marian_of_other_languages(tmp_path: Path, names: tuple[str, str]) -> None:
    found = folder(tmp_path, "marian", {"source_lang": names[0], "target_lang": names[1]})
    with pytest.raises(InputError, match=f"a model of other languages .{names[0]} → {names[1]}"):
        translation_codes(found)


@pytest.mark.parametrize(
    ("model_type", "tokenizer_class", "zh", "en"),
    [
        ("m2m_100", "M2M100Tokenizer", ("zh", "__zh__"), ("en", "__en__")),
        ("m2m_100", None, ("zh", "__zh__"), ("en", "__en__")),
        ("m2m_100", "NllbTokenizerFast", ("zho_Hans",) * 2, ("eng_Latn",) * 2),
        ("nllb-moe", None, ("zho_Hans",) * 2, ("eng_Latn",) * 2),
        ("mbart", "MBart50Tokenizer", ("zh_CN",) * 2, ("en_XX",) * 2),
        ("mbart", "MBartTokenizer", ("zh_CN",) * 2, ("en_XX",) * 2),
    ],
)
def test_codes_that_the_tokenizer_knows(
    tmp_path: Path,
    model_type: str,
    tokenizer_class: str | None,
    zh: tuple[str, str],
    en: tuple[str, str],
) -> None:
    said = {"tokenizer_class": tokenizer_class} if tokenizer_class else None
    codes = translation_codes(folder(tmp_path, model_type, said))
    assert codes.directions == BOTH
    assert (codes.zh, codes.en) == (LanguageCode(*zh), LanguageCode(*en))


def test_tokens_in_the_files_go_before_the_class(tmp_path: Path) -> None:
    found = folder(tmp_path, "m2m_100", {"tokenizer_class": "M2M100Tokenizer"})
    tokens = {"additional_special_tokens": ["eng_Latn", "zho_Hans"]}
    (tmp_path / "special_tokens_map.json").write_text(json.dumps(tokens), "utf-8")
    assert translation_codes(found).zh.token == "zho_Hans"


def test_a_vocabulary_cut_down_to_other_languages(tmp_path: Path) -> None:
    said = {"tokenizer_class": "PreTrainedTokenizerFast", "extra": ["deu_Latn", "fra_Latn"]}
    with pytest.raises(InputError, match=r"a model of other languages \(m2m_100"):
        translation_codes(folder(tmp_path, "m2m_100", said))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mbart-large-50-many-to-one-mmt", ZH_EN),
        ("mbart-large-50-one-to-many-mmt", EN_ZH),
        ("mbart-large-50-many-to-many-mmt", BOTH),
    ],
)
def test_mbart_with_english_on_one_side(tmp_path: Path, name: str, expected: Directions) -> None:
    said = {"tokenizer_class": "MBart50Tokenizer"}
    assert translation_codes(folder(tmp_path / name, "mbart", said)).directions == expected


def test_t5_with_a_phrase_in_its_configuration(tmp_path: Path) -> None:
    tasks = {"translation_zh_to_en": {"prefix": "translate Chinese to English: "}}
    codes = translation_codes(folder(tmp_path, "t5", task_specific_params=tasks))
    assert codes.directions == ZH_EN
    assert codes.en.prefix == "translate Chinese to English: "


def test_t5_with_tokens_for_the_target(tmp_path: Path) -> None:
    found = folder(tmp_path, "t5")
    (tmp_path / "spiece.model").write_bytes(b"\x0a\x05<2en>\x0a\x05<2zh>")
    codes = translation_codes(found)
    assert codes.directions == BOTH
    assert (codes.zh.prefix, codes.en.prefix) == ("<2zh> ", "<2en> ")


def test_nothing_tells(tmp_path: Path) -> None:
    codes = translation_codes(folder(tmp_path, "bart"))
    assert codes.directions == ()
    codes.require("zh", "en")


def test_the_other_direction_is_refused(tmp_path: Path) -> None:
    codes = translation_codes(folder(tmp_path / "opus-mt-zh-en", "marian"))
    codes.require("zh", "en")
    with pytest.raises(InputError, match="opus-mt-zh-en: this model does not translate from en to"):
        codes.require("en", "zh")


@pytest.mark.parametrize("build", ["tiny_nllb", "tiny_m2m100", "tiny_mbart"])
def test_the_codes_are_those_of_the_real_tokenizers(tmp_path: Path, build: str) -> None:
    pytest.importorskip("torch")
    make: Callable[[Path], Path] = getattr(tiny_multilingual, build)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = open_folder(make(tmp_path / "model"))
    codes, tokenizer = translation_codes(found), load_tokenizer(found)
    assert codes.directions == BOTH
    tokenizer.src_lang = codes.zh.code
    batch = tokenizer(["中国"], return_tensors="pt")
    first = tokenizer.convert_ids_to_tokens(int(batch["input_ids"][0, 0]))
    assert first == codes.zh.token
    begin = tokenizer.convert_tokens_to_ids(codes.en.token)
    assert begin != tokenizer.unk_token_id
    model = load_seq2seq(found, Runtime("cpu", "float32"))
    output = model.generate(**batch, forced_bos_token_id=begin, max_new_tokens=3)  # type: ignore[operator]
    assert output[0, 1] == begin
