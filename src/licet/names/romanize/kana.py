"""Kana in Latin letters (Hepburn), with the spellings that foreign names need."""

from __future__ import annotations

_BASE = [
    "ア",
    "a",
    "イ",
    "i",
    "ウ",
    "u",
    "エ",
    "e",
    "オ",
    "o",
    "カ",
    "ka",
    "キ",
    "ki",
    "ク",
    "ku",
    "ケ",
    "ke",
    "コ",
    "ko",
    "サ",
    "sa",
    "シ",
    "shi",
    "ス",
    "su",
    "セ",
    "se",
    "ソ",
    "so",
    "タ",
    "ta",
    "チ",
    "chi",
    "ツ",
    "tsu",
    "テ",
    "te",
    "ト",
    "to",
    "ナ",
    "na",
    "ニ",
    "ni",
    "ヌ",
    "nu",
    "ネ",
    "ne",
    "ノ",
    "no",
    "ハ",
    "ha",
    "ヒ",
    "hi",
    "フ",
    "fu",
    "ヘ",
    "he",
    "ホ",
    "ho",
    "マ",
    "ma",
    "ミ",
    "mi",
    "ム",
    "mu",
    "メ",
    "me",
    "モ",
    "mo",
    "ヤ",
    "ya",
    "ユ",
    "yu",
    "ヨ",
    "yo",
    "ラ",
    "ra",
    "リ",
    "ri",
    "ル",
    "ru",
    "レ",
    "re",
    "ロ",
    "ro",
    "ワ",
    "wa",
    "ヲ",
    "o",
    "ン",
    "n",
    "ガ",
    "ga",
    "ギ",
    "gi",
    "グ",
    "gu",
    "ゲ",
    "ge",
    "ゴ",
    "go",
    "ザ",
    "za",
    "ジ",
    "ji",
    "ズ",
    "zu",
    "ゼ",
    "ze",
    "ゾ",
    "zo",
    "ダ",
    "da",
    "ヂ",
    "ji",
    "ヅ",
    "zu",
    "デ",
    "de",
    "ド",
    "do",
    "バ",
    "ba",
    "ビ",
    "bi",
    "ブ",
    "bu",
    "ベ",
    "be",
    "ボ",
    "bo",
    "パ",
    "pa",
    "ピ",
    "pi",
    "プ",
    "pu",
    "ペ",
    "pe",
    "ポ",
    "po",
    "ヴ",
    "v",
    "ヵ",
    "ka",
    "ヶ",
    "ke",
]
_KANA = dict(zip(_BASE[::2], _BASE[1::2], strict=True))
_SMALL_Y = {"ャ": "a", "ュ": "u", "ョ": "o", "ェ": "e"}
_SMALL_V = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o"}


def spellings(word: str) -> tuple[str, ...]:
    """Latin spellings of a word in kana: as read, and with the helping vowels of loans dropped."""
    read = _read(word)
    if not read:
        return ()
    bare = read
    # Loans add u (and o after t, d) where the original has no vowel.
    for helped, plain in (("kusu", "x"), ("to", "t"), ("do", "d"), ("tsu", "ts")):
        if bare.endswith(helped):
            bare = bare[: -len(helped)] + plain
    bare = _drop_helping(bare)
    return tuple(dict.fromkeys((read, bare, bare.replace("r", "l"))))


def _drop_helping(read: str) -> str:
    out = ""
    for at, letter in enumerate(read):
        follows = read[at + 1 : at + 2]
        if letter == "u" and out and out[-1] in "ksgzbpfvrlmth" and follows not in ("a", "i", "e"):
            continue
        out += letter
    return out


def _read(word: str) -> str:
    out = ""
    double = False
    for letter in word:
        if "ぁ" <= letter <= "ゖ":
            letter = chr(ord(letter) + 0x60)
        if letter == "ッ":
            double = True
            continue
        if letter == "ー":
            continue  # length is not written in names
        if letter in _SMALL_Y and out.endswith("i") and letter != "ェ":
            stem = out[:-1]
            out = stem + ("" if stem.endswith(("sh", "ch", "j")) else "y") + _SMALL_Y[letter]
            continue
        if letter in _SMALL_V:
            stem = out[:-1] if out[-1:] in tuple("aiueo") else out
            out = stem + ("w" if stem == "" or stem[-1] in "aiueon" else "") + _SMALL_V[letter]
            continue
        sound = _KANA.get(letter, "")
        if double and sound:
            out += sound[0]
            double = False
        out += sound
    return out
