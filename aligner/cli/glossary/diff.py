"""``aligner glossary diff``: two versions of a glossary."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Literal

import typer

from aligner.cli.colour import wants_colour
from aligner.cli.glossary import options as given
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import InputError, UsageError
from aligner.glossary.loading import glossary_path
from aligner.glossary.model import Glossary

Old = Annotated[
    str, typer.Argument(metavar="OLD", help="The old version; with --base the new one.")
]
New = Annotated[str | None, typer.Argument(metavar="NEW", help="The new version.")]
Base = Annotated[
    str | None, typer.Option(metavar="GIT_REV", help="Compare with the file as it was there.")
]
Form = Annotated[
    Literal["text", "json", "markdown"], typer.Option("--format", help="How to write it.")
]


def diff(
    old: Old,
    new: New = None,
    base: Base = None,
    form: Form = "text",
    columns: given.Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show which terms were added, removed and changed, field by field."""
    from aligner.glossary.diff import diff_glossaries
    from aligner.glossary.files import read_glossary
    from aligner.report import glossary as report

    if (new is None) == (base is None):
        raise UsageError("one glossary", way_out="give OLD and NEW, or one file and --base")
    headers = given.headers(columns)
    after = read_glossary(glossary_path(new or old), columns=headers)
    if base is None:
        before = read_glossary(glossary_path(old), columns=headers)
    else:
        before = _at_revision(glossary_path(old), base)
    found = diff_glossaries(before, after)
    if form == "json":
        print(report.diff_json(found))
    elif form == "markdown":
        print("\n".join(report.diff_markdown(found)))
    else:
        for line in report.diff_text(found, wants_colour(sys.stdout)):
            print(line)
    note(report.diff_summary(found))


def _at_revision(path: Path, revision: str) -> Glossary:
    """Return a glossary as git has it at a revision; an empty one if it was not there yet."""
    from aligner.glossary.files import read_glossary

    folder, name = path.resolve().parent, path.name
    if revision.startswith("-"):
        raise UsageError(f"--base {revision}", way_out="give a commit, branch or tag")
    _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if not _git(folder, "ls-tree", "--name-only", revision, "--", name).strip():
        return Glossary(path.stem, ())
    content = _git(folder, "show", f"{revision}:./{name}")
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / name
        copy.write_bytes(content)
        return read_glossary(copy)


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        run = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)
    except FileNotFoundError:
        raise UsageError("--base needs git", way_out="install git, or give both files") from None
    if run.returncode:
        problem = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise InputError(
            problem[0] if problem else f"git knows no {arguments[-1].removesuffix('^{commit}')}",
            place=str(folder),
            way_out="check --base",
        )
    return run.stdout
