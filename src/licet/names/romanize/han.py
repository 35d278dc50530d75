"""Chinese characters: cut into words, read as Chinese companies are named in English.

A company is place + brand + trade + legal form. Trade and place words are translated by the
lexicon, a brand is read aloud (Mandarin, and Korean for names that Japanese and Chinese texts give
of Korean bodies), and names that are neither come from the table of known names.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from licet.names.lexicon import data_lines, han_words, known_names
from licet.names.romanize import korean
from licet.names.slots import Slot

#: At most this many readings of one name: each known name gives one more.
MAX_READINGS = 4

# Costs of the pieces of a cutting: known words are cheaper than letters nobody knows.
_LONGEST, _LONGEST_BRAND = 14, 12
_NAME_COST, _WORD_COST, _NUMBER_COST, _LETTER_COST, _BRAND_COST = 0.5, 0.6, 0.6, 1.05, 0.5

_NUMBERED = re.compile(
    "(?:第([〇零一二三四五六七八九十百]+|\\d+))|"
    "([〇零一二三四五六七八九十百]{2,}|\\d+)(?=研究|院|所|厂|部|号)"
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0}

_TWO_LETTER_SURNAMES = frozenset(
    ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "夏侯"]
)
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕"
    "丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武"
    "戴莫孔向汤朴玄全池吉明卞边禹申柳俞"
)

# Japanese and old forms that ICU's Traditional-Simplified does not know.
_JAPANESE = str.maketrans(
    "広関製貿総連検気実験黄薬鉄図応対発会経済従単営労検権帰陸戦芸転伝続読売壱弐円辺沢浜桜歩竜亀斉"
    "横県鉱処択拠価仏払囲団園塩圧壊寿専将巻帯庁恵悪拡挙斎断晩楽様歓殻殴毎決浄涙渋渓温満滝濱瀬焼犠"
    "獣産畳疎痩発盗粛糸絵継緑縦縄総繊舎覚観触訳証試変豊軽較載輸込遅釈銭鋭録門闘隠隣隷雑霊頼顕飲駅壌",
    "广关制贸总连检气实验黄药铁图应对发会经济从单营劳检权归陆战艺转传续读卖一二圆边泽滨樱步龙龟齐"
    "横县矿处择据价佛拂围团园盐压坏寿专将卷带厅惠恶扩举斋断晚乐样欢壳殴每决净泪涩溪温满泷滨濑烧牺"
    "兽产叠疏瘦发盗肃丝绘继绿纵绳总纤舍觉观触译证试变丰轻较载输入迟释钱锐录门斗隐邻隶杂灵赖显饮驿壤",
)


@cache
def _simplifier() -> Any:
    import icu

    return icu.Transliterator.createInstance("Traditional-Simplified")


@lru_cache(maxsize=20_000)
def simplified(text: str) -> str:
    """Characters in their mainland form."""
    return str(_simplifier().transliterate(text)).translate(_JAPANESE)


@cache
def _hanja() -> dict[str, str]:
    """Korean readings of characters, as Unicode's Unihan database gives them."""
    lines = (line.split() for line in data_lines("hanja.txt"))
    return {letter: hangul for hangul, letters in lines for letter in letters}


def read_run(run: str) -> list[tuple[Slot, ...]]:
    """Readings of a run of Chinese characters as slots, the likeliest first."""
    # `第` announces a number; where the number is in digits, it is a word of its own.
    plain = simplified(run).removesuffix("第")
    person = _person(run, plain)
    if person:
        return [person]
    readings = _readings(run, plain, _cut(plain, with_names=True))
    if any(slot.table for reading in readings for slot in reading):
        readings = readings[: MAX_READINGS - 1] + _readings(run, plain, _cut(plain))[:1]
    return list(dict.fromkeys(tuple(reading) for reading in readings))


def _readings(run: str, plain: str, cuts: list[tuple[int, int, bool]]) -> list[list[Slot]]:
    readings: list[list[Slot]] = [[]]
    for start, end, known in cuts:
        choices = _slots(plain[start:end], run[start:end], known)
        readings = [done + choice for choice in choices for done in readings][:MAX_READINGS]
    return readings


def _cut(text: str, *, with_names: bool = False) -> list[tuple[int, int, bool]]:
    """Cheapest cutting of the text into known words and unknown runs: (start, end, known).

    Known names count as words only `with_names`: a name may also be meant as its words say.
    """
    lexicon = han_words()
    names = known_names() if with_names else {}
    numbers = {m.start(): m.end() for m in _NUMBERED.finditer(text)}
    best: list[tuple[float, int, bool]] = [(0.0, 0, False)]
    for end in range(1, len(text) + 1):
        options = []
        for start in range(max(0, end - _LONGEST), end):
            before = best[start][0]
            piece = text[start:end]
            if numbers.get(start) == end:
                options.append((before + _NUMBER_COST, start, True))
            elif piece in names:
                options.append((before + _NAME_COST, start, True))
            elif piece in lexicon:
                cost = _WORD_COST if end - start > 1 else _LETTER_COST
                options.append((before + cost, start, True))
            if end - start <= _LONGEST_BRAND:
                options.append((before + _BRAND_COST + (end - start), start, False))
        best.append(min(options))
    cuts: list[tuple[int, int, bool]] = []
    end = len(text)
    while end:
        _, start, known = best[end]
        cuts.append((start, end, known))
        end = start
    return cuts[::-1]


def _slots(plain: str, source: str, known: bool) -> list[list[Slot]]:
    if not known:
        return [[Slot(brand_spellings(plain, source), source)]]
    numbered = _NUMBERED.fullmatch(plain) or _NUMBERED.match(plain + "所")
    if numbered:
        return [[Slot((str(_number(numbered.group(1) or numbered.group(2))),), source)]]
    choices = [
        [Slot((word,), source, table="known names") for word in words]
        for words in known_names().get(plain, ())
    ]
    aloud = "".join(pinyin(plain))
    word = han_words().get(plain)
    if word is None:
        single = [c[0].forms[0] for c in choices if len(c) == 1]
        if single:  # a brand: its English forms and its sound are spellings of one word
            return [
                [Slot((*single, aloud), source, table="known names")],
                *[c for c in choices if len(c) > 1],
            ]
        return choices
    needed = [forms for forms, optional in word.slots if not optional]
    slots = []
    for forms, optional in word.slots:
        if len(needed) <= 1 and not (optional and needed):
            forms = tuple(dict.fromkeys((*forms, aloud)))
        slots.append(Slot(forms, source, optional))
    return [*choices, slots]


def _number(text: str) -> int:
    """Value of a numeral in Chinese characters or digits; bare digits read one by one (六二五)."""
    if text.isdigit() and text.isascii():
        return int(text)
    if not any(c in "十百" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in "十百":
            total += (digit or 1) * (10 if c == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit


def pinyin(text: str) -> list[str]:
    """Mandarin reading of each character; characters without one are left out."""
    import pypinyin

    syllables = pypinyin.lazy_pinyin(text, errors="ignore")
    return [syllable.replace("ü", "u") for syllable in syllables]


def brand_spellings(plain: str, source: str) -> tuple[str, ...]:
    """Spellings of a run that no table knows: Mandarin (pinyin, Wade-Giles), then Korean."""
    syllables = pinyin(plain)
    spellings = dict.fromkeys(("".join(syllables), "".join(map(wade_giles, syllables))))
    hangul = hangul_of(source)
    if len(hangul) == len(source):
        spellings |= dict.fromkeys(korean.spellings(hangul))
    return tuple(spelling for spelling in spellings if spelling) or (source,)


def hangul_of(text: str) -> str:
    """Korean reading of characters, those without one left out."""
    table = _hanja()
    return "".join(table.get(c) or table.get(_old_form(c), "") for c in text)


@lru_cache(maxsize=20_000)
def _old_form(letter: str) -> str:
    import icu

    maker = icu.Transliterator.createInstance("Simplified-Traditional")
    return str(maker.transliterate(letter.translate(_JAPANESE)))


_WG_INITIALS = (
    ("zhi", "chih"), ("chi", "chih"), ("shi", "shih"), ("ri", "jih"), ("zi", "tzu"), ("ci", "tzu"),
    ("si", "ssu"), ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("j", "ch"), ("q", "ch"), ("x", "hs"),
    ("z", "ts"), ("c", "ts"), ("r", "j"), ("b", "p"), ("d", "t"), ("g", "k"),
)  # fmt: skip
_WG_FINALS = (("ian", "ien"), ("ong", "ung"), ("yan", "yen"), ("you", "yu"))


def wade_giles(syllable: str) -> str:
    """Wade-Giles spelling of a pinyin syllable, without marks."""
    for old, new in _WG_INITIALS:
        if syllable == old or (len(old) < 3 and syllable.startswith(old)):
            syllable = new + syllable[len(old) :]
            break
    for old, new in _WG_FINALS:
        if syllable.endswith(old):
            return syllable[: -len(old)] + new
    return syllable


def _person(run: str, plain: str) -> tuple[Slot, ...]:
    """Slots of a person's name (surname, given name), or nothing if the run is not one."""
    if not 2 <= len(plain) <= 4:
        return ()
    surname = 2 if plain[:2] in _TWO_LETTER_SURNAMES else 1
    if not (1 <= len(plain) - surname <= 2) or (surname == 1 and plain[0] not in _SURNAMES):
        return ()
    lexicon, names = han_words(), known_names()
    if any(plain[a:b] in lexicon or plain[a:b] in names
           for a in range(len(plain)) for b in range(a + 2, len(plain) + 1)):  # fmt: skip
        return ()
    syllables = pinyin(plain)
    hangul = hangul_of(run)
    forms = [["".join(syllables[:surname])], ["".join(syllables[surname:])]]
    forms[0].append("".join(map(wade_giles, syllables[:surname])))
    forms[1].append("".join(map(wade_giles, syllables[surname:])))
    if len(hangul) == len(run):
        forms[0] += korean.syllables(hangul[:1])[0] if surname == 1 else ()
        forms[1] += korean.spellings(hangul[surname:])
    parts = (run[:surname], run[surname:])
    return tuple(
        Slot(tuple(dict.fromkeys(f for f in forms[i] if f)) or (parts[i],), parts[i])
        for i in (0, 1)
    )
