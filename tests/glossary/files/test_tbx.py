"""TBX as it is written here, and as other programs write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from lxml import etree
from translate.storage.tbx import tbxfile

from aligner.errors import FormatError
from aligner.glossary.files import load_format
from aligner.glossary.model import Forbidden, Glossary, Rendering, Term
from tests.glossary.files import schemas
from tests.glossary.files.reading import read, written
from tests.glossary.glossaries import comparable, example, glossaries

STYLES = ("tbx", "tbx-dct")
MARTIF = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc>
</fileDesc></martifHeader><text><body>
<termEntry id="c1"><descripGrp><descrip type="subjectField">economy</descrip></descripGrp>
<langSet xml:lang="en-US"><tig><term>reform</term>
<termNote type="partOfSpeech">noun</termNote></tig></langSet>
<langSet xml:lang="zh-CN"><ntig><termGrp><term>改革</term></termGrp></ntig></langSet></termEntry>
</body></text></martif>"""
MINIMAL = """<TBX dialect="TBX-Min"><header><id>small</id><license>CC0</license></header><body>
<termEntry id="c1"><langSet xml:lang="zh"><tig><term>改革</term></tig></langSet>
<langSet xml:lang="en"><tig><term>alteration</term><termStatus>notRecommended</termStatus></tig>
<tig><term>reform</term><termStatus>preferred</termStatus></tig></langSet></termEntry>
</body></TBX>"""


def document(entries: str, namespace: str = "urn:iso:std:iso:30042:ed-2") -> str:
    return (
        f'<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="{namespace}"><tbxHeader/>\n'
        f"<text><body>{entries}</body></text></tbx>"
    )


def entry(*english: str, chinese: str = "<termSec><term>改革</term></termSec>") -> str:
    sections = "".join(f"<termSec>{section}</termSec>" for section in english)
    return (
        f'<conceptEntry id="c1"><langSec xml:lang="zh">{chinese}</langSec>'
        f'<langSec xml:lang="en">{sections}</langSec></conceptEntry>'
    )


def status(value: str) -> str:
    return f'<termNote type="administrativeStatus">{value}</termNote>'


@pytest.mark.parametrize("name", STYLES)
@given(glossary=glossaries.filter(lambda glossary: len(glossary) > 0))
def test_what_is_written_is_valid_tbx_basic(name: str, glossary: Glossary) -> None:
    assert schemas.problems(written(name, *glossary.terms)) == ""


@pytest.mark.parametrize("name", STYLES)
def test_either_style_is_read_under_every_name(name: str) -> None:
    data = written(name, *example().terms)
    for other in (*STYLES, "martif"):
        assert comparable(Glossary("a", read(data, other))) == comparable(example())


@pytest.mark.parametrize("name", STYLES)
def test_a_program_that_drops_the_back_matter_keeps_what_tbx_can_say(name: str) -> None:
    root = etree.fromstring(written(name, *example().terms))
    (back,) = root.iter("{*}back")
    parent = back.getparent()
    assert parent is not None
    parent.remove(back)
    full = next(term for term in read(etree.tostring(root), name) if term.source == "乡村振兴")
    expected = next(term for term in example() if term.source == "乡村振兴")
    for field in ("target", "variants", "forbidden", "short", "domain", "pos", "note", "reference"):
        assert getattr(full, field) == getattr(expected, field)
    assert (full.when, full.extra) == ((), ())


def test_private_fields_never_go_to_another_entry(caplog: pytest.LogCaptureFixture) -> None:
    data = written("tbx", Term("改革", "reform", when=("甲",))).decode()
    (term,) = read(data.replace("<term>改革", "<term>开放"), "tbx")
    assert term == Term("开放", "reform")
    assert caplog.messages == ["policy.file: 1 entries were changed, their own fields lost"]


@pytest.mark.parametrize(
    "data",
    [
        MARTIF,
        (
            '<?xml version="1.0" encoding="GB18030"?>' + document(entry("<term>reform</term>"))
        ).encode("gb18030"),
        document(entry("<term>\n   reform\n</term>", "<term/>")),
        document(entry("<term>reform</term>"), "urn:iso:std:iso:30042:ed:3.0"),
        document(entry("<term>re<hi>form</hi></term>")).encode("utf-16"),
        '<t:tbx xmlns:t="urn:x"><t:tbxHeader/><t:text><t:conceptEntry><t:langSec xml:lang="zh">'
        '<t:termSec><t:term>改革</t:term></t:termSec></t:langSec><t:langSec xml:lang="en">'
        "<t:termSec><t:term>reform</t:term></t:termSec></t:langSec></t:conceptEntry></t:text></t:tbx>",
    ],
    ids=["martif", "GB18030", "layout", "old namespace", "inline", "prefixes"],
)
def test_files_of_other_programs_are_read(data: str | bytes) -> None:
    (term,) = read(data, "tbx")
    assert (term.source, term.target, term.status) == ("改革", "reform", "approved")


def test_martif_and_tbx_min_have_their_own_words() -> None:
    (term,) = read(MARTIF, "martif")
    assert term == Term("改革", "reform", domain="economy", pos="noun")
    assert term.origin.line == 5
    (term,) = read(MINIMAL, "tbx")
    assert term == Term("改革", "reform", forbidden=(Forbidden("alteration"),))
    found = load_format("tbx").read(MINIMAL.encode(), "a.tbx", ())
    assert (found.name, found.licence) == ("small", "CC0")


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        (("<term>b</term>", "<term>c</term>"), Term("改革", "b", variants=(Rendering("c"),))),
        (
            (
                "<term>b</term>" + status("admittedTerm-admn-sts"),
                "<term>c</term>" + status("preferred"),
            ),
            Term("改革", "c", variants=(Rendering("b"),)),
        ),
        (
            ("<term>b</term>" + status("supersededTerm-admn-sts"), "<term>c</term>"),
            Term("改革", "c", forbidden=(Forbidden("b"),)),
        ),
        (
            ("<term>b</term>" + status("obsolete"), "<term>c</term>" + status("forbidden")),
            Term("改革", "b", forbidden=(Forbidden("c"),), status="deprecated"),
        ),
        (
            ("<term>b</term>" + status("deprecatedTerm-admn-sts"),),
            Term("改革", "b", status="deprecated"),
        ),
        (
            ('<term>CPC</term><termNote type="termType">acronym</termNote>', "<term>b</term>"),
            Term("改革", "b", short=("CPC",)),
        ),
        (
            ("<term>b</term><note>n</note><admin type='source'>s</admin>",),
            Term("改革", "b", note="n", reference="s"),
        ),
        (
            ('<term>b</term><termNote type="partOfSpeech">properNoun</termNote>',),
            Term("改革", "b", pos="name"),
        ),
    ],
)
def test_the_status_of_each_name_decides_what_it_is(
    english: tuple[str, ...], expected: Term
) -> None:
    assert read(document(entry(*english)), "tbx") == (expected,)


def test_chinese_of_the_mainland_comes_first_and_other_languages_are_left_out(
    caplog: pytest.LogCaptureFixture,
) -> None:
    sections = (
        ("zh-TW", "改革開放"), ("zh-CN", "改革开放"), ("fr", "réforme"), ("en_GB", "reform"),
    )  # fmt: skip
    languages = "".join(
        f'<langSec xml:lang="{language}"><termSec><term>{text}</term></termSec></langSec>'
        for language, text in sections
    )
    alone = '<langSec xml:lang="zh"><termSec><term>甲</term></termSec></langSec>'
    data = document(
        f'<conceptEntry id="a"><descrip type="definition">d</descrip>{languages}</conceptEntry>'
        f'<conceptEntry id="b">{alone}</conceptEntry>'
    )
    assert read(data, "tbx") == (Term("改革开放", "reform", ("改革開放",)),)
    assert caplog.messages == [
        "policy.file: 1 entries without Chinese or English left out",
        "policy.file: languages left out: fr",
        "policy.file: data categories not read: definition",
    ]


def test_what_translate_toolkit_writes_is_read() -> None:
    store = tbxfile(sourcelanguage="zh", targetlanguage="en")
    for source, target in (("改革", "reform"), ("R&D 投入", "R&D spending")):
        unit = store.addsourceunit(source)  # type: ignore[no-untyped-call] # translate has no types
        unit.settarget(target, "en")
    assert read(bytes(store), "martif") == (
        Term("改革", "reform"),
        Term("R&D 投入", "R&D spending"),
    )


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        ("<tmx><header/><body/></tmx>", r":1: no TBX, TBX-Min or MARTIF file"),
        ("<html/>", r":1: no TBX, TBX-Min or MARTIF file"),
        (document(entry("<term>b</term>")) + "\nmore", r":3: not well-formed XML: junk"),
        (document("<conceptEntry>\n&name;</conceptEntry>"), r":3: .*entity"),
    ],
)
def test_other_files_are_refused(data: str, problem: str) -> None:
    with pytest.raises(FormatError, match=rf"^policy\.file{problem}"):
        read(data, "tbx")
