"""Glossaries by name or file, one or several put together."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib import resources
from pathlib import Path

import aligner
from aligner.errors import InputError
from aligner.glossary.files import Columns, read_glossary
from aligner.glossary.folding import fold
from aligner.glossary.model import Glossary, Term

_logger = logging.getLogger(__name__)
# In the wheel, and in a checkout.
_SHIPPED = (
    Path(str(resources.files("aligner"))) / "glossaries",
    Path(aligner.__file__).parents[1] / "glossaries",
)


def shipped() -> dict[str, Path]:
    """Return the glossaries that come with the package, by name."""
    folder = next((folder for folder in _SHIPPED if folder.is_dir()), None)
    files = sorted(folder.glob("*.tsv")) if folder else ()
    return {path.stem: path for path in files if not path.stem.endswith(".pairs")}


def glossary_path(name: str) -> Path:
    """Return the file of a glossary: a path, or the name of a shipped one.

    Raises:
        InputError: there is neither.
    """
    path = Path(name)
    if path.exists() or path.suffix:
        return path
    known = shipped()
    if name in known:
        return known[name]
    raise InputError(
        "no such glossary", place=name, way_out=f"give a file, or one of {', '.join(known)}"
    )


def load_glossaries(names: Sequence[str], columns: Columns = ()) -> Glossary:
    """Return one or several glossaries as one; of terms of the same source the first counts.

    Args:
        names: files, or names of shipped glossaries, in the order that decides.
        columns: headers of the tables among them.

    Raises:
        InputError: a file cannot be read, or there is no glossary of the name.
        FormatError: a malformed record, with its line.
    """
    glossaries = [read_glossary(glossary_path(name), columns=columns) for name in names]
    if len(glossaries) == 1:
        return glossaries[0]
    terms: list[Term] = []
    decided: set[str] = set()
    dropped: list[Term] = []
    for glossary in glossaries:
        forms = {term: {fold(source).text for source in term.sources} for term in glossary}
        for term in glossary:
            (dropped if forms[term] & decided else terms).append(term)
        decided.update(*forms.values())
    if dropped:
        some = ", ".join(term.source for term in dropped[:3]) + (" …" if len(dropped) > 3 else "")
        _logger.warning("%d terms left out, an earlier glossary has them: %s", len(dropped), some)
    return Glossary("+".join(glossary.name for glossary in glossaries), tuple(terms))
