"""Reading documents: the contract of all readers, and what each kind of file gives."""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path

import pytest

from aligner.document import Document, Edit
from aligner.errors import AlignerError, InputError
from aligner.readers import read_document
from tests.readers.word_files import paragraph, word_file

TEXT = "# 工作报告\n\n各位代表，去年经济发展很好。人民生活有了提高。\n\n- 一是就业。\n"


def write(folder: Path, content: str | bytes, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def sentences(document: Document) -> list[str]:
    return [sentence.text for sentence in document.sentences]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_text_files(tmp_path: Path, suffix: str, encoding: str, line_end: str) -> None:
    data = TEXT.replace("\n", line_end).encode(encoding)
    document = read_document(write(tmp_path, data, "report" + suffix))
    assert document.language == "zh"
    assert "\r" not in document.text
    assert document.apply([]) == data
    first, second, third, _ = document.sentences
    assert (second.text, third.text) == ("各位代表，去年经济发展很好。", "人民生活有了提高。")
    assert first.paragraph < second.paragraph == third.paragraph
    assert (document.locate(third.start).line, document.locate(third.start).column) == (3, 15)
    changed = document.apply([Edit(third.start, third.end, "完。\n")])
    expected = TEXT.replace("人民生活有了提高。", "完。\n").replace("\n", line_end)
    assert changed == expected.encode(encoding)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("改革。".encode())))
    document = read_document("-")
    assert document.name == "-"
    assert sentences(document) == ["改革。"]


def test_language_can_be_given(tmp_path: Path) -> None:
    path = write(tmp_path, "123.4 567")
    assert read_document(path, language="en").language == "en"


def test_level_clause(tmp_path: Path) -> None:
    path = write(tmp_path, "一是就业；二是收入。")
    assert sentences(read_document(path, level="clause")) == ["一是就业；", "二是收入。"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("One. Two.\n\nThree\n", ["One. Two.", "", "Three"]),
        ("\n一\n", ["", "一"]),
        ("a\nb", ["a", "b"]),
        ("a\n\n\n", ["a", "", ""]),
        ("a \r\n b\r\n", ["a", "b"]),
        ("a\u2028b\x0cc\x85\nd", ["a\u2028b\x0cc", "d"]),
        ("# One\n**Two**", ["# One", "**Two**"]),
    ],
)
@pytest.mark.parametrize("name", ["report.txt", "report.md", "report.html"])
def test_presegmented(tmp_path: Path, content: str, expected: list[str], name: str) -> None:
    path = write(tmp_path, content, name)
    document = read_document(path, presegmented=True)
    assert sentences(document) == expected
    assert {sentence.paragraph for sentence in document.sentences} == {0}
    assert document.apply([]) == content.encode()


def test_the_encoding_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    path = write(tmp_path, TEXT)
    read_document(path)
    read_document(write(tmp_path, TEXT.encode("gb18030"), "gb.txt"))
    read_document(write(tmp_path, ("\ufeff" + TEXT).encode("utf-16-be"), "marked.txt"))
    levels = [(record.levelname, record.getMessage().split(": ")[1]) for record in caplog.records]
    assert levels == [
        ("INFO", "UTF-8"),
        ("WARNING", "read as GB18030, a guess"),
        ("INFO", "UTF-16-BE"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("empty.txt", b"", "empty document"),
        ("blank.md", "\ufeff \n\u3000\n\u200b".encode(), "empty document"),
        ("code.md", b"```\nx = 1\n```\n", "empty document"),
        ("report.odt", b"PK", ".odt files cannot be read yet; save it as one of .txt, .md"),
        ("report.DOC", b"\xd0\xcf", ".doc files cannot be read; save it as .docx"),
        ("report.txt", b"%PDF-1.4", "a PDF file, not text"),
        ("report.txt", b"\x00\x01\x02\x03\x00", "binary data"),
        ("report.txt", "Отчёт о работе".encode(), "Cyrillic text, expected Chinese or English"),
    ],
)
def test_bad_files(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    path = write(tmp_path, content, name)
    with pytest.raises(InputError) as caught:
        read_document(path)
    assert str(caught.value).startswith(f"{path}: {problem}")


def test_missing_file_and_directory(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.txt: no such file"):
        read_document(tmp_path / "missing.txt")
    with pytest.raises(InputError, match="a directory"):
        read_document(tmp_path)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(InputError, match="cannot be read: Permission denied"):
        read_document(write(tmp_path, "x", "secret.txt"))


def test_a_character_the_encoding_does_not_have(tmp_path: Path) -> None:
    path = write(tmp_path, "國務院作報告。\n人民生活。".encode("cp950"))
    document = read_document(path)
    start = document.sentences[1].start
    with pytest.raises(AlignerError) as caught:
        document.apply([Edit(start, start + 2, "国€务")])
    assert str(caught.value) == f"{path}:2:1: CP950 has no '国'; save the file as UTF-8 first"


def test_a_document_of_a_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(100 << 20)
    with pytest.raises(InputError, match=r"huge\.txt: 100 MiB, too large for one document; split"):
        read_document(path)


def test_a_small_file_with_a_large_text_is_refused_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.readers._LARGEST_TEXT", 1 << 20)
    path = tmp_path / "packed.docx"
    path.write_bytes(word_file(paragraph("会议室在三楼。" * 100_000)))
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match=r"packed\.docx: 2 MiB, too large for one document; split"):
        read_document(path)
