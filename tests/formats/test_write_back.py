"""Corrections in files of CAT tools: only what was changed changes, and no tag is lost."""

from __future__ import annotations

import io
import logging
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from aligner.bead import Bitext
from aligner.document import Sentence
from aligner.errors import FormatError
from aligner.formats import WritesBack, load_format
from aligner.formats.xliff_text import Placed, Tag, carry_over, follow, render
from aligner.output import Output
from tests.formats.samples import SAMPLES, UNITS, XLIFF_12, XLIFF_21
from tests.formats.texts import bitexts
from tests.formats.xliff_files import changed, read, sides, write_back, written

XLIFFS = ["sdlxliff", "mqxliff", "xliff", "xliff2"]


@pytest.mark.parametrize("name", SAMPLES)
def test_without_changes_the_file_is_the_same(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    again, counts = write_back(tmp_path, name, found)
    assert again == SAMPLES[name]
    assert (counts.beads, counts.lost) == (len(UNITS[name]), Counter())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "gb18030", "iso-8859-1"])
def test_encodings_are_kept(encoding: str, tmp_path: Path) -> None:
    found = read(tmp_path, "xliff2", XLIFF_21)
    text = XLIFF_21.replace('encoding="UTF-8"', f'encoding="{encoding}"')
    raw = text.encode(encoding, "xmlcharrefreplace")
    raw = b"\xfe\xff" + raw if encoding == "utf-16-be" else raw
    (tmp_path / "in").write_bytes(raw)
    stream = io.BytesIO()
    with Output(stream) as output:
        chosen = cast(WritesBack, load_format("xliff2"))
        chosen.write_back(tmp_path / "in", changed(found, "u3", "—Now"), output)
    after = stream.getvalue()
    assert after.decode(encoding).count("&#8212;Now" if encoding == "iso-8859-1" else "—Now") == 1
    assert (after[:60], after[-30:]) == (raw[:60], raw[-30:])


@pytest.mark.parametrize("name", XLIFFS)
@given(text=st.text(alphabet="the new 新 plan 三楼 on time. <&>\"'", max_size=40).filter(str.strip))
def test_any_text_keeps_every_tag(name: str, text: str) -> None:
    """Tags are those of the old target, or of the source where there was none, each once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        before = read(path, name, SAMPLES[name])
        beads = [replace(bead, target=(Sentence(0, 0, len(text), text),)) for bead in before.beads]
        again, _ = write_back(path, name, replace(before, beads=beads))
        after = read(path, name, again)
    assert inline_tags(again) == inline_tags(SAMPLES[name], fill_targets=True)
    new = sides(replace(after, beads=[bead for bead in after.beads if not bead.locked]))
    assert {target for _, target in new} == {text.strip()}


def inline_tags(content: str, *, fill_targets: bool = False) -> Counter[str]:
    """Count the inline elements of all targets; on request those that a new target gets."""
    counts: Counter[str] = Counter()
    root = etree.fromstring(content.encode())
    for unit in root.iter("{*}trans-unit", "{*}segment"):
        target, source = unit.find("{*}target"), unit.find("{*}seg-source")
        source = unit.find("{*}source") if source is None else source
        assert source is not None
        if unit.get("translate") == "no":
            continue
        is_empty = target is None or not "".join(map(str, target.itertext()))
        found = source if is_empty and fill_targets else target
        for element in found.iter() if found is not None else ():
            if element is not found and element.tag.rpartition("}")[2] != "cp":
                counts[etree.tostring(element).decode().partition(">")[0].rstrip("/")] += 1
    return counts


@pytest.mark.parametrize(
    ("name", "unit", "text", "expected"),
    [
        # The pair stays around its words; what stands before it may grow.
        (
            "sdlxliff",
            "b2/1",
            "The big meeting room is on the third floor.",
            'is on the <g id="5">third floor</g>.</mrk>',
        ),
        # The words inside are replaced.
        ("sdlxliff", "b2/1", "The meeting room is on the top.", 'on the <g id="5">top</g>.</mrk>'),
        # A segment without a target gets the source's, structure and all.
        (
            "sdlxliff",
            "c3/3",
            "First line second line",
            '<target><mrk mtype="seg" mid="3">First line <x id="9"/>second line</mrk></target>',
        ),
        # What revision marks show as deleted is no text, but stays where it was.
        (
            "sdlxliff",
            "b2/2",
            "Please bring your identity card.",
            'your <mrk mtype="x-sdl-deleted" sdl:revid="r1">old </mrk><mrk mtype="x-sdl-added"',
        ),
        (
            "mqxliff",
            "1",
            "先读全部计划。",
            "先读全部<bpt id='1' ctype='bold'>{}</bpt>计划<ept id='1'>{}</ept>。",
        ),
        # An empty element is opened, its attributes kept.
        ("mqxliff", "2", "第 12 页", '<target xml:space="preserve">第'),
        # Nested tags, prefixed names.
        (
            "xliff",
            "t1",
            "參見新條例和表格。",
            "參見<x:g id='1'><x:g id='2'>新</x:g>條例</x:g>和表格<x:x id='3'/>。",
        ),
        ("xliff", "t2", "周日休息", "</x:source>\n  <x:target>"),
        # A number in both languages shows where the tag belongs; <sub> goes with its code.
        ("xliff", "t3", "按这里", '<x:sub>logo</x:sub>"/&gt;</x:ph></x:target>'),
        (
            "xliff2",
            "u1/s1",
            "Please submit it on time.",
            '<pc id="1" dataRefStart="d1" dataRefEnd="d1">on time</pc>.</target>',
        ),
        ("xliff2", "u3", "Annex", '<target><sc id="9"/>Annex<ec startRef="9"/></target>'),
        ("xliff2", "u1/s2", "No\x02 wait.", '<cp hex="0002"/>'),
    ],
)
def test_tags_stay_beside_their_words(
    name: str, unit: str, text: str, expected: str, tmp_path: Path
) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    again, counts = write_back(tmp_path, name, changed(found, unit, text))
    assert expected in again
    assert counts.beads == 1
    assert dict(zip(UNITS[name], sides(read(tmp_path, name, again)), strict=True))[unit][1] == text


@pytest.mark.parametrize(
    ("name", "unit", "status", "expected"),
    [
        ("sdlxliff", "b2/2", "final", 'conf="ApprovedSignOff" origin="tm" percent="96"'),
        ("sdlxliff", "b2/2", "initial", 'conf="RejectedTranslation"'),
        ("sdlxliff", "c3/3", "translated", '<sdl:seg id="3" conf="Translated"/>'),
        ("mqxliff", "2", "translated", '<trans-unit id="2" mq:status="ManuallyConfirmed">'),
        ("xliff", "t1", "final", '<x:target state="final">參見'),
        ("xliff", "t1", "reviewed", "<x:trans-unit id='t1' approved=\"yes\">"),
        ("xliff2", "u1/s1", "reviewed", '<segment id="s1" state="reviewed">'),
        ("xliff2", "u3", "initial", '<unit id="u3"><segment state="initial">'),
        ("po", "menu#1", "translated", "\n#, c-format\n"),
        ("po", "menu#3", "initial", '\n#, fuzzy\nmsgctxt "menu"\nmsgid "Help"'),
    ],
)
def test_states_are_set_where_they_differ(
    name: str, unit: str, status: str, expected: str, tmp_path: Path
) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    again, _ = write_back(tmp_path, name, changed(found, unit, status=status))
    assert expected in again
    assert sides(read(tmp_path, name, again)) == sides(found)


@pytest.mark.parametrize(
    ("name", "unit"), [("mqxliff", "1"), ("xliff", "t1"), ("xliff2", "u3"), ("po", "menu#1")]
)
def test_new_notes_are_added_to_the_old(name: str, unit: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    old = next(bead.note for bead in found.beads if bead.unit == unit)
    note = f"{old}\n{{prefix}} <b>?".strip()
    again, counts = write_back(tmp_path, name, changed(found, unit, note=note))
    after = {bead.unit: bead.note for bead in read(tmp_path, name, again).beads}
    assert (after[unit], counts.lost) == (note, Counter())
    assert len(again) < len(SAMPLES[name]) + 300, "the old note is not written again"


def test_new_notes_have_no_place_in_sdlxliff_and_are_counted(tmp_path: Path) -> None:
    found = read(tmp_path, "sdlxliff", SAMPLES["sdlxliff"])
    again, counts = write_back(tmp_path, "sdlxliff", changed(found, "c3/3", note="?"))
    assert (again, counts.lost["note"]) == (SAMPLES["sdlxliff"], 1)


def test_a_note_stands_behind_a_new_target(tmp_path: Path) -> None:
    found = read(tmp_path, "xliff", XLIFF_12)
    again, _ = write_back(tmp_path, "xliff", changed(found, "t2", "周日", note="?"))
    assert again.index("</x:target><x:note>?</x:note>") > 0


@pytest.mark.parametrize(
    ("name", "unit"), [("sdlxliff", "d4/4"), ("mqxliff", "3"), ("xliff", "brand"), ("xliff2", "u2")]
)
def test_locked_units_are_left_and_counted(name: str, unit: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    again, counts = write_back(tmp_path, name, changed(found, unit, "新 new", status="reviewed"))
    assert (again, counts.lost) == (SAMPLES[name], Counter({"locked unit": 1}))


@pytest.mark.parametrize("name", SAMPLES)
def test_beads_of_other_units_are_counted(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    first = next(iter(found.beads))
    strange = [replace(first, unit="no such"), replace(first, unit=""), first, first]
    again, counts = write_back(tmp_path, name, replace(found, beads=strange))
    assert again == SAMPLES[name]
    assert counts.lost == Counter({"unit": 2, "doubled unit": 1})


@pytest.mark.parametrize("name", SAMPLES)
def test_a_bead_without_target_removes_no_translation(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, SAMPLES[name])
    beads = [replace(bead, target=(), status=None) for bead in found.beads]
    again, counts = write_back(tmp_path, name, replace(found, beads=beads))
    assert (again, counts.empty) == (SAMPLES[name], len(beads))


def test_guessed_tags_are_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = read(tmp_path, "sdlxliff", SAMPLES["sdlxliff"])
    with caplog.at_level(logging.WARNING):
        write_back(tmp_path, "sdlxliff", changed(found, "c3/3", "One line"))
    assert "c3/3: 1 of 1 tags placed by guess" in caplog.text


def test_segments_missing_in_a_target_come_in_order(tmp_path: Path) -> None:
    half = SAMPLES["sdlxliff"].replace(
        SAMPLES["sdlxliff"][
            SAMPLES["sdlxliff"].index(' <mrk mtype="seg" mid="2">Bring') : SAMPLES[
                "sdlxliff"
            ].index('</target><sdl:seg-defs><sdl:seg id="1"')
        ],
        "",
    )
    found = read(tmp_path, "sdlxliff", half)
    again, _ = write_back(tmp_path, "sdlxliff", changed(found, "b2/2", "Bring a card."))
    assert '</g>.</mrk><mrk mtype="seg" mid="2">Bring a card.</mrk></target>' in again


def test_segments_that_share_a_state_get_the_least(tmp_path: Path) -> None:
    content = written_12(
        '<source>甲乙</source><seg-source><mrk mtype="seg" mid="1">甲</mrk>'
        '<mrk mtype="seg" mid="2">乙</mrk></seg-source><target state="new">'
        '<mrk mtype="seg" mid="1">A</mrk><mrk mtype="seg" mid="2">B</mrk></target>'
    )
    found = read(tmp_path, "xliff", content)
    first, second = found.beads
    final, reviewed = replace(first, status="final"), replace(second, status="reviewed")
    again, _ = write_back(tmp_path, "xliff", replace(found, beads=[final, reviewed]))
    assert 'state="signed-off"' in again
    again, _ = write_back(tmp_path, "xliff", replace(found, beads=[final]))
    assert 'state="new"' in again


def written_12(unit: str) -> str:
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
        'source-language="zh" target-language="en" datatype="plaintext"><body>'
        f'<trans-unit id="1">{unit}</trans-unit></body></file></xliff>\n'
    )


def test_the_other_direction_is_refused(tmp_path: Path) -> None:
    found = read(tmp_path, "xliff", XLIFF_12)
    with pytest.raises(FormatError, match="translates into zh, the corrections into en"):
        write_back(tmp_path, "xliff", replace(found, target_language="en"))


@pytest.mark.parametrize("name", [*XLIFFS, "po"])
@given(original=bitexts)
def test_written_files_take_back_what_was_read(name: str, original: Bitext) -> None:
    content = written(name, original)
    with tempfile.TemporaryDirectory() as folder:
        found = read(Path(folder), name, content)
        again, counts = write_back(Path(folder), name, found)
    assert again.encode() == content
    assert not counts.lost


@given(
    st.text(alphabet="ab 三楼", max_size=12), st.text(alphabet="ab 三楼x", max_size=12), st.data()
)
def test_no_tag_is_lost_or_crosses_another(old: str, new: str, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.integers(0, len(old)), max_size=4).map(sorted))
    tags = [
        Tag(f"<{number}>".encode(), data.draw(st.sampled_from(["open", "close", "alone"])), place)
        for number, place in enumerate(places)
    ]
    for placed in (follow(old, new, tags), carry_over(old, new, tags)):
        content = render(new, tags, placed.offsets, has_cp=False).decode()
        assert [content.index(tag.raw.decode()) for tag in tags] == sorted(
            content.index(tag.raw.decode()) for tag in tags
        )
        assert 0 <= placed.guessed <= len(tags)
    assert follow(old, old, tags).offsets == places
    assert follow(old, old, tags).guessed == 0


def test_tags_of_long_segments_keep_their_words_too() -> None:
    """Words that recur in a long text tell where a tag belongs as others do."""
    old = "要推进改革，要改善民生，要保护环境。" * 15
    new = old.replace("改善民生", "保障民生")
    assert len(old) > 200
    start = old.index("保护")
    tags = [Tag(b"<g>", "open", start), Tag(b"</g>", "close", start + 2)]
    assert follow(old, new, tags) == Placed([start, start + 2], 0)


def test_every_xliff_format_writes_back() -> None:
    formats: list[WritesBack] = [load_format(name) for name in SAMPLES]  # type: ignore[misc]
    assert len(formats) == len(SAMPLES)
