"""JSON Schema, as much of it as the schemas here use: nothing here that a schema says is ignored.

Source: json-schema.org, draft 2020-12, core and validation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Json = Any  # whatever a document holds
_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "null": (type(None),),
}
_SAID = {"$schema", "title", "description", "$defs"}


def violations(
    value: Json, schema: dict[str, Any], root: dict[str, Any], at: str = ""
) -> list[str]:
    """Return what of a document is not as its schema says."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return violations(value, root["$defs"][name], root, at)
    if "type" in schema and (wrong := list(_type(value, schema["type"], schema, root, at))):
        return wrong
    found: list[str] = []
    for keyword, wanted in schema.items():
        if keyword not in _SAID:
            found += _CHECKS[keyword](value, wanted, schema, root, at)
    return found


def _type(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
    names = [wanted] if isinstance(wanted, str) else wanted
    types = tuple(kind for name in names for kind in _TYPES[name])
    if not isinstance(value, types) or (isinstance(value, bool) and "boolean" not in names):
        yield f"{at}: {value!r} is not {wanted}"


def _required(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
    yield from (f"{at}: no {name}" for name in wanted if name not in value)


def _properties(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
    for name, part in wanted.items():
        if name in value:
            yield from violations(value[name], part, root, f"{at}/{name}")


def _additional(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
    for name in value.keys() - schema.get("properties", {}).keys():
        if wanted is False:
            yield f"{at}: {name} is not known"
        elif wanted is not True:
            yield from violations(value[name], wanted, root, f"{at}/{name}")


def _items(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
    for number, item in enumerate(value):
        yield from violations(item, wanted, root, f"{at}/{number}")


def _any_of(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
    if all(violations(value, choice, root, at) for choice in wanted):
        yield f"{at}: none of {wanted}"


def _simple(test: Json) -> Json:
    def check(value: Json, wanted: Json, schema: Json, root: Json, at: str) -> Iterator[str]:
        if value is not None and not test(value, wanted):
            yield f"{at}: {value!r} against {wanted!r}"

    return check


_CHECKS: dict[str, Any] = {
    "type": _type,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
    "anyOf": _any_of,
    "const": _simple(lambda value, wanted: value == wanted),
    "enum": _simple(lambda value, wanted: value in wanted),
    "pattern": _simple(lambda value, wanted: re.search(wanted, value)),
    "minimum": _simple(lambda value, wanted: value >= wanted),
    "maximum": _simple(lambda value, wanted: value <= wanted),
    "minItems": _simple(lambda value, wanted: len(value) >= wanted),
    "uniqueItems": _simple(
        lambda value, wanted: not wanted or len({repr(item) for item in value}) == len(value)
    ),
}
