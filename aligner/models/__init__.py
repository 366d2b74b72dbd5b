"""Models of transformers: where they lie, whether they are usable, how they are run.

Nothing here imports torch or transformers before a model is asked for.
"""

from aligner.models.folder import ModelFolder, ModelKind, find_model

__all__ = ["ModelFolder", "ModelKind", "find_model"]
