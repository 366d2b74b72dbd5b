"""A corpus made for the tests, with three planted terms in changing surroundings."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.bead import Bead, Bitext
from aligner.document import Sentence

Pair = tuple[str, str]  # Chinese, English

# 社区养老服务站: seven times, always the same. 河长制: four times “river chief system”, twice
# “river leader scheme”. 数字档案馆: three times, with the abbreviation once.
PAIRS: tuple[Pair, ...] = (
    (
        "去年全市新建了三十个社区养老服务站。",
        "Last year the city built 30 community care stations.",
    ),
    ("社区养老服务站为老人送餐。", "Community care stations deliver meals to the elderly."),
    ("每个社区养老服务站都有医生。", "Every community care station has a doctor."),
    ("居民可以到社区养老服务站报名。", "Residents can sign up at the community care station."),
    ("我们参观了社区养老服务站的厨房。", "We visited the kitchen of the community care station."),
    ("志愿者在社区养老服务站值班。", "Volunteers are on duty in community care stations."),
    ("钱花在社区养老服务站上。", "The money is spent on community care stations."),
    ("河长制已经写进条例。", "The river chief system has been written into the regulations."),
    ("村里也实行河长制。", "Villages have adopted the river chief system too."),
    ("多亏河长制，水变清了。", "Thanks to the river chief system, the water is clear again."),
    ("记者问起河长制的效果。", "Reporters asked what the river chief system had achieved."),
    ("不少省份学习了河长制。", "Many provinces have copied the river leader scheme."),
    ("专家认为河长制很实用。", "Experts find that the river leader scheme is practical."),
    ("数字档案馆下月开放。", "The Digital Archive opens next month."),
    ("学生在数字档案馆找到了地图。", "Students found maps in the Digital Archive."),
    ("市长为数字档案馆揭牌。", "The mayor unveiled the plaque of the Digital Archive."),
    ("小麦今年丰收。", "The wheat harvest is good this year."),
    ("图书馆周末也开门。", "The library is open at weekends as well."),
    ("新桥通车了。", "The new bridge is open to traffic."),
    ("孩子们喜欢这座公园。", "Children like this park."),
)
TRADITIONAL = str.maketrans(
    "区养务个医厨愿钱花长经写条实赖变记问过学专认为数档馆图书标开业员",
    "區養務個醫廚願錢花長經寫條實賴變記問過學專認為數檔館圖書標開業員",
)


def bitext(pairs: Sequence[Pair] = PAIRS, *, english_first: bool = False) -> Bitext:
    """Return the pairs as beads of one sentence a side."""
    beads = [Bead(_side(chinese), _side(english)) for chinese, english in pairs]
    if english_first:
        return Bitext("en", "zh", [Bead(bead.target, bead.source) for bead in beads])
    return Bitext("zh", "en", beads)


def _side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()
