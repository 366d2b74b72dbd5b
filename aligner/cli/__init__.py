"""The command line: ``main`` runs a command and turns what happens into an exit code.

0 done · 1 findings at or above ``--fail-on`` · 2 bad input or usage · 130 Ctrl-C · 141 the reader
of our output went away (``| head``), as for other commands ended by SIGPIPE.
"""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence

from aligner.errors import AlignerError
from aligner.messages import translate

BAD_INPUT = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``aligner`` with the arguments, by default the process's own; return the exit code.

    What a user can cause is reported as one line on stderr, never as a traceback.
    """
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()  # Here rather than at exit, where a full disk gives a traceback.
    except KeyboardInterrupt:
        return _fail(translate("interrupted"), INTERRUPTED)
    except BrokenPipeError:
        # At exit Python flushes stdout once more; into the closed pipe that would fail again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except AlignerError as error:
        return _fail(translate("error: ") + str(error), BAD_INPUT)
    except OSError as error:
        return _fail(translate("error: ") + _describe(error), BAD_INPUT)
    return code


def _run(arguments: list[str]) -> int:
    # Matrices here are small: threads would cost more than they save, in every worker anew.
    # Numpy reads this when it is first imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_rarely()
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console of code page 936 or 1252 knows not every character; files are always UTF-8.
        sys.stdout.reconfigure(errors="replace")
    # Imported here so that Ctrl-C during the start is caught as well.
    from aligner.cli.app import run
    from aligner.cli.language import take_language

    return run(take_language(arguments))


def collect_rarely() -> None:
    """Set when Python looks for garbage in cycles, in this process."""
    # Nothing here makes any; collecting at every few hundred objects costs 5 %.
    gc.set_threshold(100_000, 50, 50)


def _fail(line: str, code: int) -> int:
    # Where work was stopped, the line that told how far it had come still stands there.
    wiped = "\r\x1b[K" if sys.stderr.isatty() else ""
    print(wiped + line.replace("\n", " "), file=sys.stderr)
    return code


def _describe(error: OSError) -> str:
    problem = error.strerror or str(error)
    return f"{error.filename}: {problem}" if error.filename else problem
