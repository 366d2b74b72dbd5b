"""Which way a translation model goes between Chinese and English, and how it is told.

Architectures have ways of their own. Marian models go one way, and those with several target
languages read a token before the source text; NLLB, M2M100 and mBART have a token for each
language, with which the target begins; T5 reads a phrase or token before the source. What decides
is what the folder's own files say; the weights are not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from aligner.document import Language, other_language
from aligner.errors import InputError
from aligner.models.folder import ModelFolder, read_json

_BOTH: tuple[Language, ...] = ("zh", "en")
# Where tokenizers keep the tokens that are no pieces of words.
_FILES = (
    *("special_tokens_map.json", "added_tokens.json", "tokenizer_config.json"),
    *("vocab.json", "tokenizer.json", "spiece.model", "sentencepiece.bpe.model"),
)
# Of the architecture: code and token for Chinese and for English; the first whose tokens are
# found, else that of the tokenizer's class, which knows its codes without files.
_CODED = {
    "m2m_100": (("zho_Hans", "eng_Latn"), ("__zh__", "__en__")),
    "nllb-moe": (("zho_Hans", "eng_Latn"),),
    "mbart": (("zh_CN", "en_XX"),),
}
_OF_TOKENIZERS = {
    "NllbTokenizer": ("zho_Hans", "eng_Latn"),
    "M2M100Tokenizer": ("__zh__", "__en__"),
    "MBartTokenizer": ("zh_CN", "en_XX"),
    "MBart50Tokenizer": ("zh_CN", "en_XX"),
}
_TOKENIZERS = {
    "m2m_100": "M2M100Tokenizer", "nllb-moe": "NllbTokenizer", "mbart": "MBartTokenizer",
}  # fmt: skip
# In the names of mBART-50: English is the one.
_ONE_SIDED: Mapping[str, tuple[Language, Language]] = {
    "many-to-one": ("zh", "en"),
    "one-to-many": ("en", "zh"),
}
# Before the source text, the best first.
_MARIAN_TOKENS: Mapping[Language, tuple[str, ...]] = {
    "zh": (">>cmn_Hans<<", ">>cmn<<", ">>zho_Hans<<", ">>zho<<", ">>zh_CN<<", ">>zh<<"),
    "en": (">>eng<<", ">>eng_Latn<<", ">>en<<"),
}
_T5_TOKENS: Mapping[Language, str] = {"zh": "<2zh>", "en": "<2en>"}  # MADLAD-400
_NAMES: Mapping[str, Language] = {
    "zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "zhs": "zh", "en": "en", "eng": "en",
}  # fmt: skip
_MANY = {"mul", "sit"}  # Chinese is among them; English too, as the other side is not
_MARIAN_NAME = re.compile(r"opus-mt(?:-tc)?(?:-(?:base|big|bible|tiny))*-([A-Za-z_]+)-([A-Za-z_]+)")


@dataclass(frozen=True, slots=True)
class LanguageCode:
    """How a model is told a language; each is empty where it is not."""

    code: str = ""  # for the tokenizer's src_lang and tgt_lang: "zho_Hans", "zh_CN", "zh"
    token: str = ""  # with which the target begins: "zho_Hans", "zh_CN", "__zh__"
    prefix: str = ""  # before the source for this target, with its blank: ">>cmn_Hans<< "


@dataclass(frozen=True, slots=True)
class LanguageCodes:
    """Which way a model translates."""

    folder: Path
    # Source and target. Empty: nothing in the folder tells, and one has to believe the user.
    directions: tuple[tuple[Language, Language], ...]
    zh: LanguageCode
    en: LanguageCode

    def of(self, language: Language) -> LanguageCode:
        """Return how the model is told a language."""
        return self.zh if language == "zh" else self.en

    def require(self, source: Language, target: Language) -> None:
        """Refuse what the model does not translate, as far as its folder tells.

        Raises:
            InputError: it goes the other way only.
        """
        if self.directions and (source, target) not in self.directions:
            raise InputError(
                f"this model does not translate from {source} to {target}",
                place=str(self.folder),
                way_out="take a model for this direction",
            )


def translation_codes(folder: ModelFolder) -> LanguageCodes:
    """Return which way a model translates, as far as its folder tells.

    Raises:
        InputError: it is a model of other languages.
    """
    if folder.model_type == "marian":
        return _marian(folder)
    if folder.model_type in _CODED:
        return _coded(folder)
    return _prefixed(folder)


def _marian(folder: ModelFolder) -> LanguageCodes:
    names = _marian_names(folder)
    prefixes = {language: _marian_prefix(folder, language) for language in _BOTH}
    zh, en = (LanguageCode(prefix=prefixes[language]) for language in _BOTH)
    if names is None:
        return LanguageCodes(folder.path, (), zh, en)
    sides = [_languages_of(name) for name in names]
    directions = [pair for pair in permutations(_BOTH, 2) if pair[0] in sides[0]]
    directions = [pair for pair in directions if pair[1] in sides[1]]
    if not directions:
        raise _of_other_languages(folder, " → ".join(names))
    return LanguageCodes(folder.path, tuple(directions), zh, en)


def _marian_names(folder: ModelFolder) -> tuple[str, str] | None:
    """Return source and target as the tokenizer names them, or the model's name does."""
    said = read_json(folder.path / "tokenizer_config.json")
    source, target = said.get("source_lang"), said.get("target_lang")
    if isinstance(source, str) and isinstance(target, str):
        return source, target
    for name in _own_names(folder):
        if found := _MARIAN_NAME.search(name):
            return found[1], found[2]
    return None


def _languages_of(name: str) -> tuple[Language, ...]:
    """Return which of the two a name stands for.

    >>> _languages_of("zh_CN"), _languages_of("mul"), _languages_of("fr")
    (('zh',), ('zh', 'en'), ())
    """
    parts = re.split(r"[+_-]", name.lower())
    if _MANY.intersection(parts):
        return _BOTH
    return tuple(language for language in _BOTH if language in map(_NAMES.get, parts))


def _marian_prefix(folder: ModelFolder, target: Language) -> str:
    found = _tokens_found(folder.path, _MARIAN_TOKENS[target])
    return f"{found[0]} " if found else ""


def _coded(folder: ModelFolder) -> LanguageCodes:
    for tokens in _CODED[folder.model_type]:
        if len(_tokens_found(folder.path, tokens)) == len(tokens):
            return _with_tokens(folder, tokens)
    said = read_json(folder.path / "tokenizer_config.json")
    name = str(said.get("tokenizer_class") or _TOKENIZERS[folder.model_type])
    name = name.removesuffix("Fast")
    if name in _OF_TOKENIZERS:
        return _with_tokens(folder, _OF_TOKENIZERS[name])
    raise _of_other_languages(folder, folder.model_type)


def _with_tokens(folder: ModelFolder, tokens: tuple[str, str]) -> LanguageCodes:
    zh, en = (LanguageCode(code=token.strip("_"), token=token) for token in tokens)
    directions = tuple(permutations(_BOTH, 2))
    for name in _own_names(folder):
        one_sided = [pair for part, pair in _ONE_SIDED.items() if part in name]
        directions = tuple(one_sided) or directions
    return LanguageCodes(folder.path, directions, zh, en)


def _own_names(folder: ModelFolder) -> list[str]:
    """Return what may be the model's name; the hub's cache has it two folders above."""
    return [
        *reversed(folder.path.absolute().parts[-3:]),
        str(folder.config.get("_name_or_path", "")),
    ]


def _prefixed(folder: ModelFolder) -> LanguageCodes:
    prefixes = {target: _prefix(folder, target) for target in _BOTH}
    directions = [pair for pair in permutations(_BOTH, 2) if prefixes[pair[1]]]
    zh, en = (LanguageCode(prefix=prefixes[language]) for language in _BOTH)
    return LanguageCodes(folder.path, tuple(directions), zh, en)


def _prefix(folder: ModelFolder, target: Language) -> str:
    """Return what the configuration wants before the source, or a token of the vocabulary."""
    source = other_language(target)
    tasks = folder.config.get("task_specific_params")
    task = tasks.get(f"translation_{source}_to_{target}") if isinstance(tasks, dict) else None
    if isinstance(task, dict) and isinstance(task.get("prefix"), str):
        return str(task["prefix"])
    found = _tokens_found(folder.path, (_T5_TOKENS[target],))
    return f"{found[0]} " if found else ""


def _tokens_found(path: Path, tokens: tuple[str, ...]) -> list[str]:
    """Return those of some special tokens that the tokenizer's files name, in the order given."""
    found: set[str] = set()
    for data in _contents(path):
        # Not parsed: such a file may have tens of megabytes.
        found |= {token for token in tokens if token.encode() in data}
        if len(found) == len(tokens):
            break
    return [token for token in tokens if token in found]


def _contents(path: Path) -> Iterator[bytes]:
    for name in _FILES:
        file = path / name
        if file.is_file():
            try:
                yield file.read_bytes()
            except OSError as error:
                raise InputError(f"cannot be read ({error.strerror})", place=str(file)) from error


def _of_other_languages(folder: ModelFolder, languages: str) -> InputError:
    return InputError(
        f"a model of other languages ({languages})",
        place=str(folder.path),
        way_out="take one between Chinese and English",
    )
