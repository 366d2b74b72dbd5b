"""The day that the value of ``--date`` means, for the commands that ask when texts are from."""

from __future__ import annotations

import datetime

from aligner.errors import UsageError


def day_of(date: str | None) -> datetime.date | None:
    """Return the day that texts are from; of a year or a month the first one.

    >>> day_of("2021-03"), day_of(None)
    (datetime.date(2021, 3, 1), None)

    Raises:
        UsageError: it is no date.
    """
    from aligner.glossary.model import first_day

    try:
        return None if date is None else first_day(date)
    except ValueError as error:
        raise UsageError(str(error), place="--date", way_out="write YYYY-MM-DD") from None
