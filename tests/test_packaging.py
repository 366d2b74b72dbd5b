"""The wheel works outside the checkout: everything it needs is inside."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import aligner

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "evaluation" / "gold"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, without the network: hatchling is one of the dev extras."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"]
    options = ["--no-build-isolation", "--no-index", "--disable-pip-version-check"]
    subprocess.run([*command, *options, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack the wheel into a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_installed(
    installed: Path, folder: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run ``python -m aligner`` from the unpacked wheel, in another folder."""
    # PYTHONPATH goes before the editable installation's own entry.
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    return subprocess.run(
        [sys.executable, "-m", "aligner", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_the_wheel_holds_data_and_licences(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    licences = f"aligner-{aligner.__version__}.dist-info/licenses"
    data = ("aligner/lexicon/data/LICENSE", "aligner/text/names/data/LICENSE")
    for name in ("LICENSE", "NOTICE", *data):
        assert f"{licences}/{name}" in names
    packed = {name for name in names if name.startswith("aligner/")}
    written = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "aligner").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    glossaries = {f"aligner/glossaries/{path.name}" for path in (ROOT / "glossaries").iterdir()}
    assert packed == written | glossaries
    assert not [name for name in names if name.startswith(("tests/", "evaluation/"))]


def test_the_version_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    run = run_installed(installed, tmp_path, "--version")
    assert run.returncode == 0, run.stderr
    assert aligner.__version__ in run.stdout


def test_the_wheel_aligns_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    for name in ("speech.zh.txt", "speech.en.txt"):
        shutil.copy(GOLD / name, tmp_path)
    run = run_installed(
        installed, tmp_path, "align", "speech.zh.txt", "speech.en.txt", "-o", "speech.tmx"
    )
    assert run.returncode == 0, run.stderr
    assert "槟城" in (tmp_path / "speech.tmx").read_text(encoding="utf-8")


def test_the_unpacked_package_is_the_one_that_runs(installed: Path, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "copy", ignore_errors=True)
    copy = shutil.copytree(installed, tmp_path / "copy")
    version_file = copy / "aligner" / "__init__.py"
    text = version_file.read_text(encoding="utf-8")
    version_file.write_text(text.replace(aligner.__version__, "9.8.7"), encoding="utf-8")
    assert "9.8.7" in run_installed(copy, tmp_path, "--version").stdout
