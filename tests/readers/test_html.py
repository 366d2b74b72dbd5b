"""HTML: the article of a page with its headline, and edits written back into the page."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.document import Edit
from aligner.errors import InputError
from aligner.readers.base import Extraction
from aligner.readers.html import read

FIRST = "市政府决定用三年时间建设一百二十个社区养老服务中心，方便老年人就近就餐和看病。"
SECOND = "各区要安排专门经费，加强人员培训，定期公布进展情况，接受群众监督。"
THIRD = "本意见自发布之日起施行，有效期五年，由市民政局负责解释。"

PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>意见_某市人民政府</title>
<style>p {{ color: red }}</style></head>
<body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zw">政策文件</a></div>
<h1>关于发展社区养老服务的意见</h1>
<div class="share"><a href="#">分享</a> <a href="#">打印</a></div>
<div class="content">
<p>{FIRST}</p>
<p>{SECOND}</p>
<script>var x = "<p>不是正文</p>";</script>
<p style="display:none">看不见的文字</p>
<p>{THIRD}</p>
</div>
<div class="related"><h3>相关链接</h3><ul><li><a href="/1">另一份文件的标题在这里</a></li>
<li><a href="/2">又一份文件的标题在这里</a></li></ul></div>
<footer><p>主办单位：某市人民政府办公室</p></footer>
</body></html>
"""


def extract(page: str) -> Extraction:
    return read(page.encode(), "a.html")


def paragraphs(page: str) -> list[str]:
    found = extract(page)
    return [found.text[start:end] for start, end, _ in found.paragraphs]


def test_the_article_of_a_page_with_its_headline() -> None:
    assert paragraphs(PAGE) == ["关于发展社区养老服务的意见", FIRST, SECOND, THIRD]


def test_a_fragment_without_anything_around_it_is_read_whole() -> None:
    assert paragraphs("<p>短。</p><div>Two <b>words</b></div>tail") == ["短。", "Two words", "tail"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>a&amp;b &lt;c&gt; &#8212; &hellip;</p>", ["a&b <c> — …"]),
        ("<p>one\n  two</p>", ["one two"]),
        ("<p>改革\n开放</p>", ["改革开放"]),
        ("<p>第一段。<br><br>　　第二段。</p>", ["第一段。", "第二段。"]),
        ("<p>标题<br>副题</p>", ["标题副题"]),
        ("<ul><li>One<li>Two</ul>", ["One", "Two"]),
        ("<p>x<sup>2</sup> km<p>next", ["x2 km", "next"]),
        ("<p>It grew.<sup>1</sup> “So.”<sup>12</sup> 10<sup>9</sup>", ["It grew. “So.” 109"]),
        ("<p><ruby>汉<rt>han</rt></ruby>字</p>", ["汉字"]),
        ("<p>a<!-- no -->b</p>", ["ab"]),
        ("a<b>b<div>c</b>d</div>e", ["ab", "c", "d", "e"]),
        ("<p>a<span hidden>b</span>c</p>", ["ac"]),
    ],
)
def test_what_is_shown(body: str, expected: list[str]) -> None:
    assert paragraphs(body) == expected


def test_tables_tell_their_rows() -> None:
    page = "<p>题</p><table><tr><td>甲</td><td>A</td></tr><tr><td>乙</td><td>B</td></tr></table>"
    found = extract(page)
    assert (found.text.split("\n"), found.rows) == (["题", "甲", "A", "乙", "B"], (-1, 0, 0, 1, 1))


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "utf-8", "big5"])
def test_the_declared_encoding_is_used(declared: str) -> None:
    text = "會議召開" if declared == "big5" else "会议召开，改革开放取得新进展。"
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}"><p>{text}</p>'
    assert read(page.encode(declared), "a.html").text == text


def test_edits_change_only_their_text() -> None:
    found = extract(PAGE)
    start = found.text.index("一百二十")
    new = found.places.apply([Edit(start, start + 4, "<一百五十> & 更多")])
    assert new.decode() == PAGE.replace("一百二十", "&lt;一百五十&gt; &amp; 更多")
    assert read(new, "a.html").text == found.text.replace("一百二十", "<一百五十> & 更多")


def test_places_are_lines_and_columns_of_the_file() -> None:
    found = extract(PAGE)
    line = next(n for n, text in enumerate(PAGE.split("\n"), start=1) if SECOND in text)
    assert str(found.places.locate(found.text.index(SECOND))) == f"{line}:4"


def test_characters_the_encoding_lacks_become_references() -> None:
    data = '<meta charset="gb2312"><p>會議召開，改革开放。</p>'.encode("gb18030")
    new = read(data, "a.html").places.apply([Edit(0, 2, "😀")])
    assert read(new, "a.html").text == "😀召開，改革开放。"


_TEXTS = st.lists(
    st.text(st.sampled_from("改革ab &<>“”.,"), min_size=1, max_size=8).filter(
        lambda text: text.strip() == text and "  " not in text
    ),
    min_size=1,
    max_size=5,
)


@given(_TEXTS, st.data())
@settings(deadline=None)
def test_any_paragraph_can_be_edited(texts: list[str], data: st.DataObject) -> None:
    def escaped(text: str) -> str:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    page = "\r\n".join(f"<p>{escaped(text)}</p>" for text in texts)
    found = extract(page)
    assert found.text == "\n".join(texts)
    assert found.places.apply([]) == page.encode()
    span = data.draw(st.sampled_from(found.paragraphs))
    new = found.places.apply([Edit(span.start, span.end, "新 & 旧")])
    assert read(new, "a.html").text == found.text[: span.start] + "新 & 旧" + found.text[span.end :]


@pytest.mark.parametrize("page", [b"\x00\xff\x00" * 9, b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_binary_data_is_refused(page: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.html"):
        read(page, "a.html")


def test_a_page_of_nothing_but_open_tags_takes_no_time() -> None:
    assert extract("<div>" * 20_000 + "文" + "<b>" * 20_000).text == "文"
