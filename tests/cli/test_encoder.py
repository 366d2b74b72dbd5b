"""``aligner align --encoder``, with the real aligner and a tiny encoder that has learnt nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from aligner.cli import main
from aligner.models.loading import load_encoder
from aligner.pipeline.encoding import EncoderOptions, opened
from tests.cli.conftest import EN, ENVIRONMENT, ZH
from tests.models.tiny import tiny_encoder

PAIR = ("zh.txt", "en.txt")


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a tiny encoder."""
    return tiny_encoder(tmp_path_factory.mktemp("encoder") / "tiny")


@pytest.fixture
def model(trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work where zh.txt and en.txt are, with a model folder and an empty cache."""
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / ".home"))
    monkeypatch.chdir(tmp_path)
    opened.cache_clear()
    shutil.copytree(trained, tmp_path / "model")
    return Path("model")


def run(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(["align", *arguments])
    out, err = capfd.readouterr()
    return code, out, err


@pytest.mark.parametrize("more", [[], ["--encoder-only"]])
def test_the_same_twice_and_the_second_time_nothing_is_encoded(
    capfd: pytest.CaptureFixture[str], model: Path, more: list[str]
) -> None:
    first = run(capfd, *PAIR, "--encoder", "model", *more)
    assert first[0] == 0
    assert len(first[1].splitlines()) >= 3
    options = EncoderOptions("model", alone=bool(more))
    assert opened(options).encoded >= 8
    opened.cache_clear()  # as in another process
    assert run(capfd, *PAIR, "--encoder", "model", *more) == first
    assert opened(options).encoded == 0


def test_the_encoder_counts(capfd: pytest.CaptureFixture[str], model: Path) -> None:
    without, beside, alone = (
        run(capfd, *PAIR, *more)[1]
        for more in ([], ["--encoder", "model"], ["--encoder", "model", "--encoder-only"])
    )
    assert len({without, beside, alone}) == 3  # in their probabilities at least
    again = run(capfd, *PAIR, "--encoder", "model", "--pooling", "cls", "--prefix", "x ")[1]
    assert again != beside


@pytest.mark.parametrize(
    "more", [["--presegmented"], ["--level", "clause"], ["--keep", "confirmed.tsv"]]
)
def test_other_ways_to_align_take_an_encoder(
    capfd: pytest.CaptureFixture[str], model: Path, more: list[str]
) -> None:
    Path("confirmed.tsv").write_text(f"{ZH.splitlines()[0]}\t{EN.splitlines()[0]}\n", "utf-8")
    code, out, err = run(capfd, *PAIR, "--encoder", "model", *more)
    assert (code, "error" in err) == (0, False)
    assert ZH.splitlines()[0] in out
    assert opened(EncoderOptions("model")).encoded


def test_one_file_with_both_languages(capfd: pytest.CaptureFixture[str], model: Path) -> None:
    rows = zip(ZH.splitlines(), EN.splitlines(), strict=True)
    Path("both.txt").write_text("\n\n".join(f"{zh}\n\n{en}" for zh, en in rows), "utf-8")
    assert run(capfd, "both.txt", "--encoder", "model")[0] == 0
    assert opened(EncoderOptions("model")).encoded


def test_many_pairs_are_done_again_when_the_model_has_changed(
    capfd: pytest.CaptureFixture[str], model: Path
) -> None:
    Path("out").mkdir()
    Path("pairs.tsv").write_text("zh.txt\ten.txt\nzh.txt\ten.txt\tout/b.tsv\n", "utf-8")
    command = ("--pairs", "pairs.tsv", "-o", "out", "--encoder", "model")
    assert run(capfd, *command)[2].endswith("2 pairs: 2 aligned, 0 done before\n")
    opened.cache_clear()
    assert run(capfd, *command)[2].endswith("2 pairs: 0 aligned, 2 done before\n")
    config = json.loads((model / "config.json").read_text("utf-8"))
    (model / "config.json").write_text(json.dumps(config | {"layer_norm_eps": 0.5}), "utf-8")
    opened.cache_clear()
    assert run(capfd, *command)[2].endswith("2 pairs: 2 aligned, 0 done before\n")
    assert run(capfd, *command[:-2])[2].endswith("2 pairs: 2 aligned, 0 done before\n")


def test_the_model_is_loaded_once_for_many_pairs(
    capfd: pytest.CaptureFixture[str], model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = []

    def counted(*arguments: Any) -> object:  # noqa: ANN401 - handed through
        loaded.append(arguments)
        return load_encoder(*arguments)

    monkeypatch.setattr("aligner.encoders.vectors.load_encoder", counted)
    Path("out").mkdir()
    Path("other.txt").write_text(EN.replace("120", "80"), "utf-8")
    Path("pairs.tsv").write_text("zh.txt\ten.txt\ta.tsv\nzh.txt\tother.txt\tb.tsv\n", "utf-8")
    assert run(capfd, "--pairs", "pairs.tsv", "--encoder", "model")[0] == 0
    assert len(loaded) == 1


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["--encoder-only"], "--encoder-only needs an encoder; add --encoder FOLDER"),
        (["--prefix", ""], "--prefix needs an encoder; "),
        (["--pooling", "cls"], "--pooling needs an encoder; "),
        (["--device", "cpu"], "--device needs an encoder; "),
        (["--encoder", "none/here.txt"], "none/here.txt: "),
        (["--encoder", "./none"], "./none: no such model folder; "),
        (["--encoder", "zh.txt"], "zh.txt: no such model folder; "),
        (["--encoder", "."], ".: no config.json in this folder; "),
        (["--encoder", "model", "--pooling", "sum"], "Invalid value for '--pooling'"),
        (
            ["--encoder", "model", "--encoder-only", "--lexicon", "zh.txt"],
            "--lexicon with --encoder-only, which takes none; leave one of them out",
        ),
    ],
)
def test_bad_usage_is_one_line(
    capfd: pytest.CaptureFixture[str],
    model: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    problem: str,
) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    code, out, err = run(capfd, *PAIR, *arguments)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"error: {problem}")


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("model.safetensors", "model: no weights in this model folder"),
        ("config.json", "model: no config.json in this folder"),
    ],
)
def test_a_folder_that_lacks_something(
    capfd: pytest.CaptureFixture[str], model: Path, file: str, problem: str
) -> None:
    (model / file).unlink()
    code, _, err = run(capfd, *PAIR, "--encoder", "model")
    assert (code, err.count("\n")) == (2, 1)
    assert err.startswith(f"error: {problem}")


def test_without_torch_one_line(
    capfd: pytest.CaptureFixture[str], model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    code, _, err = run(capfd, *PAIR, "--encoder", "model")
    assert (code, err) == (2, "error: models need torch; pip install 'aligner[neural]'\n")


def test_without_an_encoder_nothing_of_it_is_loaded(model: Path) -> None:
    script = (
        "import sys\nfrom aligner.cli import main\n"
        f"assert main(['align', *{PAIR!r}]) == 0\n"
        "assert not {'torch', 'transformers'} & {*sys.modules}\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, env=ENVIRONMENT, capture_output=True)


def test_progress_is_told_as_encoding(monkeypatch: pytest.MonkeyPatch, model: Path) -> None:
    told = []
    monkeypatch.setattr("aligner.cli.align.progress_line", lambda what: told.append(what))
    main(["align", *PAIR, "--encoder", "model"])
    assert told == ["encoding", "aligning"]
