"""What models run on: torch, the device, the number format."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aligner.errors import UsageError

if TYPE_CHECKING:
    import torch

DeviceName = Literal["auto", "cpu", "cuda"]
Precision = Literal["auto", "float32", "float16", "bfloat16"]


@dataclass(frozen=True, slots=True)
class Runtime:
    """A device and a number format; results depend on both, so caches name them."""

    device: str  # "cpu", "cuda"
    precision: str  # "float32", "float16", "bfloat16"

    @property
    def dtype(self) -> torch.dtype:
        """The number format as torch calls it."""
        import torch

        found: torch.dtype = getattr(torch, self.precision)
        return found

    def __str__(self) -> str:
        """Return ``cpu/float32``."""
        return f"{self.device}/{self.precision}"


def choose_runtime(device: DeviceName = "auto", precision: Precision = "auto") -> Runtime:
    """Return the device and the number format to use.

    On CUDA, bfloat16 where the device has it, else float16; on processors float32, which gives the
    same results on every one of a kind. torch, which takes seconds, is imported only where there
    may be a GPU.

    Raises:
        UsageError: there is no such device, or torch is not there to tell.
    """
    has_cuda = device != "cpu" and _has_gpu()
    if device == "cuda" and not has_cuda:
        raise UsageError("no CUDA device here", way_out="leave --device out, or say cpu")
    chosen = "cuda" if has_cuda else "cpu"
    if precision != "auto":
        return Runtime(chosen, precision)
    if chosen == "cpu":
        return Runtime(chosen, "float32")
    import torch

    return Runtime(chosen, "bfloat16" if torch.cuda.is_bf16_supported() else "float16")


def _has_gpu() -> bool:
    """Tell whether torch can use a GPU.

    Raises:
        UsageError: there may be one, and torch is not there to tell.
    """
    if sys.modules.get("torch") is None and not has_driver():
        return False
    require_torch()
    import torch

    found: bool = torch.cuda.is_available()
    return found


def has_driver() -> bool:
    """Tell whether a driver of NVIDIA or AMD is there, without which no GPU can be used."""
    if sys.platform == "darwin":
        return False
    with suppress(OSError):
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
        return True
    return Path("/dev/kfd").exists()


def installed_versions(*packages: str) -> str:
    """Return ``torch-2.13.0,transformers-5.23.0``, without importing anything.

    Raises:
        UsageError: one is not installed.
    """
    try:
        return ",".join(f"{name}-{version(name)}" for name in packages)
    except PackageNotFoundError as error:
        raise _no_torch() from error


def require_torch() -> None:
    """Import torch and keep transformers quiet.

    Raises:
        UsageError: torch is not installed.
    """
    try:
        import torch  # noqa: F401  # only whether it is there
    except ImportError as error:
        raise _no_torch() from error
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers types few of these
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]


def _no_torch() -> UsageError:
    return UsageError("models need torch", way_out="pip install 'aligner[neural]'")
