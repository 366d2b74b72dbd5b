"""Build the word lists of ``aligner.text.names``: ``python -m evaluation.build_names PAIRS``.

PAIRS is a file of sentence pairs, Chinese, tab, English, plain or packed with xz. Only counts are
taken from it. Written are

* ``known_names.tsv``: romanised words with the Han strings that they were seen to stand for,
* ``not_names.txt``: words that look romanised and are not (Change, Women, China; He, Long),
* ``surnames.txt``: surnames in CC-CEDICT, for the characters that may begin a person's name.
"""

from __future__ import annotations

import argparse
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import opencc

from aligner.text.names.pinyin import characters_by_syllable
from aligner.text.names.romanisation import fold, syllabify
from evaluation.build_pinyin import OUTPUT, entries

FOLDER = OUTPUT.parent
KNOWN_HEADER = (
    "# Romanised words and what they stand for, counted in sentence pairs\n"
    "# (jiyu-example-sentence-source, Apache-2.0).\n"
    "# Built by: python -m evaluation.build_names PAIRS\n"
)
NOT_HEADER = (
    "# Words that can be cut into pinyin but are none, counted in the same sentence pairs.\n"
)
SURNAME_HEADER = "# Surnames in CC-CEDICT, https://cc-cedict.org/, CC BY-SA 4.0.\n"

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LEAST_SEEN = 5  # a Han form must have been met so often, and in a tenth of the word's sentences
_LEAST_SHARE = 0.1
_SMALL_SHARE = 0.2  # a name is not printed small more often
_ENGLISH_FROM = 20  # a word met so often in lower case is English
_ENGLISH_FROM_SHORT = 100  # one syllable: “li” and “wang” are printed small in word lists
_FOREIGN_FROM = 4  # a capitalised word met so often and hardly ever beside its sounds is no name
_FOREIGN_SHARE = 0.3


class Counts:
    """What was seen of each word: in lower case, capitalised, and beside which Han strings."""

    def __init__(self) -> None:
        self.small: Counter[str] = Counter()
        self.capitalised: Counter[str] = Counter()
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._patterns: dict[str, re.Pattern[str] | None] = {}

    def add(self, chinese: str, english: str) -> None:
        """Count the words of one sentence pair."""
        for word in (_POSSESSIVE.sub("", word) for word in _WORD.findall(english)):
            if word.islower():
                self.small[word] += 1
            elif word[:1].isupper() and word[1:].islower():
                self.capitalised[word] += 1
                pattern = self._pattern(word)
                found = pattern.search(chinese) if pattern else None
                if found:
                    self.forms[word][found[0]] += 1

    def _pattern(self, word: str) -> re.Pattern[str] | None:
        if word not in self._patterns:
            table = characters_by_syllable()
            readings = [reading for reading in syllabify(word) if len(reading) > 1]
            ways = ["".join(f"[{table[s]}]" for s in reading) for reading in readings]
            self._patterns[word] = re.compile("|".join(ways)) if ways else None
        return self._patterns[word]

    def known(self) -> dict[str, list[str]]:
        """Return the words that stand for a Han string often enough, with those strings."""
        return {
            fold(word): forms
            for word in sorted(self.forms)
            if self.small[word.lower()] < self.capitalised[word] * _SMALL_SHARE + 1
            and (forms := [f for f, n in self.forms[word].most_common() if self._often(word, n)])
        }

    def _often(self, word: str, count: int) -> bool:
        return count >= max(_LEAST_SEEN, _LEAST_SHARE * self.capitalised[word])

    def not_names(self) -> list[str]:
        """Return the words that can be cut into syllables but are English or foreign."""
        words = {word.lower() for word in self.capitalised} | set(self.small)
        words = {word for word in words if word.isalpha()} - set(self.known())
        return sorted(word for word in words if self._is_no_name(word))

    def _is_no_name(self, word: str) -> bool:
        lengths = {len(r) for system in ("pinyin", "wade-giles") for r in syllabify(word, system)}
        if not lengths:
            return False
        if 1 in lengths:
            return self.small[word] >= _ENGLISH_FROM_SHORT
        capital = word.capitalize()
        matched = self.forms[capital].total() if capital in self.forms else 0
        foreign = (
            matched < _FOREIGN_SHARE * self.capitalised[capital] >= _FOREIGN_SHARE * _FOREIGN_FROM
        )
        return self.small[word] >= _ENGLISH_FROM or foreign


def _pairs(path: Path) -> Iterator[list[str]]:
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) >= 2:
                yield fields


def _write(name: str, header: str, lines: list[str]) -> None:
    path = FOLDER / name
    path.write_text(header + "".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
    print(f"{path}: {len(lines)} lines, {path.stat().st_size} bytes")


def _surnames() -> list[str]:
    found: set[str] = set()
    for traditional, simplified, syllables, definitions in entries():
        chinese = "surname " in definitions and "Japanese surname" not in definitions
        if chinese and len(simplified) == len(syllables) <= 2:
            found |= {traditional, simplified}
    return [
        "".join(sorted(s for s in found if len(s) == 1)),
        *sorted(s for s in found if len(s) == 2),
    ]


def main() -> None:
    """Read the pairs, write the three lists."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    counts = Counts()
    for fields in _pairs(parser.parse_args().pairs):
        counts.add(fields[0], fields[1])
    known = counts.known()
    traditional = opencc.OpenCC("s2t").convert
    both = {w: dict.fromkeys([*known[w], *map(traditional, known[w])]) for w in known}
    _write("known_names.tsv", KNOWN_HEADER, [f"{w}\t{' '.join(both[w])}" for w in both])
    _write("not_names.txt", NOT_HEADER, counts.not_names())
    _write("surnames.txt", SURNAME_HEADER, _surnames())


if __name__ == "__main__":
    main()
