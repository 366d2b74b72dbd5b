"""A process uses no more processors than it may."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from aligner.processors import available_processors

SHOWN = "from aligner.processors import available_processors as n; print(n())"


def test_at_least_one_and_no_more_than_there_are() -> None:
    assert 1 <= available_processors() <= (os.cpu_count() or 1)


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="no affinity on this system")
def test_what_a_process_is_kept_to() -> None:
    some = min(os.sched_getaffinity(0))
    limited = f"import os; os.sched_setaffinity(0, {{{some}}}); {SHOWN}"
    found = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True)
    assert (found.returncode, found.stdout) == (0, "1\n"), found.stderr
