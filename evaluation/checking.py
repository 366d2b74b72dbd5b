"""What the benchmarks of ``aligner check`` share: right translations as beads, and checking them.

Whatever an official translation says counts as right; the passages that ``evaluation.known_faults``
names are marked, so that figures can be given without them.
"""

from __future__ import annotations

import csv
import datetime
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from aligner.alignment import align
from aligner.analysis import Origin
from aligner.bead import Alignment, Bead, join
from aligner.checks import Checker, Settings, conclude
from aligner.document import Document
from aligner.errors import InputError
from aligner.evidence import default_evidence
from aligner.findings import Finding
from aligner.glossary.loading import load_glossaries
from aligner.glossary.model import Glossary
from evaluation.gold_sets import GoldDocument
from evaluation.known_faults import faulty_blocks
from evaluation.policy import Side, read_side
from evaluation.system import align_files, read_presegmented

NO_TERMS = Glossary("", ())
OWN_SEEDS = Path(__file__).with_name("gold") / "seeds.tsv"
_YEAR = re.compile("(20[0-9]{2})-")


@dataclass(frozen=True, slots=True)
class Text:
    """A document and its translation, aligned."""

    name: str
    alignment: Alignment
    date: datetime.date | None = None  # None: not known
    faulty: frozenset[int] = frozenset()  # indices of beads in passages known to be faulty

    @property
    def beads(self) -> tuple[Bead, ...]:
        """Its beads, in order."""
        return self.alignment.beads

    @property
    def origin(self) -> Origin:
        """Where its beads come from."""
        origin = Origin.of(self.alignment)
        return replace(origin, source_file=f"{self.name}.zh", target_file=f"{self.name}.en")

    def sentences(self, *, with_faults: bool = True) -> int:
        """Return the number of its Chinese sentences that are not blank."""
        return sum(
            bool(sentence.text.strip())
            for number, bead in enumerate(self.beads)
            if with_faults or number not in self.faulty
            for sentence in bead.source
        )


def policy_texts(folder: Path) -> Iterator[Text]:
    """Yield the documents of ``folder/*.jsonl``, paragraphs on lines, aligned by us.

    Raises:
        InputError: there are none.
    """
    paths = sorted(folder.glob("*.jsonl"))
    if not paths:
        raise InputError("no *.jsonl file here", place=str(folder))
    for path in paths:
        sides = read_side(path, "zh", "paragraphs"), read_side(path, "en", "paragraphs")
        alignment = align_texts(sides[0].text, sides[1].text)
        faulty = faulty_blocks(path.name)
        marked = {
            number for number, bead in enumerate(alignment.beads) if _blocks(bead, *sides) & faulty
        }
        yield Text(path.stem, alignment, _date(path), frozenset(marked))


def _blocks(bead: Bead, source: Side, target: Side) -> set[int]:
    found = {block for sentence in bead.source for block in source.blocks_of(sentence)}
    return found | {block for sentence in bead.target for block in target.blocks_of(sentence)}


def _date(path: Path) -> datetime.date | None:
    """Return the day a report is usually given in the year of its name."""
    match = _YEAR.match(path.name)
    return datetime.date(int(match[1]), 3, 5) if match else None


def paragraph_texts(path: Path) -> Iterator[Text]:
    """Yield a text a year of a table without header: year, two numbers, Chinese, English."""
    years: dict[str, list[tuple[str, str]]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            years.setdefault(row[0], []).append((_plain(row[3]), _plain(row[4])))
    for year, pairs in years.items():
        source, target = ("\n".join(side) for side in zip(*pairs, strict=True))
        date = datetime.date(int(year), 12, 31)
        yield Text(f"{path.stem}-{year}", align_texts(source, target), date)


def _plain(paragraph: str) -> str:
    """Return a paragraph without the mark of a heading."""
    return paragraph.removeprefix("# ").strip()


def gold_texts(documents: Iterable[GoldDocument]) -> Iterator[Text]:
    """Yield the documents of a gold set with the beads it gives."""
    for document in documents:
        source, target = read_presegmented(document.source, document.target)
        beads = tuple(
            Bead(
                tuple(source.sentences[index] for index in link.source),
                tuple(target.sentences[index] for index in link.target),
            )
            for link in document.links
        )
        yield Text(document.name, Alignment(source, target, beads))


def aligned_texts(documents: Iterable[GoldDocument]) -> Iterator[Text]:
    """Yield the documents of a gold set with the beads that we find."""
    evidence = default_evidence()
    for document in documents:
        sides = read_presegmented(document.source, document.target)
        yield Text(document.name, align(*sides, evidence))


def own_texts(path: Path, kind: str) -> Iterator[Text]:
    """Yield the pairs written for one kind of error; a table of kind, Chinese and English."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    pairs = [(source, target) for name, source, target in rows if name == kind]
    if not pairs:
        return
    name = f"own {kind}"
    source, target = zip(*pairs, strict=True)
    documents = (
        Document.of_lines(name, "zh", source),
        Document.of_lines(name, "en", target),
    )
    sentences = zip(documents[0].sentences, documents[1].sentences, strict=True)
    beads = tuple(Bead((one,), (other,)) for one, other in sentences)
    yield Text(name, Alignment(*documents, beads))


def align_texts(source: str, target: str) -> Alignment:
    """Align a Chinese and an English text, read from files as a user's are."""
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "text.zh.txt", Path(folder) / "text.en.txt"
        for file, text in zip(files, (source, target), strict=True):
            file.write_text(text, encoding="utf-8", newline="\n")
        return align_files(*files, presegmented=False)


@cache
def checker_of(glossary: str, date: datetime.date | None) -> Checker:
    """Return a checker with all rules; without terms for an empty name."""
    terms = load_glossaries([glossary]) if glossary else NO_TERMS
    return Checker(terms, Settings(date=date))


def findings_in(text: Text, glossary: str = "") -> list[Finding]:
    """Return all that is found in a text, as a job of its own."""
    checker = checker_of(glossary, text.date)
    outcome = checker.check(text.beads, text.origin)
    return [*outcome.findings, *conclude(outcome.noted, checker.settings)]


def findings_in_window(
    text: Text, bead: Bead, number: int, reach: int, glossary: str = ""
) -> list[Finding]:
    """Return errors and warnings in one bead of a text, put in place of the one with this number.

    Rules over whole jobs do not run. ``reach`` beads on both sides are there as its neighbours.
    """
    first, last = max(0, number - reach), min(len(text.beads), number + reach + 1)
    window = [*text.beads[first:number], bead, *text.beads[number + 1 : last]]
    skipped = (number - first, last - number - 1)
    found = checker_of(glossary, text.date).check(window, text.origin, first, skipped).findings
    return [finding for finding in found if finding.severity != "info"]


def bead_of(finding: Finding) -> int | None:
    """Return the index of the bead a finding is about; None for one about none."""
    return finding.context.bead if finding.context else None


def with_target(bead: Bead, target: str) -> Bead:
    """Return a bead with another translation; sentences without a change stay as they are."""
    joined = join(bead.target, "en")
    start = _alike(joined, target)
    behind = _alike(joined[start:][::-1], target[start:][::-1])
    position = 0
    for number, sentence in enumerate(bead.target):
        end = position + len(join([sentence], "en"))
        if position <= start and len(joined) - behind <= end:
            text = target[position : len(target) - (len(joined) - end)]
            changed = replace(sentence, end=sentence.start + len(text), text=text)
            return replace(
                bead, target=(*bead.target[:number], changed, *bead.target[number + 1 :])
            )
        position = end + 1
    whole = replace(bead.target[0], end=bead.target[0].start + len(target), text=target)
    return replace(bead, target=(whole,))


def _alike(one: str, other: str) -> int:
    """Return the number of characters with which both begin."""
    pairs = zip(one, other, strict=False)
    different = (index for index, (a, b) in enumerate(pairs) if a != b)
    return next(different, min(len(one), len(other)))


def flat(texts: Sequence[str]) -> str:
    """Return texts as one line, for lists that people read."""
    return " ".join(" ".join(text.split()) for text in texts)
