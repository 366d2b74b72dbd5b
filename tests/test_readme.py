"""The README tells the truth: its commands run, and its tables are the stored results."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.formats import read_bitext, write_bitext
from evaluation.gold_sets import OWN_GOLD
from evaluation.pages import PAGE, README, between_markers
from evaluation.pages.results import headlines, page, sections
from evaluation.pages.table import MISSING
from evaluation.results_file import RESULTS
from tests.models.tiny import tiny_encoder, tiny_marian

ROOT = README.parent
PAGES = (
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    ROOT / "docs" / "check.md",
    ROOT / "docs" / "enforcement.md",
    ROOT / "docs" / "engines.md",
    ROOT / "docs" / "glossary.md",
    ROOT / "docs" / "python.md",
    ROOT / "docs" / "translate.md",
    ROOT / "glossaries" / "README.md",
)
TERMS = "source\ttarget\n政府工作报告\tReport on the Work of the Government\n治理 \tgovernance\n"
PAIR = "expect\tterm\tsource\ttarget\npass\t治理\t治理有效\teffective governance\n"


def commands(page: Path) -> list[str]:
    """Return the command lines of a page's ``sh`` blocks, comments removed."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = (shlex.split(line, comments=True) for block in blocks for line in block.splitlines())
    return [shlex.join(line) for line in lines if line]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Return a folder with the files that the README's commands name."""
    for language in ("zh", "en"):
        shutil.copy(OWN_GOLD / f"report.{language}.txt", tmp_path)
        shutil.copy(OWN_GOLD / f"speech.{language}", tmp_path / f"sentences.{language}")
    (tmp_path / "pairs.tsv").write_text("report.zh.txt\treport.en.txt\n", encoding="utf-8")
    zh, en = (
        (OWN_GOLD / f"report.{code}.txt").read_text(encoding="utf-8") for code in ("zh", "en")
    )
    for name, text in (("originals", zh), ("translations", en)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text(text, encoding="utf-8")
    (tmp_path / "bilingual.txt").write_text(zh + en, encoding="utf-8")
    (tmp_path / "new.zh.txt").write_text(zh.replace("一", "二", 1), encoding="utf-8")
    (tmp_path / "memory").mkdir()
    texts = zip(zh.split("\n"), en.split("\n"), strict=False)
    rows = "".join(f"{one}\t{other}\n" for one, other in texts if one and other)
    (tmp_path / "rows.tsv").write_text(rows, encoding="utf-8")
    write_bitext(read_bitext(tmp_path / "rows.tsv"), tmp_path / "report.tmx")
    (tmp_path / "accepted.json").write_text("[]", encoding="utf-8")
    for name in ("terms", "own", "old"):
        (tmp_path / f"{name}.tsv").write_text(TERMS, encoding="utf-8")
    (tmp_path / "own.pairs.tsv").write_text(PAIR, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("line", [line for page in PAGES for line in commands(page)])
def test_commands_run(line: str, workplace: Path) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        # What the targets do is run by the continuous integration; here: they exist.
        run = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return
    if program == "pip":
        assert arguments[:1] == ["install"]  # The network is not there for tests.
        return
    assert program == "aligner"
    if "model" in arguments:
        tiny_marian(workplace / "model")
    if "encoder" in arguments:
        tiny_encoder(workplace / "encoder")
    before = contents(workplace)
    run = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=workplace,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    if arguments[0] in ("check", "translate"):
        # Findings are no mistake of the page.
        assert run.returncode in (0, 1), run.stderr
        assert run.stdout or "found" in run.stderr or contents(workplace) != before
        return
    assert run.returncode == 0, run.stderr
    if arguments[:1] == ["glossary"] and arguments[1] in ("lint", "test"):
        # They list what is wrong: nothing, and say so.
        assert re.search("nothing found|mended|, 0 failed|warning", run.stderr), run.stderr
        return
    assert run.stdout or contents(workplace) != before


def test_the_python_page_runs(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(workplace)
    page = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", page, re.M | re.S)
    assert len(blocks) >= 6
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "docs/python.md", "exec"), names)


def contents(folder: Path) -> dict[Path, bytes]:
    """Return the files that have any content."""
    files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {path: content for path, content in files.items() if content}


def test_there_are_commands_to_test() -> None:
    assert {"make demo", "make test"} <= set(commands(README))
    assert sum(line.startswith("aligner ") for line in commands(README)) >= 5


def test_tables_are_the_stored_results() -> None:
    way_out = "run: python -m evaluation.pages"
    text = README.read_text(encoding="utf-8")
    assert text == between_markers(text, "results", headlines()), way_out
    assert PAGE.read_text(encoding="utf-8") == page(), way_out


def test_every_stored_result_is_shown() -> None:
    shown = {benchmark for section in sections() for benchmark in section.benchmarks}
    assert shown == {path.stem for path in RESULTS.glob("*.json")}


def test_tables_say_what_is_missing(tmp_path: Path) -> None:
    rows = [row for section in sections(tmp_path) for row in section.rows]
    assert {row.result for row in rows} == {MISSING}


@pytest.mark.parametrize("path", [*PAGES, PAGE], ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    for link in links:
        assert link.startswith("https://") or (path.parent / link).exists(), link
