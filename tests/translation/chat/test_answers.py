"""What a chat model's answer is taken for."""

from __future__ import annotations

import pytest

from aligner.translation.base import Direction
from aligner.translation.chat.answers import numbered, problem, unwrapped

ZH_EN, EN_ZH = Direction("zh", "en"), Direction("en", "zh")


@pytest.mark.parametrize(
    "answer",
    [
        "Hello.",
        " Hello.\n",
        '"Hello."',
        "“Hello.”",
        "```\nHello.\n```",
        "Translation: Hello.",
        "**English translation:** Hello.",
        "Here is the translation:\n\nHello.",
        "译文：Hello.",
        "Hello.\n\nNote: this is a greeting.",
        "Hello.\n\n（注：问候语）",
        "<think>你好 means\nhello.</think>\n\nHello.",
    ],
)
def test_wrappings_are_taken_off(answer: str) -> None:
    assert unwrapped(answer, "你好。") == "Hello."


@pytest.mark.parametrize(
    ("answer", "source"),
    [
        ("“Hello.”", "“你好。”"),
        ('"Hello" and "bye"', "“你好”和“再见”"),
        ("Note: prices are in yuan.", "注：价格以元计。"),
        ("Ratio: 3 to 1.", "比例：三比一。"),
    ],
)
def test_what_belongs_to_the_text_stays(answer: str, source: str) -> None:
    assert unwrapped(answer, source) == answer


def test_lines_are_kept_where_the_source_has_lines() -> None:
    assert unwrapped("One\nTwo", "一\n二") == "One\nTwo"
    assert unwrapped("One\nTwo", "一二") == "One Two"


@pytest.mark.parametrize(
    "answer",
    [
        '{"translations": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}]}',
        '[{"id": "1", "text": "a"}, {"id": 2, "text": "b"}]',
        '{"1": "a", "2": "b"}',
        'Sure!\n```json\n[{"id": 2, "text": "b"}, {"id": 1, "text": "a"}]\n```',
    ],
)
def test_numbers_are_read_however_they_are_arranged(answer: str) -> None:
    assert numbered(answer, 2) == {1: "a", 2: "b"}


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "a\nb",
        '{"translations": [{"id": 1, "text": "a"}',
        '[{"id": 1, "text": "a"}, {"id": 1, "text": "b"}]',
        '[{"id": 1, "text": "a"}, {"id": 3, "text": "b"}]',
        '[{"id": 1, "text": null}]',
        '{"translations": "a"}',
        "[" * 100_000,
        '["a", "b"]',
        '[{"id": 1e999, "text": "a"}]',
    ],
)
def test_numbers_that_do_not_fit_are_not_trusted(answer: str) -> None:
    assert numbered(answer, 2) == {}


@pytest.mark.parametrize(
    ("text", "source", "direction", "expected"),
    [
        ("", "你好。", ZH_EN, "empty"),
        ("你好。", "你好。", ZH_EN, "repeats"),
        ("“您好。”", "你好。", ZH_EN, "not in English"),
        (
            "こんにちは、世界のみなさん",
            "Hello to all of you in the world.",
            EN_ZH,
            "not in Chinese",
        ),
        ("Hello to you all.", "hello to you all", EN_ZH, "not in Chinese"),
        ("I'm sorry, but I can't help with that.", "改善人民生活。", ZH_EN, "no translation"),
        ("抱歉，我无法翻译。", "Improve people's lives in the country.", EN_ZH, "no translation"),
        ("word " * 60, "改善人民生活。", ZH_EN, "longer"),
    ],
)
def test_what_is_no_translation_is_said(
    text: str, source: str, direction: Direction, expected: str
) -> None:
    assert expected in problem(text, source, direction)


@pytest.mark.parametrize(
    ("text", "source", "direction"),
    [
        ("Improve people's lives.", "改善人民生活。", ZH_EN),
        ("GDP", "GDP", ZH_EN),
        ("2024", "2024", EN_ZH),
        ("UNESCO", "UNESCO", EN_ZH),
        ("I cannot forget that day.", "我不能忘记那一天。", ZH_EN),
        ("I'm sorry to be late.", "对不起，我迟到了。", ZH_EN),
        ("Xinhua (新华社), Beijing", "新华社北京电", ZH_EN),
        ("发展5G和AI。", "We develop 5G and artificial intelligence.", EN_ZH),
    ],
)
def test_what_may_be_a_translation_passes(text: str, source: str, direction: Direction) -> None:
    assert problem(text, source, direction) == ""
