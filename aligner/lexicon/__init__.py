"""The bilingual lexicon: word-translation probabilities, embedded or of one's own.

    lexicon = load_lexicon()
    links = lexicon.links(chinese_types, english_types)

Training stands in ``aligner.lexicon.training``, imported where it is used.
"""

from aligner.lexicon.lexicon import (
    EMBEDDED,
    Lexicon,
    WordLinks,
    embedded_lexicon,
    lexicon_from,
    load_lexicon,
)

__all__ = [
    "EMBEDDED",
    "Lexicon",
    "WordLinks",
    "embedded_lexicon",
    "lexicon_from",
    "load_lexicon",
]
