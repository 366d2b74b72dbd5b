"""Commands that need no model import nothing of torch, and work where it is not installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

MODELS = ("ctranslate2", "safetensors", "tokenizers", "torch", "transformers")

SCRIPT = f"""
import contextlib, io, sys
import aligner
from aligner.cli import main
from aligner.cli.app import COMMANDS
from importlib import import_module

if "blocked" in sys.argv:
    sys.modules.update(dict.fromkeys({MODELS!r}))

def run(*arguments, codes=(0,)):
    with contextlib.redirect_stdout(io.StringIO()) as out:
        code = main(arguments)
    assert code in codes, (arguments, code, out.getvalue())
    loaded = [name for name in {MODELS!r} if sys.modules.get(name)]
    assert not loaded, (arguments, loaded)

run("--help")
for name, (module, _) in COMMANDS.items():
    run(name, "--help")
    for part in import_module(module).app.registered_commands[1:]:
        run(name, part.name or part.callback.__name__, "--help")
run("align", "zh.txt", "en.txt", "-o", "pairs.tsv")
run("align", "zh.txt", "en.txt", "-o", "pairs.tmx", "--level", "clause")
run("check", "pairs.tsv", "-g", "policy", codes=(0, 1))
run("score", "pairs.tsv", "-g", "policy")
run("glossary", "lookup", "高质量发展")
run("models", "cache")
print("done")
"""


def run_script(folder: Path, *arguments: str) -> None:
    (folder / "zh.txt").write_text("要推动高质量发展。\n全市新增就业五千人。\n", "utf-8")
    (folder / "en.txt").write_text(
        "We should promote high-quality development.\nThe city created 5,000 jobs.\n", "utf-8"
    )
    root = str(Path(__file__).parents[1])
    home = dict.fromkeys(("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"), str(folder / "home"))
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env={**os.environ, **home, "PYTHONPATH": root, "PYTHONUTF8": "1"},
        check=False,
    )
    assert run.stdout.endswith("done\n"), run.stderr


def test_nothing_of_models_is_imported(tmp_path: Path) -> None:
    run_script(tmp_path)


def test_nothing_of_models_is_needed(tmp_path: Path) -> None:
    run_script(tmp_path, "blocked")
