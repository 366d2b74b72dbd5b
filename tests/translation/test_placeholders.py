"""What a translation must not change."""

from __future__ import annotations

import pytest

from aligner.translation.placeholders import changes, marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("增长%d%%，共%s个。", ["%d", "%%", "%s"]),
        ("第%1$s页，共%2$d页，用%.2f秒", ["%1$s", "%2$d", "%.2f"]),
        ("%(name)s有%-5ld行。", ["%(name)s", "%-5ld"]),
        ("%1之%2", ["%1", "%2"]),
        ("%Y年%m月%d日", ["%Y", "%m", "%d"]),
        ("您好，{name}，您有 {0} 条消息，{}。", ["{name}", "{0}", "{}"]),
        ("${path}、#{id}、{{ user.name }}", ["${path}", "#{id}", "{{ user.name }}"]),
        ("{0:.2f}、{n!r}", ["{0:.2f}", "{n!r}"]),
        ("{count, number}", ["{count, number}"]),
        ('<a href="x">改革</a><br/>', ['<a href="x">', "</a>", "<br/>"]),
        ("见https://example.org/a?b=1。", ["https://example.org/a?b=1"]),
        ("或www.example.org，", ["www.example.org"]),
        ("发邮件至info@example.gov.cn查询", ["info@example.gov.cn"]),
        ("登录example.gov.cn查询", ["example.gov.cn"]),
        ("https://example.org/%E5%8F%91", ["https://example.org/%E5%8F%91"]),
        ("运行`git pull`。", ["`git pull`"]),
        # No placeholders:
        ("增长5%，比上年高3.5%d。", []),
        ("增长5%%。", []),
        ("by 5% of it, 20%of it, in % of GDP, the %increase (%)", []),
        ("集合{1, 2}与{x: x > 0}，{姓名}", []),
        ("a < b > c，<2>，《办法》", []),
        ("It`s fine, isn`t it", []),
    ],
)  # fmt: skip
def test_marks(text: str, expected: list[str]) -> None:
    found = marks(text)
    assert [one.text for one in found] == expected
    assert [text[one.span.start : one.span.end] for one in found] == expected


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("共%s个。", "There are %s.", []),
        ("共%s个，%d年。", "In %d there are %s.", []),
        ("共%s个。", "There are many.", [("%s", 1, 0, 1)]),
        ("共%s个。", "There are %s or %s.", [("%s", 1, 2, 16)]),
        ("{a}和{a}", "{a}", [("{a}", 2, 1, 4)]),
        ("改革", "reform {0}", [("{0}", 0, 1, 7)]),
        ("增长%d%%", "grow %d%", [("%%", 1, 0, 4)]),
        ("见www.Example.org/", "See www.example.org", []),
        ("见www.example.org", "See it", [("www.example.org", 1, 0, 1)]),
    ],
)
def test_changes(source: str, target: str, expected: list[tuple[str, int, int, int]]) -> None:
    found = changes(source, target)
    assert [(one.text, one.wanted, one.found, one.span.start) for one in found] == expected


def test_code_by_its_look() -> None:
    assert not changes("编辑a.yaml", "Edit a.yaml", ("a.yaml",))
    lost = changes("编辑a.yaml和b", "Edit a. yaml and bees", ("a.yaml", "b"))
    assert [(one.text, one.kind, one.wanted, one.found) for one in lost] == [
        ("a.yaml", "code", 1, 0),
        ("b", "code", 1, 0),
    ]
    # The same word elsewhere is a word.
    assert not changes("用set设置set", "Set the set with set", ("set",))
