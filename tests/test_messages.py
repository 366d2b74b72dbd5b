"""The Chinese messages: complete, with the same values, and used by every kind of output."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import aligner
from aligner import errors
from aligner.cli.app import COMMANDS
from aligner.messages import entries, set_interface, translate

PACKAGE = Path(aligner.__file__).parent
ERRORS = {name for name in vars(errors) if name.endswith("Error")}
SPEAKING = {"note", "warning", "info", "error", "translate"}  # functions and methods of loggers
REPORTING = {"about", "add"}  # methods of the reports that rules write to
WORDED = {"Problem"}  # what rules say: message and way out, by position or name
PLACEHOLDER = re.compile(r"%[sdr]|%\.\d+[fr]")


def messages_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and message of everything in a module that is said to the user."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        spoken: list[ast.expr] = []
        if name in ERRORS | SPEAKING:
            spoken += node.args[:1]
        if name in WORDED:
            spoken += node.args[:2]
            spoken += [k.value for k in node.keywords if k.arg in ("message", "way_out")]
        if name in ERRORS | REPORTING | {"Option", "Argument"}:
            spoken += [k.value for k in node.keywords if k.arg in ("way_out", "help", "problem")]
        for expression in spoken:
            for text in texts_of(expression):
                yield node.lineno, text


def texts_of(expression: ast.expr) -> Iterator[str]:
    """Yield the messages an expression may become, values as {}; none for a mere variable."""
    match expression:
        case ast.Constant(value=str(text)):
            yield PLACEHOLDER.sub("{}", text)
        case ast.JoinedStr(values=parts):
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts
            )
        case ast.IfExp(body=body, orelse=orelse):
            yield from texts_of(body)
            yield from texts_of(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from texts_of(value)


def spoken() -> Iterator[tuple[str, str]]:
    """Yield place and message of all that the program says."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for line, text in messages_of(tree):
            if re.search("[A-Za-z]{2}", text.replace("{}", "")):
                yield f"{path.relative_to(PACKAGE)}:{line}", text
    for name, (_, help_line) in COMMANDS.items():
        yield f"command {name}", help_line


def test_every_message_has_a_translation() -> None:
    known = {message for message, _ in entries()}
    missing = {text: place for place, text in spoken() if text not in known}
    assert not missing, "\n".join(f"{place}\t{text}" for text, place in missing.items())


@pytest.mark.parametrize(("message", "translation"), entries())
def test_translations_have_the_same_values(message: str, translation: str) -> None:
    values = message.count("{}")
    numbered = [int(n) for n in re.findall(r"\{(\d+)\}", translation)]
    assert translation.count("{}") + len(numbered) == values
    assert not numbered or sorted(numbered) == list(range(1, values + 1))
    assert re.search("[\u4e00-\u9fff；，]", translation)


def test_what_is_quoted_stays_as_the_user_wrote_it() -> None:
    set_interface("zh")
    try:
        assert translate("“source” is not in the English text") == "英文中没有“source”"
        assert translate("湖 and 海 (line 4) are both 'note'") == "湖 与 海（第 4 行）均译作 'note'"
    finally:
        set_interface("en")


def test_no_message_is_there_twice() -> None:
    messages = [message for message, _ in entries()]
    assert len(messages) == len(set(messages))


def test_the_messages_are_found_in_the_source() -> None:
    tree = ast.parse(
        "raise InputError(f'no {kind} here', way_out='add one')\n"
        "logger.warning('%s: %d units', path, count)\n"
        "Option(help='Quick.' if fast else 'Slow.')\n"
        "InputError(problem)\n"
        "Problem(f'no {term}', 'add it', span)\n"
        "Problem(message=f'{a} twice' if a else 'twice', english=span, way_out=way_out or 'mend')\n"
    )
    assert [text for _, text in messages_of(tree)] == [
        *("no {} here", "add one", "{}: {} units", "Quick.", "Slow."),
        *("no {}", "add it", "{} twice", "twice", "mend"),
    ]
