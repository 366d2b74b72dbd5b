"""What is written of TBX-Basic, as RELAX NG: the core structure and the two modules' values.

Only the elements that are written, in the order that the core structure of ISO 30042:2019 wants.
"""

from __future__ import annotations

from lxml import etree

_CORE = "urn:iso:std:iso:30042:ed-2"
_STATUS = [f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated", "superseded")]
_POS = ["noun", "verb", "adjective", "adverb", "other"]
_KINDS = ["fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"]
_ID = '<attribute name="id"><data type="ID"/></attribute>'
_LINK = (
    '<attribute name="target"><data type="anyURI"><param name="pattern">https?://.+</param></data>'
    "</attribute>"
)


def _element(name: str, content: str) -> str:
    return f'<element name="{name}">{content}</element>'


def _any(*patterns: str) -> str:
    return f"<zeroOrMore><choice>{''.join(patterns)}</choice></zeroOrMore>"


def _some(pattern: str) -> str:
    return f"<oneOrMore>{pattern}</oneOrMore>"


def _category(style: str, element: str, module: str, name: str, content: str) -> str:
    """Return a data category as attribute or as element."""
    if style == "dca":
        kind = f'<attribute name="type"><value>{name}</value></attribute>'
        return _element(element, kind + content)
    return f'<element name="{name}" ns="http://www.tbxinfo.net/ns/{module}">{content}</element>'


def _values(values: list[str]) -> str:
    return f"<choice>{''.join(f'<value>{value}</value>' for value in values)}</choice>"


def _schema(style: str) -> etree.RelaxNG:
    text = "<text/>"
    note, paragraph = _element("note", text), _element("p", text)
    term_notes = [
        _category(style, "termNote", "min", "administrativeStatus", _values(_STATUS)),
        _category(style, "termNote", "min", "partOfSpeech", _values(_POS)),
        _category(style, "termNote", "basic", "termType", _values(_KINDS)),
    ]
    others = [
        _category(style, "admin", "basic", "source", text),
        _category(style, "xref", "basic", "externalCrossReference", _LINK + text),
    ]
    section = _element("termSec", _element("term", text) + _any(*term_notes) + _any(note, *others))
    language = _element("langSec", f'<attribute name="xml:lang"/>{_some(section)}')
    field = _category(style, "descrip", "min", "subjectField", text)
    entry = _element("conceptEntry", _ID + _any(field, note) + _some(language))
    item = _element("item", f'<attribute name="type"/>{text}')
    objects = _some(_element("refObject", _ID + _some(item)))
    back = _element("back", _element("refObjectSec", f'<attribute name="type"/>{objects}'))
    header = _element("titleStmt", _element("title", text))
    header += f"<optional>{_element('publicationStmt', _some(paragraph))}</optional>"
    header += _element("sourceDesc", _some(paragraph))
    root = '<attribute name="type"><value>TBX-Basic</value></attribute><attribute name="xml:lang"/>'
    root += f'<attribute name="style"><value>{style}</value></attribute>'
    root += _element("tbxHeader", _element("fileDesc", header))
    root += _element("text", f"{_element('body', _some(entry))}<optional>{back}</optional>")
    return etree.RelaxNG(
        etree.fromstring(
            f'<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{_CORE}" '
            'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
            f"<start>{_element('tbx', root)}</start></grammar>"
        )
    )


_SCHEMAS = {style: _schema(style) for style in ("dca", "dct")}


def problems(content: bytes) -> str:
    """Return what is wrong with a file of TBX-Basic; nothing if it is valid."""
    root = etree.fromstring(content)
    schema = _SCHEMAS[root.get("style", "")]
    return "" if schema.validate(root) else str(schema.error_log)
