"""Bitexts: what is empty is filled, what a person did stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from aligner.bead import Bead, Bitext, Status
from aligner.document import Sentence
from aligner.translation.base import Direction, Requirement
from aligner.translation.bitexts import Filling, fill
from aligner.translation.chain import Plain
from aligner.translation.cutting import Cutter
from aligner.translation.job import Job
from aligner.translation.options import EngineOptions
from aligner.translation.sentences import Rendered
from tests.translation.scripted import ScriptedEngine

FROM_CHINESE = Direction("zh", "en")


def nothing(text: str) -> tuple[Requirement, ...]:
    return ()


def bead(source: str, target: str = "", status: Status | None = None, locked: bool = False) -> Bead:
    before, after = (
        (Sentence(0, 0, len(text), text),) if text else () for text in (source, target)
    )
    return Bead(before, after, status=status, locked=locked, unit="u")


def job() -> Job:
    engine = Plain(ScriptedEngine(EngineOptions(FROM_CHINESE)), "scripted")
    return Job(Cutter(engine, FROM_CHINESE, 100))


def filled(*beads: Bead, filling: Filling | None = None) -> list[Bead]:
    seen: list[tuple[Bead, Rendered]] = []
    bitext = Bitext("zh", "en", iter(beads))
    found = fill(bitext, job(), nothing, filling or Filling(), lambda *done: seen.append(done))
    result = list(found.beads)
    assert [one for one, _ in seen] == result
    return result


def targets(beads: list[Bead]) -> list[str]:
    return ["".join(sentence.text for sentence in one.target) for one in beads]


def test_empty_targets_are_filled_and_others_stay() -> None:
    found = filled(
        bead("总则"),
        bead("总则", "Rules"),
        bead("", "Added."),
        bead("总则", locked=True),
        bead("我们坚持改革开放。发展新质生产力。"),
    )
    assert targets(found) == [
        *("General provisions", "Rules", "Added.", ""),
        "We uphold reform and opening up. Develop new productivity.",
    ]
    sentences = [sentence for one in found for sentence in one.target]
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))


@pytest.mark.parametrize(
    ("status", "expected"),
    [(None, "General provisions"), ("translated", "General provisions"), ("final", "Rules")],
)
def test_again_keeps_what_is_confirmed(status: Status | None, expected: str) -> None:
    found = filled(bead("总则", "Rules", status), filling=Filling(again=True))
    assert targets(found) == [expected]


def test_states_are_set_where_files_have_them() -> None:
    beads = [bead("总则"), bead("无"), bead("总则", "Rules", "reviewed")]
    found = filled(*beads, filling=Filling(with_status=True))
    assert [one.status for one in found] == ["translated", None, "reviewed"]
    assert [one.note for one in found] == ["", "the engine gave nothing", ""]
    assert all(one.unit == "u" for one in found)


def test_beads_are_read_a_window_ahead() -> None:
    read = 0

    def beads() -> Iterator[Bead]:
        nonlocal read
        while read < 1000:
            read += 1
            yield bead("总则")

    small = job()
    small.window = 10
    found = fill(Bitext("zh", "en", beads()), small, nothing, Filling(), lambda *_: None)
    next(iter(found.beads))
    assert read <= 12
