"""The memory as an engine: what it reads, finds, and says it is not sure of."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from aligner.bead import Bead, Bitext, Status
from aligner.document import Sentence
from aligner.errors import AlignerError, FormatError, InputError, UsageError
from aligner.formats import write_bitext
from aligner.translation.base import Direction, Engine, Hypothesis, Request, Steerable
from aligner.translation.engines.memory import MemoryEngine, MemoryOptions

ZH_EN, EN_ZH = Direction("zh", "en"), Direction("en", "zh")
PAIRS = (
    ("经济运行总体平稳。", "The economy ran smoothly on the whole."),
    ("改善人民生活。", "Improve people's lives."),
    ("国内生产总值增长5.2%。", "GDP grew by 5.2 percent."),
    ("坚持对外开放的基本国策。", "Stay with the basic policy of opening up."),
)


def bead(source: str, target: str, status: Status | None = None, p: float | None = None) -> Bead:
    sides = [(Sentence(0, 0, len(t), t),) if t else () for t in (source, target)]
    return Bead(sides[0], sides[1], p, status)


def written(path: Path, beads: list[Bead]) -> Path:
    write_bitext(Bitext("zh", "en", beads), path)
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a memory of four sentences."""
    return written(tmp_path / "memory.tmx", [bead(*pair) for pair in PAIRS])


def memory(*files: Path, direction: Direction = ZH_EN, threshold: float = 0.75) -> MemoryEngine:
    return MemoryEngine(MemoryOptions(files, direction, threshold))


def found(
    engine: MemoryEngine, text: str, before: str = "", after: str = "", n: int = 1
) -> list[str]:
    (hypotheses,) = engine.translate([Request(text, before=before, after=after)], n)
    return [hypothesis.text for hypothesis in hypotheses]


def test_the_same_text_is_found_again(file: Path) -> None:
    engine = memory(file)
    assert isinstance(engine, Engine)
    assert not isinstance(engine, Steerable)
    results = engine.translate([Request(source) for source, _ in PAIRS])
    assert results == [(Hypothesis(target, similarity=1.0),) for _, target in PAIRS]


@pytest.mark.parametrize(
    "text",
    ["國內生產總值增長5.2%。", "国内生产总值 增长５.２％。", " 国内生产总值增长5.2%。\n"],
)
def test_typing_makes_no_other_text(file: Path, text: str) -> None:
    (hypothesis,) = memory(file).translate([Request(text)])[0]
    assert hypothesis == Hypothesis("GDP grew by 5.2 percent.", similarity=1.0)


@pytest.mark.parametrize("text", ["改善人民生活", "改善人民生活？", "改善人民的生活。"])
def test_what_says_something_else_is_only_alike(file: Path, text: str) -> None:
    (hypothesis,) = memory(file).translate([Request(text)])[0]
    assert hypothesis.similarity is not None
    assert 0.75 <= hypothesis.similarity < 1.0
    assert hypothesis.text == "Improve people's lives."


def test_below_the_threshold_is_nothing(file: Path) -> None:
    assert found(memory(file), "改善城乡人民的居住条件和生活。") == []
    assert found(memory(file), "完全无关的句子。") == []
    assert found(memory(file, threshold=1.0), "改善人民生活") == []
    assert found(memory(file), "") == []


def test_numbers_are_put_in_where_that_is_sure(file: Path) -> None:
    (hypothesis,) = memory(file).translate([Request("国内生产总值增长4.9%。")])[0]
    assert hypothesis == Hypothesis("GDP grew by 4.9 percent.", similarity=0.99)


def test_the_other_direction(file: Path) -> None:
    engine = memory(file, direction=EN_ZH)
    assert found(engine, "Improve people’s lives.") == ["改善人民生活。"]
    (alike,) = engine.translate([Request("The economy ran very smoothly on the whole.")])[0]
    assert alike.text == "经济运行总体平稳。"


@pytest.mark.parametrize("name", ["a.tsv", "a.jsonl", "a.csv", "a.xlf", "a.po"])
def test_any_bitext_in_either_direction(tmp_path: Path, name: str) -> None:
    turned = [bead(target, source) for source, target in PAIRS]
    write_bitext(Bitext("en", "zh", turned), tmp_path / name)
    assert found(memory(tmp_path / name), "改善人民生活。") == ["Improve people's lives."]
    assert found(memory(tmp_path / name, direction=EN_ZH), PAIRS[0][1]) == [PAIRS[0][0]]


def test_the_first_file_decides(tmp_path: Path) -> None:
    one = written(tmp_path / "one.tsv", [bead("改革。", "Reform.")])
    two = written(tmp_path / "two.tsv", [bead("改革。", "Reforms."), bead("开放。", "Open up.")])
    assert found(memory(one, two), "改革。", n=5) == ["Reform.", "Reforms."]
    assert found(memory(two, one), "改革。") == ["Reforms."]
    assert found(memory(one, two), "开放。") == ["Open up."]


def test_only_the_same_text_is_called_the_same(tmp_path: Path) -> None:
    file = written(tmp_path / "a.tsv", [bead("美国经济增长。", "The U.S. economy grew.")])
    (alike,) = memory(file, direction=EN_ZH).translate([Request("The U. S. economy grew.")])[0]
    assert alike.similarity == 0.99


def test_the_same_context_comes_first(tmp_path: Path) -> None:
    beads = [
        bead("第一章", "Chapter One"), bead("总则", "General provisions"),
        bead("第一条", "Article 1"), bead("目录", "Contents"),
        bead("总则", "General rules"), bead("附则", "Annexes"),
    ]  # fmt: skip
    engine = memory(written(tmp_path / "a.tsv", beads))
    assert found(engine, "总则") == ["General provisions"]
    assert found(engine, "总则", "目录", "附则", n=2) == ["General rules", "General provisions"]
    assert found(engine, "总则", "公告。目录", "别的") == ["General rules"]
    assert found(engine, "总则", "第一章", "附则", n=2)[0] == "General provisions"
    (match, _) = engine.exact(Request("总则", before="目录", after="附则"))
    assert (match.similarity, match.context) == (1.0, 2)


def test_neighbours_end_at_files_and_gaps(tmp_path: Path) -> None:
    one = written(tmp_path / "one.tsv", [bead("序", "Foreword"), bead("目录", "Contents")])
    two = written(
        tmp_path / "two.tsv",
        [bead("总则", "Provisions"), bead("甲", ""), bead("附则", "Annexes")],
    )
    engine = memory(one, two)
    (match,) = engine.exact(Request("总则", before="目录", after="附则"))
    assert match.context == 0


def test_confirmed_translations_come_first(tmp_path: Path) -> None:
    beads = [bead("改革。", "Reforms."), bead("改革。", "Reform.", "final")]
    assert found(memory(written(tmp_path / "a.tsv", beads)), "改革。") == ["Reform."]
    assert found(memory(written(tmp_path / "a.tsv", beads)), "改革！", n=1) == []
    beads = [bead("全面深化改革。", "Reforms."), bead("全面深化改革。", "Reform.", "final")]
    assert found(memory(written(tmp_path / "b.tsv", beads)), "全面深化改革！") == ["Reform."]


def test_doubtful_and_untranslated_units_are_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    beads = [
        bead("改革。", "Wrong.", p=0.2),
        bead("开放。", "Open up.", "final", p=0.2),
        bead("发展。", "发展。"),
        bead("创新。", ""),
        bead("绿色。", "Green.", p=0.9),
    ]
    with caplog.at_level(logging.INFO, "aligner"):
        engine = memory(written(tmp_path / "a.tsv", beads))
    assert len(engine) == 2
    assert found(engine, "改革。") == found(engine, "发展。") == []
    assert found(engine, "开放。") == ["Open up."]
    assert "1 units left out: probably wrong" in caplog.text


def test_several_alike_texts_the_best_first(tmp_path: Path) -> None:
    beads = [
        bead("推动经济社会发展全面绿色转型。", "One."),
        bead("推动经济社会发展绿色转型。", "Two."),
        bead("推动社会发展转型。", "Three."),
    ]
    engine = memory(written(tmp_path / "a.tsv", beads))
    assert found(engine, "推动经济社会发展绿色转型！", n=2) == ["Two.", "One."]
    alike = engine.alike("推动经济社会发展绿色转型。", 2)
    assert [match.target for match in alike] == ["Two.", "One."]
    assert alike[0].is_exact


def test_the_signature_is_that_of_the_content(file: Path, tmp_path: Path) -> None:
    copy = written(tmp_path / "copy.tsv", [bead(*pair) for pair in PAIRS])
    less = written(tmp_path / "less.tsv", [bead(*pair) for pair in PAIRS[:3]])
    assert memory(file).signature == memory(copy).signature
    assert memory(file).signature != memory(less).signature
    assert memory(file).signature != memory(file, threshold=0.9).signature


@pytest.mark.parametrize(
    ("name", "content", "error", "problem"),
    [
        ("no.tsv", None, InputError, "check the path"),
        ("a.tsv", "一栏\n", FormatError, "a.tsv:1: one column"),
        ("a.jsonl", "{", FormatError, "not JSON"),
        ("a.tmx", "<tmx", FormatError, "a.tmx"),
        ("a.tsv", "", InputError, "no translated texts"),
        ("a.tsv", "改革。\t\n", InputError, "no translated texts"),
        ("a.tsv", "改革。\t改革！\n", InputError, "both sides are in the same language"),
        ("a.doc", "改革。", UsageError, "suffix"),
    ],
)
def test_bad_files_are_one_line(
    tmp_path: Path, name: str, content: str | None, error: type[AlignerError], problem: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(error, match=problem) as raised:
        memory(tmp_path / name)
    assert "\n" not in str(raised.value)


def test_a_file_that_changed_is_read_again(file: Path) -> None:
    assert found(memory(file), "改善人民生活。") == ["Improve people's lives."]
    written(file, [bead("改善人民生活。", "Better lives.")])
    assert found(memory(file), "改善人民生活。") == ["Better lives."]


def test_useless_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        MemoryOptions((), ZH_EN)
    with pytest.raises(UsageError):
        MemoryOptions((tmp_path,), ZH_EN, threshold=1.5)
