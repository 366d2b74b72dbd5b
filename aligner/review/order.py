"""The order in which the rows are listed: as in the document, or the doubtful ones first.

The list is sorted when the user asks for it, not after every change: a row that was confirmed or
corrected keeps its place, so that the eyes need not look for it and the next one is the one below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from aligner.bead import Bead
from aligner.review.session import Change, Session, Step


class Order:
    """A permutation of the rows that follows their changes; every operation costs O(n)."""

    def __init__(self, session: Session, *, doubtful_first: bool = True) -> None:
        self._session = session
        self._rows: list[int] = []
        self.doubtful_first = doubtful_first
        self.sort()

    @property
    def rows(self) -> Sequence[int]:
        """The index into ``Session.rows`` of each line of the list."""
        return self._rows

    def sort(self) -> None:
        """Sort anew: the least probable first, then the rest as in the document."""
        self._rows = list(range(len(self._session.rows)))
        if self.doubtful_first:
            self._rows.sort(key=self._key)

    def toggle(self) -> None:
        """Change to the other order."""
        self.doubtful_first = not self.doubtful_first
        self.sort()

    def place_of(self, row_index: int) -> int:
        """Return the line on which a row is listed."""
        return self._rows.index(row_index)

    def follow(self, change: Change) -> None:
        """Keep every row in its place after a change.

        Where the number of rows changes, the new ones stand at the first place of the old ones.
        """
        start, old, new = change.position, len(change.before), len(change.after)
        if old == new:
            return
        rows: list[int] = []
        inserted = False
        for row in self._rows:
            if row < start:
                rows.append(row)
            elif row >= start + old:
                rows.append(row + new - old)
            elif not inserted:
                rows.extend(range(start, start + new))
                inserted = True
        self._rows = rows

    def find(self, place: int, step: Step, wanted: Callable[[Bead], bool]) -> int | None:
        """Return the nearest line before or after a line whose row is wanted; the list is a ring.

        The line itself comes last; ``None`` where no row is wanted.
        """
        count = len(self._rows)
        for distance in range(1, count + 1):
            candidate = (place + step * distance) % count
            if wanted(self._session.rows[self._rows[candidate]]):
                return candidate
        return None

    def _key(self, row_index: int) -> tuple[bool, float, int]:
        row = self._session.rows[row_index]
        if self._session.is_doubtful(row) and row.probability is not None:
            return False, row.probability, row_index
        return True, 0.0, row_index
