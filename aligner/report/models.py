"""What was found in a model's folder, in lines and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from aligner.encoders.recipe import Recipe
from aligner.messages import translate
from aligner.models.examination import Examination
from aligner.models.languages import LanguageCodes
from aligner.models.speed import BEAM, EncoderSample, TranslationSample
from aligner.report.terminal import display_width

SCHEMA = 1
_LABELS = 16  # columns
_LONGEST = 60  # characters of a sample


def examination_lines(found: Examination, recipe: Recipe | None = None) -> Iterator[str]:
    """Yield a line for each thing found, the most important first; of encoders their recipe too."""
    for label, value in [*_rows(found), *_recipe_rows(recipe), *_sample_rows(found.sample)]:
        yield label + " " * max(1, _LABELS - display_width(label)) + value


def examination_json(found: Examination, recipe: Recipe | None = None) -> str:
    """Return one JSON object, with the sizes in bytes and the speed in sentences a second."""
    weights, sample = found.weights, found.sample
    record: dict[str, object] = {
        "schema": SCHEMA,
        "folder": str(found.folder.path),
        "use": found.folder.kind,
        "architecture": found.folder.architecture,
        "model_type": found.folder.model_type,
        "directions": _directions(found.codes),
        "parameters": found.parameters,
        "dimension": found.dimension,
        "longest_text": found.longest,
        "vocabulary": found.vocabulary,
        "weights": {
            "bytes": weights.size,
            "container": weights.container,
            "precision": weights.precision or None,
        },
        "digest": found.digest,
        "runtime": {
            "device": found.runtime.device,
            "precision": found.runtime.precision,
            "on": found.device,
            **found.libraries,
        },
        "speed": None,
    }
    if recipe:
        record["pooling"], record["prefix"] = recipe.pooling, recipe.prefix
        record["dense_layers"] = len(recipe.dense)
    if sample:
        record["speed"] = {"sentences_per_second": round(sample.rate, 2), "batch": sample.batch}
    if isinstance(sample, TranslationSample):
        record["sample"] = {"source": sample.source, "translation": sample.translation}
    if isinstance(sample, EncoderSample):
        record["similarity"] = {
            "translations": round(sample.translations, 4),
            "others": round(sample.others, 4),
        }
    return json.dumps(record, ensure_ascii=False, indent=1)


def _rows(found: Examination) -> Iterator[tuple[str, str]]:
    weights = found.weights
    yield translate("folder"), str(found.folder.path)
    yield translate("usable for"), _use(found)
    yield translate("architecture"), found.folder.architecture or found.folder.model_type
    yield translate("parameters"), f"{found.parameters:,}"
    kind = ", ".join(filter(None, (weights.container, weights.precision)))
    yield translate("weights"), f"{weights.size / 1e6:,.1f} MB, {kind}"
    if found.dimension:
        yield translate("dimension"), str(found.dimension)
    limit = translate("no limit") if found.longest is None else f"{found.longest:,}"
    yield translate("longest text"), translate(f"{limit} tokens") if found.longest else limit
    yield translate("vocabulary"), translate(f"{found.vocabulary:,} tokens")
    yield translate("digest"), found.digest
    yield translate("runs on"), f"{found.runtime}, {translate(found.device)}"
    yield translate("libraries"), ", ".join(f"{k} {v}" for k, v in found.libraries.items())


def _recipe_rows(recipe: Recipe | None) -> Iterator[tuple[str, str]]:
    if recipe is None:
        return
    layers = translate(f"{recipe.pooling}, {len(recipe.dense)} dense layers")
    yield translate("pooling"), layers if recipe.dense else recipe.pooling
    if recipe.prefix:
        yield translate("prefix"), repr(recipe.prefix)


def _sample_rows(sample: TranslationSample | EncoderSample | None) -> Iterator[tuple[str, str]]:
    if sample is None:
        return
    how = translate(f"{sample.rate:,.1f} sentences a second in batches of {sample.batch}")
    if isinstance(sample, EncoderSample):
        yield translate("speed"), how
        line = f"translations {sample.translations:.2f}, other sentences {sample.others:.2f}"
        yield translate("similarity"), translate(line)
        return
    yield translate("speed"), translate(f"{how}, beam {BEAM}")
    yield translate("sample"), f"{sample.source} → {_short(sample.translation)}"


def _use(found: Examination) -> str:
    if found.codes is None:
        return translate("aligning, with aligner align --encoder")
    ways = _directions(found.codes)
    if not ways:
        return translate("translating; the folder does not tell between which languages")
    both = ", ".join(f"{source} → {target}" for source, target in ways)
    codes = [code for code in (found.codes.zh.code, found.codes.en.code) if code]
    return translate(f"translating {both}") + (f" ({', '.join(codes)})" if codes else "")


def _directions(codes: LanguageCodes | None) -> list[tuple[str, str]]:
    return [(source, target) for source, target in codes.directions] if codes else []


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
