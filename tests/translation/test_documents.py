"""Documents of every kind, translated in place."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from aligner.document import Language
from aligner.errors import OutputError
from aligner.readers import read_document
from aligner.translation.base import Direction, Requirement
from aligner.translation.chain import Plain
from aligner.translation.documents import Translated, translate_document
from aligner.translation.job import Job
from aligner.translation.options import EngineOptions
from aligner.translation.writing import in_language, plain, written
from tests.readers.word_files import paragraph, run, word_file
from tests.translation.scripted import ScriptedEngine

BOLD = "<w:b/>"


def nothing(text: str) -> tuple[Requirement, ...]:
    return ()


def translated(path: Path, source: Language = "zh") -> Translated:
    direction = Direction(source, "en" if source == "zh" else "zh")
    job = Job(Plain(ScriptedEngine(EngineOptions(direction)), "scripted"))
    document = read_document(path, language=source)
    return translate_document(document, direction, job, nothing, "out")


def file(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def text_of(path: Path, encoding: str = "utf-8") -> str:
    return written(translated(path)).decode(encoding)


def test_plain_text_keeps_its_lines(tmp_path: Path) -> None:
    text = "总则\r\n\r\n　　我们坚持改革开放。发展新质生产力。\r\n2023\r\n"
    expected = (
        "General provisions\r\n\r\n"
        "We uphold reform and opening up. Develop new productivity.\r\n2023\r\n"
    )
    assert text_of(file(tmp_path, "a.txt", text)) == expected
    assert plain(translated(tmp_path / "a.txt")) == expected.replace("\r\n\r\n", "\n").replace(
        "\r\n", "\n"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_stays(encoding: str, tmp_path: Path) -> None:
    text = "总则\n我们坚持改革开放。发展新质生产力。\n" * 20
    path = file(tmp_path, "a.txt", text, encoding)
    assert text_of(path, encoding).splitlines()[:2] == [
        "General provisions",
        "We uphold reform and opening up. Develop new productivity.",
    ]
    assert written(translated(path))[:2] == path.read_bytes()[:2] or encoding != "utf-16"


def test_what_an_encoding_lacks_is_said(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "Summary of the café’s year.\n" * 9, "cp1252")
    with pytest.raises(OutputError, match="save the file as UTF-8 first"):
        written(translated(path, "en"))


def test_markdown_keeps_lists_tables_links(tmp_path: Path) -> None:
    source = (
        "# 总则\n\n"
        "我们坚持改革开放。发展新质生产力。\n\n"
        "1. 本意见自发布之日起施行。\n2. [总则](a.md)\n\n"
        "| 总则 | 120 |\n|---|---|\n| 总则 | 3% |\n\n"
        "```\n总则\n```\n"
    )
    assert text_of(file(tmp_path, "a.md", source)) == (
        "# General provisions\n\n"
        "We uphold reform and opening up. Develop new productivity.\n\n"
        "1. These Opinions take effect on the day of publication.\n"
        "2. [General provisions](a.md)\n\n"
        "| General provisions | 120 |\n|---|---|\n| General provisions | 3% |\n\n"
        "```\n总则\n```\n"
    )


def test_marks_within_a_sentence_stay(tmp_path: Path) -> None:
    text = text_of(file(tmp_path, "a.md", "我们**坚持改革**开放。\n见[GDP](b.md)的说明。\n"))
    assert text.count("**") == 2
    assert "](b.md)" in text
    assert text.replace("**", "").startswith("We uphold reform and opening up.\n")


def test_all_but_the_stop_may_be_marked(tmp_path: Path) -> None:
    text = text_of(file(tmp_path, "a.md", "**发展新质生产力**。\n"))
    assert text == "**Develop new productivity**.\n"


def test_html_names_its_language(tmp_path: Path) -> None:
    page = (
        '<html lang="zh-CN"><head><title>x</title></head><body>'
        "<h1>总则</h1><p>我们坚持<b>改革开放</b>。发展新质生产力。</p></body></html>"
    )
    text = text_of(file(tmp_path, "a.html", page))
    assert text.startswith('<html lang="en">')
    assert "<h1>General provisions</h1><p>We uphold" in text
    assert "</b>" in text
    assert text.endswith("Develop new productivity.</p></body></html>")


def test_only_languages_of_ours_are_renamed() -> None:
    page = b'<html xml:lang=\'zh\' lang=zh-Hans><body lang="fr"><p lang="zh">'
    assert in_language(page, "en") == b'<html xml:lang=\'en\' lang=en><body lang="fr"><p lang="zh">'


def word(tmp_path: Path, body: str, **parts: str) -> Path:
    return file(tmp_path, "a.docx", word_file(body, **parts))


def runs(data: bytes, index: int = 0) -> list[tuple[str, bool]]:
    found = docx.Document(io.BytesIO(data)).paragraphs[index].runs
    return [(one.text, bool(one.bold)) for one in found]


def test_word_files_keep_runs(tmp_path: Path) -> None:
    body = paragraph(run("要求：", BOLD), run("我们修路。")) + paragraph(run("总则", BOLD))
    data = written(translated(word(tmp_path, body)))
    assert runs(data, 1) == [("General provisions", True)]
    assert runs(data)[0][1]
    assert "".join(text for text, _ in runs(data)) == "Text 8."


def test_runs_that_look_alike_are_one_stretch(tmp_path: Path) -> None:
    hint = '<w:rFonts w:hint="eastAsia"/>'
    body = paragraph(run("我们", hint), run("坚持"), run("改革开放。", hint))
    data = written(translated(word(tmp_path, body)))
    assert runs(data)[0] == ("We uphold reform and opening up.", False)


def test_sentences_in_a_paragraph_get_a_space(tmp_path: Path) -> None:
    body = paragraph(run("我们坚持改革开放。"), run("发展新质生产力。", BOLD))
    data = written(translated(word(tmp_path, body)))
    assert runs(data) == [
        ("We uphold reform and opening up. ", False),
        ("Develop new productivity.", True),
    ]


def test_into_chinese_there_are_no_spaces(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "Summary\nWe uphold reform. Growth was steady.\n")
    assert written(translated(path, "en")).decode() == "摘要\n我们坚持改革。增长平稳。\n"


def test_what_has_no_translation_stays(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "总则\n我们无话可说。发展新质生产力。\n")
    found = translated(path)
    assert written(found).decode() == (
        "General provisions\n我们无话可说。 Develop new productivity.\n"
    )
    assert [bead.shape for bead in found.beads] == [(1, 1), (1, 0), (1, 1)]
    assert found.beads[1].note == "the engine gave nothing"


def test_beads_lead_into_both_files(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", "总则\n\n我们坚持改革开放。发展新质生产力。\n")
    found = translated(path)
    target = written(found).decode()
    for bead in found.beads:
        for sentence in bead.target:
            place = found.target.locate(sentence.start)
            line = target.splitlines()[place.line - 1]
            assert line[place.column - 1 :].startswith(sentence.text)
    assert found.target.text == target


def test_the_result_is_the_same_every_time(tmp_path: Path) -> None:
    body = paragraph(run("要求：", BOLD), run("我们修路。")) * 20
    path = word(tmp_path, body)
    assert written(translated(path)) == written(translated(path))
