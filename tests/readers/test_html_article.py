"""Pages of the shapes news and government sites have: their article and nothing around it."""

from __future__ import annotations

import pytest

from aligner.document import Edit
from aligner.readers.base import Extraction
from aligner.readers.html import read

ENGLISH = [
    "City Opens Forty Community Clinics",
    "LANCHUAN, May 6 -- The city opened forty community clinics on Monday, and each of them will "
    "be staffed by two doctors and three nurses from the nearest hospital.",
    "Residents can see a doctor close to home, collect medicine, and have their records sent on.",
    "“We came on foot,” said one visitor.",
    "A further twenty clinics are planned for next year, most of them in the hill districts where "
    "the nearest hospital is more than an hour away by bus.",
]
CHINESE = [
    "全市新开四十家社区门诊部",
    "本报澜川五月六日电 全市四十家社区门诊部昨天同时开业，每家有两名医生和三名护士，来自就近医院。",
    "居民在家门口就能看病、取药，病历也可以直接转到上级医院。",
    "明年还将新建二十家，大多放在离医院一个多小时车程的山区。",
    "谢谢大家！",
]
ENGLISH_PAGE = """<!DOCTYPE html><html><head><title>{0}</title><meta charset="utf-8"></head><body>
<div class="header"><h1 class="logo"><a href="/"><img src="l.png">The Municipality</a></h1>
<ul><li><a href="/">HOME</a></li><li><a href="/n">NEWS</a></li><li><a href="/p">POLICY</a></li></ul>
</div><div class="crumb"><a href="/">Home</a> &gt; <a href="/n">News</a> &gt; Latest</div>
<div class="article"><h1>{0}</h1><div class="info"><span>Updated: May 7, 2024 08:30</span>
<span>Source: Lanchuan Daily</span></div>
<div class="share"><a href="#">Share</a> <a href="#">Print</a> <span>A A A</span></div>
<div id="content">{1}</div><div class="editor">Editor: Wang Lei</div>
<div class="related"><h3>Related stories</h3><ul><li><a href="1">Library opens</a></li>
<li><a href="2">Port reports a record year</a></li></ul></div></div>
<div class="footer"><p>Copyright © The Municipality. All rights reserved.</p></div></body></html>"""
TABLE_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{0}-澜川新闻网</title></head><body><div><a href="1">首页</a> <a href="2">时政</a></div>
<div>您当前的位置：<a href="/">首页</a> > <a href="/x">要闻</a> > 正文</div>
<table width="900"><tr><td><div class="title"><span>{0}</span></div>
<div>2024-05-07 09:00:00 来源：澜川日报 【字体：大 中 小】【打印】</div>
<div id="detail">{1}</div><div class="editor">【责任编辑：李明】</div></td>
<td><div>热点新闻</div><ul><li><a href="a">新图书馆今天开馆</a></li></ul></td></tr></table>
<div>版权所有 澜川新闻网 <a href="x">关于我们</a> ICP备00000号</div></body></html>"""
FLAT_PAGE = """<html><head><meta charset="utf-8"><title>{0}_澜川市人民政府</title></head><body>
<div><a href="1">首页</a>|<a href="2">政务公开</a>|<a href="3">互动交流</a></div>
<div id="zoom"><center><b>{0}</b></center>{1}</div>
<div>主办：澜川市人民政府办公室 网站标识码：0000000001</div></body></html>"""


def read_page(frame: str, texts: list[str], body: str) -> Extraction:
    encoding = "gb18030" if "gb2312" in frame else "utf-8"
    return read(frame.format(texts[0], body).encode(encoding), "page.html")


def paragraphs(found: Extraction) -> list[str]:
    return [found.text[start:end] for start, end, _ in found.paragraphs]


@pytest.mark.parametrize("frame", [ENGLISH_PAGE, TABLE_PAGE, FLAT_PAGE])
@pytest.mark.parametrize("texts", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    ("between", "before", "behind"),
    [
        ("", "<p>", "</p>\r\n"),
        ("", "<p>　　", ""),
        ("", '<div class="text"><span style="x">', "</span></div>"),
        ("<br><br>", "　　", ""),
        ("<br/>\n", "&nbsp;&nbsp;&nbsp;&nbsp;", ""),
    ],
)
def test_nothing_but_the_article(
    frame: str, texts: list[str], between: str, before: str, behind: str
) -> None:
    body = between.join(before + text + behind for text in texts[1:])
    found = read_page(frame, texts, body)
    assert paragraphs(found) == texts
    assert set(found.rows) == {-1}


@pytest.mark.parametrize("frame", [ENGLISH_PAGE, TABLE_PAGE])
def test_a_table_inside_an_article_keeps_its_rows(frame: str) -> None:
    cells = (
        "<table><tr><td>门诊部</td><td>40家</td></tr><tr><td>医生</td><td>80名</td></tr></table>"
    )
    first, *rest = (f"<p>{text}</p>" for text in CHINESE[1:])
    found = read_page(frame, CHINESE, first + cells + "".join(rest))
    assert paragraphs(found) == [*CHINESE[:2], "门诊部", "40家", "医生", "80名", *CHINESE[2:]]
    assert found.rows == (-1, -1, 0, 0, 1, 1, -1, -1, -1)


def test_lines_set_like_the_text_stay() -> None:
    texts = [*CHINESE, "责任编辑：李明"]
    found = read_page(ENGLISH_PAGE, texts, "".join(f"<p>{text}</p>" for text in texts[1:]))
    assert paragraphs(found) == texts


def test_a_subtitle_below_the_headline_stays() -> None:
    page = ENGLISH_PAGE.replace("</h1><div", "</h1><h2>Two more in the hills</h2><div")
    found = read_page(page, ENGLISH, "".join(f"<p>{text}</p>" for text in ENGLISH[1:]))
    assert paragraphs(found) == [ENGLISH[0], "Two more in the hills", *ENGLISH[1:]]


@pytest.mark.parametrize("frame", [ENGLISH_PAGE, TABLE_PAGE, FLAT_PAGE])
def test_every_paragraph_can_be_edited(frame: str) -> None:
    marked = "<p>　　{0}<b>{1}</b>&amp;<a href='x'>{2}</a><!-- c -->\n</p>\r\n"
    body = "".join(marked.format(text[:3], text[3:6], text[6:]) for text in CHINESE[1:])
    data = frame.format(CHINESE[0], body).encode("gb18030" if "gb2312" in frame else "utf-8")
    found = read(data, "page.html")
    assert found.places.apply([]) == data
    expected = paragraphs(found)
    for number, span in enumerate(found.paragraphs):
        new = read(
            found.places.apply([Edit(span.start, span.end, "改过的 <段> & 落")]), "page.html"
        )
        changed = [*expected[:number], "改过的 <段> & 落", *expected[number + 1 :]]
        assert [text for text in paragraphs(new) if text in changed] == changed


def test_a_long_page_with_navigation_takes_no_time() -> None:
    page = FLAT_PAGE.format(CHINESE[0], "<li>一</li>" * 20_000)
    assert len(read(page.encode(), "page.html").paragraphs) >= 20_000
