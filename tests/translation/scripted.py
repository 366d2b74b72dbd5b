"""An engine that translates by a table, in place of a model; and the command line with it.

What is not in the table becomes ``Text N`` with the number of its characters, so that it is the
same in every run. Each text that it is asked for is appended to the file that ``SCRIPTED_LOG``
names. 无 in a text: no translation. 慢 in a text: it takes a minute.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from aligner.translation.base import Direction, Hypothesis, Request
from aligner.translation.engines import ENGINES
from aligner.translation.options import EngineOptions

TABLE = {
    "关于促进社区养老服务发展的意见": "opinions on promoting community care for the elderly.",
    "市政府决定用三年时间建设一百二十个社区养老服务中心。": (
        "the municipal government will build 120 community care centers within three years"
    ),
    "坚持政府引导、社会参与、市场运作。": "The government guides and society takes part.",
    "本意见自发布之日起施行。": "These Opinions take effect on the day of publication.",
    "我们坚持改革开放。": "We uphold reform and opening up.",
    "发展新质生产力。": "Develop new productivity.",
    "经济运行总体平稳，": "The economy ran smoothly,",
    "共%s个，增长%d%%。": "There are %s.",
    "您好，{name}，有{0}条。": "Hello, {name}: {0}.",
    "请编辑a.yaml文件。": "Please edit the file.",
    "总则": "General provisions.",
    "图书馆很安静，学生们喜欢音乐。": (
        "The place is quiet, and the students like music in the library."
    ),
    "We uphold reform.": "我们 坚持 改革.",
    "Growth was steady.": "增长平稳。",
    "Summary": "摘要。",
}
BATCH = 8  # texts translated at a time


class ScriptedEngine:
    """Translates by ``TABLE``."""

    def __init__(self, options: EngineOptions) -> None:
        self.direction: Direction = options.direction

    @property
    def signature(self) -> str:
        """Its name: the table is part of the tests."""
        return "scripted"

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return a small number, so that short documents are several batches."""
        return min(len(requests), BATCH)

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return the translation of the table, or a text that tells the length."""
        return [_hypotheses(request.text) for request in requests]


def _hypotheses(text: str) -> tuple[Hypothesis, ...]:
    if log := os.environ.get("SCRIPTED_LOG"):
        with Path(log).open("a", encoding="utf-8") as stream:
            stream.write(f"{text}\n")
    if "慢" in text:
        os.write(1, b"sleeping\n")
        time.sleep(60)
    if "无" in text:
        return ()
    return (Hypothesis(TABLE.get(text, f"Text {len(text)}"), -0.5),)


if __name__ == "__main__":
    from aligner.cli import main

    ENGINES["seq2seq"] = "tests.translation.scripted:ScriptedEngine"
    sys.exit(main())
