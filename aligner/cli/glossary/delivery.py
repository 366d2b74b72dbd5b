"""Where glossaries are written: checked before the work, delivered after it."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from aligner.glossary.files import format_for, load_format, write_glossary
from aligner.glossary.model import Glossary
from aligner.output import check_destination, refuse_overwriting


def check_output(output: Path | None, name: str | None, *inputs: Path) -> str:
    """Return the format to write, by default that of the suffix or TSV; fail early.

    Args:
        output: the file to write; None: standard output.
        name: the format, if the user named one.
        inputs: the files that are read.

    Raises:
        UsageError: unknown format or suffix, or an input would be overwritten.
        OutputError: no such folder, no permission, a directory.
    """
    name = name or (format_for(output) if output else "tsv")
    load_format(name)
    if output is not None:
        check_destination(output)
        refuse_overwriting([output], inputs)
    return name


def deliver(
    glossary: Glossary, output: Path | None, name: str, keep_order: bool = False
) -> Counter[str]:
    """Write a glossary to a file or to standard output; return what its format could not hold."""
    if output is not None:
        return write_glossary(glossary, output, name, keep_order=keep_order)
    sys.stdout.flush()
    lost = write_glossary(glossary, sys.stdout.buffer, name, keep_order=keep_order)
    sys.stdout.buffer.flush()
    return lost
