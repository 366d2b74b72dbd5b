"""How a loaded model is told the languages: its tokenizer's codes, the first token, a prefix."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from aligner.document import Language
from aligner.errors import InputError
from aligner.models.folder import ModelFolder
from aligner.models.languages import LanguageCode, translation_codes
from aligner.translation.options import EngineOptions


def codes_of(folder: ModelFolder, options: EngineOptions) -> tuple[LanguageCode, LanguageCode]:
    """Return how the model is told source and target, by its folder or by the user.

    Raises:
        InputError: it is a model of other languages, or of the other direction.
    """
    source, target = options.direction
    if source in options.codes and target in options.codes:
        known = (LanguageCode(), LanguageCode())
    else:
        codes = translation_codes(folder)
        codes.require(source, target)
        known = (codes.of(source), codes.of(target))
    return _told(known[0], source, options), _told(known[1], target, options)


def _told(known: LanguageCode, language: Language, options: EngineOptions) -> LanguageCode:
    """Return a code with what the user says of it: ">>zho<<" before the source, or a token."""
    said = options.codes.get(language)
    if said is None:
        return known
    if said.startswith((">>", "<")):
        return LanguageCode(prefix=f"{said} ")
    return replace(known, code=said.strip("_"), token=said)


def set_codes(
    folder: ModelFolder,
    tokenizer: Any,  # noqa: ANN401 - transformers types few of these
    codes: tuple[LanguageCode, LanguageCode],
) -> None:
    """Tell the tokenizer the languages, where it can be told.

    Raises:
        InputError: it knows no such language.
    """
    for name, one in zip(("src_lang", "tgt_lang"), codes, strict=True):
        if one.code and hasattr(tokenizer, name):
            try:
                setattr(tokenizer, name, one.code)
            except KeyError as error:
                raise _unknown(folder, one.code) from error


def target_token(folder: ModelFolder, tokenizer: Any, target: LanguageCode) -> int | None:  # noqa: ANN401 - as above
    """Return the token with which a translation begins; None: there is none.

    Raises:
        InputError: the tokenizer has no such token.
    """
    if not target.token:
        return None
    number = tokenizer.convert_tokens_to_ids(target.token)
    if number is None or number == tokenizer.unk_token_id:
        raise _unknown(folder, target.token)
    return int(number)


def _unknown(folder: ModelFolder, code: str) -> InputError:
    return InputError(
        f"the tokenizer knows no language {code}",
        place=str(folder.path),
        way_out="take a model for this direction",
    )
