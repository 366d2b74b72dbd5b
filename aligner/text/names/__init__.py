"""Chinese names and their romanised forms in English.

``find_romanised`` says where an English text may have such names and how they read;
``name_occurrences`` finds the names of an English document in the Chinese one.
"""

from aligner.text.names.english import RomanisedName, find_romanised
from aligner.text.names.occurrences import NameOccurrences, name_occurrences

__all__ = ["NameOccurrences", "RomanisedName", "find_romanised", "name_occurrences"]
