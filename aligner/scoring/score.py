"""A score: a number with its range, its interval and what it depends on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Better = Literal["higher", "lower", "neither"]


@dataclass(frozen=True, slots=True)
class Score:
    """One number that can be cited.

    Raises:
        ValueError: the value is outside its range, or the interval is upside down.
    """

    name: str  # family, measure, how it is averaged: "terminology.success.micro"
    value: float | None  # None: not applicable, such as a share of nothing
    low: float | None = None  # 95 % interval by bootstrap; None: not known
    high: float | None = None
    range: tuple[float, float] = (0.0, 1.0)  # lowest and highest possible value
    better: Better = "higher"
    count: int = 0  # of what it was taken over
    of: str = ""  # what that is: "occurrences", "beads"
    signature: str = ""

    def __post_init__(self) -> None:
        """Check the range."""
        lowest, highest = self.range
        if self.value is not None and not lowest - 1e-9 <= self.value <= highest + 1e-9:
            raise ValueError(f"{self.name}: {self.value} is not in {self.range}")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"{self.name}: an interval from {self.low} to {self.high}")

    @property
    def family(self) -> str:
        """The first part of the name."""
        return self.name.partition(".")[0]

    def is_worse_than(self, limit: float) -> bool:
        """Tell whether the value lies on the wrong side of a limit."""
        if self.value is None or self.better == "neither":
            return False
        return self.value < limit if self.better == "higher" else self.value > limit
