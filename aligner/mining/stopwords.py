"""Words that stand at no edge of a term; inside (balance of payments, 贸易和投资) they may.

Function words, and verbs and adverbs of reports on any subject. One a line, in ``stopwords.zh.txt``
in simplified characters and in ``stopwords.en.txt`` in lower case.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aligner.document import Language

# Titles write them small, and a translation has no word for them.
FUNCTION_WORDS = frozenset(
    ("of", "and", "the", "for", "in", "on", "to", "by", "with", "a", "an", "at", "from", "as", "or")
)


@cache
def stopwords(language: Language) -> frozenset[str]:
    """Return the stop words of a language."""
    path = Path(__file__).with_name(f"stopwords.{language}.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
