"""XLIFF 1.2: valid, opened by other programs, safe to read."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from translate.storage.xliff import xlifffile

from aligner.bead import STATUSES, Bitext
from aligner.errors import FormatError, UsageError
from aligner.formats import WriteOptions, format_for
from aligner.formats.xliff_states import MEMOQ, SDL, XLIFF_12
from tests.formats.samples import SAMPLES, UNITS
from tests.formats.samples import XLIFF_12 as SAMPLE
from tests.formats.schemas import problems
from tests.formats.texts import bitext, bitexts
from tests.formats.xliff_files import marked, peer_texts, read, sides, units, written

BODY = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n<file original="a" '
    'source-language="{}" target-language="{}" datatype="plaintext"><body>\n{}\n</body></file>'
    "</xliff>"
)


def file(body: str, source: str = "zh-CN", target: str = "en") -> str:
    return BODY.format(source, target, body)


def test_the_written_form() -> None:
    content = written("xliff", marked("甲 & 乙", "A", "reviewed", note="?", unit="7", locked=True))
    assert content.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" '
        'xmlns:aligner="urn:aligner:bitext">\n'
        '<file original="a.zh.txt" source-language="zh-CN" target-language="en-US" '
        'datatype="plaintext">\n<body>\n'
        '<trans-unit id="7" approved="yes" translate="no">\n<source>甲 &amp; 乙</source>\n'
        '<target state="signed-off">A</target>\n<note>?</note>\n</trans-unit>\n'
        "</body>\n</file>\n</xliff>\n"
    )


@pytest.mark.parametrize("name", ["xliff", "sdlxliff", "mqxliff"])
@given(original=bitexts)
def test_files_are_valid(name: str, original: Bitext) -> None:
    assert not problems(written(name, original), "1.2")


def test_translate_toolkit_reads_the_same() -> None:
    original = bitext((["会议室在三楼。"], ["The room is <up>."], 0.5), (["乙"], [], None))
    expected = [("会议室在三楼。", "The room is <up>."), ("乙", "")]
    assert peer_texts(xlifffile, written("xliff", original)) == expected


def test_language_codes_and_probabilities_can_be_chosen(tmp_path: Path) -> None:
    original = bitext((["甲"], ["A"], 0.9), (["乙"], ["B"], 0.1))
    options = WriteOptions(source_code="zh-Hant", target_code="en-GB", min_probability=0.5)
    content = written("xliff", original, options)
    assert b'source-language="zh-Hant" target-language="en-GB"' in content
    assert [bead.probability for bead in units(read(tmp_path, "xliff", content))] == [0.9]


@pytest.mark.parametrize(("name", "version"), [("xliff", "1.2"), ("xliff2", "2.1")])
def test_codes_with_an_underscore_are_written_as_the_schema_wants(name: str, version: str) -> None:
    options = WriteOptions(source_code="zh_CN", target_code="en_GB")
    content = written(name, bitext((["甲"], ["A"], None)), options)
    assert not problems(content, version)
    assert b'"zh-CN"' in content


def test_a_name_used_twice_is_replaced_and_counted(tmp_path: Path) -> None:
    first, second = (units(marked("甲", "A", unit="7"))[0] for _ in range(2))
    content = written("xliff", Bitext("zh", "en", [first, second]))
    assert [bead.unit for bead in units(read(tmp_path, "xliff", content))] == ["7", "s1"]


@pytest.mark.parametrize("name", SAMPLES)
def test_units_have_the_names_their_file_gives_them(name: str, tmp_path: Path) -> None:
    assert [bead.unit for bead in units(read(tmp_path, name, SAMPLES[name]))] == UNITS[name]


@pytest.mark.parametrize("name", ["sdlxliff", "mqxliff", "xliff", "xliff2"])
def test_a_file_is_read_as_what_it_is(name: str, tmp_path: Path) -> None:
    for other in ("xliff", "xliff2", "sdlxliff", "mqxliff"):
        assert units(read(tmp_path, other, SAMPLES[name])) == units(
            read(tmp_path, name, SAMPLES[name])
        )


def test_a_file_of_another_program(tmp_path: Path) -> None:
    found = read(tmp_path, "xliff", SAMPLE)
    assert (found.source_language, found.target_language) == ("en", "zh")
    assert sides(found)[1:] == [
        ("See the new rules & forms.", "參見新規則和表格。"),
        ("Closed on Sunday", ""),
        ("Click here", ""),
    ]
    assert [bead.status for bead in found.beads] == [None, "translated", None, None]
    assert [bead.note for bead in found.beads] == ["", "on the first page", "", ""]
    assert [bead.locked for bead in found.beads] == [True, False, False, False]


SEGMENTED = (
    '<trans-unit id="u"><source>甲。乙。</source><seg-source><g id="1">'
    '<mrk mtype="seg" mid="0">甲。</mrk><mrk mtype="seg" mid="x">乙。</mrk></g>'
    "</seg-source>{}<note>!</note></trans-unit>"
)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("", [("u/0", "甲。", ""), ("u/x", "乙。", "")]),
        (
            '<target><mrk mtype="seg" mid="x">B.</mrk><mrk mtype="seg" mid="0">A.</mrk></target>',
            [("u/0", "甲。", "A."), ("u/x", "乙。", "B.")],
        ),
        ("<target>A. B.</target>", [("u", "甲。乙。", "A. B.")]),
    ],
)
def test_segments(target: str, expected: list[tuple[str, str, str]], tmp_path: Path) -> None:
    found = read(tmp_path, "xliff", file(SEGMENTED.format(target)))
    names = [bead.unit for bead in found.beads]
    assert list(zip(names, *zip(*sides(found), strict=True), strict=True)) == expected
    assert [bead.note for bead in found.beads] == ["!", ""][: len(names)]


@pytest.mark.parametrize(
    ("unit", "status"),
    [
        ('approved="yes"><source>甲</source><target>A</target>', "reviewed"),
        ('approved="yes"><source>甲</source><target state="translated">A</target>', "reviewed"),
        ('approved="yes"><source>甲</source><target state="new">A</target>', "initial"),
        ('approved="no"><source>甲</source><target>A</target>', None),
        ('><source>甲</source><target state="x-mine">A</target>', None),
    ],
)
def test_states(unit: str, status: str | None, tmp_path: Path) -> None:
    found = read(tmp_path, "xliff", file(f'<trans-unit id="1" {unit}</trans-unit>'))
    assert [bead.status for bead in found.beads] == [status]


@pytest.mark.parametrize("states", [XLIFF_12, SDL, MEMOQ])
def test_every_status_has_a_word_that_reads_as_it(states: object) -> None:
    assert [states.status(states.write[status]) for status in STATUSES] == [*STATUSES]  # type: ignore[attr-defined]


UNIT = '<trans-unit id="1"><source>甲</source></trans-unit>'
OWN = 'id="1" xmlns:a="urn:aligner:bitext" a:probability="7"'
TWO_FILES = file(UNIT).replace(
    "</file>",
    '</file><file original="b" source-language="zh-CN" target-language="{}" '
    f'datatype="plaintext"><body>{UNIT}</body></file>',
)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (file(UNIT + "\n" + UNIT), r"in:4: two units have the id '1'; make the ids unique"),
        (file('<trans-unit id="1"/>'), r"in:3: unit without <source>"),
        (file(SEGMENTED.replace('mid="x"', 'mid="0"').format("")), "in:3: two segments have the"),
        (file(UNIT)[:-20], r"in:4: not well-formed XML"),
        (file("<trans-unit>"), r"in:4: not well-formed XML: mismatched tag"),
        (file(UNIT.replace("甲", "<g>" * 9000)), "in:3: elements more than 200 deep"),
        (file("&x;"), r"in:3: .*undefined entity"),
        (file("", target="fr"), r"in:2: languages zh-CN and fr; .* between Chinese and English"),
        (file("", target="zh-TW"), r"languages zh-CN and zh-TW"),
        ("<html/>", "not an XLIFF file"),
        ('<html><file source-language="zh"/></html>', "not an XLIFF file"),
        ("PK\x03\x04", "zip package.*document.mqxliff"),
        (f'<!DOCTYPE xliff [<!ENTITY a "b">]>{file(UNIT)}', "in:1: declares the entity a"),
        (f'<!DOCTYPE xliff [<!ENTITY % a SYSTEM "x">]>{file(UNIT)}', "declares the entity a"),
        (f'<!DOCTYPE xliff SYSTEM "x.dtd">{file("&x;")}', "in:3: entity &x;; write the character"),
        (f'<?xml version="1.0" encoding="big5"?>{file(UNIT)}', "in:1: not well-formed"),
        (TWO_FILES.format("fr"), "in:4: languages zh-CN and fr"),
        (TWO_FILES.format("zh"), "in:4: languages zh-CN and zh"),
        (file(UNIT.replace('id="1"', OWN)), "in:3: probability '7'"),
    ],
)
def test_bad_files_name_the_line(content: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=problem):
        read(tmp_path, "xliff", content)


def test_a_packed_file_says_what_to_do() -> None:
    with pytest.raises(UsageError, match=r"\.mqxlz.*unpack it"):
        format_for(Path("a.mqxlz"))


def test_names_used_again_in_another_file_get_its_name(tmp_path: Path) -> None:
    one = file(UNIT)
    again = one[one.index("<file") : one.index("</xliff>")]
    content = one.replace("</xliff>", again + again + "</xliff>")
    assert [bead.unit for bead in units(read(tmp_path, "xliff", content))] == ["1", "a:1", "a#3:1"]


def test_units_without_id_are_numbered_and_those_without_text_left_out(tmp_path: Path) -> None:
    body = (
        "<trans-unit><source>甲</source></trans-unit>"
        '<trans-unit id="2"><source> <x id="1"/></source></trans-unit>'
    )
    assert [bead.unit for bead in units(read(tmp_path, "xliff", file(body)))] == ["#1"]


def test_forgetting_what_was_read_loses_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    count = 3000
    original = bitext(*((["甲"], [f"A{number}"], None) for number in range(count)))
    with caplog.at_level(logging.WARNING):
        found = read(tmp_path, "xliff", written("xliff", original))
    assert [target for _, target in sides(found)] == [f"A{number}" for number in range(count)]
    assert not caplog.records
