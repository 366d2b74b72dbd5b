"""TMX: valid, without empty units, safe to read."""

from __future__ import annotations

import io
import logging
from pathlib import Path

import pytest
from lxml import etree

from aligner.bead import Bead, join
from aligner.errors import FormatError
from aligner.formats import WriteOptions, read_bitext, write_bitext
from tests.formats.texts import bitext

# The part of tmx14.dtd that concerns what is written.
DTD = """
<!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop|ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT body (tu*)> <!ELEMENT tu ((note|prop)*, tuv+)>
<!ELEMENT tuv ((note|prop)*, seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)> <!ELEMENT note (#PCDATA)> <!ELEMENT ude EMPTY>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
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


@pytest.mark.parametrize("prolog", [BOMB, OUTSIDE])
def test_entities_are_neither_resolved_nor_passed_over(prolog: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    with pytest.raises(FormatError, match="entity &b;"):
        read(tmp_path, unit("甲", "A &b;"), prolog=prolog.format(secret.as_uri()))


def test_forgetting_what_was_read_loses_nothing(tmp_path: Path) -> None:
    read(tmp_path, "".join(unit("甲", f"A{number}") for number in range(2000)))
    beads = read_bitext(tmp_path / "a.tmx").beads
    assert [bead.target[0].text for bead in beads] == [f"A{number}" for number in range(2000)]
