"""Names on the hub: a server on this machine plays it, or there is none."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from huggingface_hub import constants

from aligner.errors import InputError
from aligner.models import find_model, hub

REVISION = "0123456789abcdef0123456789abcdef01234567"
CONFIG = json.dumps({"model_type": "bert", "architectures": ["BertModel"]})
FILES = {
    "config.json": CONFIG,
    "tokenizer.json": "{}",
    "model.safetensors": "weights",
    "pytorch_model.bin": "the same weights",
    "onnx/config.json": "{}",
    "README.md": "Read me.",
    "1_Pooling/config.json": "{}",
}
Answer = tuple[int, dict[str, str], bytes]
Play = Callable[[Callable[[str], Answer]], list[str]]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setattr(constants, "HF_HUB_DISABLE_XET", True)
    monkeypatch.setattr(hub, "_PATIENCE", 0.5)


@pytest.fixture
def play(monkeypatch: pytest.MonkeyPatch) -> Iterator[Play]:
    """Return what starts a server that gives answers by path, and lists the paths asked for."""
    servers: list[ThreadingHTTPServer] = []

    def start(answer: Callable[[str], Answer]) -> list[str]:
        asked: list[str] = []
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler(answer, asked))
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        servers.append(server)
        use(f"http://127.0.0.1:{server.server_port}", monkeypatch)
        return asked

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def handler(answer: Callable[[str], Answer], asked: list[str]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # as http.server calls it
            path = self.path.partition("?")[0]
            asked.append(path)
            status, headers, body = answer(path)
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815  # as above

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def use(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", endpoint)
    template = endpoint + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)


def a_model(path: str) -> Answer:
    """Answer as the hub does for a model with FILES."""
    name = path.partition(f"/resolve/{REVISION}/")[2]
    if name in FILES:
        data = FILES[name].encode()
        tag = hashlib.sha1(data).hexdigest()
        return 200, {"ETag": f'"{tag}"', "X-Repo-Commit": REVISION}, data
    if "/tree/" in path:
        tree = [
            {"type": "file", "path": name, "size": len(text), "oid": "0" * 40}
            for name, text in FILES.items()
        ]
        return 200, {}, json.dumps(tree).encode()
    if path.startswith("/api/models/own/model"):
        files = [{"rfilename": name} for name in FILES]
        info = {"id": "own/model", "sha": REVISION, "siblings": files}
        return 200, {}, json.dumps(info).encode()
    return 404, {}, b""


def test_a_model_is_fetched_once(play: Play, capfd: pytest.CaptureFixture[str]) -> None:
    asked = play(a_model)
    first = find_model("own/model")
    assert first.architecture == "BertModel"
    assert {file.relative_to(first.path).as_posix() for file in first.path.rglob("*.*")} == {
        *("config.json", "tokenizer.json", "model.safetensors", "1_Pooling/config.json"),
    }
    asked.clear()
    assert find_model("own/model") == first
    assert asked == []
    assert capfd.readouterr() == ("", "")


def test_half_a_copy_is_completed(play: Play) -> None:
    play(a_model)
    first = find_model("own/model")
    (first.path / "model.safetensors").unlink()
    assert find_model("own/model") == first


def test_a_copy_is_used_without_network(play: Play, monkeypatch: pytest.MonkeyPatch) -> None:
    play(a_model)
    first = find_model("own/model")
    use("http://127.0.0.1:9", monkeypatch)
    assert find_model("own/model") == first


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((401, {"X-Error-Code": "RepoNotFound"}, b""), "neither a folder nor a model of the hub"),
        ((403, {"X-Error-Code": "GatedRepo"}, b""), "licence has to be accepted at the hub"),
        ((500, {}, b""), "the hub cannot be reached"),
        ((503, {}, b""), "the hub cannot be reached"),
        ((429, {}, b""), "the hub cannot be reached"),
        ((200, {}, b"<html>Please log in to this network.</html>"), "the hub cannot be reached"),
        ((200, {}, b"[]"), "the hub cannot be reached"),
    ],
)
def test_the_hub_refuses(play: Play, answer: Answer, problem: str) -> None:
    play(lambda path: answer)
    refused("own/model", problem)


def test_the_hub_hangs(play: Play) -> None:
    ended = threading.Event()

    def wait(path: str) -> Answer:
        ended.wait(10)
        return 500, {}, b""

    play(wait)
    try:
        refused("own/model", "the hub cannot be reached")
    finally:
        ended.set()


@pytest.mark.parametrize("name", ["own/model", "LaBSE"])
def test_no_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use("http://127.0.0.1:9", monkeypatch)
    refused(name, "no such folder, and the hub cannot be reached; give a local folder")


def test_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    refused("own/model", "nor a model fetched before, and HF_HUB_OFFLINE is set; give a local")


@pytest.mark.parametrize("name", ["a--b", "a b", "中文/模型", "a..b", "x" * 200])
def test_what_is_no_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    use("http://127.0.0.1:9", monkeypatch)
    refused(name, "neither a folder nor a model of the hub; check the name")


def refused(name: str, problem: str) -> None:
    start = time.monotonic()
    with pytest.raises(InputError, match=problem) as caught:
        find_model(name)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)
    assert time.monotonic() - start < 5
