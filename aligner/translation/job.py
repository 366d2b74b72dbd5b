"""Many requests in their order: each distinct one once, kept as soon as it is done.

Requests are read a window at a time, so that memory does not grow with the text; in a window they
are translated by falling length, a full batch of the engine at a time, and what is done is kept in
the store before the next one is begun, so that a run that was stopped loses one batch at most.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from aligner.cachefolder import package_digest
from aligner.models.store import Store
from aligner.translation.base import Request, batch_size
from aligner.translation.outcome import Outcome, Translator
from aligner.translation.stored import dumped, key_of, loaded

_WINDOW = 1024  # requests read ahead, so that many of about equal length are found
_AT_ONCE = 64  # requests given to a translator that does not say how many are a batch
_REMEMBERED = 4096  # outcomes, for sentences that come again without a store


@dataclass(slots=True)
class Job:
    """Translates requests, with a store of what earlier runs have translated."""

    translator: Translator
    store: Store | None = None
    with_context: bool = False  # whether results depend on what stands before and after
    window: int = _WINDOW
    at_once: int = _AT_ONCE
    done: Callable[[int], None] | None = None  # told how many requests more are done
    known: int = 0  # requests that were in the store or came again
    _recent: OrderedDict[bytes, Outcome] = field(default_factory=OrderedDict)

    def run(self, requests: Iterable[Request]) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the requests.

        Raises:
            AlignerError: the translator's; what was done before it is kept.
        """
        rest = iter(requests)
        while some := list(islice(rest, self.window)):
            yield from self._window(some)

    def _window(self, requests: Sequence[Request]) -> list[Outcome]:
        # With this package's code: what it makes of an engine's answers changes with it.
        signature = f"{self.translator.signature}|code:{package_digest()}"
        keys = [key_of(signature, one, with_context=self.with_context) for one in requests]
        distinct = dict(zip(keys, requests, strict=True))
        found = self._found(distinct)
        left = [key for key in distinct if key not in found]
        self.known += len(requests) - len(left)
        counts = Counter(keys)
        self._tell(sum(counts[key] for key in found))
        # By length, for little padding; the key makes the order the same in every run.
        left.sort(key=lambda key: (-len(distinct[key].text), key))
        while left:
            some = self._batch(left, distinct)
            found |= self._translated({key: distinct[key] for key in some})
            self._tell(sum(counts[key] for key in some))
            left = left[len(some) :]
        self._remember(found)
        return [found[key] for key in keys]

    def _batch(self, left: Sequence[bytes], requests: dict[bytes, Request]) -> Sequence[bytes]:
        """Return the first of what is left that the translator translates together."""
        some = left[: self.at_once]
        return some[: batch_size(self.translator, [requests[key] for key in some])]

    def _found(self, requests: dict[bytes, Request]) -> dict[bytes, Outcome]:
        """Return what is known already."""
        found = {key: self._recent[key] for key in requests if key in self._recent}
        if self.store is not None:
            for key, data in self.store.get([key for key in requests if key not in found]).items():
                outcome = loaded(data, requests[key])
                if outcome is not None:
                    found[key] = outcome
        return found

    def _translated(self, requests: dict[bytes, Request]) -> dict[bytes, Outcome]:
        outcomes = self.translator.outcomes(list(requests.values()))
        new = dict(zip(requests, outcomes, strict=True))
        if self.store is not None:
            # What a server refused may be answered the next time.
            self.store.put({key: dumped(one) for key, one in new.items() if one.text.strip()})
        return new

    def _remember(self, found: dict[bytes, Outcome]) -> None:
        for key, outcome in found.items():
            self._recent[key] = outcome
            self._recent.move_to_end(key)
        while len(self._recent) > _REMEMBERED:
            self._recent.popitem(last=False)

    def _tell(self, count: int) -> None:
        if self.done is not None and count:
            self.done(count)
