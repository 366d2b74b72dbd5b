"""Language by script, and the two Chinese scripts."""

from __future__ import annotations

import pytest

from aligner.document import Language
from aligner.errors import InputError
from aligner.text.language import detect_language
from aligner.text.script import SIMPLIFIED, TRADITIONAL, is_traditional, to_simplified


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("各位代表，现在我报告工作。", "zh"),
        ("各位代表，現在我報告工作。", "zh"),
        ("Fellow Deputies, I will now report.", "en"),
        ("Home | News | About\n我们要坚持改革开放，发展经济，改善人民生活。\nPrint Share", "zh"),
        ("The slogan 改革开放 means reform and opening up, and so does 改革 alone.", "en"),
        ("日の丸牌茶叶是村里的产品，大家都喜欢喝这种茶。", "zh"),
        ("Café owners saw growth of 5 percent — naïve or not.", "en"),
        ("GDP增长6.5%，CPI上涨3%", "zh"),
        ("𠮷𠮷", "zh"),
    ],
)
def test_language(text: str, language: Language) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Уважаемые депутаты, начнём работу.", "Cyrillic text"),
        ("代表の皆さん、これから政府の仕事を報告します。", "Japanese text"),
        ("존경하는 대표 여러분", "Korean text"),
        ("السادة النواب", "Arabic text"),
        ("2024: 1,234.5 — 67%", "no Chinese or English text"),
    ],
)
def test_other_scripts(text: str, script: str) -> None:
    with pytest.raises(InputError, match=script):
        detect_language(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("國務院總理作政府工作報告", True),
        ("国务院总理作政府工作报告", False),
        ("人民大会堂，他說了", False),
        ("Hong Kong", False),
        ("", False),
    ],
)
def test_is_traditional(text: str, expected: bool) -> None:
    assert is_traditional(text) is expected


def test_the_two_scripts_stand_pair_by_pair() -> None:
    assert to_simplified(TRADITIONAL) == SIMPLIFIED


def test_to_simplified_leaves_the_rest_alone() -> None:
    assert to_simplified("2024 年，GDP（國內）") == "2024 年，GDP（国内）"
