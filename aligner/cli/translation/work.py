"""Translating one source: a document, or a bitext with empty targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, cast

from aligner.analysis import Origin
from aligner.analysis.statute import SAMPLE, is_statute
from aligner.bead import Bead, Bitext, join
from aligner.cli.delivery import write_to_stdout
from aligner.cli.progress import passing_lines, progress_line
from aligner.cli.translation.delivery import DOCUMENT, Target, is_bitext
from aligner.cli.translation.engines import Engines, Languages
from aligner.cli.translation.findings import Watch
from aligner.document import Document, Language, other_language
from aligner.errors import InputError, UsageError
from aligner.formats import (
    ReadOptions,
    WriteOptions,
    WritesBack,
    load_format,
    read_bitext,
    suffix_format,
    write_bitext,
)
from aligner.formats.base import Columns
from aligner.models.store import Store
from aligner.output import Output
from aligner.readers import read_document
from aligner.text.language import script_balance
from aligner.translation.base import Direction
from aligner.translation.bitexts import Filling, fill
from aligner.translation.documents import translate_document
from aligner.translation.job import Job
from aligner.translation.sentences import Line, render
from aligner.translation.writing import title_of

if TYPE_CHECKING:
    from aligner.translation.build import Built

_SAMPLE = 50  # beads looked at for their languages
_SAY_LANGUAGE = "say --source-lang"


@dataclass(frozen=True, slots=True)
class Translating:
    """How to translate sources."""

    engines: Engines
    languages: Languages
    store: Store | None
    columns: Columns = ()
    again: bool = False

    def run(self, target: Target) -> Watch:
        """Translate a source, write what is wanted, and return what was seen.

        Raises:
            AlignerError: the source cannot be read, the engine cannot translate, or an output
                cannot be written; what was translated by then is kept.
        """
        return self._bitext(target) if is_bitext(target.source) else self._document(target)

    def _document(self, target: Target) -> Watch:
        document = read_document(target.source, language=self.languages.expected)
        direction = self._direction(document.language)
        built = self.engines.built(direction)
        total = len(document.sentences)
        job = self._job(built, _share(total))
        name = str(target.output or "-")
        asks = built.new_asks()
        translated = translate_document(document, direction, job, asks, name)
        title = "".join(
            rendered.outcome.text
            for rendered in render(_titles(document, target), direction, job, asks)
        )
        is_law = _is_law(join((s,), document.language) for s in document.sentences)
        origin = Origin(
            document.name,
            name,
            document.language,
            document.locate,
            translated.target.locate,
            is_law and document.language == "zh",
        )
        watch = Watch(origin, beads=[])
        for bead, part in zip(translated.beads, translated.parts, strict=True):
            watch.see(bead, part.rendered, part.skipped)
        target.write_document(translated, title)
        return watch

    def _bitext(self, target: Target) -> Watch:
        bitext = self._opened(target.source)
        direction = Direction(bitext.source_language, bitext.target_language)
        built = self.engines.built(direction)
        name = str(target.source)
        wants_beads = target.report is not None or target.bitext is not None
        watch = Watch(Origin(name, name, direction.source), beads=[] if wants_beads else None)
        with passing_lines() as show:
            done = 0

            def tell(count: int) -> None:
                nonlocal done
                done += count
                show(f"{done} sentences translated")

            job = self._job(built, tell)
            filling = Filling(self.again, _writes_back(target) is not None)
            filled = fill(bitext, job, built.new_asks(), filling, watch.see)
            _write_bitext(filled, target)
        if not watch.tally.sentences:
            raise InputError("no beads", place=name, way_out="give a bitext with texts")
        if target.bitext is not None and watch.beads is not None:
            write_bitext(replace(bitext, beads=watch.beads), target.bitext, target.bitext_format)
        return watch

    def _job(self, built: Built, done: Callable[[int], None] | None) -> Job:
        return Job(built.translator, self.store, built.with_context, done=done)

    def _direction(self, source: Language) -> Direction:
        other = other_language(source)
        wanted = self.languages.target or other
        if wanted == source:
            raise UsageError(f"the source is in {source} already", way_out=_SAY_LANGUAGE)
        return Direction(source, other)

    def _opened(self, path: Path) -> Bitext:
        """Open a bitext, in the direction that its texts show where it does not say one."""
        said = self.languages.expected
        source: Language = said or "zh"
        bitext = self._read(path, source)
        if said is not None and bitext.source_language != said:
            raise InputError(
                f"translates from {bitext.source_language}",
                place=str(path),
                way_out="leave --source-lang and --target-lang out",
            )
        beads = iter(bitext.beads)
        sample = list(islice(beads, _SAMPLE))
        if said is None and _is_turned(sample, bitext.source_language):
            return self._read(path, "en")
        return replace(bitext, beads=chain(sample, beads))

    def _read(self, path: Path, source: Language) -> Bitext:
        target = other_language(source)
        return read_bitext(path, None, ReadOptions(source, target, self.columns))


def _titles(document: Document, target: Target) -> Iterator[Line]:
    """Yield the title of a page that is written, if it has one."""
    if target.form == DOCUMENT and (title := title_of(document)):
        yield Line(title)


def _is_turned(sample: list[Bead], language: Language) -> bool:
    """Tell whether the sources are in the other language than the reader took them for."""
    balance = sum(script_balance(join(bead.source, language)) for bead in sample)
    return balance < 0 if language == "zh" else balance > 0


def _is_law(texts: Iterator[str]) -> bool:
    return is_statute(islice(texts, SAMPLE))


def _share(total: int) -> Callable[[int], None] | None:
    show = progress_line("translating")
    if show is None:
        return None
    done = 0

    def tell(count: int) -> None:
        nonlocal done
        done += count
        show(done / max(total, 1))

    return tell


def _writes_back(target: Target) -> WritesBack | None:
    """Return what puts translations into the source's own file; None: a new one is written."""
    own = suffix_format(target.source)
    if target.output is None or own is None or target.form != own:
        return None
    chosen = load_format(own)
    return cast(WritesBack, chosen) if hasattr(chosen, "write_back") else None


def _write_bitext(bitext: Bitext, target: Target) -> None:
    back = _writes_back(target)
    if back is not None and target.output is not None:
        with Output(target.output) as out:
            back.write_back(target.source, bitext, out)
    elif target.output is not None:
        write_bitext(bitext, target.output, target.form)
    else:
        write_to_stdout(bitext, target.form, WriteOptions())
