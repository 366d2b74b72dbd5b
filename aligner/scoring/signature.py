"""What scores depend on, in one line, as sacreBLEU has it.

``aligner:0.1.0|glossary:policy@1f0c…|lexicon:9be2…|date:2021-03-05|bs:1000|seed:12345|units:beads:20``
"""

from __future__ import annotations

import hashlib

import aligner
from aligner.glossary.cells import FIELDS
from aligner.glossary.model import Glossary

_DIGITS = 8


def glossary_digest(glossary: Glossary) -> str:
    """Return eight hexadecimal digits that change with any term."""
    state = hashlib.sha256()
    for term in glossary:
        for field in FIELDS:
            state.update(field.write(getattr(term, field.name)).encode() + b"\0")
    return state.hexdigest()[:_DIGITS]


def signature(**parts: str) -> str:
    """Return the parts behind the version; empty ones are left out.

    >>> signature(glossary="policy@1f0c", date="").partition("|")[2]
    'glossary:policy@1f0c'
    """
    known = {"aligner": aligner.__version__, **parts}
    return "|".join(f"{name}:{value}" for name, value in known.items() if value)
