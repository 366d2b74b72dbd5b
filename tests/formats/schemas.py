"""What is written of XLIFF, as RELAX NG: the parts of OASIS' schemas that concern it."""

from __future__ import annotations

from lxml import etree

_HEAD = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="{ns}" '
    'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><start>'
)
_TAIL = "</start>{definitions}</grammar>"
_OTHER = """<define name="other"><zeroOrMore><attribute><anyName>
<except><nsName ns=""/><nsName ns="http://www.w3.org/XML/1998/namespace"/></except>
</anyName></attribute></zeroOrMore></define>
<define name="space"><optional><attribute name="xml:space"><value>preserve</value></attribute>
</optional></define>
<define name="no"><optional><attribute name="translate"><value>no</value></attribute></optional>
</define>"""
_XLIFF_12 = (
    _HEAD.format(ns="urn:oasis:names:tc:xliff:document:1.2")
    + """
<element name="xliff"><attribute name="version"><value>1.2</value></attribute><ref name="other"/>
<zeroOrMore><ref name="foreign"/></zeroOrMore>
<element name="file"><attribute name="original"/><attribute name="datatype"/>
<attribute name="source-language"><data type="language"/></attribute>
<attribute name="target-language"><data type="language"/></attribute>
<element name="body"><zeroOrMore><element name="trans-unit"><attribute name="id"/>
<optional><attribute name="approved"><choice><value>yes</value><value>no</value></choice>
</attribute></optional><ref name="no"/><ref name="space"/><ref name="other"/>
<element name="source"><ref name="space"/><text/></element>
<optional><element name="seg-source"><ref name="marks"/></element></optional>
<optional><element name="target"><ref name="space"/><optional><attribute name="state"><choice>
<value>needs-translation</value><value>translated</value><value>signed-off</value>
<value>final</value></choice></attribute></optional><ref name="marks"/></element></optional>
<zeroOrMore><element name="note"><text/></element></zeroOrMore>
<zeroOrMore><ref name="foreign"/></zeroOrMore>
</element></zeroOrMore></element></element></element>"""
    + _TAIL.format(
        definitions=_OTHER
        + """<define name="marks"><mixed><zeroOrMore><element name="mrk"><attribute name="mtype"/>
<optional><attribute name="mid"><data type="NMTOKEN"/></attribute></optional><ref name="other"/>
<ref name="marks"/></element></zeroOrMore></mixed></define>
<define name="foreign"><element><anyName><except><nsName/></except></anyName><ref name="any"/>
</element></define>
<define name="any"><mixed><zeroOrMore><choice><attribute><anyName/></attribute>
<element><anyName/><ref name="any"/></element></choice></zeroOrMore></mixed></define>"""
    )
)
_XLIFF_21 = (
    _HEAD.format(ns="urn:oasis:names:tc:xliff:document:2.0")
    + """
<element name="xliff"><attribute name="version"><value>2.1</value></attribute>
<attribute name="srcLang"><data type="language"/></attribute>
<attribute name="trgLang"><data type="language"/></attribute>
<element name="file"><attribute name="id"><data type="NMTOKEN"/></attribute>
<attribute name="original"/>
<choice><element name="group"><attribute name="id"><data type="NMTOKEN"/></attribute></element>
<oneOrMore><element name="unit"><attribute name="id"><data type="NMTOKEN"/></attribute>
<ref name="no"/><ref name="space"/>
<optional><element name="mda:metadata" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0">
<element name="mda:metaGroup"><attribute name="category"/><oneOrMore><element name="mda:meta">
<attribute name="type"/><text/></element></oneOrMore></element></element></optional>
<optional><element name="notes"><element name="note"><text/></element></element></optional>
<element name="segment"><optional><attribute name="id"><data type="NMTOKEN"/></attribute></optional>
<choice><empty/><group><attribute name="state"><choice><value>initial</value>
<value>translated</value><value>reviewed</value><value>final</value></choice></attribute></group>
</choice><element name="source"><ref name="text"/></element>
<optional><element name="target"><ref name="text"/></element></optional>
</element></element></oneOrMore></choice></element></element>"""
    + _TAIL.format(
        definitions=_OTHER
        + """<define name="text"><mixed><zeroOrMore><element name="cp"><attribute name="hex">
<data type="hexBinary"/></attribute></element></zeroOrMore></mixed></define>"""
    )
)


def problems(content: bytes, version: str) -> str:
    """Return what is wrong with a file of XLIFF "1.2" or "2.1"; nothing if it is valid."""
    schema = etree.RelaxNG(etree.fromstring(_XLIFF_12 if version == "1.2" else _XLIFF_21))
    valid = schema.validate(etree.fromstring(content))
    return "" if valid else str(schema.error_log)
