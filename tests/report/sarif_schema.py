"""What SARIF 2.1.0 asks of the objects that are written here, told in our own words.

A stricter reading of the standard (OASIS, errata 01, clause 3): properties that exist but are not
written are left out, so that a new one has to be looked up before it is used.
"""

from __future__ import annotations

from typing import Any


def _object(required: tuple[str, ...] = (), **properties: object) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": properties,
        "additionalProperties": False,
    }


def _list(name: str, unique: bool = True, least: int = 0) -> dict[str, Any]:
    return {"type": "array", "items": _of(name), "uniqueItems": unique, "minItems": least}


def _of(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


_TEXT = {"type": "string"}
_POSITIVE = {"type": "integer", "minimum": 1}
_INDEX = {"type": "integer", "minimum": -1}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
# RFC 3986: what may stand in a reference, with no colon in its first segment but of a scheme.
_URI = {"type": "string", "pattern": r"^(file://)?([\w./~!$&'()*+,;=@-]|%[0-9A-F]{2})+$"}
_BAG = {
    "type": "object",
    "additionalProperties": True,
    "properties": {"tags": {"type": "array", "items": _TEXT, "uniqueItems": True}},
}

SARIF: dict[str, Any] = {
    **_object(
        ("version", "runs"),
        **{"$schema": _TEXT},
        version={"enum": ["2.1.0"]},
        runs=_list("run", unique=False),
    ),
    "$defs": {
        "run": _object(
            ("tool",),
            tool=_object(("driver",), driver=_of("toolComponent")),
            artifacts=_list("artifact"),
            columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            results=_list("result", unique=False),
            properties=_BAG,
        ),
        "toolComponent": _object(
            ("name",), name=_TEXT, version=_TEXT, rules=_list("reportingDescriptor")
        ),
        "reportingDescriptor": _object(
            ("id",),
            id=_TEXT,
            name=_TEXT,
            shortDescription=_of("multiformatMessageString"),
            help=_of("multiformatMessageString"),
            defaultConfiguration=_object(level=_LEVEL),
            properties=_BAG,
        ),
        "multiformatMessageString": _object(("text",), text=_TEXT, markdown=_TEXT),
        "message": _object(("text",), text=_TEXT),
        "artifact": _object(location=_of("artifactLocation")),
        "artifactLocation": _object(uri=_URI),
        "result": _object(
            ("message",),
            ruleId=_TEXT,
            ruleIndex=_INDEX,
            level=_LEVEL,
            message=_of("message"),
            locations=_list("location", unique=False),
            relatedLocations=_list("location"),
            partialFingerprints={"type": "object", "additionalProperties": _TEXT},
            fixes=_list("fix"),
            properties=_BAG,
        ),
        "location": _object(
            id=_INDEX,
            message=_of("message"),
            physicalLocation=_of("physicalLocation"),
            logicalLocations=_list("logicalLocation"),
        ),
        "logicalLocation": _object(fullyQualifiedName=_TEXT),
        "physicalLocation": _object(
            ("artifactLocation",), artifactLocation=_of("artifactLocation"), region=_of("region")
        ),
        "region": _object(
            ("startLine",),
            startLine=_POSITIVE,
            startColumn=_POSITIVE,
            endLine=_POSITIVE,
            endColumn=_POSITIVE,
        ),
        "fix": _object(
            ("artifactChanges",),
            description=_of("message"),
            artifactChanges=_list("artifactChange", least=1),
        ),
        "artifactChange": _object(
            ("artifactLocation", "replacements"),
            artifactLocation=_of("artifactLocation"),
            replacements=_list("replacement", unique=False, least=1),
        ),
        "replacement": _object(
            ("deletedRegion",), deletedRegion=_of("region"), insertedContent=_object(text=_TEXT)
        ),
    },
}
