"""Asking a chat server: one question, one reply, whatever becomes of it, in bounded time.

What may pass (no answer in time, a broken connection, too many requests, an error of the server,
an answer that is none) is tried again after pauses that double, or as long as the server asks for.
What cannot pass (no server there, a wrong key, an unknown model) ends the run at once.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import TYPE_CHECKING, Any, Literal

from aligner.errors import InputError, UsageError
from aligner.translation.chat.address import KEY, Address

if TYPE_CHECKING:
    import httpx2

Message = dict[str, str]  # role and content
_logger = logging.getLogger(__name__)
_SILENCES = 3  # questions in a row without an answer after which the server is given up
_LARGEST = 8_000_000  # bytes of an answer
_LONGEST_PAUSE = 60.0  # seconds
_OF_A_TIMEOUT = 3  # tries: who was waited for so long will hardly answer the fifth time
_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 520, 522, 524, 529})
_SHOWN = 200  # characters of a server's message
# unanswered: the server gave nothing that is an answer; rejected: it does not take this question;
# refused: the model will not answer it; cut: the answer is not complete.
Trouble = Literal["", "unanswered", "rejected", "refused", "cut"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model said, or why it did not."""

    text: str
    trouble: Trouble = ""
    why: str = ""  # in English, short


@dataclass(frozen=True, slots=True)
class _Passing:
    """Something that may be better next time."""

    why: str
    pause: float | None = None  # seconds that the server asks for
    tries: int = 1  # that it counts for


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a server is waited for."""

    timeout: float = 120.0  # seconds from a question to the whole answer
    connect: float = 10.0  # seconds
    retries: int = 5  # after the first try; a time-out counts for three
    pause: float = 1.0  # seconds before the first retry; doubled each time

    def before(self, retry: int, asked: float | None) -> float:
        """Return the seconds to wait before a retry, from 0.

        >>> [Patience().before(retry, None) for retry in range(3)], Patience().before(0, 7)
        ([1.0, 2.0, 4.0], 7)
        """
        return min(asked if asked is not None else self.pause * 2**retry, _LONGEST_PAUSE)


class Client:
    """Asks one server; opened for a number of questions, of which several may run at a time.

    A server that leaves a few questions in a row unanswered is given up: it is asked no more.
    """

    def __init__(self, address: Address, key: str, patience: Patience) -> None:
        self._address = address
        self._key = key
        self._patience = patience
        self._silences = 0  # questions in a row without an answer
        self.has_answered = False  # at all: then neither the address nor the options are wrong

    @property
    def name(self) -> str:
        """The server, as messages call it."""
        return self._address.shown

    def opened(self) -> httpx2.AsyncClient:
        """Return the connections to ask over, to be closed by the caller."""
        import httpx2  # at first use: it takes 80 ms, and most commands ask no server

        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        timeout = httpx2.Timeout(self._patience.timeout, connect=self._patience.connect)
        try:
            httpx2.URL(self._address.url)
            # Redirects are not followed: the texts go where the user said, nowhere else.
            return httpx2.AsyncClient(
                headers=headers, timeout=timeout, trust_env=not self._address.is_local
            )
        except httpx2.InvalidURL as error:
            raise self._error("no address of a chat server", "check its spelling") from error
        except (ImportError, ValueError) as error:  # such as a SOCKS proxy
            raise UsageError(
                f"the proxy of the environment cannot be used: {_short(error)}",
                way_out="unset HTTPS_PROXY and ALL_PROXY, or name an HTTP proxy",
            ) from error

    async def ask(self, http: httpx2.AsyncClient, question: Mapping[str, Any]) -> Reply:
        """Return the reply to a question in the form of the API.

        Raises:
            InputError: no server there, it accepts no such key, or knows no such model.
        """
        if self._silences >= _SILENCES:
            return Reply("", "unanswered", "the server was given up")
        reply = await self._patiently(http, question)
        self._silences = self._silences + 1 if reply.trouble == "unanswered" else 0
        if self._silences == _SILENCES:
            _logger.warning("%s: given up: %s", self._address.shown, reply.why)
        return reply

    async def _patiently(self, http: httpx2.AsyncClient, question: Mapping[str, Any]) -> Reply:
        """Ask until there is a reply or no try is left."""
        left = self._patience.retries
        for retry in itertools.count():
            result = await self._once(http, question)
            if isinstance(result, Reply):
                return result
            left -= result.tries
            if left < 0:
                break
            await asyncio.sleep(self._patience.before(retry, result.pause))
        return Reply("", "unanswered", result.why)

    async def _once(
        self, http: httpx2.AsyncClient, question: Mapping[str, Any]
    ) -> Reply | _Passing:
        import httpx2

        try:
            async with asyncio.timeout(self._patience.timeout):
                # In ASCII: otherwise half a surrogate pair, as in broken files, cannot be sent.
                content = json.dumps(question).encode()
                async with http.stream("POST", self._address.url, content=content) as response:
                    status, headers, body = response.status_code, response.headers, bytearray()
                    async for piece in response.aiter_bytes():
                        body += piece
                        if len(body) > _LARGEST:
                            return _Passing("an endless answer")
        except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
            if not self.has_answered:
                raise self._error(
                    "cannot be reached", "is it running, and the address right?"
                ) from error
            return _Passing("no connection")
        except (TimeoutError, httpx2.TimeoutException):
            why = f"no answer within {self._patience.timeout:g} seconds"
            return _Passing(why, tries=_OF_A_TIMEOUT)
        except httpx2.RequestError as error:
            return _Passing(f"a broken connection ({type(error).__name__})")
        return self._judged(status, headers, bytes(body), str(question.get("model", "")))

    def _judged(
        self, status: int, headers: Mapping[str, str], body: bytes, model: str
    ) -> Reply | _Passing:
        """Return what a server's answer amounts to."""
        said, code = _error_in(body)
        said = said.replace(self._key, "…") if self._key else said
        if code == "insufficient_quota":
            raise self._error("the account has no quota left", "pay, or ask another server")
        if status in _PASSING:
            return _Passing(f"HTTP {status}", _retry_after(headers.get("Retry-After", "")))
        if status in (401, 403):
            raise self._error("the key is not accepted", f"put a valid one into {KEY}")
        if status == 404:
            raise self._error(
                f"no chat model {model!r} at this address",
                "check the name of the model, and the address up to /v1",
            )
        if 300 <= status < 400:
            raise self._error("the server redirects elsewhere", "give the final address")
        if "content_filter" in code or "content_policy" in code:
            return Reply("", "refused", "refused by the server's filter")
        if status != 200:
            return Reply("", "rejected", f"HTTP {status} {said}".strip())
        return self._message(body)

    def _message(self, body: bytes) -> Reply | _Passing:
        """Return the message of an answer of the API."""
        try:
            choice = json.loads(body)["choices"][0]
            text, end = choice["message"].get("content"), choice.get("finish_reason")
            refusal = choice["message"].get("refusal")
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            return _Passing("an answer that is not of a chat server")
        self.has_answered = True
        if refusal or end == "content_filter":
            return Reply("", "refused", "refused by the model")
        if not isinstance(text, str):
            return Reply("", "refused", "no text")
        text = text.encode(errors="replace").decode()  # no file could hold half a surrogate pair
        return Reply(text, "cut", "cut off") if end == "length" else Reply(text)

    def _error(self, problem: str, way_out: str) -> InputError:
        return InputError(problem, place=self._address.shown, way_out=way_out)


def _error_in(body: bytes) -> tuple[str, str]:
    """Return the message and the code of an error in an answer; empty if there is none."""
    try:
        error = json.loads(body)["error"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return "", ""
    if not isinstance(error, dict):
        return _short(error), ""
    return _short(error.get("message")), str(error.get("code") or error.get("type") or "")


def _short(text: object) -> str:
    """Return a server's message on one line, for people."""
    line = " ".join("".join(c if c.isprintable() else " " for c in str(text or "")).split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _retry_after(value: str) -> float | None:
    """Return the seconds that a server asks to wait.

    >>> _retry_after("3"), _retry_after("soon"), _retry_after("Thu, 01 Jan 1970 00:00:01 GMT")
    (3.0, None, 0.0)
    """
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = parsedate_to_datetime(value).timestamp() - time()
        except (ValueError, OverflowError):
            return None
    return max(seconds, 0.0) if seconds == seconds else None


def conversation(system: str, user: str) -> Sequence[Message]:
    """Return the messages of a question.

    >>> [message["role"] for message in conversation("Translate.", "你好。")]
    ['system', 'user']
    """
    return [{"role": "system", "content": system}, {"role": "user", "content": user}]
