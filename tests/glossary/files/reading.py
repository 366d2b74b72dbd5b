"""Reading and writing in memory, for the tests of each format."""

from __future__ import annotations

import io

from aligner.formats.base import Columns
from aligner.glossary.files import load_format, write_glossary
from aligner.glossary.model import Glossary, Term


def read(data: bytes | str, name: str, columns: Columns = ()) -> tuple[Term, ...]:
    """Return the terms of a file."""
    content = data.encode() if isinstance(data, str) else data
    return load_format(name).read(content, "policy.file", columns).terms


def written(name: str, *terms: Term, columns: Columns = (), **about: str) -> bytes:
    """Return the file of a glossary."""
    stream = io.BytesIO()
    write_glossary(Glossary("policy", terms, **about), stream, name, columns)
    return stream.getvalue()
