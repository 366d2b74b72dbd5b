"""What every line of the table of readers must do."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from aligner.document import Edit
from aligner.errors import InputError, OutputError
from aligner.readers import READERS, read_document
from evaluation.rendering import KINDS

PARAGRAPHS = [
    "关于社区养老服务的意见",
    "市政府决定建设养老中心。用时三年。",
    "本意见自发布之日起施行。",
]
# Kinds that are written in the same way as another.
ALIKE = {".markdown": ".md", ".htm": ".html", ".xhtml": ".html", ".docm": ".docx", ".dotx": ".docx"}
READ_ONLY = {".pdf", ".xlsx"}


def make(suffix: str, folder: Path) -> Path:
    """Write the paragraphs as a file of a kind."""
    path = folder / f"report{suffix}"
    if suffix == ".xlsx":
        openpyxl = pytest.importorskip("openpyxl")
        book = openpyxl.Workbook()
        for text in PARAGRAPHS:
            book.active.append([text])
        book.save(path)
    else:
        KINDS[ALIKE.get(suffix, suffix)](PARAGRAPHS, "zh", path)
    return path


@pytest.mark.parametrize("suffix", READERS)
def test_paragraphs_become_sentences(suffix: str, tmp_path: Path) -> None:
    document = read_document(make(suffix, tmp_path))
    assert [sentence.text for sentence in document.sentences] == [
        *(
            "关于社区养老服务的意见",
            "市政府决定建设养老中心。",
            "用时三年。",
            "本意见自发布之日起施行。",
        ),
    ]
    assert [sentence.paragraph for sentence in document.sentences] == [0, 1, 1, 2]
    assert document.locate(document.sentences[-1].start).line >= 1


@pytest.mark.parametrize("suffix", READERS)
def test_no_edits_give_the_same_bytes(suffix: str, tmp_path: Path) -> None:
    path = make(suffix, tmp_path)
    assert read_document(path).apply([]) == path.read_bytes()


@pytest.mark.parametrize("suffix", READERS)
def test_an_edit_is_there_when_the_file_is_read_again(suffix: str, tmp_path: Path) -> None:
    path = make(suffix, tmp_path)
    document = read_document(path)
    third = document.sentences[2]
    edits = [Edit(third.start, third.end, "用时两年。")]
    if suffix in READ_ONLY:
        with pytest.raises(OutputError, match=r"report\.\w+.*; "):
            document.apply(edits)
        return
    path.write_bytes(document.apply(edits))
    assert read_document(path).text == document.text.replace("用时三年。", "用时两年。")


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff" * 50], ids=["empty", "binary"])
def test_bad_files_are_input_errors(suffix: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"report{suffix}"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"report\.\w+"):
        read_document(path)


def test_legacy_files_are_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "report.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0")
    with pytest.raises(InputError, match=r"report\.doc: .*docx"):
        read_document(path)


def test_a_docx_for_the_other_tests_can_be_made(tmp_path: Path) -> None:
    assert len(docx.Document(str(make(".docx", tmp_path))).paragraphs) == len(PARAGRAPHS)
