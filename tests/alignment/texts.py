"""Documents made for the tests: sentences in two languages, one row a bead."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.document import Document, Language, Sentence

_LINES = """\
今年是实施乡村振兴战略的第三年。
This is the third year of the rural revitalization strategy.
粮食产量达到1.2亿吨，增长百分之五。
Grain output reached 120 million metric tons, up by 5 percent.
我们新建了三百公里农村公路。
We built 300 kilometers of new rural roads.
教育投入进一步加大。
Investment in education was further increased.
全市新增就业四万人。
The city created 40,000 new jobs.
生态环境持续改善，森林覆盖率明显提高。
The environment kept improving, and forest coverage rose markedly.
但是，我们也清醒地认识到存在的困难。
However, we are keenly aware of the difficulties.
企业创新能力不强，科技人才不足。
Enterprises are weak in innovation and short of scientific talent.
医疗卫生服务水平有待提高。
Medical and health services need to be improved.
明年，我们将重点抓好以下工作。
Next year, we will concentrate on the following tasks.
一是扩大国内需求，促进消费。
First, we will expand domestic demand and promote consumption.
二是深化国有企业改革。
Second, we will deepen the reform of state-owned enterprises.
三是加强环境保护，减少污染。
Third, we will strengthen environmental protection and reduce pollution.
让我们团结起来，共同奋斗！
Let us unite and work hard together!
谢谢大家。
Thank you.
""".splitlines()
PAIRS = tuple(zip(_LINES[::2], _LINES[1::2], strict=True))
PARAGRAPHS = (0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 4, 5, 6, 7, 7)  # of each pair

NAVIGATION = ("Home", "About Us", "News", "Subscribe", "Site Map", "Contact", "Privacy", "Share")

Shape = tuple[int, int]


def document(
    language: Language, texts: Sequence[str], paragraphs: Sequence[int] | None = None
) -> Document:
    """Return a document of these sentences, each on a line; blank ones are sentences too."""
    sentences, start = [], 0
    for index, text in enumerate(texts):
        paragraph = paragraphs[index] if paragraphs else 0
        sentences.append(Sentence(index, start, start + len(text), text, paragraph))
        start += len(text) + 1
    return Document(f"{language}.txt", language, "\n".join(texts), tuple(sentences))


def chinese(count: int = len(PAIRS)) -> list[str]:
    """Return the first Chinese sentences."""
    return [zh for zh, _ in PAIRS[:count]]


def english(count: int = len(PAIRS)) -> list[str]:
    """Return the first English sentences."""
    return [en for _, en in PAIRS[:count]]
