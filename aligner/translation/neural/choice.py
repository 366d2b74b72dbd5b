"""The model that was chosen, as far as its files tell; nothing of it is loaded.

A run that finds all its translations in the store needs no more than the signature made here, and
starts without torch.
"""

from __future__ import annotations

from dataclasses import dataclass

from aligner.models import ModelFolder, find_model
from aligner.models.digest import folder_digest
from aligner.models.languages import LanguageCode
from aligner.translation.neural.languages import codes_of
from aligner.translation.options import EngineOptions


@dataclass(frozen=True, slots=True)
class Choice:
    """A model for one direction."""

    options: EngineOptions
    folder: ModelFolder
    codes: tuple[LanguageCode, LanguageCode]  # of source and target
    digest: str  # of the folder's content

    def signature(self, engine: str, **decisive: object) -> str:
        """Return what decides on translations: the model by its content, and the options.

        Args:
            engine: its name.
            decisive: what else decides on what the engine gives, by name.
        """
        options = self.options
        fields = {
            engine: f"{self.folder.model_type}@{self.digest[:16]}",
            "direction": f"{options.direction.source}-{options.direction.target}",
            "codes": "+".join(f"{name}={code}" for name, code in sorted(options.codes.items())),
            "beam": options.beam,
            "longest": options.longest,
            **decisive,
        }
        return "|".join(f"{name}:{value}" for name, value in fields.items())


def choose(options: EngineOptions) -> Choice:
    """Look at the folder of a model that is to translate.

    Raises:
        InputError: no such model, not a usable one, or one of other languages.
    """
    folder = find_model(options.model)
    folder.require("translation")
    return Choice(options, folder, codes_of(folder, options), folder_digest(folder.path))
