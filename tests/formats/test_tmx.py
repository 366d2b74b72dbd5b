"""TMX: valid, without empty units, safe to read."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from lxml import etree

from aligner.bead import Bead, Bitext, join
from aligner.document import Sentence
from aligner.errors import FormatError
from aligner.formats import WriteOptions, read_bitext, write_bitext
from tests.formats.texts import bitext

# What the TMX 1.4b specification says of its elements and attributes, as a DTD.
_LANGUAGE = "xml:lang CDATA #REQUIRED"
_ORIGIN = """o-encoding CDATA #IMPLIED datatype CDATA #IMPLIED usagecount CDATA #IMPLIED
  lastusagedate CDATA #IMPLIED creationtool CDATA #IMPLIED creationtoolversion CDATA #IMPLIED
  creationdate CDATA #IMPLIED creationid CDATA #IMPLIED changedate CDATA #IMPLIED
  changeid CDATA #IMPLIED o-tmf CDATA #IMPLIED"""
DTD = f"""
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop|ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
  o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED
  changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT ude (map+)> <!ATTLIST ude name CDATA #REQUIRED base CDATA #IMPLIED>
<!ELEMENT map EMPTY> <!ATTLIST map unicode CDATA #REQUIRED code CDATA #IMPLIED
  ent CDATA #IMPLIED subst CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED segtype (block|paragraph|sentence|phrase) #IMPLIED
  srclang CDATA #IMPLIED {_ORIGIN}>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv {_LANGUAGE} {_ORIGIN}>
<!ENTITY % inline "#PCDATA|bpt|ept|ph|it|hi|ut">
<!ELEMENT seg (%inline;)*> <!ELEMENT hi (%inline;)*> <!ELEMENT sub (%inline;)*>
<!ELEMENT bpt (#PCDATA|sub)*> <!ELEMENT ept (#PCDATA|sub)*> <!ELEMENT ph (#PCDATA|sub)*>
<!ELEMENT it (#PCDATA|sub)*> <!ELEMENT ut (#PCDATA|sub)*>
<!ELEMENT note (#PCDATA)> <!ATTLIST note o-encoding CDATA #IMPLIED xml:lang CDATA #IMPLIED>
<!ELEMENT prop (#PCDATA)>
<!ATTLIST prop type CDATA #REQUIRED o-encoding CDATA #IMPLIED xml:lang CDATA #IMPLIED>
"""
HEADER = '<tmx version="1.4"><header srclang="{}"/><body>'


def read(tmp_path: Path, body: str, source: str = "zh", prolog: str = "") -> list[Bead]:
    path = tmp_path / "a.tmx"
    content = f"{prolog}{HEADER.format(source)}{body}</body></tmx>"
    path.write_text(content, encoding="utf-8")
    return list(read_bitext(path).beads)


def unit(zh: str, en: str, inner: str = "") -> str:
    return (
        f'<tu>{inner}<tuv xml:lang="zh-TW"><seg>{zh}</seg></tuv>'
        f'<tuv lang="EN_gb"><seg>{en}</seg></tuv></tu>'
    )


def texts(beads: list[Bead]) -> list[tuple[str, str]]:
    return [(join(bead.source, "zh"), join(bead.target, "en")) for bead in beads]


def test_the_written_file_is_valid_and_says_what_was_left_out() -> None:
    stream = io.BytesIO()
    rows = bitext(
        (["甲 & 乙<b>]]>"], ["A\rB"], 0.75),
        ([], ["x"], 0.9),
        (["丙"], ["C"], 0.2),
        (["丁"], ["D"], None),
    )
    options = WriteOptions(source_code="zh-TW", min_probability=0.5)
    written = write_bitext(rows, stream, "tmx", options)
    assert (written.beads, written.empty, written.improbable) == (2, 1, 1)
    tree = etree.fromstring(stream.getvalue())
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(tree), dtd.error_log
    assert [seg.text for seg in tree.iter("seg")] == ["甲 & 乙<b>]]>", "A\rB", "丁", "D"]
    assert [prop.text for prop in tree.iter("prop")] == ["0.7500"]
    assert {value for tuv in tree.iter("tuv") for value in tuv.attrib.values()} == {
        "zh-TW",
        "en-US",
    }


def test_the_header_names_the_source_language(tmp_path: Path) -> None:
    read(tmp_path, "", source="en-US")
    assert read_bitext(tmp_path / "a.tmx").source_language == "en"
    read(tmp_path, "", source="*all*")
    assert read_bitext(tmp_path / "a.tmx").source_language == "zh"


def test_native_codes_are_no_text_but_highlighted_text_is(tmp_path: Path) -> None:
    segment = 'a<bpt i="1">&lt;b></bpt>b<ept i="1"/><ph>x<sub>y</sub></ph>c<hi>d</hi><!-- no -->e'
    assert texts(read(tmp_path, unit("甲", segment))) == [("甲", "abcde")]


def test_units_of_other_languages_are_left_out_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    french = (
        '<tu><tuv xml:lang="fr"><seg>un</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>'
    )
    with caplog.at_level(logging.WARNING):
        assert len(read(tmp_path, french + unit("一", "one"))) == 1
    assert "1 units without both languages left out" in caplog.text


def test_malformed_xml_names_the_line(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.tmx:\d+: not well-formed XML"):
        read(tmp_path, "<tu>")


def test_a_bad_probability_names_the_unit(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"a\.tmx:3: probability 'high'"):
        read(tmp_path, "\n\n" + unit("甲", "A", '<prop type="x-probability">high</prop>'))


def test_other_xml_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text("<html/>", encoding="utf-8")
    with pytest.raises(FormatError, match="no header and no units; is this a TMX file"):
        read_bitext(tmp_path / "a.tmx")


BOMB = '<!DOCTYPE tmx [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE tmx [<!ENTITY b SYSTEM "{}">]>'
PARAMETER = '<!DOCTYPE tmx [<!ENTITY % b SYSTEM "{}"> %b;]>'


@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE, PARAMETER])
def test_declared_entities_are_refused(prolog: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.tmx:1: declares the entity [ab], .* an attack"):
        read(tmp_path, unit("甲", "A"), prolog=prolog.format(secret.as_uri()))


@pytest.mark.parametrize("prolog", ["", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'])
def test_undeclared_entities_are_neither_resolved_nor_passed_over(
    prolog: str, tmp_path: Path
) -> None:
    (tmp_path / "tmx14.dtd").write_text('<!ENTITY b "lol">', encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.tmx:2: (entity &b;|not well-formed.*entity)"):
        read(tmp_path, "\n" + unit("甲", "A &b;"), prolog=prolog)


def test_forgetting_what_was_read_loses_nothing(tmp_path: Path) -> None:
    read(tmp_path, "".join(unit("甲", f"A{number}") for number in range(2000)))
    beads = read_bitext(tmp_path / "a.tmx").beads
    assert [bead.target[0].text for bead in beads] == [f"A{number}" for number in range(2000)]


MARKED = Bead(
    (Sentence(0, 0, 4, "甲乙丙。"),),
    (Sentence(0, 0, 4, "ABC."),),
    0.5,
    status="reviewed",
    note="<ask>\n& look\tagain",
    unit='p1 "a"\n&',
    locked=True,
)


def test_marks_are_written_where_other_programs_look(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    write_bitext(Bitext("zh", "en", [MARKED]), path)
    tree = etree.parse(path)
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(tree), dtd.error_log
    (found,) = tree.iter("tu")
    assert found.get("tuid") == MARKED.unit
    assert found.findtext("note") == MARKED.note
    props = {prop.get("type"): prop.text for prop in found.iter("prop")}
    assert props == {"x-probability": "0.5000", "x-status": "reviewed", "x-locked": "yes"}
    assert list(read_bitext(path).beads) == [MARKED]


def test_marks_of_other_programs(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    inner = (
        "<note>one</note><note>two</note>"
        '<prop type="x-status">done</prop><prop type="x-context">menu</prop>'
    )
    (bead,) = read(tmp_path, unit("甲", "A", inner))
    assert (bead.note, bead.status, bead.locked) == ("one\ntwo", None, False)
    assert "1 units of unknown status" in caplog.text


def test_notes_and_props_elsewhere_are_not_the_units(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(
        '<tmx version="1.4"><header srclang="zh"><note>h</note>'
        '<prop type="x-probability">x</prop></header><body><tu>'
        '<tuv xml:lang="zh"><note>v</note><prop type="x-locked">yes</prop><seg>甲</seg></tuv>'
        '<tuv xml:lang="en"><seg>A</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    (bead,) = read_bitext(path).beads
    assert (bead.note, bead.probability, bead.locked) == ("", None, False)


def test_names_used_twice_are_passed_on(tmp_path: Path) -> None:
    units = unit("甲", "A").replace("<tu>", '<tu tuid="7">') * 2
    assert [bead.unit for bead in read(tmp_path, units)] == ["7", "7"]


def test_of_several_variants_the_first(tmp_path: Path) -> None:
    variants = (
        '<tu><tuv xml:lang="fr"><seg>un</seg></tuv><tuv xml:lang="zh-Hans"><seg>一</seg></tuv>'
        '<tuv xml:lang="zh-TW"><seg>壹</seg></tuv><tuv xml:lang="en"><seg>one</seg></tuv></tu>'
    )
    assert texts(read(tmp_path, variants)) == [("一", "one")]


# As an old tool exports it: TMX 1.1, UTF-16 with BOM, Windows line ends, attribute "lang".
OLD = """<?xml version="1.0" encoding="UTF-16"?>\r
<!DOCTYPE tmx SYSTEM "tmx11.dtd">\r
<tmx version="1.1">\r
<header creationtool="Old Tool" srclang="EN-US" o-tmf="x" adminlang="EN-US" datatype="rtf"/>\r
<body>\r
<tu creationdate="19990101T000000Z"><tuv lang="EN-US">\r
<seg>The hall {\\b <ut>{\\cs6</ut>opens}.</seg></tuv>\r
<tuv lang="ZH-CN"><seg>大厅开门。</seg></tuv></tu>\r
</body></tmx>\r
"""


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-be"])
def test_old_files_in_utf_16(codec: str, tmp_path: Path) -> None:
    path = tmp_path / "old.tmx"
    path.write_bytes(("\ufeff" * (codec != "utf-16") + OLD).encode(codec))
    found = read_bitext(path)
    (bead,) = found.beads
    assert (found.source_language, bead.source[0].text) == ("en", "The hall {\\b opens}.")
    assert bead.target[0].text == "大厅开门。"


# As OmegaT exports its project memory, level 2: inline tags, dates, ids, a note.
OMEGAT = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
    creationtoolversion="6.0.0" segtype="sentence" srclang="ZH-CN"/>
  <body>
<!-- Default translations -->
    <tu>
      <note>check the name</note>
      <tuv xml:lang="ZH-CN"><seg>请看<bpt i="0"
        x="1">&lt;f1&gt;</bpt>附件<ept i="0">&lt;/f1&gt;</ept>。</seg></tuv>
      <tuv xml:lang="EN-US" changeid="lin" changedate="20240102T030405Z">
        <seg>See the <bpt i="0" x="1">&lt;f1&gt;</bpt>annex<ept i="0">&lt;/f1&gt;</ept>.</seg>
      </tuv>
    </tu>
  </body>
</tmx>
"""


def test_a_file_of_omegat(tmp_path: Path) -> None:
    path = tmp_path / "project_save.tmx"
    path.write_text(OMEGAT, encoding="utf-8")
    (bead,) = read_bitext(path).beads
    assert texts([bead]) == [("请看附件。", "See the annex.")]
    assert bead.note == "check the name"


def test_translate_toolkit_reads_what_is_written(tmp_path: Path) -> None:
    peer = pytest.importorskip("translate.storage.tmx")
    path = tmp_path / "a.tmx"
    rows = bitext((["甲 & 乙<b>"], ["A\tB"], 0.75), (["丙"], ["C", "D"], None))
    write_bitext(rows, path)
    with path.open("rb") as stream:
        found = peer.tmxfile(stream, "zh-CN", "en-US").units
    assert [(unit.source, unit.target) for unit in found] == [("甲 & 乙<b>", "A\tB"), ("丙", "C D")]


def test_lines_are_right_far_into_a_file(tmp_path: Path) -> None:
    bad = unit("甲", "A", '<prop type="x-probability">2</prop>')
    with pytest.raises(FormatError, match=r"a\.tmx:70001: probability '2'"):
        read(tmp_path, "\n" * 70_000 + bad)
