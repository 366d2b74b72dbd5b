"""Translation by a chat model behind an OpenAI-compatible server.

Sentences go to the server in numbered batches, with their neighbours, the terms required in them,
and examples from a memory if there is one; an answer that does not fit goes back to one sentence a
question. What is still no translation is none: the sentence has no hypothesis. A server that
keeps silent is given up after a few questions, so that a run ends in bounded time.

Unlike other engines, a chat model may word a sentence differently in another batch, and servers do
not promise the same answer twice; temperature 0 and a fixed seed are all that can be asked for.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import Counter
from collections.abc import Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from aligner.translation.base import Direction, Hypothesis, Request
from aligner.translation.chat import prompt
from aligner.translation.chat.address import key_for, read_address
from aligner.translation.chat.client import Client, Patience, Reply
from aligner.translation.chat.interpreter import Interpreter, batches
from aligner.translation.chat.options import ChatOptions, Exemplary

__all__ = ["ChatEngine", "ChatOptions", "Exemplary", "Patience"]

Result = TypeVar("Result")
_logger = logging.getLogger(__name__)


class ChatEngine:
    """Asks a chat server, showing it examples from a memory if one is given.

    Once the server is given up it stays so: another engine has to be made to try again.

    Raises:
        UsageError: no address, or a key that cannot be sent.
    """

    def __init__(self, options: ChatOptions, memory: Exemplary | None = None) -> None:
        self._options = options
        self._memory = memory if options.examples else None
        self._address = read_address(options.url)
        key = key_for(self._address, os.environ)
        self._client = Client(self._address, key, options.patience)

    @property
    def signature(self) -> str:
        """Server, model, options, what it is told, and the memory of the examples."""
        o = self._options
        parts = [
            f"chat {o.model} at {self._address.shown}",
            f"temperature={o.temperature} seed={o.seed} batch={o.batch}/{o.batch_characters}",
            f"prompt={prompt.fingerprint(o.direction)}",
        ]
        if self._memory is not None:
            parts.append(f"examples={o.examples} of {self._memory.signature}")
        return " ".join(parts)

    @property
    def direction(self) -> Direction:
        """The languages."""
        return self._options.direction

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests are asked for in questions at the same time."""
        questions = batches(requests, self._options)[: self._options.parallel]
        return sum(map(len, questions))

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return one hypothesis a request, or none where the server gave no usable answer.

        Raises:
            InputError: the server cannot be reached, or does not accept the key or the model.
        """
        asked = [place for place, request in enumerate(requests) if request.text.strip()]
        some = [requests[place] for place in asked]
        replies = _run(self._translate(some)) if some and n > 0 else []
        troubles = Counter(reply.why for reply in replies if reply.trouble)
        for why, count in sorted(troubles.items()):
            _logger.warning(
                "%s: %d sentences without translation: %s", self._address.shown, count, why
            )
        # An empty text is not sent: there is nothing to say of it.
        texts = {place: reply.text for place, reply in zip(asked, replies, strict=False)}
        found = (texts.get(place, "") for place in range(len(requests)))
        return [(Hypothesis(text),) if text else () for text in found]

    async def _translate(self, requests: Sequence[Request]) -> list[Reply]:
        async with self._client.opened() as http:
            interpreter = Interpreter(self._options, self._client, http, self._memory)
            return await interpreter.translate(requests)


def _run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end, also where an event loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
