"""Two folders, one a language: which document in one is the translation of which in the other.

Documents belong together whose paths inside the folders are equal once the suffix and the words
that only name a language are left out: ``2024/report.zh.docx`` and ``2024/report_EN.docx``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.pipeline.manifest import Pair
from aligner.readers import READERS

_LANGUAGE = re.compile(
    r"""
    (?: ^ | [\s._\-(（\[] )
    (?: zh (?:[-_](?:cn|tw|hk|hans|hant))? | cn | chs | cht | chi | chinese | 中文版? | 中 | 原文
      | en (?:[-_](?:us|gb))? | eng | english | 英文版? | 英 | 译文 )
    (?= $ | [\s._\-)）\]] )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EDGES = " ._-()（）[]"


@dataclass(frozen=True, slots=True)
class Matched:
    """The pairs found in two folders, and the documents without a partner."""

    pairs: tuple[Pair, ...]
    alone: tuple[Path, ...]


def match_folders(source: Path, target: Path, output: Path, suffix: str) -> Matched:
    """Pair the documents of two folders, with the folders inside them, by name.

    Raises:
        InputError: no pairs at all, or two documents of a folder have the same name.
    """
    sources, targets = _documents(source), _documents(target)
    both = [key for key in sources if key in targets]
    if not both:
        raise InputError(
            "no documents of the same name",
            place=f"{source}, {target}",
            way_out="name them alike, or write a manifest: --pairs",
        )
    pairs = [
        Pair(
            sources[key],
            targets[key],
            output / sources[key].relative_to(source).with_suffix(suffix),
            str(sources[key]),
        )
        for key in both
    ]
    lone = [*_without(sources, targets), *_without(targets, sources)]
    return Matched(tuple(pairs), tuple(lone))


def _documents(folder: Path) -> dict[str, Path]:
    """Return the documents in a folder by what their names have in common with others."""
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        hidden = any(part.startswith((".", "~$")) for part in inside.parts)
        if hidden or path.suffix.lower() not in READERS or not path.is_file():
            continue
        name = key_of(inside)
        if name in found:
            raise InputError(
                f"{found[name].name} and {path.name} have the same name",
                place=str(folder),
                way_out="leave one of them, or write a manifest: --pairs",
            )
        found[name] = path
    return found


def key_of(path: Path) -> str:
    """Return what a document's path has in common with that of its translation.

    >>> key_of(Path("2024/Report.zh-CN.docx")) == key_of(Path("2024/report_EN.pdf"))
    True
    """
    name = _LANGUAGE.sub("", path.stem).strip(_EDGES) or path.stem
    return "/".join([*path.parent.parts, name]).casefold()


def _without(documents: dict[str, Path], others: Iterable[str]) -> Sequence[Path]:
    known = set(others)
    return [path for key, path in documents.items() if key not in known]
