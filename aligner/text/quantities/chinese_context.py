"""What stands before and behind a Chinese numeral: unit, classifier, bound, approximation."""

from __future__ import annotations

import re
from functools import cache

from aligner.text.quantities.context import Context, Modifier, combined, either
from aligner.text.quantities.units import CHINESE_UNITS, CURRENCY_NAMES, CURRENCY_SIGNS, YUAN, Unit

# What makes of a unit the beginning of another word: 三成立, 五年级, 二元结构.
_NO_UNIT_BEFORE = {
    "成": "[为立就效果员功长绩熟都本语交了套型分形份品年群]|不变|人(?![民口才员])",
    "年": "[代级]",
    "载": "[人重荷客货入体波频电有明]",
    "里": "[面边头程桥屯庄店铺沟]|河[区镇]",
    "升": "[级学至到]",
    "周": "[年岁边期]",
    "天": "然",
    "日": "益",
    "克": "服",
    "元": "[旦里]|结构|经济|体制|对立|社会|方程",
}
# 面, 方, 处, 门, 头 and 手 are left out: 四面, 八方, 四处 are no counts.
_ONE_CHARACTER_CLASSIFIERS = (
    "个名位人口户家件项次种类条款届批支艘架辆台套座所间栋层级场期部篇章节本页句字组对颗块张"
    "幅株棵只起宗例笔股步代国省市县乡镇村区大倍轮遍趟份列枚班社厂院"
)
# 9毫米半自动, 两个半球: the half is of what follows.
_NO_HALF_BEFORE = "年个日天月自大音小路径数导成神职价夜球场透封工岛衰公官决"
_LONGER_CLASSIFIERS = "方面|领域|环节|阶段|系列"
_NOT = [*(f"不{modal}" for modal in "得能可应会宜"), "未", "没", "没有"]
_MODIFIERS: dict[str, Modifier] = {
    **dict.fromkeys("多余几", (True, "lower")),
    **dict.fromkeys(("来", "左右", "上下", "约", "大约", "大概", "大致"), (True, "")),
    **dict.fromkeys(("近", "将近", "接近"), (True, "upper")),
    **dict.fromkeys(("以上", "之上", "至少", "最少", "超", "超过", "超出", "逾"), (False, "lower")),
    **dict.fromkeys(
        ("不低于", "不少于", "不小于", "突破", "高于", "多于", "大于"), (False, "lower")
    ),
    **dict.fromkeys(("及以上", "及其以上", "或以上"), (False, "lower")),
    **dict.fromkeys(("及以下", "及其以下", "或以下"), (False, "upper")),
    **dict.fromkeys(("以下", "以内", "之内", "至多", "最多", "不足", "不到"), (False, "upper")),
    **dict.fromkeys(("不超过", "不高于", "不多于", "不大于"), (False, "upper")),
    **dict.fromkeys(("低于", "少于", "小于"), (False, "upper")),
    **{f"{no}{word}": (False, "upper") for no in _NOT for word in ("超过", "高于", "多于")},
    **{f"{no}{word}": (False, "lower") for no in _NOT for word in ("低于", "少于", "小于")},
    "上": (True, "lower"),  # 上亿
}
_AFTER_NUMERAL = ("多", "余", "来", "几")
_AFTER_UNIT = (
    *("多", "余", "左右", "上下", "以上", "之上", "以下", "以内", "之内"),
    *("及以上", "及其以上", "或以上", "及以下", "及其以下", "或以下"),
)
_AS_THEY_ARE = [w for w in _MODIFIERS if w not in (*_AFTER_NUMERAL, *_AFTER_UNIT, "近", "约", "上")]
_BEFORE = (*_AS_THEY_ARE, *CURRENCY_SIGNS, *CURRENCY_NAMES)
_LEFT_ENDS = frozenset(" 近约上）)" + "".join(word[-1] for word in _BEFORE))
_REACH = 12  # characters looked at before a numeral: 不低于澳大利亚元

# What may stand behind 一 where it is more than half a word (进一步, 一般). 个 is not among them:
# 一个 is as often “a” as “one”.
COUNTED_BY = frozenset(
    [*(form[0] for form in CHINESE_UNITS if form[0] != "个"), *"百千万亿分是号、）)半番倍月季中 "]
)


def context_of(text: str, start: int, end: int) -> Context:
    """Read what stands around the numeral ``text[start:end]``.

    >>> around = context_of("超过3万多公里", 2, 4)
    >>> around.unit, around.bound, around.approximate, around.end
    (<km>, 'lower', True, 7)
    """
    behind = _behind().match(text, end)
    if behind is None:  # cannot be: every part of the pattern is optional
        raise ValueError("the pattern of what follows a numeral must match anything")
    more, printed, named, classifier, half, after = behind.groups(default="")
    inside = printed[1:2] if printed[:2] in ("个多", "个半") else ""  # 三个多月
    unit = CHINESE_UNITS.get("个" + printed[2:] if inside else printed)
    before, currency, start = _left(text, start, is_money=printed == "元")
    if unit is YUAN and (named or currency):
        unit = CURRENCY_NAMES.get(named) or currency
    words = (before, more, "多" if inside == "多" else "", after)
    approximate, bound = combined(words, _MODIFIERS)
    return Context(
        start,
        behind.end(),
        unit or currency,
        "multiple" if classifier == "倍" else None,
        bool(printed or classifier),
        bool(half) or inside == "半",
        approximate,
        bound,
    )


def with_modifier(text: str, start: int) -> int:
    """Return where a quantity begins together with the bound or approximation right before it.

    >>> with_modifier("就业不低于1100万人", 5), with_modifier("就业1100万人", 2)
    (2, 2)
    """
    modifier, _, _ = _left(text, start, is_money=False)
    return text.rfind(modifier, 0, start) if modifier else start


def _left(text: str, start: int, *, is_money: bool) -> tuple[str, Unit | None, int]:
    """Return the modifier and the currency before a numeral, and where the amount starts.

    A currency's sign makes an amount of any number, its name only of one with 元: 美元3次升值.
    """
    if not start or text[start - 1].lower() not in _LEFT_ENDS:
        return "", None, start
    if text[start - 1] == "上":
        is_more = text[start] in "百千万亿" and text[start - 2 : start - 1] not in tuple(
            "以之迈跨登踏跃站"
        )
        return "上" if is_more else "", None, start
    left = _before().search(text, max(0, start - _REACH), start)
    if left is None:
        return "", None, start
    before, sign, bracket, name, between = left.groups(default="")
    if name and not is_money:
        return "", None, start
    currency = CURRENCY_NAMES.get(name) or CURRENCY_SIGNS.get(sign.lower())
    if currency and not bracket:
        start = left.start("name" if name else "sign")
    return before or between, currency, start


@cache
def _behind() -> re.Pattern[str]:
    units = "|".join(
        "(?<! )" * form.endswith("币")  # 图1 人民币存款: a caption
        + form
        + (f"(?!{_NO_UNIT_BEFORE[form]})" if form in _NO_UNIT_BEFORE else "")
        for form in sorted(CHINESE_UNITS, key=len, reverse=True)
    )
    return re.compile(
        # 十几个 and 二十来岁, but not 步骤3、4、5几个 or 正月十五来到.
        rf"(多|余|(?<=[十百千万亿])几|来(?={units}|[{_ONE_CHARACTER_CLASSIFIERS}万亿]))?[ ]?"
        rf"(?:(个[多半](?:月|小时)|{units})(?:(?<=元)[（(]({either(CURRENCY_NAMES)})[)）])?"
        rf"|({_LONGER_CLASSIFIERS}|[{_ONE_CHARACTER_CLASSIFIERS}]))?"
        rf"(半(?![{_NO_HALF_BEFORE}]))?({either(_AFTER_UNIT)})?"
    )


@cache
def _before() -> re.Pattern[str]:
    # 附近, 最近, 节约 and 条约 are other words.
    words = rf"{either(_AS_THEY_ARE)}|(?<![附最])近|(?<![节条预合公签违契])约"
    # 1美元7.2元 and 人民币兑美元7.2元 are rates in yuan.
    name = rf"(?P<open>[（(])?(?P<name>{either(CURRENCY_NAMES)})(?(open)[)）])({words})?"
    name = rf"(?<![0-9十百千万亿一两每兑对比/]){name}"
    return re.compile(rf"({words})?[ ]?(?:(?P<sign>(?i:{either(CURRENCY_SIGNS)}))|{name})?[ ]?\Z")
