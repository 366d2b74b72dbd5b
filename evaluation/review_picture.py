"""Make docs/review.svg, the picture of ``aligner review`` on the project's own speech.

python -m evaluation.review_picture
"""

from __future__ import annotations

import asyncio
import html
import re
import tempfile
from pathlib import Path

from aligner.cli import main as aligner
from aligner.report.terminal import display_width
from aligner.review.app import ReviewApp
from aligner.review.bitext_file import BitextFile

_GOLD = Path(__file__).parent / "gold"
_PICTURE = Path(__file__).parents[1] / "docs" / "review.svg"
_CHECK_BELOW = 0.995  # strict, so that there is something to check
_SIZE = (120, 28)
_KEYS = ("space", "n")
_TEXT = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)<')
_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.tmx"
        texts = [str(_GOLD / f"speech.{language}.txt") for language in ("zh", "en")]
        aligner(["align", *texts, "-o", str(path), "--quiet"])
        picture = asyncio.run(_picture(BitextFile.open(path, check_below=_CHECK_BELOW)))
    # No fonts from the network; and Chinese is twice as wide as the exporter believes.
    picture = _TEXT.sub(_widen, _FONT.sub("", picture))
    picture = re.sub(r"terminal-\d+", "terminal", picture)
    _PICTURE.write_text(picture, encoding="utf-8", newline="\n")


async def _picture(file: BitextFile) -> str:
    app = ReviewApp(file)
    async with app.run_test(size=_SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*_KEYS)
        await pilot.pause()
        return app.export_screenshot()


def _widen(match: re.Match[str]) -> str:
    text = html.unescape(match[3])
    width = float(match[1]) * display_width(text) / max(len(text), 1)
    return f'textLength="{width:.1f}"{match[2]}>{match[3]}<'


if __name__ == "__main__":
    main()
