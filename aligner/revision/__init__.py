"""A new version of a text beside the translation of the old one."""

from aligner.revision.compare import Change, Kind, Revision, revise

__all__ = ["Change", "Kind", "Revision", "revise"]
