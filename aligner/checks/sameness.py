"""When two sentences are the same, and how alike they are: what the rules of consistency share.

Notes are short hashes, so that those of a hundred thousand beads fit in memory.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from aligner.text.script import TRADITIONAL, to_simplified

FEWEST_HAN = 4  # shorter segments (合计, 说明) are said differently for good reasons
_TRADITIONAL = re.compile(f"[{''.join(sorted(frozenset(TRADITIONAL) - {'後', '里'}))}]")
_HAN = re.compile("[\u3400-\u9fff]")
_ENOUGH = re.compile(rf"(?:[\u3400-\u9fff][^\u3400-\u9fff]*){{{FEWEST_HAN}}}")
_BLANK = re.compile(r"[\s\u200b\ufeff\u00ad]+")
_CLOSING = " .。!！?？;；:：,，…"
_ENDS = frozenset(".。!！?？;；:：…")  # what a heading does not end with
_QUIET = re.compile("[“”„«»「」『』〝〞\"‘’‚`'·•]")
_DASHES = re.compile("[—–−―‑]")
# One by one: ``translate`` takes ten times as long, and so does NFKC if it finds any of them.
_WIDE = tuple(zip("。、〔〕【】，；：（）！？", ".,()(),;:()!?", strict=True))
_LAST_OF_LIST = ("; and", "; or", ";and", ";or")  # behind the last item but one
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CLAUSE = re.compile("[,.;:()!?]")
_EDGE = 6  # characters at both ends by which nearly the same sentences are found
_NEAREST = 4  # sentences behind one in a block that it is compared with


@lru_cache(maxsize=256)  # several rules ask of the same bead
def normalised(text: str) -> str:
    """Return a text without what does not make another sentence of it.

    White space, quotes, width, capitals, the script and the mark at the end make no difference,
    nor do English commas.

    >>> normalised("“發展 經濟”，２０２４年。"), normalised("Develop the  Economy.")
    ('发展经济,2024年', 'develop the economy')
    """
    text = _QUIET.sub("", text)
    if not text.isascii():
        for wide, narrow in _WIDE:
            text = text.replace(wide, narrow)
        text = _DASHES.sub("-", unicodedata.normalize("NFKC", text))
        if _HAN.search(text):
            return _normalised_chinese(text)
    words = " ".join(text.replace(",", "").split()).casefold().strip(_CLOSING)
    return words[: words.rindex(";")] if words.endswith(_LAST_OF_LIST) else words


def _normalised_chinese(text: str) -> str:
    if _TRADITIONAL.search(text):
        text = to_simplified(text)
    return _BLANK.sub("", text).casefold().strip(_CLOSING)


@lru_cache(maxsize=256)
def hash_of(text: str) -> str:
    """Return the hash of a text as it is compared.

    >>> hash_of("Develop!") == hash_of("develop")
    True
    """
    return short_hash(normalised(text))


def is_long_enough(chinese: str) -> bool:
    """Tell whether a Chinese text says enough to have one translation."""
    return _ENOUGH.search(chinese) is not None


def is_heading(text: str) -> bool:
    """Tell whether a text ends without the mark of a sentence; it may be worded otherwise."""
    return text.rstrip("”’\"')）」』 ")[-1:] not in _ENDS


def short_hash(text: str) -> str:
    """Return ten letters that stand for a text, the same in all processes.

    >>> short_hash("发展经济") == short_hash("发展经济"), len(short_hash(""))
    (True, 10)
    """
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


def without_digits(text: str) -> str:
    """Return a text with every number as one sign.

    >>> without_digits("增长6.5%,比2020年")
    '增长#%,比#年'
    """
    return _DIGITS.sub("#", text)


def blocks_of(text: str) -> tuple[str, ...]:
    """Return by what a normalised text is found by others nearly like it.

    Two texts that share neither their ends nor their longest clause are not compared.
    """
    if len(text) < 2 * _EDGE:
        return (f"<{text[:_EDGE]}",)
    longest = max(_CLAUSE.split(text), key=len)
    return (f"<{text[:_EDGE]}", f">{text[-_EDGE:]}", longest)


def near_pairs(texts: Sequence[str], cutoff: float) -> Iterator[tuple[int, int, float]]:
    """Yield the indices and the similarity, 0 … 1, of texts at least so alike; of equal ones 1.

    Every text is compared with a few next to it in each of its blocks: time O(n log n).
    """
    from rapidfuzz.fuzz import ratio

    seen: set[tuple[int, int]] = set()
    for block in _blocks(texts):
        block.sort(key=texts.__getitem__)
        for place, first in enumerate(block):
            one = texts[first]
            for second in block[place + 1 : place + 1 + _NEAREST]:
                other = texts[second]
                pair = (min(first, second), max(first, second))
                if pair in seen:
                    continue
                # Lengths alone can tell that two texts are not alike enough.
                if 2 * min(len(one), len(other)) < cutoff * (len(one) + len(other)):
                    continue
                seen.add(pair)
                similarity = (
                    1.0 if one == other else ratio(one, other, score_cutoff=cutoff * 100) / 100
                )
                if similarity:
                    yield (*pair, similarity)


def _blocks(texts: Iterable[str]) -> Iterator[list[int]]:
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(texts):
        for key in blocks_of(text):
            blocks[key].append(index)
    for block in blocks.values():
        if len(block) > 1:
            yield block
