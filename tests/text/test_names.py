"""Names: each case alone, parts of names, ids and offsets, data files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.latin import latin_strings
from aligner.text.names import find_romanised, name_occurrences, transliterations
from aligner.text.names.lists import known_forms, not_names, surnames
from aligner.text.names.pinyin import characters_by_syllable, reads_as
from aligner.text.names.romanisation import syllabify, wade_giles

CASES = Path(__file__).parent.parent / "cases" / "names.tsv"


def cases(*groups: str) -> list[object]:
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines()[1:]]
    return [
        pytest.param(
            *(han, english, match == "yes"),
            id=f"{group}: {english} = {han}: {why}",
            marks=[pytest.mark.xfail(reason=why)] if group == "failing" else [],
        )
        for group, han, english, match, why in rows
        if group in groups
    ]


@pytest.mark.parametrize(
    ("han", "english", "match"), cases("wild", "synthetic", "negative", "failing")
)
def test_a_name_matches_its_han_form_and_nothing_else(han: str, english: str, match: bool) -> None:
    occurrences = name_occurrences(
        [f"今天，{han}。", "无。"], ["None.", f"Today we saw {english}."]
    )
    assert bool(occurrences.chinese[0]) is match
    assert bool(occurrences.english[1]) is match
    assert occurrences.chinese[1] == occurrences.english[0] == ()


@pytest.mark.parametrize(("han", "english", "match"), cases("wild", "synthetic"))
def test_a_matching_name_is_found_in_english_alone(han: str, english: str, match: bool) -> None:
    assert han
    assert match
    text = f"Today we saw {english} and left."
    found = find_romanised(text)
    assert found
    assert text[found[0].start : found[-1].end] == english


def test_a_given_name_and_a_surname_have_the_id_of_the_only_full_name() -> None:
    chinese = ["陈清扬来了。", "清扬笑了。", "陈医生走了。", "庆阳在甘肃。"]
    english = ["Chen Qingyang came.", "Qingyang smiled.", "Dr. Chen left.", "Chen was gone."]
    occurrences = name_occurrences(chinese, english)
    assert occurrences.names == ("Chen Qingyang",)
    assert occurrences.english == ((0,), (0,), (0,), (0,))
    assert occurrences.chinese == ((0,), (0,), (0,), ())


def test_a_surname_of_two_people_is_a_name_of_its_own() -> None:
    chinese = ["王琦瑶和王二。", "老王不在。"]
    occurrences = name_occurrences(chinese, ["Wang Qiyao and Wang Er.", "Old Wang was out."])
    assert occurrences.names == ("Wang Qiyao", "Wang Er", "Wang")
    assert occurrences.english == ((0, 1), (2,))
    assert 2 in occurrences.chinese[1]


def test_a_title_makes_a_surname_a_name() -> None:
    assert name_occurrences(["李先生来了。"], ["Mr. Li came."]).chinese == ((0,),)
    assert name_occurrences(["李树开花。"], ["Mr. Li came."]).chinese == ((),)
    assert name_occurrences(["李先生来了。"], ["Li came."]).chinese == ((),)


def test_a_form_inside_a_longer_name_does_not_count() -> None:
    occurrences = name_occurrences(
        ["孙中山说。", "他去中山。"], ["Sun Yat-sen spoke.", "He went to Zhongshan."]
    )
    assert occurrences.chinese == ((0,), (1,))


def test_part_of_an_unmatched_name_is_no_mention_of_another() -> None:
    occurrences = name_occurrences(["王二来了。"], ["Wang Er came.", "Shan Men Er came."])
    assert occurrences.english == ((0,), ())


def test_spellings_of_one_name_share_an_id() -> None:
    occurrences = name_occurrences(["澳门。"], ["Macao.", "Macau."])
    assert occurrences.english[0] == (0,)
    assert len(occurrences.names) == 1


def test_a_frequent_han_word_is_no_name() -> None:
    assert name_occurrences(["大力发展"] * 30, ["Dalin came."]).names == ()
    assert name_occurrences(["大林来了"], ["Dalin came."]).names == ("Dalin",)


def test_english_words_are_no_names() -> None:
    text = "Women Change Many Things. He Can. China and June. She sang a Song; Long ago, Men ran."
    assert find_romanised(text) == []


def test_possessives_are_left_outside() -> None:
    text = "Deng Xiaoping’s theory, Xi'an's walls"
    assert [text[n.start : n.end] for n in find_romanised(text)] == ["Deng Xiaoping", "Xi'an"]


def test_syllabification_takes_linear_time() -> None:
    assert len(syllabify("an" * 200 + "x")) == 0
    assert 0 < len(syllabify("an" * 200)) <= 12


def test_wade_giles_spellings_lead_back() -> None:
    for syllable in characters_by_syllable():
        assert (syllable,) in syllabify(wade_giles(syllable), "wade-giles")


def test_pinyin_table_has_the_surname_readings() -> None:
    pairs = {"单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "朴": "piao"}
    assert all(reads_as(han, [syllable]) for han, syllable in pairs.items())
    assert set(pairs) <= surnames()


def test_the_word_lists_do_not_contradict_each_other() -> None:
    single = {key for key in known_forms() if " " not in key}
    assert not single & not_names()
    assert all(len(form) > 1 for forms in known_forms().values() for form in forms)


@given(st.text(alphabet="AaBeginXiJZhou'’-. \nü", max_size=60))
def test_offsets_are_in_order_and_never_overlap(text: str) -> None:
    position = 0
    for name in find_romanised(text):
        assert position <= name.start < name.end <= len(text)
        assert text[name.start].isupper()
        position = name.end


@given(
    st.lists(st.text(alphabet="王二陈清扬李老先生，。", max_size=20), max_size=5),
    st.lists(st.text(alphabet="Wang ErChenQiygL.M", max_size=30), max_size=5),
)
def test_every_id_occurs_on_both_sides(chinese: list[str], english: list[str]) -> None:
    occurrences = name_occurrences(chinese, english)
    assert len(occurrences.chinese) == len(chinese)
    assert len(occurrences.english) == len(english)
    every = set(range(len(occurrences.names)))
    assert {i for ids in occurrences.english for i in ids} == every
    assert {i for ids in occurrences.chinese for i in ids} == every


@pytest.mark.parametrize(
    ("han", "english", "match"),
    [
        pytest.param(
            *("莎士比亚", "Shakespeare", True),
            marks=pytest.mark.xfail(reason="an old transliteration that leaves sounds out"),
        ),
        ("斯德哥尔摩", "Stockholm", True),
        ("克里斯蒂安", "Kristian", True),
        ("罗伯特", "Robert", True),
        ("摩托罗拉", "Motorola", True),
        ("奥克兰", "Auckland", True),
        ("奥克兰", "Gilmour", False),
        ("托马斯", "Danes", False),
        ("法兰克福", "Germany", False),
    ],
)
def test_a_foreign_name_is_found_by_its_consonants(han: str, english: str, match: bool) -> None:
    occurrences = transliterations([f"我在{han}。", "无。"], [f"I saw {english}.", "None."])
    assert bool(occurrences.names) is match
    assert occurrences.chinese == (((0,) if match else ()), ())
    assert occurrences.english == (((0,) if match else ()), ())


def test_part_of_a_transliteration_is_no_other_name() -> None:
    occurrences = transliterations(
        ["弗朗切斯科来了。"], ["With Francesco came Francis, for whom Francesco had waited."]
    )
    assert occurrences.names == ("Francesco",)


def test_a_transliteration_stands_near_the_diagonal() -> None:
    chinese = ["罗伯特来了。"] + ["无。"] * 99
    near = transliterations(chinese, ["Here is Robert."] + ["None."] * 99)
    far = transliterations(chinese, ["None."] * 99 + ["Here is Robert."])
    assert (near.names, far.names) == (("Robert",), ())


def test_a_word_written_small_elsewhere_is_no_name() -> None:
    english = ["Then Austin and Robert met.", "An austin is a car."]
    assert transliterations(["奥斯汀和罗伯特。"], english).names == ("Robert",)


@pytest.mark.parametrize(
    ("text", "strings"),
    [
        ("中国加入WTO后，GDP增长", ["wto", "gdp"]),
        ("５Ｇ与ＡＰＥＣ", ["5g", "apec"]),
        ("PM2.5浓度、G20峰会、Covid-19", ["pm2.5", "g20", "covid-19"]),
        ("见https://www.gov.cn/zhengce。", ["https://www.gov.cn/zhengce"]),
        ("R&D投入占2.5%，A股", ["r&d", "a"]),
        ("波长20cm，100GHz；3D", ["cm", "ghz", "3d"]),
        ("PalmComputing的iPhone、WeChat", ["palm", "computing", "iphone", "wechat"]),
        ("2020年，3000亿元", []),
        ("", []),
    ],
)
def test_latin_strings(text: str, strings: list[str]) -> None:
    assert latin_strings(text) == strings


@given(st.text(max_size=60))
def test_latin_strings_are_found_again_in_themselves(text: str) -> None:
    for string in latin_strings(text):
        assert latin_strings(string) == [string]
