"""What stands before and behind a Chinese numeral: unit, classifier, bound, approximation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from aligner.text.quantities.model import Bound, Kind, Quantity, Rational, kind_of
from aligner.text.quantities.numerals import Numeral
from aligner.text.quantities.units import CHINESE_UNITS, COUNT, CURRENCY_SIGNS, Unit

# Characters after which a unit is the beginning of another word: 三成立, 五年级.
_NO_UNIT_BEFORE = {
    "成": "为立就效果员功长绩熟都本语交了套型分形份以",
    "年": "代级",
    "里": "面边头程",
    "升": "级学至到",
    "周": "年岁边期",
    "天": "然",
    "日": "益",
    "克": "服",
    "元": "旦",
}
_CLASSIFIERS = [
    "个",
    "名",
    "位",
    "人",
    "口",
    "户",
    "家",
    "件",
    "项",
    "次",
    "种",
    "类",
    "条",
    "款",
    "届",
    "批",
    "支",
    "艘",
    "架",
    "辆",
    "台",
    "套",
    "座",
    "所",
    "间",
    "栋",
    "层",
    "级",
    "场",
    "期",
    "部",
    "篇",
    "章",
    "节",
    "本",
    "页",
    "句",
    "字",
    "组",
    "对",
    "颗",
    "块",
    "张",
    "幅",
    "株",
    "棵",
    "只",
    "门",
    "处",
    "起",
    "宗",
    "例",
    "笔",
    "股",
    "步",
    "代",
    "国",
    "省",
    "市",
    "县",
    "乡",
    "镇",
    "村",
    "区",
    "大",
    "方面",
    "领域",
    "环节",
    "阶段",
    "系列",
    "倍",
    "周年",
    "轮",
    "遍",
    "趟",
    "份",
    "列",
    "枚",
    "旬",
    "班",
    "社",
    "厂",
    "院",
]
_MODIFIERS: dict[str, tuple[bool, Bound]] = {
    **dict.fromkeys(["多", "余", "几"], (True, "lower")),
    **dict.fromkeys(["来", "左右", "上下", "约", "大约", "大概", "大致"], (True, "")),
    **dict.fromkeys(["近", "将近", "接近"], (True, "upper")),
    **dict.fromkeys(
        ["以上", "之上", "不低于", "不少于", "不小于", "至少", "最少"], (False, "lower")
    ),
    **dict.fromkeys(["超过", "超出", "逾", "突破", "高于", "多于", "大于", "超"], (False, "lower")),
    **dict.fromkeys(
        ["以下", "以内", "之内", "不超过", "不高于", "不多于", "不大于"], (False, "upper")
    ),
    **dict.fromkeys(["最多", "至多", "低于", "少于", "不足", "不到", "小于"], (False, "upper")),
}
# What may directly follow 一 where it is more than half a word.
COUNTED_BY = frozenset(form[0] for form in CHINESE_UNITS) | frozenset(
    "百千万亿分是号、）)半番 月日"
) - {"个"}
_AFTER_NUMERAL = ("多", "余", "来", "几")
_AFTER_UNIT = ("多", "余", "左右", "上下", "以上", "之上", "以下", "以内", "之内")
_REACH = 8  # characters looked at before a numeral


@dataclass(frozen=True, slots=True)
class Context:
    """What belongs to the numeral at ``start``."""

    start: int
    end: int  # behind the unit and what follows it
    unit: Unit | None
    classifier: str
    half: Rational  # the 半 of 两年半, in the unit
    approximate: bool
    bound: Bound

    @property
    def countable(self) -> bool:
        """Whether a unit or classifier shows that a numeral stands before it."""
        return self.unit is not None or bool(self.classifier)

    def quantity(
        self, numeral: Numeral, kind: Kind, unit: Unit = COUNT, *, weak: bool = False
    ) -> Quantity:
        """Return the numeral with its context; the context's own unit is not used."""
        low = numeral.value + self.half
        return Quantity(
            self.start,
            self.end,
            kind,
            low,
            low,
            unit,
            numeral.step,
            self.approximate,
            self.bound,
            weak,
        )

    def counted(self, numeral: Numeral, *, weak: bool = False) -> Quantity:
        """Return the numeral with its context, the unit included."""
        unit = self.unit or COUNT
        return self.quantity(numeral, kind_of(unit), unit, weak=weak)


def context_of(text: str, start: int, end: int) -> Context:
    """Read what stands around the numeral ``text[start:end]``."""
    behind = _behind().match(text, end)
    if behind is None:  # cannot be: every part of the pattern is optional
        raise ValueError("the pattern of what follows a numeral must match anything")
    more, printed, classifier, half, after = behind.groups(default="")
    unit = CHINESE_UNITS.get(printed.replace("个多", "个").replace("个半", "个"))
    sign = ""
    before = ""
    if start and text[start - 1] in _LEFT_ENDS:
        left = _before().search(text, max(0, start - _REACH), start)
        if left:
            before, sign = left.groups(default="")
            start = start if not sign else left.start(2)
    modifiers = [_MODIFIERS[word] for word in (more, after, before) if word]
    if printed.startswith("个多"):
        modifiers.append(_MODIFIERS["多"])
    return Context(
        start,
        behind.end(),
        unit or CURRENCY_SIGNS.get(sign.lower()),
        classifier,
        Fraction(1, 2) if half or printed.startswith("个半") else 0,
        any(approximate for approximate, _ in modifiers),
        next((bound for _, bound in modifiers if bound), ""),
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


@cache
def _behind() -> re.Pattern[str]:
    guarded = {
        form: f"{form}(?![{_NO_UNIT_BEFORE[form]}])"
        for form in CHINESE_UNITS
        if form in _NO_UNIT_BEFORE
    }
    forms = sorted(CHINESE_UNITS, key=len, reverse=True)
    units = "|".join(guarded.get(form, re.escape(form)) for form in forms)
    return re.compile(
        rf"({_either(_AFTER_NUMERAL)})?[ ]?"
        rf"(?:(个[多半](?:月|小时)|{units})|({_either(_CLASSIFIERS)}))?"
        rf"(半(?![年个]))?({_either(_AFTER_UNIT)})?"
    )


# 附近, 最近, 节约, 条约 are other words.
_WORDS_BEFORE = [w for w in _MODIFIERS if w not in (*_AFTER_NUMERAL, *_AFTER_UNIT, "近", "约")]
_LEFT_ENDS = frozenset(" 近约" + "".join(w[-1] for w in (*_WORDS_BEFORE, *CURRENCY_SIGNS)) + "DBYR")


@cache
def _before() -> re.Pattern[str]:
    words = rf"{_either(_WORDS_BEFORE)}|(?<![附最])近|(?<![节条预合公签违契])约"
    signs = _either(CURRENCY_SIGNS)
    return re.compile(rf"({words})?[ ]?((?i:{signs}))?[ ]?\Z")
