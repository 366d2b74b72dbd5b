"""Brackets, for the patterns of both languages: no sentence ends inside them."""

from __future__ import annotations

# What stays open for longer than this is a slip of the pen, and protects nothing.
BRACKETS = r"""
      [（(] [^（()）]{0,300}+ [）)]
    | 《 [^《》]{0,300}+ 》
    | 〈 [^〈〉]{0,300}+ 〉
    | [［【〔\[] [^［【〔\[\]〕】］]{0,300}+ [\]〕】］]
"""
