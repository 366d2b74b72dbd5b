"""``aligner glossary`` as a user calls it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from aligner.bead import Bead, Bitext
from aligner.cli import main
from aligner.document import Sentence
from aligner.formats import write_bitext

HEADER = "source\ttarget\tvariants\tforbidden\n"
ROWS = (
    "一带一路\tBelt and Road Initiative\tBelt and Road\tOne Belt One Road {the old name}\n"
    "新质生产力\tnew quality productive forces\t\tnew productivity\n"
)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return a sound glossary with a pair that passes."""
    path = tmp_path / "made.tsv"
    path.write_text(HEADER + ROWS, encoding="utf-8")
    pairs = "expect\tterm\tsource\ttarget\npass\t一带一路\t共建一带一路\tthe Belt and Road\n"
    (tmp_path / "made.pairs.tsv").write_text(pairs, encoding="utf-8")
    return path


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Return exit code, output and messages of ``aligner glossary``."""
    code = main(["glossary", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_lint(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "lint", made) == (0, "", "nothing found\n")
    with made.open("a", encoding="utf-8") as file:
        file.write("一带一路\troad\n")
    code, out, err = run(capsys, "lint", made)
    assert code == 1
    assert out == (
        f"{made}:4:1: error GLOS102 一带一路 is 'road' here, 'Belt and Road Initiative' in line 2; "
        "join the lines, or tell them apart by when, unless or dates\n"
    )
    assert err == "1 error\n"


def test_lint_says_the_column(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.write_text(HEADER + "改革\tre\u200bform\n", encoding="utf-8")
    code, out, _ = run(capsys, "lint", made, "--pairs", made.with_name("made.pairs.tsv"))
    assert code == 1  # its pair is of no term any more
    assert f"{made}:2:4: warning GLOS006 " in out
    assert f"{made.with_name('made.pairs.tsv')}:2:1: error GLOS402 " in out


def test_warnings_do_not_fail(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.write_text(HEADER + ROWS.replace("Belt and Road I", "Belt  and Road I"), encoding="utf-8")
    code, out, err = run(capsys, "lint", made)
    assert (code, err) == (0, "1 warning\n")
    assert "GLOS005" in out


def test_lint_as_json(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.write_text(HEADER + ROWS + "治理\t\n", encoding="utf-8")
    code, out, _ = run(capsys, "lint", made, "--format", "json", "--show", "error")
    (finding,) = json.loads(out)["findings"]
    assert code == 1
    assert (finding["code"], finding["line"], finding["severity"]) == ("GLOS001", 4, "error")


def test_fix(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made.write_text(HEADER + "治理\tgover\u00adnance\n" + ROWS, encoding="utf-8")
    code, out, err = run(capsys, "lint", "--fix", made)
    assert (code, out) == (0, "")
    assert err == f"{made}: mended\nnothing found\n"
    sources = [line.split("\t")[0] for line in made.read_text(encoding="utf-8").splitlines()]
    assert sources == ["source", "一带一路", "新质生产力", "治理"]
    before = made.read_bytes()
    assert run(capsys, "lint", "--fix", made)[2] == "nothing found\n"
    assert made.read_bytes() == before


def test_fix_keeps_the_user_s_headers(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made.with_name("foreign.tsv")
    path.write_text("汉语\t英语\n治理\tgovernance\n改革 \treform\n", encoding="utf-8")
    columns = ("--columns", "source=汉语,target=英语")
    for _ in range(2):  # mended, then sound already
        assert run(capsys, "lint", "--fix", path, *columns)[0] == 0
        header, *rows = path.read_text(encoding="utf-8").splitlines()
        assert {"汉语", "英语"} <= set(header.split("\t"))
        assert [row.split("\t")[0] for row in rows] == ["改革", "治理"]


def test_fix_leaves_files_alone_of_which_it_reads_a_part(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = made.with_name("made.xlsx")
    assert run(capsys, "convert", made, "-o", workbook)[0] == 0
    before = workbook.read_bytes()
    code, _, err = run(capsys, "lint", "--fix", workbook)
    assert code == 2
    assert "--fix writes tsv, csv only" in err
    assert workbook.read_bytes() == before


def test_comments_that_would_be_lost_are_reported(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "# version: 2\n# Ask Li before you change it.\n" + HEADER + ROWS
    made.write_text(text, encoding="utf-8")
    code, _, err = run(capsys, "lint", made)
    assert code == 0
    assert "1 comment lines" in err


def test_pairs(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "test", made) == (0, "", "1 pairs, 0 failed\n")
    pairs = made.with_name("made.pairs.tsv")
    pairs.write_text("expect\tterm\tsource\ttarget\nfail\t一带一路\t一带一路\tBelt and Road\n")
    code, out, err = run(capsys, "test", made)
    assert (code, err) == (1, "1 pairs, 1 failed\n")
    assert out.startswith(f"{pairs}:2:1: error GLOS401 一带一路: expected fail, judged variant")


def test_a_glossary_without_pairs_has_no_test(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made.with_name("made.pairs.tsv").unlink()
    code, _, err = run(capsys, "test", made)
    assert code == 2
    assert "no pairs to run" in err


def test_match_in_a_document(
    made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "report.txt"
    text.write_text("标题\n推进“一帶一路”建设，发展新质生产力。\n", encoding="utf-8")
    code, out, err = run(capsys, "match", made, text)
    assert (code, err) == (0, "2 occurrences\n")
    assert out.splitlines() == [
        f"{text}:2:4\t一帶一路\t一带一路\tBelt and Road Initiative\tapproved",
        f"{text}:2:14\t新质生产力\t新质生产力\tnew quality productive forces\tapproved",
    ]
    code, out, _ = run(capsys, "match", "--count", made, text, text)
    assert out.splitlines() == [
        "2\t一带一路\tBelt and Road Initiative\tapproved",
        "2\t新质生产力\tnew quality productive forces\tapproved",
    ]


def test_match_in_a_bitext(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, target = "发展新质生产力，共建一带一路。", "New productivity along the Belt and Road."
    bead = Bead((Sentence(0, 0, len(source), source),), (Sentence(0, 0, len(target), target),))
    path = tmp_path / "report.tmx"
    write_bitext(Bitext("zh", "en", [bead], "", ""), path)
    code, out, _ = run(capsys, "match", made, path)
    assert code == 0
    assert [line.split("\t")[-2:] for line in out.splitlines()] == [
        ["forbidden", "New productivity"],
        ["variant", "Belt and Road"],
    ]
    line, _, text = next(
        row.partition("<seg>") for row in path.read_text("utf-8").split("\n") if source in row
    )
    column = len(line) + len("<seg>") + text.index("一带一路") + 1
    assert f"report.tmx:7:{column}\t一带一路" in out


def test_lookup(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "lookup", "-g", made, "yidaiyilu")
    assert code == 0
    assert out == (
        "一带一路\tBelt and Road Initiative\n"
        "    also: Belt and Road\n"
        "    not: One Belt One Road (the old name)\n"
    )
    code, out, err = run(capsys, "lookup", "-g", made, "量子")
    assert (code, out) == (1, "")
    assert "nothing like it" in err


def test_convert_to_standard_output(made: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["glossary", "convert", str(made)]) == 0
    out = capsysbinary.readouterr().out.decode().splitlines()
    assert [line.split("\t")[0] for line in out] == ["source", "一带一路", "新质生产力"]


def test_convert_does_not_overwrite_its_input(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "convert", made, "-o", made)
    assert code == 2
    assert "would overwrite an input" in err


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_diff(made: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    new = tmp_path / "new.tsv"
    new.write_text(
        HEADER + ROWS.replace("new quality p", "new-quality p") + "治理\tgovernance\n",
        encoding="utf-8",
    )
    code, out, err = run(capsys, "diff", made, new, "--format", form)
    assert (code, err) == (0, "1 added, 1 changed\n")
    if form == "json":
        found = json.loads(out)
        assert [term["source"] for term in found["added"]] == ["治理"]
        assert found["changed"][0]["fields"]["target"]["new"] == "new-quality productive forces"
    elif form == "markdown":
        assert "| added | 治理 | target |  | governance |" in out
    else:
        assert out.splitlines() == [
            "+ 治理 = governance",
            "~ 新质生产力",
            "    target: new quality productive forces → new-quality productive forces",
        ]


def git(folder: Path, *arguments: str) -> None:
    """Run git there as somebody."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def test_diff_with_a_revision(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(made.parent, "init", "-q")
    git(made.parent, "commit", "-q", "--allow-empty", "-m", "empty")
    git(made.parent, "add", ".")
    git(made.parent, "commit", "-q", "-m", "first")
    made.write_text(HEADER + ROWS.partition("\n")[0] + "\n", encoding="utf-8")
    code, out, _ = run(capsys, "diff", made, "--base", "HEAD")
    assert (code, out) == (0, "- 新质生产力 = new quality productive forces\n")
    code, out, _ = run(capsys, "diff", made, "--base", "HEAD~1")
    assert (code, out) == (0, "+ 一带一路 = Belt and Road Initiative\n")
    code, _, err = run(capsys, "diff", made, "--base", "nowhere")
    assert code == 2
    assert "check --base" in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint", "missing.tsv"],
        ["lint", "nowhere"],
        ["lint", "."],
        ["match", "policy", "missing.txt"],
        ["convert", "made.tsv", "--to", "docx"],
        ["convert", "made.tsv", "--columns", "colour=Farbe"],
        ["diff", "made.tsv"],
        ["match", "made.tsv", "made.pairs.tsv", "--date", "yesterday"],
    ],
)
def test_bad_input_is_one_line(
    made: Path,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(made.parent)
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert err.count("\n") == 1


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    """Return a translation in which a term recurs."""
    rows = [
        ("本市设立社区驿站。", "The city opens neighborhood hubs."),
        ("社区驿站由街道管理。", "Neighborhood hubs are run by subdistricts."),
        ("每个社区驿站都有医生。", "Every neighborhood hub has a doctor."),
        ("居民喜欢社区驿站。", "Residents like the neighborhood hub."),
        ("我们去社区驿站看病。", "We see the doctor at the community station."),
        ("天气很好。", "The weather is fine."),
    ]
    path = tmp_path / "memory.tsv"
    path.write_text("".join(f"{zh}\t{en}\n" for zh, en in rows), encoding="utf-8")
    return path


def test_extract(memory: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["glossary", "extract", str(memory)]) == 0
    header, *rows = (line.split("\t") for line in capfd.readouterr().out.splitlines())
    found = {row[0]: dict(zip(header, row, strict=False)) for row in rows}
    term = found["社区驿站"]
    assert (term["target"], term["status"], term["count"]) == ("neighborhood hub", "draft", "5")
    scores = [float(dict(zip(header, row, strict=False))["score"]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    output = tmp_path / "draft.json"
    assert main(["glossary", "extract", str(memory), "-o", str(output)]) == 0
    assert json.loads(output.read_text(encoding="utf-8"))["terms"][0]["status"] == "draft"


def test_extract_looks_at_its_output_before_the_work(
    memory: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.mining.mine", lambda *_: pytest.fail("worked already"))
    assert main(["glossary", "extract", str(memory), "-o", "draft.docx"]) == 2
    assert main(["glossary", "extract", str(memory), "-o", str(memory)]) == 2
    assert "would overwrite an input" in capfd.readouterr().err
    assert main(["glossary", "extract", str(memory), "-g", "own.tsv", "-o", "own.tsv"]) == 2
    assert "own.tsv: would overwrite an input" in capfd.readouterr().err


def test_extract_leaves_out_what_is_known(
    memory: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known.tsv"
    known.write_text("source\ttarget\n社區驛站\tneighborhood hub\n", encoding="utf-8")
    assert main(["glossary", "extract", str(memory), "-g", str(known)]) == 0
    assert "社区驿站" not in capfd.readouterr().out


def test_extract_from_a_bitext_with_english_first(
    memory: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    rows = (line.split("\t") for line in memory.read_text(encoding="utf-8").splitlines())
    sides = [
        (Sentence(i, 0, len(zh), zh), Sentence(i, 0, len(en), en))
        for i, (zh, en) in enumerate(rows)
    ]
    path = tmp_path / "english.tmx"
    write_bitext(Bitext("en", "zh", [Bead((en,), (zh,)) for zh, en in sides], "", ""), path)
    assert main(["glossary", "extract", str(path)]) == 0
    assert "社区驿站\t\tneighborhood hub" in capfd.readouterr().out
