"""The master form and CSV: headers, columns, lines, encodings."""

from __future__ import annotations

import pytest

from aligner.document import Place
from aligner.errors import FormatError, UsageError
from aligner.formats.columns import parse_columns
from aligner.glossary.cells import NAMES
from aligner.glossary.model import Rendering, Term
from tests.glossary.files.reading import read, written

REFORM = Term("改革", "reform", note="n")


def test_the_master_form_is_one_sorted_line_a_term() -> None:
    terms = Term("治理", "governance"), Term("改革", "reform", ("变革",), status="draft")
    header, *lines = written("tsv", *terms).decode().splitlines()
    assert header.split("\t")[:3] == ["source", "source_variants", "target"]
    assert lines == ["改革\t变革\treform\t\t\tdraft", "治理\t\tgovernance\t\t\tapproved"]


def test_lines_before_the_header_tell_what_the_glossary_is() -> None:
    data = written("tsv", REFORM, version="2026.1", licence="CC BY 4.0")
    assert data.startswith(b"# name: policy\n# version: 2026.1\n# licence: CC BY 4.0\nsource\t")
    assert read(data, "tsv") == (REFORM,)


def test_a_place_is_line_and_column_of_the_cell() -> None:
    (term,) = read("# x\nsource\ttarget\tnote\n\n改革\treform\tn\n", "tsv")
    assert term.origin.place("target") == Place(4, 4)
    assert term.origin.place("note") == Place(4, 11)
    (term,) = read('source,target,note\r\n"改""革",reform,n\r\n', "csv")
    assert (term.source, term.origin.place("note")) == ('改"革', Place(2, 15))


@pytest.mark.parametrize("name", ["tsv", "csv"])
def test_columns_may_be_fewer_in_any_order_and_under_other_names(name: str) -> None:
    assert read("备注\t英文\t 中文 \nn\treform\t改革\n", name) == (REFORM,)
    chosen = (("source", "词条"), ("target", "English (UK)"))
    data = "English\t词条\tEnglish (UK)\tComments\nx\t改革\treform\tn\n"
    expected = Term("改革", "reform", note="n", extra=(("English", "x"),))
    assert read(data, name, chosen) == (expected,)
    assert read(written(name, REFORM, columns=chosen), name, chosen) == (REFORM,)


def test_a_second_name_of_a_field_is_a_column_of_its_own() -> None:
    (term,) = read("source\ttarget\tnote\tcomments\n改革\treform\tn\tc\n", "tsv")
    assert (term.note, term.extra) == ("n", (("comments", "c"),))


def test_unknown_columns_are_kept_and_reported(caplog: pytest.LogCaptureFixture) -> None:
    data = "source\ttarget\tID\t\n改革\treform\tC:\\x|{7}\tstray\n"
    (term,) = read(data, "tsv")
    assert term.extra == (("ID", "C:\\x|{7}"),)
    assert written("tsv", term).decode().rstrip().endswith("\tC:\\x|{7}")
    assert caplog.messages == [
        "policy.file: unknown columns kept: ID",
        "policy.file: 1 rows have texts without a header, left out",
    ]


def test_a_named_column_must_be_there() -> None:
    with pytest.raises(FormatError, match=r":1: no column 'note'; .* found: source, target"):
        read("source\ttarget\n改革\treform\n", "tsv", (("note", "Bemerkung"),))


@pytest.mark.parametrize("name", ["tsv", "csv"])
def test_a_bare_list_is_taken_for_source_target_and_note(name: str) -> None:
    assert read("改革\treform\tn\n治理\tgovernance\n", name) == (REFORM, Term("治理", "governance"))
    with pytest.raises(FormatError, match=r":2: one column, expected source and target"):
        read("改革\treform\n治理\n", name)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_csv_comes_with_other_separators_and_encodings(separator: str, encoding: str) -> None:
    lines = f"source{separator}target\r\n改革开放{separator}reform and opening up\r\n"
    data = lines.encode(encoding)
    assert read(data, "csv") == (Term("改革开放", "reform and opening up"),)


@pytest.mark.parametrize(("name", "separator"), [("csv", ","), ("tsv", "\t"), ("omegat", "\t")])
def test_a_guessed_encoding_is_told(
    name: str, separator: str, caplog: pytest.LogCaptureFixture
) -> None:
    line = f"一带一路{separator}Belt and Road Initiative\n"
    assert read(line.encode("gb18030"), name) == (Term("一带一路", "Belt and Road Initiative"),)
    assert "read as GB18030, a guess" in caplog.text


def test_csv_is_written_as_excel_wants_it() -> None:
    data = written("csv", Term("改革", 'a "b", c', variants=(Rendering("x", "S"),)))
    assert data.startswith(b"\xef\xbb\xbfsource,source_variants,target,")
    assert data.endswith('改革,,"a ""b"", c",x {S},,approved,,,,,,,,,,,,,\r\n'.encode())


def test_csv_cells_of_several_lines_count_as_lines() -> None:
    data = 'source,target,note\n改革,reform,"two\nlines"\n治理,governance,x\n'
    first, second = read(data, "csv")
    assert first.note == "two\nlines"
    assert (first.origin.line, second.origin.line) == (2, 4)
    with pytest.raises(FormatError, match=r":4: unknown status 'x'"):
        read(data.replace("note", "status").replace('"two\nlines"', '"approved\n"'), "csv")


@pytest.mark.parametrize("cell", ['"open', '"a"b'])
def test_csv_with_broken_quotation_marks_is_refused(cell: str) -> None:
    with pytest.raises(FormatError, match=r"^policy\.file:3: malformed: "):
        read(f"source,target\n改革,reform\n治理,{cell}\n", "csv")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("source", "--columns 'source'"),
        ("sauce=a", "--columns: unknown field 'sauce'"),
        ("source=a,source=b", "--columns: field 'source' twice"),
        ("source=a，target=a", "--columns: header 'a' twice"),
    ],
)
def test_columns_that_make_no_sense_are_refused(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        parse_columns(text, NAMES)
