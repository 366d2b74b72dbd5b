"""Build the exceptions of ``aligner.text.inflection``: ``python -m evaluation.build_inflections``.

Every frequent English word of a file of sentence pairs is looked up in lemminflect's dictionary
(to be installed for this alone). Where the rules of ``regular_bases`` find another set of existing
words than the dictionary does, the word gets a line: itself and its dictionary forms.
"""

from __future__ import annotations

import argparse
import importlib
import lzma
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from aligner.text.inflection import regular_bases

OUTPUT = Path(__file__).parent.parent / "aligner" / "text" / "inflection" / "data"
HEADER = (
    "# English words whose dictionary forms no rule tells: the word, its dictionary forms.\n"
    "# From lemminflect, https://github.com/bjascob/LemmInflect, MIT License; words counted in\n"
    "# the sentence pairs of jiyu-example-sentence-source. Built by:\n"
    "# python -m evaluation.build_inflections\n"
)
_LEAST = 5  # times a word must occur
_WORD = re.compile("[a-z]{3,}")
_INFLECTED = ("NOUN", "VERB", "AUX")  # not adjectives: "higher" is not "high"


def dictionary_forms(word: str) -> set[str] | None:
    """Return the forms lemminflect knows a word to belong to; None for unknown words."""
    found = importlib.import_module("lemminflect").getAllLemmas(word)
    if not found:
        return None
    return {lemma for kind in _INFLECTED for lemma in found.get(kind, ()) if lemma.islower()}


def exceptions(words: Sequence[str]) -> dict[str, list[str]]:
    """Return the words that the rules get wrong, with their dictionary forms."""
    wrong = {}
    for word in words:
        known = dictionary_forms(word)
        if known is None:
            continue
        by_rule = {base for base in regular_bases(word) if dictionary_forms(base) is not None}
        if by_rule - known - {word} or known - by_rule - {word}:
            wrong[word] = sorted(known - {word})
    return wrong


def main() -> None:
    """Count words, compare, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, help="sentence pairs, .tsv.xz")
    counts: Counter[str] = Counter()
    with lzma.open(parser.parse_args().pairs, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.update(_WORD.findall(line.partition("\t")[2].lower()))
    words = sorted(word for word, count in counts.items() if count >= _LEAST)
    rows = [f"{word}\t{' '.join(forms)}\n" for word, forms in exceptions(words).items()]
    (OUTPUT / "exceptions.tsv").write_text(HEADER + "".join(rows), encoding="utf-8")
    print(f"{len(rows)} exceptions among {len(words)} words")


if __name__ == "__main__":
    main()
