"""Which questions are asked for requests, and what is done with the answers."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from aligner.errors import InputError
from aligner.translation.base import Request
from aligner.translation.chat import answers, prompt
from aligner.translation.chat.client import Client, Reply, conversation
from aligner.translation.chat.options import ChatOptions, Exemplary
from aligner.translation.memory import Match

if TYPE_CHECKING:
    import httpx2

Result = TypeVar("Result")
_ANSWERS = 2  # to one sentence that are looked at


class Interpreter:
    """Has requests translated over open connections, so many questions at a time."""

    def __init__(
        self,
        options: ChatOptions,
        client: Client,
        http: httpx2.AsyncClient,
        memory: Exemplary | None,
    ) -> None:
        self._options = options
        self._client = client
        self._http = http
        self._memory = memory
        self._gate = asyncio.Semaphore(options.parallel)

    async def translate(self, requests: Sequence[Request]) -> list[Reply]:
        """Return a reply a request: its translation, or why there is none and no text.

        Raises:
            InputError: the server cannot be reached, or takes no question at all.
        """
        groups = batches(requests, self._options)
        replies = await _all([self._batch([requests[i] for i in group]) for group in groups])
        return [reply for group in replies for reply in group]

    async def _batch(self, requests: Sequence[Request]) -> list[Reply]:
        """Ask for several translations together, and for those that are missing alone."""
        found: dict[int, str] = {}
        if len(requests) > 1:
            reply = await self._ask(prompt.many(requests, self._examples(requests)), several=True)
            if reply.trouble == "unanswered":
                return [reply] * len(requests)
            found = self._usable(reply.text, requests)
        missing = [i for i in range(len(requests)) if i not in found]
        singles = await _all([self._single(requests[i]) for i in missing])
        replies = {i: Reply(text) for i, text in found.items()}
        replies |= zip(missing, singles, strict=True)
        return [replies[i] for i in range(len(requests))]

    def _usable(self, answer: str, requests: Sequence[Request]) -> dict[int, str]:
        """Return by index what of an answer are translations."""
        usable: dict[int, str] = {}
        for number, text in answers.numbered(answer, len(requests)).items():
            source = requests[number - 1].text
            text = answers.unwrapped(text, source)
            if not answers.problem(text, source, self._options.direction):
                usable[number - 1] = text
        return usable

    async def _single(self, request: Request) -> Reply:
        """Ask for one translation, and once more if the answer is none."""
        examples = self._examples([request])
        reply = Reply("")
        for _ in range(_ANSWERS):
            reply = await self._ask(prompt.one(request, examples), several=False)
            reply = self._judged(reply, request)
            if reply.trouble in ("", "unanswered", "rejected"):
                return reply
            complaint = f"Your answer could not be used: {reply.why}."
            request = replace(request, complaints=(*request.complaints, complaint))
        return reply

    def _judged(self, reply: Reply, request: Request) -> Reply:
        """Return a reply whose text is a translation, or that says why there is none."""
        if reply.trouble == "rejected" and not self._client.has_answered:
            # Not this sentence is the trouble, but the way of asking: nothing will be answered.
            raise InputError(
                f"the server does not take the question: {reply.why}",
                place=self._client.name,
                way_out="check the model's name and options",
            )
        if reply.trouble:
            return replace(reply, text="")
        text = answers.unwrapped(reply.text, request.text)
        why = answers.problem(text, request.text, self._options.direction)
        return Reply("", "refused", why) if why else Reply(text)

    async def _ask(self, user: str, *, several: bool) -> Reply:
        options = self._options
        system = prompt.system_prompt(options.direction, several=several)
        question: dict[str, Any] = {"model": options.model, "messages": conversation(system, user)}
        for name, value in (("temperature", options.temperature), ("seed", options.seed)):
            if value is not None:
                question[name] = value
        async with self._gate:
            return await self._client.ask(self._http, question)

    def _examples(self, requests: Sequence[Request]) -> list[Match]:
        if self._memory is None:
            return []
        most = self._options.examples
        return [match for request in requests for match in self._memory.alike(request.text, most)]


def batches(requests: Sequence[Request], options: ChatOptions) -> list[list[int]]:
    """Return the indices of the requests asked together: neighbours, never too many or too long."""
    batches: list[list[int]] = []
    room = -1  # characters left in the last batch
    for index, request in enumerate(requests):
        # What was wrong with an answer is easier to mend alone.
        is_alone = bool(request.complaints or request.previous)
        room -= len(request.text)
        if is_alone or room < 0 or len(batches[-1]) >= options.batch:
            batches.append([])
            room = options.batch_characters - len(request.text)
        batches[-1].append(index)
        room = -1 if is_alone else room
    return batches


async def _all(work: Sequence[Coroutine[Any, Any, Result]]) -> list[Result]:
    """Return the results in order; the first error ends them all."""
    tasks = [asyncio.ensure_future(one) for one in work]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
