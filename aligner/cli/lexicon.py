"""``aligner lexicon``: train one, look into one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.app import new_app
from aligner.cli.progress import passing_lines
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import UsageError
from aligner.output import Output, check_destination, refuse_overwriting

app = new_app()

_Pairs = Annotated[
    list[Path],
    typer.Argument(metavar="PAIRS...", help="Bitexts: .tmx, .jsonl, .tsv, .tsv.gz, .tsv.xz."),
]
_Out = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The lexicon.")]
_Base = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Add to this lexicon, not the embedded one.")
]
_FromScratch = Annotated[
    bool, typer.Option("--from-scratch", help="Use PAIRS and CC-CEDICT alone.")
]
_NoDictionary = Annotated[
    bool, typer.Option("--no-dictionary", help="With --from-scratch: leave out CC-CEDICT too.")
]
_File = Annotated[
    Path | None, typer.Argument(metavar="FILE", help="A lexicon; by default the embedded one.")
]
_Words = Annotated[list[str], typer.Argument(metavar="WORD...", help="Chinese or English words.")]
_Lexicon = Annotated[
    Path | None, typer.Option("--lexicon", metavar="FILE", help="Another than the embedded one.")
]


@app.callback(invoke_without_command=True)
def lexicon(context: typer.Context) -> None:
    """Train a lexicon on your own translations, or look into one."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


@app.command()
def train(
    pairs: _Pairs,
    output: _Out,
    base: _Base = None,
    from_scratch: _FromScratch = False,
    no_dictionary: _NoDictionary = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Train a lexicon on PAIRS, added to the embedded one.

    Either side of PAIRS may be the Chinese one. Use the result with aligner align --lexicon.
    """
    from aligner.cli.lexicon_pairs import read_training_pairs
    from aligner.lexicon import load_lexicon
    from aligner.lexicon.dictionary import read_cedict
    from aligner.lexicon.training import train_lexicon

    _check(from_scratch, no_dictionary, base)
    check_destination(output)
    refuse_overwriting([output], pairs)  # the base may be replaced: it is read before
    dictionary = read_cedict() if from_scratch and not no_dictionary else ()
    start = None if from_scratch else load_lexicon(base)
    found = read_training_pairs(pairs)
    with passing_lines() as progress:
        trained = train_lexicon(found, dictionary, start, output.stem, progress)
    with Output(output) as file:
        file.part().write(trained.lexicon.to_bytes())
    note(f"{trained.lexicon.origin.pairs:,} sentence pairs, {trained.left_out:,} left out")


@app.command()
def info(file: _File = None) -> None:
    """Show what a lexicon was made from and how large it is."""
    from aligner.lexicon import load_lexicon

    loaded = load_lexicon(file)
    origin = loaded.origin
    print(f"name             {origin.name}")
    print(f"sentence pairs   {origin.pairs:,}")
    print(f"dictionary words {origin.dictionary_words:,}")
    print(f"added to         {origin.base or 'none'}")
    print(f"Chinese words    {len(loaded.words):,}")
    print(f"English stems    {len(loaded.stems):,}")
    print(f"word pairs       {len(loaded.arrays.paired):,}")
    print(f"licence          {origin.licence or 'that of the sentence pairs'}")
    print(f"signature        {loaded.signature}")


@app.command()
def show(words: _Words, file: _Lexicon = None) -> None:
    """Show the most probable renderings of words; English ones as stems.

    Each line: the word, a rendering, its probability, and that of the word given the rendering.
    """
    from aligner.lexicon import load_lexicon
    from aligner.lexicon.inspection import renderings

    loaded = load_lexicon(file)
    for word in words:
        for found in renderings(loaded, word):
            numbers = f"{found.probability:.4f}\t{found.reverse:.4f}"
            print(f"{found.word}\t{found.rendering}\t{numbers}")


def _check(from_scratch: bool, no_dictionary: bool, base: Path | None) -> None:
    if base and from_scratch:
        raise UsageError("both --base and --from-scratch", way_out="give one of them")
    if no_dictionary and not from_scratch:
        raise UsageError(
            "--no-dictionary without --from-scratch",
            way_out="the lexicon added to holds the dictionary already; leave it out",
        )
