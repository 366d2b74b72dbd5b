"""A permission is rendered as an obligation.

可以 and 有权 leave a choice: *may*, *can*, *have the right to*. *Shall* and *must* take it away.

Bad:  当事人可以委托代理人。 → The parties shall appoint an agent.
Good: 当事人可以委托代理人。 → The parties may appoint an agent.

For statutes only.

Known false alarms: 可以 that states what something is good for: “this serves to …, and shall …”.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.modals import chinese_modals, counterpart, english_modals


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if obligations stand where permissions are missing."""
    chinese, english = bead.chinese.text, bead.english.text
    if not (bead.origin.is_statute and english):
        return
    source = chinese_modals(chinese)
    if not source.allows:
        return
    target = english_modals(english)
    missing = len(source.allows) - len(target.allows) - target.other_allowing
    binding = target.demands or target.mildly_demands
    # As many obligations as the Chinese has are its own: 可以处罚，还应当赔偿.
    if missing <= 0 or len(binding) <= len(source.demands):
        return
    span = source.allows[0]
    verb = counterpart(span, chinese, binding, english)
    words = english[verb.start : verb.end]
    yield Problem(
        f"{chinese[span.start : span.end]} leaves a choice, “{words}” none",
        "write “may”",
        span,
        verb,
        "may",
    )
