"""JSON: its types, its places, what it refuses."""

from __future__ import annotations

import json

import pytest

from aligner.errors import FormatError
from aligner.glossary.files import load_format
from aligner.glossary.model import Forbidden, Rendering, Term
from tests.glossary.files.reading import read, written

HEAD = '{"schema": 1, "terms": [\n'


def test_the_six_main_fields_are_always_there_and_of_their_type() -> None:
    data = written("json", Term("改革", "reform"), version="2026.1")
    assert json.loads(data) == {
        "schema": 1,
        "name": "policy",
        "version": "2026.1",
        "terms": [
            {
                "source": "改革",
                "source_variants": [],
                "target": "reform",
                "variants": [],
                "forbidden": [],
                "status": "approved",
            }
        ],
    }
    assert data.decode().splitlines()[1].startswith('{"source": "改革"')


def test_variants_may_be_texts() -> None:
    term = '{"source": "甲", "target": "a", "variants": ["b", {"text": "c", "reference": "r"}],'
    term += ' "forbidden": ["d"], "short": [" e ", ""]}'
    expected = Term(
        *("甲", "a"),
        variants=(Rendering("b"), Rendering("c", "", "r")),
        forbidden=(Forbidden("d"),),
        short=("e",),
    )
    assert read(f"{HEAD}{term}]}}", "json") == (expected,)


def test_unknown_fields_are_kept_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    (term,) = read(f'{HEAD}{{"source": "甲", "target": "a", "id": "7"}}]}}', "json")
    assert term.extra == (("id", "7"),)
    assert caplog.messages == ["policy.file: unknown fields kept: id"]


def test_a_term_knows_its_line() -> None:
    first, second = read(
        '{"terms": [{"source": "甲", "target": "a"},\n\n {"source": "乙", "target": "b"}],'
        ' "schema": 1}',
        "json",
    )
    assert (first.origin.line, second.origin.line) == (1, 3)


def test_name_version_and_licence_are_read() -> None:
    data = b'{"schema": 1, "licence": "CC0", "version": "3", "name": "n", "terms": []}'
    found = load_format("json").read(data, "x.json", ())
    assert (found.name, found.version, found.licence, len(found)) == ("n", "3", "CC0", 0)
    assert load_format("json").read(b'{"schema": 1, "terms": []}', "x.json", ()).name == "x"


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ('{"source": "甲", "target": 3}', r"terms[0].target: no text"),
        ('{"target": "a"}', r"terms[0]: no field 'source'"),
        ('{"source": "甲", "target": "a", "variants": "b"}', r"terms[0].variants: no list"),
        ('{"source": "甲", "target": "a", "short": [1]}', r"terms[0].short[0]: no text"),
        (
            '{"source": "甲", "target": "a", "variants": [{}]}',
            r"terms[0].variants[0]: neither text nor an object with one",
        ),
        (
            '{"source": "甲", "target": "a", "variants": [{"text": "b", "why": "c"}]}',
            r"terms[0].variants[0]: unknown field 'why'; there are text, authority, reference",
        ),
        ('{"source": "甲", "target": "a", "status": "done"}', r"terms[0]: unknown status 'done'"),
        ('{"source": "甲", "target": "a", "id": 7}', r"terms[0].extra.id: no text"),
        ('{"source": "甲", "target": "a", "extra": []}', r"terms[0].extra: no object"),
        ('{"source": "甲", "target": "a", "extra": {"Note": ""}}', r"'Note' is a field"),
        ('["甲", "a"]', r"terms[0]: no object"),
        ('{"source": "甲",\n"target": "a", "target": "b"}', r"malformed: key 'target' twice"),
    ],
)
def test_what_has_another_type_is_refused_with_line_and_path(term: str, problem: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(f"{HEAD}{term}]}}", "json")
    assert str(caught.value).startswith("policy.file:2: ")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"schema": 2, "terms": []}', "policy.file: schema 2, newer than 1; update aligner"),
        ('{"terms": []}', "policy.file: no schema number"),
        ('{"schema": true, "terms": []}', "policy.file: no schema number"),
        ('{"schema": 1}', 'policy.file: no list "terms"'),
        ('{"schema": 1, "terms": {}}', 'policy.file: no list "terms"'),
        ('{"schema": 1, "name": 3, "terms": []}', "policy.file: name: no text"),
        ('[{"source": "甲"}]', "policy.file:1: malformed: no JSON object"),
        ('{"schema": 1,\n"terms": [\n{"source" "甲"}]}', "policy.file:3: malformed: Expecting"),
        ('{"schema": 1,\n"terms": [\n]}\n}', "policy.file:4: malformed: Extra data"),
        ('{"schema": 1, "schema": 1}', "policy.file:1: malformed: key 'schema' twice"),
        ('{"schema": 1,\n "terms": [\n{}\n{}]}', "policy.file:4: malformed: Expecting ','"),
        ('{"schema": 1,\n "terms": [' + "[" * 100_000, "policy.file:2: malformed: nested too"),
        ("{1: 2}", "policy.file:1: malformed: Expecting property name"),
    ],
)
def test_what_is_no_such_object_is_refused(text: str, problem: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(text, "json")
    assert str(caught.value).startswith(problem)
