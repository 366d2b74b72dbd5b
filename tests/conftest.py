"""Settings for all tests."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from hypothesis import settings

# A busy machine is no bug: time is measured by the benchmarks, not by the properties.
settings.register_profile("aligner", deadline=None)
settings.load_profile("aligner")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Take back what the command line does to the package's logger, which all tests share."""
    logger = logging.getLogger("aligner")
    before = logger.handlers, logger.propagate, logger.level
    yield
    logger.handlers, logger.propagate = before[:2]
    logger.setLevel(before[2])
