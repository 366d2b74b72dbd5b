"""Units of measure: their names in both languages, and how they convert.

Two printed units compare if they have the same dimension; the factor leads to the dimension's base
unit. Months and seconds are separate dimensions, because no exact factor joins them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A unit as printed. Every unit exists once, so units compare by identity."""

    name: str
    dimension: str  # count, percent, point, date, clock, vague, or what is measured
    factor: int | Fraction = 1  # times the printed number gives the dimension's base unit

    @property
    def is_money(self) -> bool:
        """True for currencies, whose dimension is their ISO code."""
        return self.dimension.isupper()

    @property
    def can_be_dropped(self) -> bool:
        """True where a translation may leave the unit to the context (“30 to 50 km”)."""
        return self.dimension not in _CLOSED or self.name == "basis point"  # 150点

    def __repr__(self) -> str:
        """Short, because it stands inside every printed quantity."""
        return f"<{self.name or 'count'}>"


def listed(words: str) -> list[str]:
    """Return the words of a table written as text, separated by commas.

    >>> listed("at least, no less than")
    ['at least', 'no less than']
    """
    return words.split(", ")


_CLOSED = frozenset({"percent", "point", "date", "clock", "vague", "telephone"})

COUNT = Unit("", "count")
DATE = Unit("date", "date")  # the number is yyyymmdd, with zeros for what is not stated
CLOCK = Unit("clock", "clock")  # minutes since midnight
VAGUE = Unit("vague", "vague")  # hundreds, 数百
TELEPHONE = Unit("telephone", "telephone")  # the number is its last seven digits
FRACTION = Unit("fraction", "percent", 100)
PERCENT = Unit("percent", "percent")
POINT = Unit("percentage point", "point")
YEAR = Unit("year", "months", 12)
DECADE = Unit("decade", "months", 120)
CENTURY = Unit("century", "months", 1200)
MILLENNIUM = Unit("millennium", "months", 12000)
YUAN = Unit("CNY", "CNY")
DOLLAR = Unit("USD", "USD")

_DAY = 24 * 3600

# Unit, Chinese forms, English forms (singular; the plural in -s is added).
_UNITS: tuple[tuple[Unit, str, str], ...] = (
    (PERCENT, "% ％", "percent|per cent|%|pct"),
    (Unit("permille", "percent", Fraction(1, 10)), "‰", "‰|per mille|per thousand"),
    (Unit("cheng", "percent", 10), "成", ""),
    (Unit("rate", "percent"), "厘", ""),  # of interest by the year, as banks in Hong Kong say it
    (POINT, "个百分点 百分点", "percentage point|percentage-point|percent point|pct point|pp|ppt"),
    (Unit("basis point", "point", Fraction(1, 100)), "个基点 基点", "basis point|bp"),
    (Unit("second", "seconds"), "秒钟 秒", "second|sec"),
    (Unit("minute", "seconds", 60), "分钟", "minute|min"),
    (Unit("hour", "seconds", 3600), "个小时 小时 个钟头", "hour|hr"),
    (Unit("day", "seconds", _DAY), "个昼夜 昼夜 天 日", "day"),
    (Unit("week", "seconds", 7 * _DAY), "个星期 星期 周", "week"),
    (Unit("month", "months"), "个月", "month"),
    (Unit("quarter", "months", 3), "个季度", ""),
    (YEAR, "年 周年 周岁 岁 载", "year|yr|year old"),
    (DECADE, "", "decade"),
    (CENTURY, "个世纪", "century|centurie"),
    (MILLENNIUM, "", "millennium|millennia"),
    (YUAN, "元人民币 元 人民币", "yuan|renminbi|rmb|cny|yuan rmb"),
    (
        DOLLAR,
        "美元",
        "us dollar|u.s. dollar|dollar|american dollar|usd",
    ),
    (Unit("HKD", "HKD"), "元港币 港元 港币", "hong kong dollar|hk dollar|hkd"),
    (Unit("MOP", "MOP"), "澳门元", "pataca|mop"),
    (Unit("TWD", "TWD"), "新台币 台币", "new taiwan dollar"),
    (Unit("EUR", "EUR"), "欧元", "euro|eur"),
    (Unit("GBP", "GBP"), "英镑", "pound sterling|british pound|gbp"),
    (Unit("AUD", "AUD"), "澳元 澳大利亚元", "australian dollar|aud"),
    (Unit("CAD", "CAD"), "加元 加拿大元", "canadian dollar|cad"),
    (Unit("SGD", "SGD"), "新加坡元 新元", "singapore dollar|sgd"),
    (Unit("CHF", "CHF"), "瑞士法郎 瑞郎", "swiss franc|chf"),
    (Unit("KRW", "KRW"), "韩元 韩圆", "korean won|krw"),
    (Unit("INR", "INR"), "印度卢比", "indian rupee|rupee|inr"),
    (Unit("JPY", "JPY"), "日元 日圆", "yen|japanese yen|jpy"),
    (Unit("RUB", "RUB"), "卢布", "ruble|rouble"),
    (Unit("g", "mass", Fraction(1, 1000)), "克", "gram|g"),
    (Unit("mg", "mass", Fraction(1, 10**6)), "毫克", "milligram|mg"),
    (Unit("jin", "mass", Fraction(1, 2)), "斤 市斤", "jin|catty|cattie"),
    (Unit("kg", "mass"), "公斤 千克", "kilogram|kilo|kg"),
    (Unit("lb", "mass", Fraction(45359237, 10**8)), "磅", "pound|lb"),
    (Unit("tonne", "mass", 1000), "公吨 吨", "metric ton|tonne|ton"),
    (Unit("m2", "area"), "平方米 平米", "square meter|square metre|sq m|m2|m²"),
    (Unit("mu", "area", Fraction(2000, 3)), "亩", "mu"),
    (Unit("hectare", "area", 10**4), "公顷", "hectare|ha"),
    (Unit("acre", "area", Fraction(40468564224, 10**7)), "英亩", "acre"),
    (
        Unit("km2", "area", 10**6),
        "平方公里 平方千米",
        "square kilometer|square kilometre|sq km|km2|km²",
    ),
    (Unit("square mile", "area", Fraction(2589988110336, 10**6)), "平方英里", "square mile|sq mi"),
    (Unit("square foot", "area", Fraction(9290304, 10**8)), "平方英尺", "square feet|square foot"),
    (Unit("mm", "length", Fraction(1, 1000)), "毫米", "millimeter|millimetre|mm"),
    (Unit("cm", "length", Fraction(1, 100)), "厘米 公分", "centimeter|centimetre|cm"),
    (Unit("inch", "length", Fraction(254, 10**4)), "英寸 吋", "inch|inches"),
    (Unit("foot", "length", Fraction(3048, 10**4)), "英尺", "foot|feet"),
    (Unit("m", "length"), "米 公尺", "meter|metre|m"),
    (Unit("li", "length", 500), "华里 里", "li"),
    (Unit("km", "length", 1000), "公里 千米", "kilometer|kilometre|km"),
    (Unit("mile", "length", Fraction(1609344, 1000)), "英里", "mile"),
    (Unit("nautical mile", "length", 1852), "海里", "nautical mile"),
    (Unit("litre", "volume", Fraction(1, 1000)), "升 公升", "liter|litre"),
    (Unit("ml", "volume", Fraction(1, 10**6)), "毫升", "milliliter|millilitre|ml"),
    (Unit("m3", "volume"), "立方米", "cubic meter|cubic metre|m3|m³"),
    (
        Unit("cubic foot", "volume", Fraction(28316846592, 10**12)),
        "立方英尺",
        "cubic foot|cubic feet|cu ft",
    ),
    (Unit("gallon", "volume", Fraction(3785411784, 10**12)), "加仑", "gallon"),
    (Unit("barrel", "barrels"), "桶", "barrel"),
    (Unit("W", "power", Fraction(1, 1000)), "瓦", "watt|w"),
    (Unit("kW", "power"), "千瓦", "kilowatt|kw"),
    (Unit("MW", "power", 1000), "兆瓦", "megawatt|mw"),
    (Unit("GW", "power", 10**6), "吉瓦", "gigawatt|gw"),
    (
        Unit("kWh", "energy"),
        "千瓦时 千瓦小时 度电",
        "kilowatt-hour|kilowatt hour|kwh",
    ),
    (Unit("MWh", "energy", 1000), "兆瓦时", "megawatt-hour|megawatt hour|mwh"),
    (Unit("GWh", "energy", 10**6), "吉瓦时", "gigawatt-hour|gigawatt hour|gwh"),
    (Unit("TWh", "energy", 10**9), "太瓦时", "terawatt-hour|terawatt hour|twh"),
    (Unit("degree", "degrees"), "摄氏度", "degree celsius|degrees celsius|degree|°c|℃"),
    # A dimension of its own: no factor leads to degrees Celsius.
    (
        Unit("degree Fahrenheit", "degrees Fahrenheit"),
        "华氏度",
        "degree fahrenheit|degrees fahrenheit|°f|℉",
    ),
)

_NO_PLURAL = frozenset(
    listed(
        "%, ‰, yen, japanese yen, korean won, mu, jin, li, m, g, w, yuan, km, kg, cm, mm, mg, ml, "
        "inch, inches, ha, m2, m², km2, km², m3, m³, cubic feet, cu ft, °c, ℃, °f, ℉"
    )
)


def _english_forms(forms: str) -> list[str]:
    singular = forms.split("|") if forms else []
    return [*singular, *(form + "s" for form in singular if form not in _NO_PLURAL)]


CHINESE_UNITS = MappingProxyType(
    {form: unit for unit, chinese, _ in _UNITS for form in chinese.split()}
)
ENGLISH_UNITS = MappingProxyType(
    {form: unit for unit, _, english in _UNITS for form in _english_forms(english)}
)
YEN = ENGLISH_UNITS["yen"]
# 港币12亿元, 12亿元（美元）: the currency that 元 leaves open.
CURRENCY_NAMES = MappingProxyType(
    {form: unit for form, unit in CHINESE_UNITS.items() if unit.is_money and form[0] != "元"}
)
# What stands before the number, lower case.
CURRENCY_SIGNS = MappingProxyType(
    {
        "us$": DOLLAR,
        "usd": DOLLAR,
        "$": DOLLAR,
        "hk$": ENGLISH_UNITS["hkd"],
        "hkd": ENGLISH_UNITS["hkd"],
        "rmb": YUAN,
        "cny": YUAN,
        "¥": YUAN,
        "￥": YUAN,
        "€": ENGLISH_UNITS["euro"],
        "eur": ENGLISH_UNITS["euro"],
        "£": ENGLISH_UNITS["gbp"],
        "jpy": ENGLISH_UNITS["jpy"],
        "nt$": CHINESE_UNITS["新台币"],
        "twd": CHINESE_UNITS["新台币"],
        "s$": ENGLISH_UNITS["sgd"],
        "a$": ENGLISH_UNITS["aud"],
        "c$": ENGLISH_UNITS["cad"],
        **{code: ENGLISH_UNITS[code] for code in ("gbp", "aud", "cad", "sgd", "chf")},
        **{code: ENGLISH_UNITS[code] for code in ("krw", "inr", "mop")},
    }
)
