"""Terminology success with enforcement and without it, and what enforcing costs.

On sentences kept from training (``evaluation.held_back``), on others not read while it was built,
and, for a text of another kind, on the reports on the work of the government: exclusive terminology
success of plain decoding and of the cascade, for terms that training has seen and for those it has
not, and by step; chrF of the whole and of the rest, which is what remains when renderings are taken
out of translation and reference; terms doubled and stranded, told by tests that enforcement knows
nothing of. All is translated as ``aligner translate`` does it: long sentences in pieces.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.analysis.terms import is_enforced
from aligner.glossary.matching import TermMatcher
from aligner.glossary.verdict import judge_pair
from aligner.translation.base import Attention, Direction, Hypothesis, Request, Steerable
from aligner.translation.build import in_pieces
from aligner.translation.chain import Plain
from aligner.translation.enforcement import Enforcer, Options, Requirements, requests_of
from aligner.translation.enforcement.displacement import displaced
from aligner.translation.enforcement.location import passage_of
from aligner.translation.engines.seq2seq import Seq2SeqEngine
from aligner.translation.options import EngineName, EngineOptions
from aligner.translation.outcome import STEPS, Outcome, Step
from evaluation import command
from evaluation.enforcement_faults import Case, doubled, outside, stranded
from evaluation.held_back import HeldBack, Pair, held_back, pool, read_pairs
from evaluation.policy_sentences import policy_sentences
from evaluation.results_file import signature, write_results

ABLATIONS: dict[str, frozenset[Step]] = {
    "rerank": frozenset({"reranked"}),
    "rerank+constrain": frozenset({"reranked", "constrained"}),
    "rerank+substitute": frozenset({"reranked", "substituted"}),
    "substitute": frozenset({"substituted"}),
}
_BEAM = 4
_ENGINE: EngineName = "seq2seq"


class Remembering:
    """An engine that is asked nothing twice: runs that differ in their steps share its answers."""

    def __init__(self, engine: Steerable) -> None:
        self.signature = engine.signature
        self.direction = engine.direction
        self._engine = engine
        self._known: dict[tuple[Any, ...], Any] = {}

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Translate what was not translated before."""
        return self._all("translate", requests, n)

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Search for what was not searched for before."""
        return self._all("constrained", requests, n)

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Score what was not scored before."""
        return self._all("scores", pairs)

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Look where it was not looked before."""
        return self._all("attention", pairs)

    def _all(self, name: str, items: Sequence[Any], *rest: int) -> list[Any]:
        keys = [(name, *rest, _key(item)) for item in items]
        new = {key: item for key, item in zip(keys, items, strict=True) if key not in self._known}
        if new:
            answers = getattr(self._engine, name)(list(new.values()), *rest)
            self._known.update(zip(new, answers, strict=True))
        return [self._known[key] for key in keys]


def _key(item: Any) -> Any:  # noqa: ANN401 - a request or a pair
    if isinstance(item, Request):
        return item.text, tuple((one.span, one.renderings) for one in item.requirements)
    return item


@dataclass(frozen=True, slots=True)
class Run:
    """A test set translated, without and with enforcement."""

    pairs: Sequence[Pair]
    plain: Sequence[str]
    outcomes: Sequence[Outcome]
    matcher: TermMatcher
    unseen: frozenset[str]

    @property
    def cases(self) -> Iterator[Case]:
        """All sentences."""
        for pair, plain, outcome in zip(self.pairs, self.plain, self.outcomes, strict=True):
            yield Case(pair.source, pair.target, plain, outcome.text)

    def success(self, texts: Sequence[str]) -> dict[str, Any]:
        """Return the exclusive success of translations, of all terms, and of those unseen."""
        counts: Counter[tuple[bool, bool]] = Counter()
        for pair, text in zip(self.pairs, texts, strict=True):
            for verdict in judge_pair(self.matcher, pair.source, text).verdicts:
                if not is_enforced(verdict.occurrence):  # a draft
                    continue
                is_unseen = verdict.occurrence.term.source in self.unseen
                counts[is_unseen, verdict.is_good] += 1
        return {
            "all": _share(counts, (False, True)),
            "seen": _share(counts, (False,)),
            "unseen": _share(counts, (True,)),
        }

    def masked(self, texts: Sequence[str]) -> list[str]:
        """Return translations without the renderings in them."""
        return [
            _without(self.matcher, pair.source, text)
            for pair, text in zip(self.pairs, texts, strict=True)
        ]


def _share(counts: Counter[tuple[bool, bool]], kinds: Sequence[bool]) -> float | None:
    total = sum(counts[kind, is_good] for kind in kinds for is_good in (False, True))
    return sum(counts[kind, True] for kind in kinds) / total if total else None


def _without(matcher: TermMatcher, source: str, text: str) -> str:
    verdicts = judge_pair(matcher, source, text).verdicts
    spans = [verdict.span for verdict in verdicts if verdict.is_good and verdict.span]
    for span in sorted(spans, key=lambda one: -one.start):
        text = text[: span.start].rstrip() + " " + text[span.end :].lstrip()
    return text


def chrf_signature() -> str:
    """Return how sacreBLEU counts."""
    from sacrebleu.metrics.chrf import CHRF

    metric = CHRF()
    metric.corpus_score([""], [[""]])
    return str(metric.get_signature())


def chrf(hypotheses: Sequence[str], references: Sequence[str]) -> float:
    """Return chrF, 0 … 100 (Popović 2015), with sacreBLEU's settings."""
    from sacrebleu.metrics.chrf import CHRF

    return float(CHRF().corpus_score(list(hypotheses), [list(references)]).score)


def translated(
    engine: Steerable, held: HeldBack, pairs: Sequence[Pair], options: Options | None = None
) -> Run:
    """Translate a test set."""
    asked = Requirements(held.glossary, engine.direction)
    # Each sentence is a document of its own.
    requests = [requests_of(asked, [pair.source])[0] for pair in pairs]
    both = Plain(engine, _ENGINE), Enforcer(engine, asked, options, _ENGINE)
    plain, outcomes = (in_pieces(one, _ENGINE, engine.direction).outcomes(requests) for one in both)
    texts = [one.text for one in plain]
    return Run(pairs, texts, outcomes, TermMatcher(held.glossary), held.unseen)


def measured(run: Run) -> dict[str, Any]:
    """Return all figures of a run."""
    enforced = [outcome.text for outcome in run.outcomes]
    references = [pair.target for pair in run.pairs]
    masked = [run.masked(texts) for texts in (run.plain, enforced, references)]
    terms = [term for outcome in run.outcomes for term in outcome.terms]
    every = Counter(term.step for term in terms)
    unseen = Counter(term.step for term in terms if term.requirement.lines[0].source in run.unseen)
    return {
        "sentences": len(run.pairs),
        "terms": every.total(),
        "unseen_terms": unseen.total(),
        "success": {"plain": run.success(run.plain), "enforced": run.success(enforced)},
        "by_step": {step: every[step] for step in STEPS},
        "by_step_unseen": {step: unseen[step] for step in STEPS},
        "chrf": {
            "plain": chrf(run.plain, references),
            "enforced": chrf(enforced, references),
            "rest_plain": chrf(masked[0], masked[2]),
            "rest_enforced": chrf(masked[1], masked[2]),
        },
        "changed": sum(one != other for one, other in zip(run.plain, enforced, strict=True)),
        "doubled": sum(len(doubled(run.matcher, case)) for case in run.cases),
        "stranded": sum(len(stranded(run.matcher, case)) for case in run.cases),
        # Those that the engine doubles or strands of its own accord count here too.
        "doubled_at_all": _at_all(run, doubled),
        "stranded_at_all": _at_all(run, outside),
    }


def _at_all(run: Run, fault: Callable[[TermMatcher, Case], list[str]]) -> dict[str, int]:
    """Return how often there is a fault, in plain translations and in the others."""
    return {
        name: sum(
            len(fault(run.matcher, Case(pair.source, pair.target, "", text)))
            for pair, text in zip(run.pairs, texts, strict=True)
        )
        for name, texts in (("plain", run.plain), ("enforced", [o.text for o in run.outcomes]))
    }


def displaced_terms(engine: Steerable, asked: Requirements, run: Run) -> int:
    """Return how many terms that enforcement brought in are displaced, as enforcement tells it."""
    changed = [one for one in run.cases if one.plain != one.enforced]
    attentions = engine.attention([(case.source, case.enforced) for case in changed])
    count = 0
    for case, attention in zip(changed, attentions, strict=True):
        terms = requests_of(asked, [case.source])[0].requirements
        missing = asked.judged(terms, case.plain).wrong
        passage = passage_of(case.source, case.enforced, engine.direction, attention)
        count += len(missing & displaced(passage, terms, asked.judged(terms, case.enforced)))
    return count


def show(run: Run, most: int) -> None:
    """Print what enforcement did, for the eye."""
    shown = 0
    for case, outcome in zip(run.cases, run.outcomes, strict=True):
        faults = [*doubled(run.matcher, case), *stranded(run.matcher, case)]
        steps = ", ".join(f"{t.requirement.source} {t.step}" for t in outcome.terms)
        if shown >= most or (case.plain == case.enforced and outcome.is_satisfied):
            continue
        shown += 1
        lines = [f"zh  {case.source}", f"ref {case.reference}", f"pl  {case.plain}"]
        lines += [f"en  {case.enforced}", f"    {steps}"]
        lines += [f"    FAILED {t.requirement.source}: {t.why}" for t in outcome.terms if t.why]
        lines += [f"    FAULT {fault}" for fault in faults]
        sys.stdout.write("\n".join(lines) + "\n\n")


def _run(arguments: argparse.Namespace) -> None:
    held = held_back(arguments.data)
    options = EngineOptions(Direction("zh", "en"), str(arguments.model), beam=_BEAM)
    engine = Remembering(Seq2SeqEngine(options))
    run = translated(engine, held, _pairs(arguments, held)[: arguments.most])
    results: dict[str, Any] = {"held_back": measured(run)}
    if arguments.pool:
        asked = Requirements(held.glossary, engine.direction)
        results["held_back"]["displaced"] = displaced_terms(engine, asked, run)
    show(run, arguments.show)
    if not (arguments.development or arguments.pool):  # Measured, not shown.
        unread = translated(engine, held, held.unread[: arguments.most])
        results["unread"] = measured(unread)
    if arguments.ablation:
        results["ablation"] = {
            name: measured(translated(engine, held, run.pairs, Options(steps=steps)))
            for name, steps in ABLATIONS.items()
        }
    files = {"held-back": [arguments.data]}
    if arguments.policy:
        policy = policy_sentences(arguments.policy)
        of_policy = translated(engine, policy, policy.test[: arguments.most])
        results["policy"] = measured(of_policy)
        show(of_policy, arguments.show)
        files["policy"] = sorted(arguments.policy.glob("202[01]-report*.jsonl"))
    results["chrf_signature"] = chrf_signature()
    _print(results)
    if arguments.output:
        signed = signature(f"enforcement {engine.signature}".replace("|", " "), files)
        write_results(arguments.output, "enforcement", signed, results)


def _pairs(arguments: argparse.Namespace, held: HeldBack) -> Sequence[Pair]:
    """Return the pairs that are measured first."""
    if arguments.pool:
        return pool(read_pairs(arguments.data), held, arguments.pool)
    return held.development if arguments.development else held.test


def _print(results: dict[str, Any]) -> None:
    for name, figures in results.items():
        if name == "chrf_signature":
            continue
        sets = figures if name == "ablation" else {name: figures}
        for title, values in sets.items():
            sys.stdout.write(f"{title}\n")
            for key, value in values.items():
                sys.stdout.write(f"  {key}: {value}\n")


def main() -> None:
    """Run the benchmark."""
    parser = command.options("enforcement", __doc__, "general.zh-en.tsv.xz")
    parser.add_argument("--model", type=Path, required=True, help="a folder of transformers")
    parser.add_argument("--policy", type=Path, help="folder of the reports")
    parser.add_argument("--development", action="store_true", help="what may be looked at")
    parser.add_argument(
        "--pool", type=int, default=0, help="as many others, from no set, which may be looked at"
    )
    parser.add_argument("--ablation", action="store_true", help="with some of the steps only")
    parser.add_argument("--most", type=int, help="sentences of each set")
    parser.add_argument(
        "--show", type=int, default=0, help="sentences printed of each set but the unread"
    )
    command.execute(_run, parser.parse_args())


if __name__ == "__main__":
    main()
