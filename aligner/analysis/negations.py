"""Chinese negations that have none beside them in English, and what is seen around them.

The lexicon finds in English what a Chinese negation denies: a *not* may stand in front of it, a
word like *unable*, or neither. What is seen has names, which ``aligner.analysis.lost_negation``
weighs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.glossary.rendering import Span
from aligner.lexicon import Lexicon, embedded_lexicon
from aligner.text.script import to_simplified

_SHOWN = 4  # characters behind a negation to mark
_BEHIND, _BEFORE = 4, 2  # Chinese words that a negation may deny
_PROBABLE = 0.04  # a rendering's share of all renderings of the word, in either direction
_NEGATION = re.compile("[不没沒未无無非勿莫]")
# What has such a character and is translated without a negation.
_HARMLESS = re.compile(
    r"""
    (.)不\1 | 不[得能可]不 | 非[^，。；]{0,6}不可 | 不[能会要]?[仅光单只] | 不[能得](?:已|了)
    | 缺一不可 | 不可偏废 | 不回避 | 不断 | 不放松 | 坚持不 | 永不 | 不忘 | 无论 | 不论 | 不管
    | 不[得能可会应]?(?:[低少高大多晚迟]于|超过)
    | [决绝从永毫]?不[会能可]?(?:辜负|[辱负断懈松停歇止忘失移渝倦])
    | 不[同少良法久过] | 不动产 | 不平衡 | 不充分 | 非[常法洲] | 非公有 | 未[来偿] | 未成年
    | 尚?未提取 | 莫斯科 | 无人机 | 无线
    """,
    re.VERBOSE,
)
_HIDDEN = "▁"  # stands for each character of a harmless word
_BORDER = re.compile("[，。；、！？：“”（）《》,;:!?▁]")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_CONTRACTIONS = (
    *(("’", "'"), ("can't", "can not"), ("won't", "will not"), ("n't", " not")),
    ("cannot", "can not"),
)
_NEGATORS = frozenset(
    {"not", "no", "never", "nor", "neither", "none", "nothing", "nobody", "nowhere", "without"}
)
_PHRASES = re.compile(  # deny as well
    r"\b(?:zero tolerance|other than|rather than|instead of|gone are|too \w+ to|free (?:of|from)"
    r"|only (?:through|by|when|if|with|after))\b"
)
_ALIKE = re.compile(
    r"""
    un(?!i|der|til|ited|less)\w{3,} | in(?:su|ad|ab|com|cap|vis|vio|sep|ali|dis|dep|eff|equ|tol)\w*
    | im(?:poss|prop|perm|mor|mob)\w* | irr[ea]\w* | il(?:leg|lic)\w* | non\w* | dis\w{4,}
    | \w+less(?:ly|ness)? | avoid\w* | prevent\w* | prohibit\w* | bann?(?:ed|ing|s)? | forb\w*
    | refus\w* | reject\w* | fail\w* | lack\w* | absen\w* | stop\w* | ceas\w* | free | few | little
    | hardly | rarely | refrain\w* | exempt\w* | except\w* | exclud\w* | zero | only | less | beyond
    | sub-?standard | un-\w+ | regardless | irrespective | den(?:y|ied|ies) | yet | remain\w*
    | rather | instead | unless | until
    """,
    re.VERBOSE,
)
# fmt: off
_FUNCTION = frozenset({
    "a", "an", "the", "of", "and", "or", "for", "on", "in", "to", "by", "with", "at", "from", "as",
    "is", "are", "was", "were", "be", "been", "its", "it", "their", "his", "her", "this", "that",
    "these", "those", "we", "they", "he", "she", "has", "have", "had", "will", "shall", "should",
    "may", "can", "not", "no", "do", "does", "did", "i", "you", "but",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Passage:
    """A Chinese text that has more negations than its translation."""

    chinese: str  # simplified, harmless words hidden
    places: tuple[int, ...]  # offsets of its negations
    words: tuple[str, ...]  # of the English, in lower case


@dataclass(frozen=True, slots=True)
class _Denied:
    """What a Chinese negation denies, found again in English."""

    place: int  # offset of the negation
    words: tuple[int, ...]  # indices of the English words
    rank: int  # which Chinese word they render: 0 … 3 behind the negation, 5 before it, 9 none


def passage_of(chinese: str, english: str) -> Passage | None:
    """Return what there is to look at; None where the English has as many negations.

    The Chinese text may be in either script; about 4 µs.

    >>> passage_of("不断改革，不得干涉。", "Reform. Interference is allowed.").places
    (5,)
    >>> passage_of("不得干涉。", "Do not interfere.")
    """
    most = len(_NEGATION.findall(chinese))
    if not most:
        return None
    english = english.lower()
    for contracted, full in _CONTRACTIONS:
        english = english.replace(contracted, full)
    words = tuple(_WORD.findall(english))
    denying = sum(map(_NEGATORS.__contains__, words))
    if denying >= most:
        return None
    simplified = to_simplified(chinese)
    if len(simplified) == len(chinese):  # as ever, nearly: offsets stay what they are
        chinese = simplified
    hidden = _HARMLESS.sub(lambda match: _HIDDEN * len(match[0]), chinese)
    places = tuple(match.start() for match in _NEGATION.finditer(hidden))
    if denying + len(_PHRASES.findall(english)) >= len(places):
        return None
    return Passage(hidden, places, words)


@dataclass(frozen=True, slots=True)
class Features:
    """The names of what is seen in a passage."""

    of_negations: tuple[tuple[int, tuple[str, ...]], ...]  # by place; not those found in English
    shared: tuple[str, ...]

    @property
    def names(self) -> Iterator[str]:
        """All of them."""
        for _, names in self.of_negations:
            yield from names
        yield from self.shared


def features(passages: Sequence[Passage]) -> list[Features]:
    """Return the features of passages."""
    if not passages:
        return []
    pairs = zip(passages, _denied(passages), strict=True)
    return [_features(passage, denied) for passage, denied in pairs]


def _features(passage: Passage, denied: Sequence[_Denied]) -> Features:
    words = passage.words
    sure = [i for i, word in enumerate(words) if word in _NEGATORS]
    alike = [i for i, word in enumerate(words) if _ALIKE.fullmatch(word)]
    used: set[int] = set()
    by_alike: list[_Denied] = []
    bare: list[_Denied] = []
    for one in denied:
        if (index := _near(one.words, sure, used, range(-2, 8))) is not None:
            used.add(index)
        elif (index := _near(one.words, alike, used, range(-3, 6))) is not None:
            used.add(index)
            by_alike.append(one)
        else:
            bare.append(one)
    left = sum(index not in used for index in sure)
    left_alike = sum(index not in used for index in alike)
    found = len(denied) - len(by_alike) - len(bare)
    shared = [
        f"q{min(len(bare), 4)}",
        f"l{min(left, 4)}",
        f"v{min(left_alike, 4)}",
        f"d{max(-3, min(3, len(bare) - left))}",
        f"e{max(-4, min(3, len(bare) - left - left_alike))}",
        f"n{min(len(denied), 5)}",
        f"A{min(found, 3)}",
    ]
    if bare and not left:
        shared += [f"u{word}" for word in sorted(set(words))]
    of_negations = [
        (one.place, tuple(f"w{name}" for name in around(passage.chinese, one.place)))
        for one in by_alike
    ]
    tail = f"{int(left > 0)}{int(left_alike > 0)}"
    of_negations += [(one.place, tuple(_of_bare(passage, one, tail))) for one in bare]
    return Features(tuple(of_negations), tuple(shared))


def _of_bare(passage: Passage, one: _Denied, tail: str) -> Iterator[str]:
    """Yield the features of a negation with none in English before what it denies."""
    words = passage.words
    for name in around(passage.chinese, one.place):
        yield f"c{name}"
    yield f"L{one.rank}{tail}"
    for index in one.words[:2]:
        yield from (f"x{word}" for word in words[max(0, index - 4) : index + 3])
        yield f"y{words[index]}"
        if index:
            yield f"b{words[index - 1]} {words[index]}"


def _near(
    denied: Collection[int], candidates: Sequence[int], used: set[int], reach: range
) -> int | None:
    """Return the candidate next to one of the words denied, that is not used yet."""
    free = [
        (abs(index - candidate), candidate)
        for candidate in candidates
        if candidate not in used
        for index in denied
        if index - candidate in reach
    ]
    return min(free)[1] if free else None


def around(text: str, place: int) -> Iterator[str]:
    """Yield a negation with up to three characters of its clause.

    >>> sorted(around("严禁，不得干涉", 3))
    ['^不', '_不得', '_不得干', '_不得干涉', '不']
    """
    before = _BORDER.split(text[max(0, place - 2) : place])[-1]
    behind = _BORDER.split(text[place + 1 : place + 4])[0]
    own = text[place]
    yield own
    for i in range(len(before) + 1):
        for j in range(len(behind) + 1):
            if 0 < i + j <= 3:
                yield f"{before[len(before) - i :]}_{own}{behind[:j]}"
    if not behind:
        yield f"{own}$"
    if not before:
        yield f"^{own}"


def _denied(passages: Sequence[Passage]) -> Iterator[list[_Denied]]:
    """Yield, for each passage, what its negations deny."""
    lexicon = embedded_lexicon()
    clauses: list[str] = []
    for one in passages:
        for place in one.places:
            clauses.append(_BORDER.split(one.chinese[place + 1 : place + 9])[0])
            clauses.append(_BORDER.split(one.chinese[max(0, place - 4) : place])[-1])
    chinese = lexicon.chinese_tokens(clauses)
    parts = [part.tolist() for part in np.split(chinese.types, chinese.offsets[1:-1])]
    types = _english_types(lexicon, {word for one in passages for word in one.words})
    near = {type_ for part in parts for type_ in (*part[:_BEHIND], *part[-_BEFORE:])}
    renderings = _renderings(lexicon, near, set(types.values()))
    part = 0
    for one in passages:
        english = [types.get(word, -1) for word in one.words]
        found = []
        for place in one.places:
            behind, before = parts[part][:_BEHIND], parts[part + 1][-_BEFORE:]
            found.append(_find(place, behind, before[::-1], renderings, english))
            part += 2
        yield found


def _english_types(lexicon: Lexicon, words: set[str]) -> dict[str, int]:
    """Return the lexicon's number of each word that says something and is in it."""
    wanted = sorted(words - _FUNCTION)
    tokens = lexicon.known_english_tokens(wanted)
    firsts = tokens.offsets[:-1].tolist()
    types = tokens.types.tolist()
    return {
        word: types[first]
        for word, first, count in zip(wanted, firsts, tokens.counts.tolist(), strict=True)
        if count
    }


def _find(
    place: int,
    behind: Sequence[int],
    before: Sequence[int],
    renderings: dict[int, set[int]],
    types: Sequence[int],
) -> _Denied:
    for rank, type_ in [*enumerate(behind), *((5, type_) for type_ in before)]:
        known = renderings.get(type_, ())
        if found := tuple(i for i, other in enumerate(types) if other in known):
            return _Denied(place, found, rank)
    return _Denied(place, (), 9)


def _renderings(lexicon: Lexicon, chinese: set[int], english: set[int]) -> dict[int, set[int]]:
    """Return which English words render each of the Chinese ones."""
    wanted = np.array(sorted(chinese), np.int32), np.array(sorted(english), np.int32)
    if not (len(wanted[0]) and len(wanted[1])):
        return {}
    links = lexicon.links(*wanted)
    z, e = wanted[0][links.chinese], wanted[1][links.english]
    forward = links.english_given_chinese * lexicon.english_probabilities(e)
    backward = links.chinese_given_english * lexicon.chinese_probabilities(z)
    found: dict[int, set[int]] = {}
    kept = np.flatnonzero(np.maximum(forward, backward) >= _PROBABLE)
    for one, other in zip(z[kept].tolist(), e[kept].tolist(), strict=True):
        found.setdefault(one, set()).add(other)
    return found


def marked(passage: Passage, place: int) -> Span:
    """Return where a negation stands, with the next words of its clause."""
    behind = _BORDER.split(passage.chinese[place + 1 : place + 1 + 2 * _SHOWN])[0]
    end = 0
    while end < len(behind):
        length = _first_word(behind[end:])
        if end and end + length > _SHOWN:
            break
        end += length
    return Span(place, place + 1 + end)


def _first_word(text: str) -> int:
    """Return how long the longest word is that a text begins with."""
    beginnings = [text[:length] for length in range(len(text), 0, -1)]
    counts = embedded_lexicon().chinese_tokens(beginnings).counts.tolist()
    found = (len(one) for one, count in zip(beginnings, counts, strict=True) if count == 1)
    return next(found, 1)
