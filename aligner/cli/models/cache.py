"""``aligner models cache``."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.cachefolder import cache_folder

# Vectors and digests; translations, and models converted for CTranslate2.
_PARTS = ("models", "translate")
_Clear = Annotated[bool, typer.Option("--clear", help="Remove it all.")]


def cache(clear: _Clear = False) -> None:
    """Show how much of what models gave is kept for the next run, and where.

    Nothing is lost by --clear but time: vectors and translations are made anew. Models that were
    fetched from the hub are kept elsewhere; hf cache rm removes them.
    """
    import shutil

    for folder in map(cache_folder, _PARTS):
        files = [file for file in folder.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files)
        if clear and folder.is_dir():
            shutil.rmtree(folder)
        print(f"{folder}\t{size / 1e6:,.1f} MB")
