"""How many processors this process may use."""

from __future__ import annotations

import os
import sys


def available_processors() -> int:
    """Return how many processors there are for this process, 1 or more.

    A container or ``taskset`` may leave it fewer than the machine has; more processes than those
    would only wait for each other. A share of their time (``cpu.max`` of a control group) is not
    looked at.
    """
    if sys.version_info >= (3, 13):
        return os.process_cpu_count() or 1
    # Linux and some others have it; elsewhere a process has the whole machine.
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1
