"""Where a chat server is, and which key it may be given."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit, urlunsplit

from aligner.errors import UsageError

KEY = "ALIGNER_API_KEY"
OPENAI_KEY = "OPENAI_API_KEY"  # set for OpenAI: it is nobody else's business
_OPENAI = "api.openai.com"
_END = "/chat/completions"
_WAY_OUT = "give it as http://localhost:8000/v1"
_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a server's chat completions."""

    url: str  # with the query, if the server wants one
    host: str

    @property
    def shown(self) -> str:
        """The address for messages and signatures: a query may hold secrets."""
        return self.url.split("?")[0].removesuffix(_END)

    @property
    def is_local(self) -> bool:
        """Whether the server is on this computer: nothing leaves it, and no proxy is asked."""
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def read_address(base: str) -> Address:
    """Return the address of a server from what users have: the part up to ``/v1``.

    >>> read_address("http://localhost:8000/v1/").url
    'http://localhost:8000/v1/chat/completions'

    Raises:
        UsageError: it is no address, or holds a password.
    """
    try:
        parts = urlsplit(base.strip())
        host = parts.hostname or ""
        has_port = parts.port != 0
    except ValueError:
        parts, host, has_port = SplitResult("", "", "", "", ""), "", False
    if parts.scheme not in ("http", "https") or not host or not has_port:
        raise UsageError(f"{base!r} is no address of a chat server", way_out=_WAY_OUT)
    if parts.username or parts.password:
        raise UsageError(
            "the address of the chat server holds a password", way_out=f"put it into {KEY}"
        )
    path = parts.path.rstrip("/").removesuffix(_END) + _END
    return Address(urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")), host)


def key_for(address: Address, environment: Mapping[str, str]) -> str:
    """Return the key to send to a server; empty: none.

    >>> environment = {"OPENAI_API_KEY": "sk-1"}
    >>> key_for(read_address("https://api.openai.com/v1"), environment)
    'sk-1'
    >>> key_for(read_address("https://example.org/v1"), environment)
    ''

    Raises:
        UsageError: the key cannot be sent as it is.
    """
    name = KEY if environment.get(KEY) or address.host != _OPENAI else OPENAI_KEY
    key = environment.get(name, "").strip()
    if not key.isascii() or not key.isprintable():
        raise UsageError(f"{name} is no key", way_out="copy it again, without line breaks")
    if key and address.url.startswith("http:") and not address.is_local:
        _logger.warning("%s: the key and the texts go there unencrypted", address.shown)
    return key
