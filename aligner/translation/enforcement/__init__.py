"""What comes out of an engine, made to say what the glossary says.

requirements ─ n-best ─ rerank ─ constrained, or retried ─ substituted ─ a finding

``Requirements`` tells what a glossary asks of a text and judges a translation by it; ``Enforcer``
is the cascade, a ``Translator`` in front of any ``Engine``.
"""

from aligner.translation.enforcement.cascade import Enforcer, Options
from aligner.translation.enforcement.requirements import Judged, Requirements, requests_of

__all__ = ["Enforcer", "Judged", "Options", "Requirements", "requests_of"]
