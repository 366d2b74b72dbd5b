"""Configuration files: what they say, where they are found, what is wrong with them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from aligner.checks.configuration import Choices, Configuration, Override, matches
from aligner.checks.configuration_file import find_configuration, read_configuration
from aligner.errors import AlignerError

FULL = """\
[check]
glossaries = ["policy", "house.tsv"]
select = ["TERM", "IGNORE001"]
ignore = ["term002"]
date = 2024-03-01
memory = "official.tmx"
fail-on = "warning"
baseline = "known.json"

[check.severities]
TERM002 = "info"
IGNORE = "off"

[[check.overrides]]
paths = ["laws/**"]
select = ["TERM002"]

[[check.overrides]]
paths = ["*.tmx"]
glossaries = []
date = "2020"
"""


def write(folder: Path, text: str, name: str = "aligner.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_everything_is_read(tmp_path: Path) -> None:
    found = read_configuration(write(tmp_path, FULL))
    assert found == Configuration(
        tmp_path / "aligner.toml",
        Choices(
            glossaries=("policy", str(tmp_path / "house.tsv")),
            select=("TERM", "IGNORE001"),
            ignore=("TERM002", "IGNORE"),
            severities=(("TERM002", "info"),),
            date=datetime.date(2024, 3, 1),
            memory=tmp_path / "official.tmx",
            fail_on="warning",
            baseline=tmp_path / "known.json",
        ),
        (
            Override(("laws/**",), Choices(select=("TERM002",))),
            Override(("*.tmx",), Choices(glossaries=(), date=datetime.date(2020, 1, 1))),
        ),
    )


def test_pyproject_says_the_same_in_a_table_of_its_own(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n' + FULL.replace("check", "tool.aligner.check")
    alone = read_configuration(write(tmp_path, FULL))
    shared = read_configuration(write(tmp_path, text, "pyproject.toml"))
    assert (shared.choices, shared.overrides) == (alone.choices, alone.overrides)


def test_the_nearest_file_upward_is_used(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    top = write(tmp_path, "")
    assert find_configuration(inner) == top
    write(tmp_path / "a", "[project]\n", "pyproject.toml")  # says nothing of us
    assert find_configuration(inner) == top
    shared = write(tmp_path / "a", "[tool.aligner.check]\n", "pyproject.toml")
    assert find_configuration(inner) == shared
    own = write(tmp_path / "a", "")
    assert find_configuration(inner) == own


def test_overrides_add_to_what_stands_above_them(tmp_path: Path) -> None:
    found = read_configuration(write(tmp_path, FULL))
    plain = found.choices_for([tmp_path / "report.docx"])
    assert plain == found.choices
    law = found.choices_for([tmp_path / "laws" / "2024" / "a.tmx"])
    # A selection sets aside what was ignored before it; the second override fits as well.
    assert (law.select, law.ignore, law.glossaries) == (("TERM002",), (), ())
    assert law.date == datetime.date(2020, 1, 1)
    assert (law.severities, law.fail_on) == ((("TERM002", "info"),), "warning")
    pair = found.choices_for([tmp_path / "x.docx", tmp_path / "laws" / "x.docx"])
    assert pair.select == ("TERM002",)


def test_the_command_line_counts_more() -> None:
    below = Choices(("policy",), ("TERM",), ("TERM002",), (("TERM002", "info"),), fail_on="info")
    assert Choices(ignore=("IGNORE",)).over(below).ignore == ("TERM002", "IGNORE")
    above = Choices(select=("TERM002",), severities=(("TERM002", "warning"),), fail_on="never")
    merged = above.over(below)
    assert (merged.select, merged.ignore, merged.fail_on) == (("TERM002",), (), "never")
    assert merged.settings.severities == {"TERM002": "warning"}
    assert merged.glossaries == ("policy",)


@pytest.mark.parametrize(
    ("name", "pattern", "fits"),
    [
        ("laws/a.tmx", "laws/**", True),
        ("laws/2024/a.tmx", "laws/**", True),
        ("laws/2024/a.tmx", "laws/*.tmx", False),
        ("old/laws/a.tmx", "laws/**", False),
        ("old/laws/a.tmx", "**/laws/**", True),
        ("laws/a.tmx", "**/laws/**", True),
        ("deep/in/a.tmx", "a.tmx", True),
        ("a.tmx", "./a.tmx", True),
        ("ab.tmx", "?.tmx", False),
        ("a+b.tmx", "a+b.tmx", True),
    ],
)
def test_patterns(name: str, pattern: str, fits: bool) -> None:
    assert matches(name, pattern) == fits


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[check]\nselct = []\n", ":2: unknown key selct; the nearest is select"),
        ("[chek]\n", ":1: unknown key chek; the nearest is check"),
        (
            '[check]\n\nignore = [\n  "TREM002",\n]\n',
            ":4: unknown code TREM002; the nearest is TERM",
        ),
        ('[check.severities]\nTERM2 = "off"\n', ":2: unknown code TERM2; the nearest is TERM"),
        (
            '[check.severities]\nTERM002 = "bad"\n',
            ":2: TERM002: 'bad' cannot be; choose from error, warning, info, off",
        ),
        ('[check]\nfail-on = "no"\n', ":2: fail-on: 'no' cannot be; choose from error, warning,"),
        ("[check]\nselect = [1]\n", ":2: select is no list of texts; "),
        ("[check]\nmemory = 3\n", ":2: memory: 3 cannot be; write a text in quotes"),
        ('[check]\ndate = "soon"\n', ":2: date: 'soon' cannot be; write YYYY-MM-DD"),
        ("[check]\ndate = 2024\n", ":2: date: 2024 cannot be; write YYYY-MM-DD"),
        ("check = 1\n", ":1: check is no table; write [check]"),
        ("[check]\noverrides = 1\n", ":2: overrides is no array of tables; "),
        ("[[check.overrides]]\nselect = []\n", ":1: an override without paths; "),
        (
            '[check]\nselect = ["TERM"]\n[[check.overrides]]\npaths = ["a"]\nbaseline = "b"\n',
            ":5: unknown key baseline; the nearest is select",
        ),
        (
            '[check]\nselect = ["TERM"]\n[[check.overrides]]\npaths = ["a"]\nselect = ["TERN"]\n',
            ":5: unknown code TERN; the nearest is TERM",
        ),
        ("[check\n", ":1: no TOML: "),
    ],
)
def test_what_is_wrong_is_said_in_a_line_with_its_place(
    text: str, problem: str, tmp_path: Path
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(AlignerError) as raised:
        read_configuration(path)
    assert str(raised.value).startswith(f"{path}{problem}")
    assert "\n" not in str(raised.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(AlignerError, match="cannot be read: No such file"):
        read_configuration(tmp_path / "none.toml")
    (tmp_path / "aligner.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(AlignerError, match="not UTF-8; save it as UTF-8"):
        read_configuration(tmp_path / "aligner.toml")
