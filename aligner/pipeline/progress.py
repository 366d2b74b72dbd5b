"""How long work says how far it has come: to whoever calls it, for it prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable

# Called with what is being done, when it begins; returns what is told the share of it that is
# done, or None where nobody wants to know.
Progress = Callable[[str], Callable[[float], None] | None]


def silent(_: object) -> None:
    """Tell nobody."""
