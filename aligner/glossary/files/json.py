"""JSON: an object that says what the glossary is, and its terms, one a line.

    {"schema": 1, "name": "policy", "version": "2026.1", "licence": "CC BY 4.0", "terms": [
    {"source": "乡村振兴", "source_variants": [], "target": "rural revitalization", "variants":
     [{"text": "rural vitalization", "authority": "State Council", "reference": "GWR 2018"}],
     "forbidden": [{"text": "village revival", "why": "too narrow"}], "status": "approved"}]}

Those six are always there, other fields of a term where they are not empty; the columns of other
programs stand in ``"extra"``. Where a variant has only its text, ``"variants": ["…"]`` is read as
well. A newer schema is refused.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from aligner.errors import FormatError
from aligner.formats.base import Columns
from aligner.glossary.cells import NAMES
from aligner.glossary.files.base import MOST_TERMS, text_of
from aligner.glossary.files.json_text import Item, read_object
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.rows import term_from
from aligner.glossary.model import Forbidden, Glossary, Origin, Rendering, Term
from aligner.output import Output

_logger = logging.getLogger(__name__)

SCHEMA = 1
_ALWAYS = frozenset({"source", "source_variants", "target", "variants", "forbidden", "status"})
_LISTS = ("source_variants", "short", "when", "unless")
_PARTS = {"variants": ("text", "authority", "reference"), "forbidden": ("text", "why")}
_MADE: dict[str, type[Rendering] | type[Forbidden]] = {
    "variants": Rendering,
    "forbidden": Forbidden,
}
_ABOUT = ("name", "version", "licence")


class Json:
    """One JSON object."""

    keeps = Keeps()

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read the glossary; every problem is told with its line and path.

        Raises:
            InputError: bytes in no known encoding.
            FormatError: no JSON, a newer schema, a field missing or of another type.
        """
        head, items = read_object(text_of(data, name), "terms", name)
        _check_schema(head, name)
        about = {key: _text(head[key], key, name) for key in _ABOUT if key in head}
        if items is None:
            raise FormatError('no list "terms"', place=name, way_out='write "terms": [...]')
        terms = tuple(_terms(items, name))
        return Glossary(**({"name": Path(name).stem} | about), terms=terms)

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Write one object, a term a line."""
        about = {key: getattr(glossary, key) for key in _ABOUT}
        head = {"schema": SCHEMA} | {key: text for key, text in about.items() if text}
        lines = ",\n".join(_encode(_record(term)) for term in glossary.terms)
        text = f'{_encode(head)[:-1]}, "terms": [\n{lines}\n]}}\n'
        output.part().write(text.encode())


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _record(term: Term) -> dict[str, object]:
    record: dict[str, object] = {}
    for name in NAMES:
        value = getattr(term, name)
        if name in _PARTS:
            value = [_parts(item, name) for item in value]
        if value or name in _ALWAYS:
            record[name] = value
    return record | ({"extra": dict(term.extra)} if term.extra else {})


def _parts(item: Rendering | Forbidden, name: str) -> dict[str, str]:
    values = {part: getattr(item, part) for part in _PARTS[name]}
    return {part: text for part, text in values.items() if text or part == "text"}


def _check_schema(head: dict[str, Any], name: str) -> None:
    schema = head.get("schema")
    if not isinstance(schema, int) or isinstance(schema, bool):
        raise FormatError("no schema number", place=name, way_out=f'write "schema": {SCHEMA}')
    if schema > SCHEMA:
        raise FormatError(
            f"schema {schema}, newer than {SCHEMA}", place=name, way_out="update aligner"
        )


def _terms(items: Iterator[Item], name: str) -> Iterator[Term]:
    unknown: dict[str, None] = {}
    file = Path(name).name
    for index, item in enumerate(items):
        place = f"{name}:{item.line}: terms[{index}]"
        if index >= MOST_TERMS:
            raise FormatError(
                f"more than {MOST_TERMS:,} terms", place=place, way_out="split the glossary"
            )
        if not isinstance(item.value, dict):
            raise FormatError("no object", place=place, way_out='write {"source": "…", …}')
        yield _term(item.value, Origin(item.line, file=file), place, unknown)
    if unknown:
        _logger.warning("%s: unknown fields kept: %s", name, ", ".join(unknown))


def _term(record: dict[str, Any], origin: Origin, place: str, unknown: dict[str, None]) -> Term:
    extra = record.pop("extra", {})
    if not isinstance(extra, dict):
        raise FormatError("no object", place=f"{place}.extra", way_out='write {"header": "text"}')
    for key in [key for key in record if key not in NAMES]:
        extra.setdefault(key, record.pop(key))
        unknown[key] = None
    for missing in ("source", "target"):
        if missing not in record:
            raise FormatError(
                f"no field {missing!r}", place=place, way_out=f'write "{missing}": "…"'
            )
    values = {key: _value(key, value, place) for key, value in record.items()}
    return term_from(values, _extra(extra, place), origin, place)


def _extra(extra: dict[str, Any], place: str) -> tuple[tuple[str, str], ...]:
    for key in extra:
        if key.strip().casefold() in NAMES:
            raise FormatError(
                f"{key!r} is a field", place=f"{place}.extra", way_out="move it to its term"
            )
    return tuple((key, _text(value, f"extra.{key}", place)) for key, value in extra.items())


def _value(key: str, value: object, place: str) -> object:
    if key in _PARTS:
        return tuple(
            _noted(key, item, f"{place}.{key}[{index}]")
            for index, item in enumerate(_list(value, key, place))
        )
    if key in _LISTS:
        items = _list(value, key, place)
        texts = (_text(item, f"{key}[{i}]", place).strip() for i, item in enumerate(items))
        return tuple(text for text in texts if text)
    return _text(value, key, place)


def _noted(key: str, item: object, place: str) -> Rendering | Forbidden:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict) or "text" not in item:
        raise FormatError(
            "neither text nor an object with one", place=place, way_out='write {"text": "…"}'
        )
    others = item.keys() - _PARTS[key]
    if others:
        known = ", ".join(_PARTS[key])
        raise FormatError(
            f"unknown field {min(others)!r}", place=place, way_out=f"there are {known}"
        )
    return _MADE[key](**{part: _text(text, part, place).strip() for part, text in item.items()})


def _list(value: object, key: str, place: str) -> list[object]:
    if not isinstance(value, list):
        raise FormatError("no list", place=f"{place}.{key}", way_out='write ["…"]')
    return value


def _text(value: object, key: str, place: str) -> str:
    if not isinstance(value, str):
        separator = "." if "terms[" in place else ": "
        raise FormatError("no text", place=f"{place}{separator}{key}", way_out='write "…"')
    return value
