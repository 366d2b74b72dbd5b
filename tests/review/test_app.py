"""The program, driven by its keys."""

from __future__ import annotations

import asyncio
import html
import re
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from aligner.messages import set_interface, translate
from aligner.review.app import ReviewApp
from aligner.review.bitext_file import BitextFile
from aligner.review.context import Context
from aligner.review.keys import KEYS
from aligner.review.row_list import RowList
from aligner.review.screens import Help, Prompt, Question
from aligner.review.split_screen import SplitScreen
from tests.review.rows import TEXTS, large

Script = Callable[[ReviewApp, "Pilot[None]"], Awaitable[None]]
PROBABILITIES = (0.95, 0.4, 0.2, 0.99)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file of four rows, the second and third doubtful."""
    rows = zip(TEXTS, PROBABILITIES, strict=True)
    path = tmp_path / "report.tsv"
    path.write_text("".join(f"{zh}\t{en}\t{p:.4f}\n" for (zh, en), p in rows), encoding="utf-8")
    return path


def drive(
    path: Path, script: Script, size: tuple[int, int] = (120, 36), output: Path | None = None
) -> ReviewApp:
    """Run the program on a file and return it as it was left."""
    app = ReviewApp(BitextFile.open(path), output)

    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await script(app, pilot)

    asyncio.run(run())
    return app


def press(*keys: str) -> Script:
    """Return a script that presses keys."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()

    return script


def shapes(app: ReviewApp) -> list[tuple[int, int]]:
    """Return the shapes of all rows."""
    return [row.shape for row in app.session.rows]


OPENED = [(1, 1), (1, 2), (1, 1), (1, 1)]


@pytest.mark.parametrize(
    ("keys", "row_index"),
    [
        ("", 2),  # the least probable
        ("down", 1),
        ("j j", 0),
        ("down up", 2),
        ("k", 2),
        ("end", 3),
        ("end home", 2),
        ("pagedown", 3),
        ("pagedown pageup", 2),
        ("right", 3),
        ("left left", 0),
        ("n", 1),
        ("n n", 2),
        ("p", 1),
        ("g 4 enter", 3),
        ("g x enter", 2),
        ("slash B E G U enter", 2),
        ("slash c e n t e r s enter", 0),
        ("slash c o enter", 0),
        ("slash c o enter f", 2),
        ("slash c o enter F", 2),
        ("slash escape f", 2),
        ("o home", 0),
    ],
)
def test_keys_that_move(keys: str, row_index: int, path: Path) -> None:
    app = drive(path, press(*keys.split()))
    assert app.row_index == row_index
    assert not app.session.is_modified


@pytest.mark.parametrize(
    ("keys", "expected", "row_index"),
    [
        ("m", [(1, 1), (1, 2), (2, 2)], 2),
        ("M", [(1, 1), (2, 3), (1, 1)], 1),
        ("t", [(1, 1), (1, 1), (1, 2), (1, 1)], 2),
        ("b", [(1, 1), (1, 2), (1, 2), (1, 0)], 2),
        ("u", [(1, 1), (1, 3), (1, 0), (1, 1)], 2),
        ("d", [(1, 1), (1, 2), (1, 0), (1, 2)], 2),
        ("T", [(1, 1), (0, 2), (2, 1), (1, 1)], 2),
        ("B", [(1, 1), (1, 2), (2, 1), (0, 1)], 2),
        ("U", [(1, 1), (2, 2), (0, 1), (1, 1)], 2),
        ("D", [(1, 1), (1, 2), (0, 1), (2, 1)], 2),
        ("u U", [(1, 1), (2, 3), (1, 1)], 1),
        ("n s enter", [(1, 1), (1, 1), (1, 1), (1, 1), (1, 1)], 1),
        ("n s escape", OPENED, 1),
        ("d z", OPENED, 2),
        ("m ctrl+z ctrl+y", [(1, 1), (1, 2), (2, 2)], 2),
        ("z y", OPENED, 2),
    ],
)
def test_keys_that_change(
    keys: str, expected: list[tuple[int, int]], row_index: int, path: Path
) -> None:
    app = drive(path, press(*keys.split()))
    assert shapes(app) == expected
    assert app.row_index == row_index


def test_confirming(path: Path) -> None:
    app = drive(path, press("space", "c"))
    assert [row.status for row in app.session.rows] == [None, "reviewed", "reviewed", None]
    assert app.head.strip().startswith(
        "report.tsv · 4 beads · 0 to check · 2 confirmed · modified *"
    )
    app = drive(path, press("c", "c"))
    assert app.session.rows[2].status == "translated"


def test_a_note(path: Path) -> None:
    app = drive(path, press("a", "o", "k", "space", "enter"))
    assert app.session.rows[2].note == "ok"


def test_the_split_screen_moves_the_cut(path: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await press("n", "s", "tab", "pagedown", "pageup", "down", "down", "up")(app, pilot)
        assert isinstance(app.screen, SplitScreen)
        await press("enter")(app, pilot)

    app = drive(path, script)
    first, second = app.session.rows[1:3]
    assert [sentence.text for sentence in first.target] == ["The government guides. "]
    assert [sentence.text for sentence in second.target] == ["Society takes part."]
    assert first.source[0].text + second.source[0].text == TEXTS[1][0]


def test_cutting_inside_a_sentence(path: Path) -> None:
    # Before the words "Costs are" of the target, after the first character of the source.
    app = drive(path, press("s", "c", "c", "pageup", "pageup", "down", "tab", "c", "escape"))
    assert shapes(app) == OPENED
    app = drive(path, press("s", *["pageup"] * 4, "down", "tab", "pageup", "down", "down", "enter"))
    assert [row.source[0].text for row in app.session.rows[2:4]] == ["资", TEXTS[2][0][1:]]
    assert [row.target[0].text for row in app.session.rows[2:4]] == [
        "Costs are ",
        "shared by city and district.",
    ]


def test_saving(path: Path) -> None:
    before = path.read_text(encoding="utf-8")

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await press("m")(app, pilot)
        assert path.read_text(encoding="utf-8") == before
        await press("w")(app, pilot)

    assert not drive(path, script).session.is_modified
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line.split("\t")[2] for line in lines] == ["0.9500", "0.4000", ""]


def test_saving_elsewhere_asks_what_may_be_lost(path: Path, tmp_path: Path) -> None:
    output = tmp_path / "out.tmx"

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await press("D", "w")(app, pilot)  # tmx leaves out what has an empty side
        assert isinstance(app.screen, Question)
        await press("escape")(app, pilot)
        assert not output.exists()
        await press("ctrl+s", "s")(app, pilot)
        assert output.exists()
        await press("c", "w")(app, pilot)  # agreed to already

    before = path.read_bytes()
    app = drive(path, script, output=output)
    assert not app.session.is_modified
    assert path.read_bytes() == before


def test_a_file_changed_meanwhile_is_not_overwritten_unasked(path: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        path.write_text("other\tother\n", encoding="utf-8")
        await press("m", "w")(app, pilot)
        assert isinstance(app.screen, Question)
        await press("escape")(app, pilot)

    app = drive(path, script)
    assert app.session.is_modified
    assert path.read_text(encoding="utf-8") == "other\tother\n"


def test_a_failed_save_is_told_and_nothing_lost(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        folder.rmdir()
        await press("m", "w")(app, pilot)

    app = drive(path, script, output=folder / "out.tsv")
    assert app.session.is_modified


@pytest.mark.parametrize(
    ("keys", "is_running", "is_saved"),
    [
        ("q", False, False),
        ("ctrl+c", False, False),
        ("m q", True, False),
        ("m q q", True, False),
        ("m q escape", True, False),
        ("m q d", False, False),
        ("m q s", False, True),
        ("m w q", False, True),
        ("m z q", False, False),
    ],
)
def test_quitting(keys: str, is_running: bool, is_saved: bool, path: Path) -> None:
    running = []

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await press(*keys.split())(app, pilot)
        running.append(app.is_running and not app._exit)

    drive(path, script)
    assert running == [is_running]
    assert (len(path.read_text(encoding="utf-8").splitlines()) == 3) == is_saved


def test_a_click_selects(path: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.click(RowList, offset=(20, 2))
        await pilot.pause()

    assert drive(path, script).row_index == 0


@pytest.mark.parametrize("size", [(140, 40), (80, 24), (40, 15), (20, 8)])
def test_every_window_opens_in_every_size(size: tuple[int, int], path: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for key, screen in [("question_mark", Help), ("s", SplitScreen), ("slash", Prompt)]:
            await press(key)(app, pilot)
            assert type(app.screen).__name__ == screen.__name__
            assert app.export_screenshot()
            await press("escape")(app, pilot)
        assert app.query_one(RowList).is_stacked == (size[0] < 100)

    drive(path, script, size)


def test_the_surroundings_are_shown_in_document_order(path: Path) -> None:
    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        text = app.query_one(Context).text(2, 60, 20, is_stacked=True).plain
        positions = [text.index(start) for start in ("── 2", "Society", "── 3", "Costs", "── 4")]
        assert positions == sorted(positions)
        assert "check · 0.20" in text

    drive(path, script)


def test_keys_are_unique_and_have_actions() -> None:
    keys = [name for key in KEYS for name in key.keys.split(",")]
    assert len(keys) == len(set(keys))
    for key in KEYS:
        assert hasattr(ReviewApp, "action_" + key.action.partition("(")[0])


def test_the_manual_names_every_key() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "review.md").read_text(encoding="utf-8")
    for key in KEYS:
        for name in key.shown.split():
            assert f"`{name}`" in manual, f"docs/review.md: no line for {name}"


def test_ten_thousand_rows(tmp_path: Path) -> None:
    path = tmp_path / "large.tsv"
    lines = (f"{zh}\t{en}\t{p:.4f}\n" for zh, en, p in large(10_000))
    path.write_text("".join(lines), encoding="utf-8")
    started = time.perf_counter()

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        opened = time.perf_counter() - started
        assert "10,000 beads" in app.head
        started_keys = time.perf_counter()
        app.action_merge(1)
        app.action_undo()
        app.action_end(1)
        # Ten times what was measured: a busy machine is no bug, a pass over all widgets is.
        assert opened < 10
        assert time.perf_counter() - started_keys < 0.3

    drive(path, script)


def test_the_program_speaks_chinese(path: Path) -> None:
    async def split(app: ReviewApp, pilot: Pilot[None]) -> None:
        assert "· 待查 · 0.20" in app.query_one(Context).text(2, 60, 20, is_stacked=True).plain
        await press("s")(app, pilot)
        picture = "".join(re.findall(r">([^<]+)</text>", app.export_screenshot()))
        shown = html.unescape(picture).replace("\xa0", "")
        for words in ("3待查", "拆分此行", "原文", "译文", "移动切口", "（现为词）", "取消"):
            assert words in shown

    async def save(app: ReviewApp, pilot: Pilot[None]) -> None:
        await press("D", "w")(app, pilot)
        question = app.screen.query_one(Static).content
        assert question == "保存前请确认：\n\ntmx 不能保存：1 行的全部文字（一侧为空）"

    set_interface("zh")
    try:
        drive(path, split)
        drive(path, save, output=path.with_suffix(".tmx"))
        app = drive(path, press("c"))
        assert "2 个待查" in app.head or "1 个待查" in app.head
        assert all(translate(key.help) != key.help for key in KEYS)
    finally:
        set_interface("en")
