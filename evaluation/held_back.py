"""Sentence pairs kept from training, and the terms they are judged by.

``held_back.tsv`` lists terms with their renderings, mined from the pairs (``aligner.mining``) and
reviewed by hand. Those whose note says so are unseen: no pair that has their Chinese or one of
their renderings, singular or plural, is trained on (a verb of the same form may be: "craning").
Besides, six pairs in a hundred are kept from training, by a hash of the Chinese, so that every run
keeps the same.

Three sets are chosen among what is kept: test, development, and a second test set that is
not read while anything is built, so that what was mended after a look at the first is measured on
sentences that had no say.
All hold short sentences with one to four terms, each rendered by the reference as the glossary
allows. No sentence is in two of them, and no training pair has the Chinese or the English of one of
them, punctuation and case aside: those of the first two are left out of training; the unread are
chosen from what has no like in training to begin with. ``pool`` gives more of the kind, from none
of the sets, to be read while something is built.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.cachefolder import cache_folder
from aligner.errors import InputError
from aligner.glossary.files import read_glossary
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary, Term
from aligner.glossary.verdict import judge_pair
from aligner.output import Output

TERMS = Path(__file__).with_name("held_back.tsv")
UNSEEN_NOTE = "never in training"
TEST, DEVELOPMENT, UNREAD = 900, 500, 900  # pairs
_UNSEEN_SHARE = 1 / 3  # of the chosen pairs that have unseen terms, if there are as many
_SEVERAL_SHARE = 1 / 4  # of them that have two terms or more, if there are as many
_MOST_OF_A_TERM = 6  # pairs of one term in each of the sets, so that none decides alone
_MOST_IN_POOL = 60  # pairs of one term in what is only read
MOST_TERMS = 4  # of a sentence chosen
_KEPT, _OF = 6, 100  # share of the pairs kept from training
_CHARACTERS, _WORDS = range(6, 21), range(4, 15)  # of a sentence chosen
_NOT_HAN = re.compile(r"[^\u3400-\u9fffA-Za-z0-9]+")
_NOT_LATIN = re.compile(r"[^a-z0-9]+")
_SCHEMA = 2
_SETS = ("test", "development", "unread")


@dataclass(frozen=True, slots=True)
class Pair:
    """A Chinese sentence and its English translation."""

    source: str
    target: str

    @property
    def source_key(self) -> str:
        """The Chinese without punctuation and spaces."""
        return _NOT_HAN.sub("", self.source)

    @property
    def target_key(self) -> str:
        """The English in lower case, without punctuation and spaces."""
        return _NOT_LATIN.sub("", self.target.lower())


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What is kept from training."""

    test: tuple[Pair, ...]
    development: tuple[Pair, ...]  # for whatever is tuned
    glossary: Glossary
    unseen: frozenset[str]  # sources of the terms that no training pair has
    unread: tuple[Pair, ...] = ()  # a second test set, which is measured and never shown


def read_terms(path: Path = TERMS) -> tuple[Glossary, frozenset[str]]:
    """Return the glossary and the sources of its unseen terms.

    Raises:
        FormatError: a malformed line.
    """
    glossary = read_glossary(path)
    unseen = (term for term in glossary if term.note == UNSEEN_NOTE)
    return glossary, frozenset(source for term in unseen for source in term.sources)


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the pairs of a table of Chinese and English without header, .tsv or .tsv.xz.

    Raises:
        InputError: there is no such file, or a line without a tab.
    """
    if not path.is_file():
        raise InputError("no such file", place=str(path))
    opened = lzma.open if path.suffix == ".xz" else open
    with opened(path, "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            source, tab, target = line.rstrip("\r\n").partition("\t")
            if not tab:
                raise InputError("no tab between Chinese and English", place=f"{path}:{number}")
            yield Pair(source.strip(), target.strip())


class Unseen:
    """Tells whether a pair has an unseen term on either side; rather once too often."""

    def __init__(self, glossary: Glossary, unseen: frozenset[str]) -> None:
        """Prepare the search for the terms whose source is among ``unseen``."""
        terms = [term for term in glossary if not unseen.isdisjoint(term.sources)]
        self._chinese = re.compile("|".join(map(re.escape, sorted(unseen))) or "(?!)")
        renderings = sorted({text for term in terms for text in term.renderings})
        self._english = re.compile("|".join(map(_inflected, renderings)) or "(?!)")

    def has(self, pair: Pair) -> bool:
        """Tell whether an unseen term's Chinese or English stands in the pair."""
        return bool(self._chinese.search(pair.source) or self._english.search(pair.target.lower()))


def _inflected(rendering: str) -> str:
    r"""Return an expression for all words that a rendering may be inflected to, and a few more.

    >>> _inflected("stainless steel")
    '\\bstainless[\\s-]*steel\\w*'
    >>> _inflected("bee"), _inflected("library")
    ('\\bbee(?:s|es)?\\b', '\\blibrar(?:y|ies)\\w*')
    """
    *first, last = map(re.escape, rendering.lower().split())
    if re.search("[^aeiou]y$", last):
        ending = last[:-1] + r"(?:y|ies)\w*"
    else:  # "bee" is not to find "been".
        ending = last + (r"\w*" if len(last) > 4 or first else r"(?:s|es)?\b")
    return r"\b" + r"[\s-]*".join([*first, ending])


def is_kept(pair: Pair) -> bool:
    """Tell whether a pair belongs to the share that is kept from training, by its Chinese."""
    return zlib.crc32(pair.source_key.encode()) % _OF < _KEPT


def training_pairs(data: Iterable[Pair], held: HeldBack) -> Iterator[Pair]:
    """Yield the pairs that may be trained on, in their order."""
    unseen = Unseen(held.glossary, held.unseen)
    chosen = (*held.test, *held.development, *held.unread)
    sources = {pair.source_key for pair in chosen}
    targets = {pair.target_key for pair in chosen}
    for pair in data:
        is_known = pair.source_key in sources or pair.target_key in targets
        if not (is_known or is_kept(pair) or unseen.has(pair)):
            yield pair


def held_back(data: Path, folder: Path | None = None) -> HeldBack:
    """Return the sets of pairs of a data file, with the glossary.

    The pairs chosen are stored, and read from there the next time: to choose them takes a minute.

    Args:
        data: Chinese and English, a pair a line, .tsv or .tsv.xz.
        folder: where they are stored; by default in the user's cache folder.

    Raises:
        InputError: there is no such file, or a malformed line.
    """
    if not data.is_file():
        raise InputError("no such file", place=str(data))
    content = hashlib.sha256()
    # The module too: other rules choose other pairs.
    for path in (data, TERMS, Path(__file__)):
        content.update(hashlib.sha256(path.read_bytes()).digest())
    stored = (folder or cache_folder("held-back")) / f"{content.hexdigest()[:32]}.json"
    glossary, unseen = read_terms()
    if stored.is_file():
        record = json.loads(stored.read_text(encoding="utf-8"))
        return _held([_pairs(record[name]) for name in _SETS], glossary, unseen)
    held = choose(read_pairs(data), glossary, unseen)
    _store(held, stored)
    return held


def _held(sets: Sequence[tuple[Pair, ...]], glossary: Glossary, unseen: frozenset[str]) -> HeldBack:
    """Return sets, in the order of their names, as one."""
    test, development, unread = sets
    return HeldBack(test, development, glossary, unseen, unread)


def _pairs(rows: Iterable[Sequence[str]]) -> tuple[Pair, ...]:
    return tuple(Pair(source, target) for source, target in rows)


def _store(held: HeldBack, path: Path) -> None:
    sets = {name: [(pair.source, pair.target) for pair in getattr(held, name)] for name in _SETS}
    record = {"schema": _SCHEMA, **sets}
    path.parent.mkdir(parents=True, exist_ok=True)
    with Output(path) as output:
        output.part().write(json.dumps(record, ensure_ascii=False).encode())


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A pair that could be chosen."""

    pair: Pair
    terms: tuple[Term, ...]
    has_unseen: bool

    @property
    def keys(self) -> set[str]:
        """What no other pair chosen may have."""
        return {self.pair.source_key, self.pair.target_key}


def choose(
    pairs: Iterable[Pair], glossary: Glossary, unseen: frozenset[str], sizes: Sequence[int] = ()
) -> HeldBack:
    """Return test, development and unread pairs, chosen in the order of a hash.

    Args:
        pairs: all there are.
        glossary: the terms looked for.
        unseen: sources of those kept from training.
        sizes: of the three sets; fewer are chosen where there are no more.
    """
    trained: set[bytes] = set()
    candidates = sorted(_candidates(pairs, glossary, unseen, trained), key=_by_hash)
    taken: set[str] = set()
    sets = []
    for number, size in enumerate(sizes or (TEST, DEVELOPMENT, UNREAD)):
        if number == 2:  # What is chosen before is left out of training; this must not be there.
            candidates = [one for one in candidates if trained.isdisjoint(map(_short, one.keys))]
        rare = [one for one in candidates if one.has_unseen]
        common = [one for one in candidates if not one.has_unseen]
        chosen = _mixed(rare, int(size * _UNSEEN_SHARE), taken)
        chosen += _mixed(common, size - len(chosen), taken)
        sets.append(tuple(sorted(chosen, key=_hash)))
    return _held(sets, glossary, unseen)


def pool(pairs: Iterable[Pair], held: HeldBack, size: int) -> tuple[Pair, ...]:
    """Return more pairs that are not trained on, in the order of a hash, from none of the sets.

    Args:
        pairs: all there are.
        held: the sets.
        size: how many; fewer where there are no more.
    """
    trained: set[bytes] = set()
    candidates = sorted(_candidates(pairs, held.glossary, held.unseen, trained), key=_by_hash)
    chosen = (*held.test, *held.development, *held.unread)
    taken = {key for pair in chosen for key in (pair.source_key, pair.target_key)}
    free = (one for one in candidates if trained.isdisjoint(map(_short, one.keys)))
    return tuple(_take(free, size, taken, Counter(), _MOST_IN_POOL))


def _mixed(candidates: Sequence[_Candidate], most: int, taken: set[str]) -> list[Pair]:
    """Return pairs not taken yet, a share of them with several terms."""
    counts: Counter[str] = Counter()
    several = [one for one in candidates if len(one.terms) > 1]
    chosen = _take(several, int(most * _SEVERAL_SHARE), taken, counts)
    single = [one for one in candidates if len(one.terms) == 1]
    return chosen + _take(single, most - len(chosen), taken, counts)


def _take(
    candidates: Iterable[_Candidate],
    most: int,
    taken: set[str],
    counts: Counter[str],
    of_a_term: int = _MOST_OF_A_TERM,
) -> list[Pair]:
    """Return pairs whose sentences are not taken yet, in order, few of each term."""
    chosen: list[Pair] = []
    for one in candidates:
        sources = {term.source for term in one.terms}
        if len(chosen) == most:
            break
        if one.keys & taken or any(counts[source] >= of_a_term for source in sources):
            continue
        taken |= one.keys
        counts.update(sources)
        chosen.append(one.pair)
    return chosen


def _candidates(
    pairs: Iterable[Pair], glossary: Glossary, unseen: frozenset[str], trained: set[bytes]
) -> Iterator[_Candidate]:
    """Yield the kept pairs of the right length whose terms are all rendered as they should.

    Note in ``trained`` the keys of what is not kept.
    """
    matcher, search = TermMatcher(glossary), Unseen(glossary, unseen)
    for pair in pairs:
        if not (is_kept(pair) or search.has(pair)):
            trained.update((_short(pair.source_key), _short(pair.target_key)))
            continue
        if len(pair.source) not in _CHARACTERS or len(pair.target.split()) not in _WORDS:
            continue
        judgement = judge_pair(matcher, pair.source, pair.target)
        terms = tuple(verdict.occurrence.term for verdict in judgement.verdicts)
        is_right = all(verdict.is_good for verdict in judgement.verdicts)
        if 1 <= len(terms) <= MOST_TERMS and is_right:
            yield _Candidate(pair, terms, any(term.source in unseen for term in terms))


def _hash(pair: Pair) -> bytes:
    return hashlib.sha256(pair.source_key.encode()).digest()


def _short(key: str) -> bytes:
    """Return what stands for a key where there are many."""
    return hashlib.blake2b(key.encode(), digest_size=8).digest()


def _by_hash(candidate: _Candidate) -> tuple[bytes, str]:
    return _hash(candidate.pair), candidate.pair.target
