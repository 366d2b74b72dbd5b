"""How many quantities of official translations find their equal on the other side.

    python -m evaluation.quantities --data DIR [--misses N]

DIR holds ``policy/*.jsonl``, one pair of paragraphs a line, ``{"zh": [lines], "en": [lines]}``.
Weak quantities (一个, list markers, “double”) are left out of the table: nobody misses them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.text.quantities import Quantity, find_quantities, matching_pairs


@dataclass(slots=True)
class Coverage:
    """Quantities of one side by kind, and how many of them have an equal in the same block."""

    found: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)

    def add(self, quantities: Sequence[Quantity], with_equal: set[int]) -> None:
        """Count one block."""
        for index, quantity in enumerate(quantities):
            if not quantity.weak:
                self.found[quantity.kind] += 1
                self.matched[quantity.kind] += index in with_equal

    def share(self) -> float:
        """Return the matched share, 0 … 1."""
        return sum(self.matched.values()) / max(1, sum(self.found.values()))


@dataclass(frozen=True, slots=True)
class Miss:
    """A quantity without an equal, in its context."""

    language: str
    quantity: Quantity
    text: str

    def __str__(self) -> str:
        """The quantity in brackets between its neighbours."""
        q, text = self.quantity, self.text.replace("\n", " ")
        reach = 14 if self.language == "zh" else 40
        before, inside, after = (
            text[max(0, q.start - reach) : q.start],
            text[q.start : q.end],
            text[q.end : q.end + reach],
        )
        return f"{self.language} {q.kind:9} {before}[{inside}]{after}"


def blocks(file: Path) -> Iterator[tuple[str, str]]:
    """Yield the two sides of each block of a file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        block = json.loads(line)
        yield "\n".join(block["zh"]), "\n".join(block["en"])


def measure(file: Path, chinese: Coverage, english: Coverage) -> list[Miss]:
    """Count the quantities of a file into both coverages and return those without an equal."""
    misses = []
    for zh, en in blocks(file):
        zh_found, en_found = find_quantities(zh, "zh"), find_quantities(en, "en")
        pairs = matching_pairs(zh_found, en_found)
        for language, text, found, coverage, equal in (
            ("zh", zh, zh_found, chinese, {i for i, _ in pairs}),
            ("en", en, en_found, english, {j for _, j in pairs}),
        ):
            coverage.add(found, equal)
            misses += [
                Miss(language, q, text)
                for i, q in enumerate(found)
                if i not in equal and not q.weak
            ]
    return misses


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds policy/")
    parser.add_argument("--misses", type=int, default=0, help="print so many of the unmatched")
    arguments = parser.parse_args()
    files = sorted((arguments.data / "policy").glob("*.jsonl"))
    if not files:
        print(f"skipped: no policy/*.jsonl in {arguments.data}")
        return
    started = time.perf_counter()
    misses: list[Miss] = []
    pooled = Coverage(), Coverage()
    print(f"{'document':48} {'zh':>6} {'equal':>6} {'en':>6} {'equal':>6}")
    for file in files:
        sides = Coverage(), Coverage()
        misses += measure(file, *sides)
        _print_row(file.stem, *sides)
        for total, side in zip(pooled, sides, strict=True):
            total.found += side.found
            total.matched += side.matched
    _print_row("pooled", *pooled)
    print(f"\n{'kind':48} {'zh':>6} {'equal':>6} {'en':>6} {'equal':>6}")
    for kind in sorted(pooled[0].found | pooled[1].found):
        one_kind = [
            Coverage(Counter({kind: s.found[kind]}), Counter({kind: s.matched[kind]}))
            for s in pooled
        ]
        _print_row(kind, one_kind[0], one_kind[1])
    print(f"{time.perf_counter() - started:.2f} s")
    for miss in misses[: arguments.misses]:
        print(miss)


def _print_row(name: str, chinese: Coverage, english: Coverage) -> None:
    cells = [f"{sum(s.found.values()):6} {s.share():6.3f}" for s in (chinese, english)]
    print(f"{name:48} {cells[0]} {cells[1]}")


if __name__ == "__main__":
    main()
