"""How long a chat server is waited for."""

from __future__ import annotations

from aligner.translation.chat.client import Patience


def test_pauses_double_and_are_bounded() -> None:
    patience = Patience(pause=2.0)
    assert [patience.before(retry, None) for retry in (0, 1, 2, 9)] == [2.0, 4.0, 8.0, 60.0]
    assert patience.before(0, 3600.0) == 60.0
    assert patience.before(5, 0.0) == 0.0
