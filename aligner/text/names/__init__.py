"""Chinese names romanised in English, and foreign names transliterated in Chinese.

``find_romanised`` says where an English text may have such names and how they read;
``name_occurrences`` finds the names of an English document in the Chinese one;
``transliterations`` finds foreign names there by their consonants.
"""

from aligner.text.names.english import RomanisedName, find_romanised
from aligner.text.names.occurrences import NameOccurrences, name_occurrences
from aligner.text.names.transliterations import transliterations

__all__ = [
    "NameOccurrences",
    "RomanisedName",
    "find_romanised",
    "name_occurrences",
    "transliterations",
]
