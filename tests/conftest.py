"""Settings for all tests."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no bug: time is measured by the benchmarks, not by the properties.
settings.register_profile("aligner", deadline=None)
settings.load_profile("aligner")
