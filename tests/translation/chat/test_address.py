"""Addresses of chat servers, and who gets which key."""

from __future__ import annotations

import logging

import pytest

from aligner.errors import UsageError
from aligner.translation.chat.address import key_for, read_address

BOTH = {"ALIGNER_API_KEY": "ours", "OPENAI_API_KEY": "theirs"}


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("http://localhost:8000/v1", "http://localhost:8000/v1/chat/completions"),
        ("https://h.example/v1/chat/completions", "https://h.example/v1/chat/completions"),
        ("https://h.example/x/?api=2", "https://h.example/x/chat/completions?api=2"),
        ("http://[::1]:8000/v1", "http://[::1]:8000/v1/chat/completions"),
    ],
)
def test_addresses_lead_to_the_chat(base: str, url: str) -> None:
    assert read_address(base).url == url


@pytest.mark.parametrize(
    "base",
    [
        "",
        "localhost:8000",
        "ftp://h/v1",
        "http://",
        "http://h:x/v1",
        "http://u:p@h/v1",
        "http://[/",
    ],
)
def test_what_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(UsageError):
        read_address(base)


def test_queries_are_not_shown() -> None:
    assert read_address("https://h.example/v1?key=secret").shown == "https://h.example/v1"


def test_the_key_of_openai_goes_to_openai_alone() -> None:
    theirs = {"OPENAI_API_KEY": "theirs"}
    assert key_for(read_address("https://api.openai.com/v1"), theirs) == "theirs"
    assert key_for(read_address("https://h.example/v1"), theirs) == ""
    assert key_for(read_address("https://api.openai.com.h.example/v1"), theirs) == ""
    assert key_for(read_address("https://api.openai.com/v1"), BOTH) == "ours"
    assert key_for(read_address("https://h.example/v1"), BOTH) == "ours"


def test_a_key_with_a_line_break_inside_is_refused() -> None:
    with pytest.raises(UsageError) as error:
        key_for(read_address("http://localhost/v1"), {"ALIGNER_API_KEY": "a\nb"})
    assert "a\nb" not in str(error.value)


@pytest.mark.parametrize(
    ("base", "warns"),
    [
        ("http://h.example/v1", True),
        ("https://h.example/v1", False),
        ("http://127.0.0.1/v1", False),
    ],
)
def test_unencrypted_keys_are_warned_of(
    base: str, warns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "aligner"):
        key_for(read_address(base), BOTH)
    assert ("unencrypted" in caplog.text) == warns
    assert "ours" not in caplog.text
