"""Han strings of a Chinese text, found by how they read."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from aligner.text.names.pinyin import characters_by_syllable
from aligner.text.names.romanisation import Syllables

# What stands beside a lone surname or a lone given name: 老陈, 叶老师, 王家, 蓉大爷.
_BEFORE = "老小阿姓"
_AFTER = (
    "先生|女士|小姐|太太|夫人|同志|主席|总理|總理|总统|總統|书记|書記|部长|部長|主任|教授|博士"
    "|医生|醫生|大夫|老师|老師|师傅|師傅|院士|将军|將軍|元帅|元帥|司令|局长|局長|厂长|廠長"
    "|队长|隊長|经理|經理|老板|老闆|大人|老爷|老爺|大爷|大爺|二爷|二爺|大娘|大妈|大媽|大嫂|大哥"
    "|大姐|姐姐|妹妹|姑娘|奶奶|婆婆|公公|老公|老老|姥姥|叔叔|伯伯|家|府|氏|某|嫂|婆|妈|媽|儿|兒"
    "|总|總|老"
)


class HanIndex:
    """Finds Han strings of ``text`` by syllables, titles, or as they are.

    Only character pairs that can read as two neighbouring syllables of a wanted name are kept:
    one count of pairs over the text, then little work per name.
    """

    def __init__(self, text: str, wanted: Iterable[Syllables]) -> None:
        self._text = text
        self._counts: dict[str, int] = {}
        self._pairs: dict[Syllables, list[str]] = defaultdict(list)
        self._collect({pair for reading in wanted for pair in itertools.pairwise(reading)})

    def _collect(self, wanted: set[Syllables]) -> None:
        first = self._characters({pair[0] for pair in wanted})
        second = self._characters({pair[1] for pair in wanted})
        if not (first and second):
            return
        pairs = re.findall(f"(?=([{''.join(first)}][{''.join(second)}]))", self._text)
        for form, count in Counter(pairs).items():
            for pair in wanted.intersection(itertools.product(first[form[0]], second[form[1]])):
                self._pairs[pair].append(form)
                self._counts[form] = count

    def _characters(self, syllables: set[str]) -> dict[str, list[str]]:
        """Return the text's characters that may read as one of the syllables, and as which."""
        present = set(self._text)
        readings: dict[str, list[str]] = defaultdict(list)
        for syllable in sorted(syllables):
            for character in present.intersection(characters_by_syllable()[syllable]):
                readings[character].append(syllable)
        return readings

    def find(self, reading: Syllables) -> list[str]:
        """Return all Han strings that read so, of two syllables and more; most frequent first."""
        forms = self._pairs.get(reading[:2], [])
        for pair in itertools.pairwise(reading[1:]):
            tails = self._pairs.get(pair, ())
            forms = [form + tail[1] for form in forms for tail in tails if form[-1] == tail[0]]
            forms = [form for form in forms if self.count(form)]
        return sorted(forms, key=lambda form: (-self.count(form), form))

    def count(self, form: str) -> int:
        """Return how often a Han string occurs."""
        if form not in self._counts:
            self._counts[form] = self._text.count(form)
        return self._counts[form]

    def titled(self, characters: str) -> tuple[str, ...]:
        """Return how any of the characters occurs beside a title: 老陈, 陈先生; sorted."""
        one = f"[{characters}]"
        return tuple(sorted(set(re.findall(rf"[{_BEFORE}]{one}|{one}(?:{_AFTER})", self._text))))
