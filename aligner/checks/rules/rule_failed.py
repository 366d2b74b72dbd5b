"""A rule failed on a bead: a mistake in this program, not in the translation.

The other rules and beads are checked nevertheless, and the exit code is 2 at the end, so that
nobody takes the result for a complete one. No comment and no baseline silences it. Please report
it with the text of the bead.

Bad:  a rule that takes for granted that every sentence has a word
Good: the same rule, asking first

Known false alarms: none.
"""
