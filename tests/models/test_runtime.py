"""The device and the number format, and what is said where torch is missing."""

from __future__ import annotations

import sys

import pytest

from aligner.errors import UsageError
from aligner.models.runtime import Precision, Runtime, choose_runtime, require_torch

torch = pytest.importorskip("torch")


@pytest.fixture
def processor(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no GPU."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a GPU that knows bfloat16."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: True)


@pytest.mark.usefixtures("processor")
def test_a_processor() -> None:
    runtime = choose_runtime()
    assert str(runtime) == "cpu/float32"
    assert runtime.dtype == torch.float32
    assert choose_runtime("cpu", "bfloat16").dtype == torch.bfloat16
    with pytest.raises(UsageError, match="no CUDA device here; leave --device out"):
        choose_runtime("cuda")


@pytest.mark.usefixtures("gpu")
@pytest.mark.parametrize(
    ("precision", "expected"),
    [("auto", "bfloat16"), ("float16", "float16"), ("float32", "float32")],
)
def test_a_gpu(precision: Precision, expected: str) -> None:
    assert choose_runtime(precision=precision) == Runtime("cuda", expected)
    assert choose_runtime("cuda", precision) == Runtime("cuda", expected)
    assert choose_runtime("cpu") == Runtime("cpu", "float32")


@pytest.mark.usefixtures("gpu")
def test_an_older_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda: False)
    assert choose_runtime() == Runtime("cuda", "float16")


def test_no_torch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(UsageError, match=r"models need torch; pip install 'aligner\[neural\]'"):
        require_torch()
