"""A corpus whose words have one right translation each, and a count of those found."""

from __future__ import annotations

import itertools

from aligner.lexicon import Lexicon
from aligner.lexicon.dictionary import DictionaryWord
from aligner.lexicon.inspection import renderings
from aligner.lexicon.vocabulary import SentencePair
from aligner.text.tokens import stem

SUBJECTS = {"政府": "government", "学校": "school", "医院": "hospital", "农民": "farmer"}
VERBS = {"支持": "supports", "需要": "needs", "讨论": "discusses", "等待": "awaits"}
OBJECTS = {"改革": "reform", "市场": "market", "道路": "roads", "清水": "water"}
STEMS = {word: stem(english) for word, english in (SUBJECTS | VERBS | OBJECTS).items()}
# Words only: their renderings are to be found in the pairs.
WORDS = tuple(DictionaryWord(word, ()) for word in STEMS)


def sentence_pairs() -> list[SentencePair]:
    """Return every subject with every verb and object, the English ones now and then turned."""
    pairs = []
    for number, (subject, verb, thing) in enumerate(itertools.product(SUBJECTS, VERBS, OBJECTS)):
        english = [f"the {SUBJECTS[subject]}", f"always {VERBS[verb]}", f"more {OBJECTS[thing]}"]
        if number % 5 == 0:
            english.reverse()
        pairs.append(SentencePair(f"{subject}{verb}{thing}。", " ".join(english) + "."))
    return pairs


def right(lexicon: Lexicon) -> int:
    """Count the words whose most probable rendering is the right one, both ways."""
    forward = sum(renderings(lexicon, word)[0].rendering == STEMS[word] for word in STEMS)
    backward = sum(renderings(lexicon, stem)[0].rendering == word for word, stem in STEMS.items())
    return forward + backward
