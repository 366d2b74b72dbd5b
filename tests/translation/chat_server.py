"""A chat server on loopback that translates by a dictionary, or misbehaves as it is told.

``python chat_server.py`` prints its port and serves until it is killed. The first part of the path
is the mode, the second may be anything: ``/good/1/v1/chat/completions``. Each path has a memory of
its own; ``GET /good/1/seen`` tells what it was asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any
from urllib.request import urlopen

DICTIONARY = {
    "中国坚持对外开放。": "China stays open to the world.",
    "经济运行总体平稳。": "The economy ran smoothly on the whole.",
    "改善人民生活。": "Improve people's lives.",
    "保护环境。": "Protect the environment.",
    "发展新质生产力。": "Develop new productivity.",
    "China stays open to the world.": "中国坚持对外开放。",
}
SEEN: dict[str, list[dict[str, Any]]] = defaultdict(list)  # by path: questions with their headers


class Server(BaseHTTPRequestHandler):
    """Answers by the mode in the path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Tell what was asked."""
        self.give(200, json.dumps(SEEN[self.path.removesuffix("/seen")]))

    def do_POST(self) -> None:
        """Answer a question."""
        question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        path = self.path.partition("?")[0].removesuffix("/v1/chat/completions")
        seen = SEEN[path]
        seen.append({"question": question, "authorization": self.headers.get("Authorization")})
        mode = path.split("/")[1]
        getattr(self, f"answer_{mode}")(question, len(seen))

    def answer_good(self, question: dict[str, Any], number: int) -> None:
        """Answer as asked for: JSON for several texts, the bare translation for one."""
        asked = json.loads(question["messages"][-1]["content"])
        if "texts" not in asked:
            self.say(translated(asked))
            return
        made = [{"id": item["id"], "text": translated(item)} for item in asked["texts"]]
        self.say(json.dumps({"translations": made}))

    def answer_slow(self, question: dict[str, Any], number: int) -> None:
        """Take longer for what comes first."""
        time.sleep(0.3 / number)
        self.answer_good(question, number)

    def answer_hang(self, question: dict[str, Any], number: int) -> None:
        """Say nothing for a long time."""
        time.sleep(60)

    def answer_drip(self, question: dict[str, Any], number: int) -> None:
        """Send an answer that never ends, byte by byte."""
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        for _ in range(600):
            self.wfile.write(b" ")
            self.wfile.flush()
            time.sleep(0.1)

    def answer_hangs_later(self, question: dict[str, Any], number: int) -> None:
        """Answer once, then hang."""
        (self.answer_good if number == 1 else self.answer_hang)(question, number)

    def answer_reset(self, question: dict[str, Any], number: int) -> None:
        """Hang up at first."""
        if number == 1:
            self.close_connection = True
            self.connection.close()
        else:
            self.answer_good(question, number)

    def answer_html(self, question: dict[str, Any], number: int) -> None:
        """Send a page."""
        self.give(200, "<html><body>Welcome!</body></html>")

    def answer_empty(self, question: dict[str, Any], number: int) -> None:
        """Send nothing."""
        self.give(200, "")

    def answer_busy(self, question: dict[str, Any], number: int) -> None:
        """Ask for patience twice."""
        if number < 3:
            self.give(429, '{"error": {"message": "slow down"}}', {"Retry-After": "0"})
        else:
            self.answer_good(question, number)

    def answer_broken(self, question: dict[str, Any], number: int) -> None:
        """Fail."""
        self.give(500, "Internal Server Error")

    def answer_locked(self, question: dict[str, Any], number: int) -> None:
        """Want a key."""
        if self.headers.get("Authorization") == "Bearer right":
            self.answer_good(question, number)
        else:
            self.give(401, '{"error": {"message": "Incorrect API key provided"}}')

    def answer_unknown(self, question: dict[str, Any], number: int) -> None:
        """Know no such model."""
        self.give(404, '{"error": {"message": "The model does not exist"}}')

    def answer_picky(self, question: dict[str, Any], number: int) -> None:
        """Take no question with a seed."""
        if "seed" in question:
            self.give(400, '{"error": {"message": "seed is not supported"}}')
        else:
            self.answer_good(question, number)

    def answer_filter(self, question: dict[str, Any], number: int) -> None:
        """Let nothing about the environment pass."""
        if "环境" in question["messages"][-1]["content"]:
            self.give(400, '{"error": {"message": "filtered", "code": "content_filter"}}')
        else:
            self.answer_good(question, number)

    def answer_moved(self, question: dict[str, Any], number: int) -> None:
        """Send the asker elsewhere."""
        self.give(307, "", {"Location": "/good/stolen/v1/chat/completions"})

    def answer_refuse(self, question: dict[str, Any], number: int) -> None:
        """Refuse."""
        self.say("I'm sorry, but I can't help with that.")

    def answer_cut(self, question: dict[str, Any], number: int) -> None:
        """Stop in the middle."""
        self.say('{"translations": [{"id": 1, "text": "China st', "length")

    def answer_copy(self, question: dict[str, Any], number: int) -> None:
        """Repeat the texts, in a single answer until told that this will not do."""
        asked = json.loads(question["messages"][-1]["content"])
        if "texts" in asked:
            self.say(
                json.dumps([{"id": item["id"], "text": item["text"]} for item in asked["texts"]])
            )
        else:
            self.say(translated(asked) if "problems" in asked else asked["text"])

    def answer_chatty(self, question: dict[str, Any], number: int) -> None:
        """Wrap what it says as models do."""
        asked = json.loads(question["messages"][-1]["content"])
        if "texts" in asked:
            made = {str(item["id"]): translated(item) for item in asked["texts"]}
            self.say(f"<think>Hm.</think>\nHere you are:\n```json\n{json.dumps(made)}\n```")
        else:
            self.say(f'**Translation:** "{translated(asked)}"\n\nNote: done.')

    def answer_prose(self, question: dict[str, Any], number: int) -> None:
        """Answer in plain text always."""
        asked = json.loads(question["messages"][-1]["content"])
        self.say("\n".join(map(translated, asked.get("texts", [asked]))))

    def answer_short(self, question: dict[str, Any], number: int) -> None:
        """Forget the last of several texts."""
        asked = json.loads(question["messages"][-1]["content"])
        if "texts" in asked:
            asked["texts"].pop()
            question = {"messages": [{"content": json.dumps(asked)}]}
        self.answer_good(question, number)

    def answer_stubborn(self, question: dict[str, Any], number: int) -> None:
        """Ignore the terms until something is said about them."""
        asked = json.loads(question["messages"][-1]["content"])
        if "problems" in asked:
            self.say("Develop " + asked["terms"][0]["use"][0] + ".")
        else:
            self.answer_good(question, number)

    def say(self, text: str, end: str = "stop") -> None:
        """Send what the model says."""
        message = {"role": "assistant", "content": text}
        choice = {"index": 0, "message": message, "finish_reason": end}
        self.give(200, json.dumps({"object": "chat.completion", "choices": [choice]}))

    def give(self, status: int, text: str, headers: dict[str, str] | None = None) -> None:
        """Send an answer."""
        body = text.encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


def translated(item: dict[str, Any]) -> str:
    """Return the translation of an item, by the dictionary, in its order."""
    text: str = item["text"]
    return DICTIONARY.get(text, f"Text of {len(text)} characters.")


@dataclass(slots=True)
class Running:
    """A server process; every address it gives is a new one."""

    port: int
    _count: Iterator[int] = field(default_factory=count)

    def url(self, mode: str) -> str:
        """Return the base address of a server of this mode that nobody has asked yet."""
        return f"http://127.0.0.1:{self.port}/{mode}/{next(self._count)}/v1"

    def seen(self, url: str) -> list[dict[str, Any]]:
        """Return the questions asked there, each with the authorization sent."""
        with urlopen(url.removesuffix("/v1") + "/seen") as answer:
            seen: list[dict[str, Any]] = json.load(answer)
        return seen

    def asked(self, url: str) -> list[dict[str, Any]]:
        """Return the texts and all that was said about them, question by question."""
        return [json.loads(s["question"]["messages"][-1]["content"]) for s in self.seen(url)]


@contextmanager
def running() -> Iterator[Running]:
    """Run a server in a process of its own."""
    command = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Running(int(process.stdout.readline()))
        finally:
            process.kill()


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), Server) as server:
        print(server.server_address[1], flush=True)  # noqa: T201  # for whoever started it
        server.serve_forever()
