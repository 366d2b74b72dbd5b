"""``aligner glossary extract``: candidates for a glossary from translations one has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from aligner.bead import Bead, Bitext
from aligner.cli.glossary import options as given
from aligner.cli.glossary.delivery import check_output, deliver
from aligner.cli.progress import passing_lines
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import InputError
from aligner.glossary.model import Glossary, Rendering, Term
from aligner.messages import translate
from aligner.mining import Candidate

_BETWEEN = 1000  # beads between two signs of life
Bitexts = Annotated[Path, typer.Argument(metavar="BITEXT", help="Aligned translation.")]
Known = Annotated[
    list[str] | None,
    typer.Option("--glossary", "-g", metavar="GLOSSARY", help="Leave out the terms it has."),
]
Most = Annotated[int, typer.Option("--most", "-n", min=1, help="Candidates at most.")]
Minimum = Annotated[int, typer.Option(min=2, help="Occurrences of a term at least.")]


def extract(
    bitext: Bitexts,
    output: given.Out = None,
    glossaries: Known = None,
    most: Most = 500,
    minimum: Minimum = 2,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Propose terms with their renderings, as a draft glossary to review.

    Best candidates first, with columns for how often each occurs, how consistently it is rendered,
    all renderings counted, and the score.
    """
    from aligner.glossary.loading import glossary_path, load_glossaries
    from aligner.lexicon import load_lexicon
    from aligner.mining import mine

    name = check_output(output, None, bitext, *map(glossary_path, glossaries or ()))
    known = _forms(load_glossaries(glossaries)) if glossaries else frozenset()
    with passing_lines() as progress:
        candidates = mine(_read(bitext, progress), load_lexicon(), minimum)
    if not candidates:
        raise InputError(
            "nothing recurs in it",
            place=str(bitext),
            way_out="give a larger bitext",
        )
    terms = [_draft(one) for one in candidates if _form(one.source) not in known][:most]
    proposed = Glossary(bitext.stem, tuple(terms))
    deliver(proposed, output, name, keep_order=True)
    note(translate(f"{len(terms)} candidates"))


def _read(path: Path, progress: Callable[[str], None]) -> Bitext:
    """Return a bitext with Chinese as its source, as glossaries have it."""
    from aligner.formats import read_bitext

    bitext = read_bitext(path)
    is_turned = bitext.source_language == "en"

    def beads() -> Iterator[Bead]:
        for number, bead in enumerate(bitext.beads, start=1):
            if number % _BETWEEN == 0:
                progress(f"{number} beads read")
            yield replace(bead, source=bead.target, target=bead.source) if is_turned else bead
        progress("comparing phrases")

    return Bitext("zh", "en", beads(), bitext.source_name, bitext.target_name)


def _form(source: str) -> str:
    from aligner.glossary.folding import fold

    return fold(source).text


def _forms(glossary: Glossary) -> frozenset[str]:
    return frozenset(_form(source) for term in glossary for source in term.sources)


def _draft(candidate: Candidate) -> Term:
    best, *others = candidate.renderings
    return Term(
        candidate.source,
        best.text,
        variants=tuple(Rendering(rendering.text) for rendering in others),
        status="draft",
        extra=(
            ("count", str(candidate.count)),
            ("consistency", f"{candidate.consistency:.2f}"),
            ("renderings", "; ".join(f"{one.text} {one.count}" for one in candidate.renderings)),
            ("score", f"{candidate.score:.3f}"),
        ),
    )
