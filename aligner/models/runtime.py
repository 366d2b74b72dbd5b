"""What models run on: torch, the device, the number format."""

from __future__ import annotations

from dataclasses import dataclass
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
    same results on every one of a kind.

    Raises:
        UsageError: torch is not installed, or has no such device.
    """
    require_torch()
    import torch

    has_cuda = torch.cuda.is_available()
    if device == "cuda" and not has_cuda:
        raise UsageError("no CUDA device here", way_out="leave --device out, or say cpu")
    chosen = "cuda" if has_cuda and device != "cpu" else "cpu"
    if precision != "auto":
        return Runtime(chosen, precision)
    if chosen == "cpu":
        return Runtime(chosen, "float32")
    return Runtime(chosen, "bfloat16" if torch.cuda.is_bf16_supported() else "float16")


def require_torch() -> None:
    """Import torch and keep transformers quiet.

    Raises:
        UsageError: torch is not installed.
    """
    try:
        import torch  # noqa: F401  # only whether it is there
    except ImportError as error:
        raise UsageError("models need torch", way_out="pip install 'aligner[neural]'") from error
    from transformers.utils import logging

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # transformers types few of these
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
