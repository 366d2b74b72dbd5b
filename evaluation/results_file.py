"""Result files: JSON with schema, date, version and a signature that says what was measured.

A signature is read like sacreBLEU's: ``aligner:0.1.0|code:1f0c…|lexicon:9be2…|options:presegmented|
data:political@77ab…``. Two results with the same signature were made by the same code, the same
lexicon and the same options on the same texts.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import aligner
from aligner.errors import InputError

SCHEMA = 1
RESULTS = Path(__file__).with_name("results")
_PACKAGE = Path(aligner.__file__).parent


def digest(paths: Iterable[Path]) -> str:
    """Return eight hexadecimal digits that change with the content or name of any file."""
    lines = (f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n" for path in paths)
    # Sorted as lines: file systems list folders in orders of their own.
    return hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()[:8]


def signature(options: str, data: Mapping[str, Iterable[Path]]) -> str:
    """Return what a result depends on, fields separated by ``|``.

    Args:
        options: how the aligner was called, in words without ``|``.
        data: the files of each data set, by the name of the set.
    """
    lexicon = (path for path in (_PACKAGE / "lexicon" / "data").iterdir() if path.is_file())
    fields = {
        "aligner": aligner.__version__,
        "code": digest(_PACKAGE.rglob("*.py")),
        "lexicon": digest(path for path in lexicon if path.name != "LICENSE"),
        "python": platform.python_version(),
        "options": options,
        "data": "+".join(f"{name}@{digest(files)}" for name, files in data.items()),
    }
    return "|".join(f"{name}:{value}" for name, value in fields.items())


def write_results(path: Path, benchmark: str, signed: str, results: Mapping[str, Any]) -> None:
    """Write one benchmark's results, rounded to six digits, with today's date."""
    record = {
        "schema": SCHEMA,
        "benchmark": benchmark,
        "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
        "version": aligner.__version__,
        "signature": signed,
        **{name: rounded(value) for name, value in results.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def read_results(path: Path) -> dict[str, Any]:
    """Return a result file as it was written; empty where there is none.

    Raises:
        InputError: the file has a newer schema.
    """
    if not path.exists():
        return {}
    record: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if record["schema"] > SCHEMA:
        raise InputError(
            f"schema {record['schema']} is newer than {SCHEMA}",
            place=str(path),
            way_out="use the version that wrote it",
        )
    return record


def rounded(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a JSON value with every float rounded to six digits.

    >>> rounded({"f1": [0.98765432, 1]})
    {'f1': [0.987654, 1]}
    """
    if isinstance(value, float):
        return round(value, 6)
    if isinstance(value, dict):
        return {name: rounded(item) for name, item in value.items()}
    if isinstance(value, list):
        return [rounded(item) for item in value]
    return value
