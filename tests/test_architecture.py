"""The walls of the house: who may import whom, what a start costs, what every module has."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import aligner

PACKAGE = Path(aligner.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 350

# From the bottom up. Imports point to a lower row, or inside one's own folder.
LAYERS = (
    {"aligner", "messages"},  # "aligner" is the package itself: the version
    {"errors"},
    {"cachefolder", "document", "output", "processors", "untrusted"},
    {"bead", "findings", "workbook"},
    {"text"},
    {"readers", "formats", "lexicon", "models"},
    {"glossary"},  # borders by the words of the lexicon
    {"alignment", "encoders", "analysis", "mining"},
    {"evidence", "checks", "scoring", "correction"},
    {"repair", "corpus", "revision", "translation"},  # translation is checked as it is made
    {"report"},
    {"review"},  # shows rows with the report's wrapping
    {"pipeline"},  # from files to results
    {"cli"},
    {"__main__"},
)
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}

# None of them may be loaded by `aligner --help`: each costs tens to hundreds of milliseconds.
HEAVY = {
    "ahocorasick_rs", "ctranslate2", "lxml", "numba", "numpy", "opencc", "sacrebleu", "scipy",
    "sentencepiece", "Stemmer", "textual", "tokenizers", "torch", "transformers",
}  # fmt: skip


def part_of(module: str) -> str:
    """Return the part of the house a dotted module name belongs to.

    >>> part_of("aligner.text.quantities"), part_of("aligner.bead"), part_of("aligner")
    ('text', 'bead', 'aligner')
    """
    return module.split(".")[1] if "." in module else module


def imported_parts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the part of every import of the project, the lazy ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: relative import"
            # `from aligner import bead` names the module after the import.
            is_root = node.module == "aligner"
            names = [
                f"aligner.{alias.name}" if is_root and alias.name in LEVEL else str(node.module)
                for alias in node.names
            ]
        else:
            continue
        for name in names:
            if name.split(".")[0] == "aligner":
                yield node.lineno, part_of(name)


def module_ids(path: Path) -> str:
    """Name a module by its path inside the package."""
    return str(path.relative_to(PACKAGE))


every_module = pytest.mark.parametrize("path", MODULES, ids=module_ids)


@every_module
def test_imports_point_down(path: Path) -> None:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    home = "aligner" if first == "__init__" else first
    assert home in LEVEL, f"{home} has no layer yet: add it to LAYERS"
    for line, part in imported_parts(path):
        is_below = LEVEL.get(part, len(LAYERS)) < LEVEL[home]
        # Re-exports of core types are what the package's own __init__ is for.
        is_core = home == "aligner" and LEVEL.get(part, len(LAYERS)) <= LEVEL["bead"]
        assert part == home or is_below or is_core, f"{path}:{line}: {home} imports {part}"


@every_module
def test_files_are_short(path: Path) -> None:
    assert path.read_text(encoding="utf-8").count("\n") <= LONGEST_FILE


@every_module
def test_what_is_public_has_a_docstring(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{path}: no module docstring"
    for node in _public_definitions(tree):
        assert ast.get_docstring(node), f"{path}:{node.lineno}: {node.name} has no docstring"


def _public_definitions(
    node: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Yield public classes, functions and methods, not those inside functions."""
    for child in node.body:
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        if child.name.startswith("_"):
            continue
        yield child
        if isinstance(child, ast.ClassDef):
            yield from _public_definitions(child)


@pytest.mark.parametrize(
    "command", [["--help"], ["--version"], ["align", "--help"], ["translate", "--help"]]
)
def test_help_loads_nothing_heavy(command: list[str]) -> None:
    script = (
        "import sys\n"
        "from aligner.cli import main\n"
        f"assert main({command!r}) == 0\n"
        "print('loaded', *sorted({name.split('.')[0] for name in sys.modules}))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    loaded = run.stdout.splitlines()[-1].split()
    assert loaded[0] == "loaded"
    assert HEAVY.isdisjoint(loaded), sorted(HEAVY.intersection(loaded))


def test_the_import_test_sees_what_it_should(tmp_path: Path) -> None:
    module = tmp_path / "sample.py"
    module.write_text(
        "from aligner import __version__, bead\ndef later():\n    import aligner.cli.app\n",
        encoding="utf-8",
    )
    assert list(imported_parts(module)) == [(1, "aligner"), (1, "bead"), (3, "cli")]
