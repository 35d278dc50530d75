"""Spelling-blind forms of a romanised word: the fold (letters) and the skeleton (consonants).

The fold brings spellings of one sound together (`Qaddafi`, `Kadafi`; `Yuriy`, `Iuri`), so that an
edit distance on folds counts differences that matter. The skeleton goes further and keeps classes
of consonants only, which is all that Arabic and Hebrew writing tells.
"""

from __future__ import annotations

import re

# Order matters: longer clusters first.
_CLUSTERS = (
    ("shch", "S"),
    ("schtsch", "S"),
    ("tsch", "C"),
    ("sch", "S"),
    ("tch", "C"),
    ("sh", "S"),
    ("ch", "C"),
    ("zh", "Z"),
    ("dzh", "J"),
    ("dj", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("tz", "T"),
    ("ts", "T"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ae", "a"),
    ("y", "i"),
)
_MAP = dict(_CLUSTERS)
_CLUSTER = re.compile("|".join(sorted(_MAP, key=len, reverse=True)))
_HARD_C = re.compile("c(?=[aoulrk]|$)")
_DOUBLE = re.compile(r"(.)\1+")

# One byte per sound: a-z, and these for the sounds that take several Latin letters.
_CODES = str.maketrans("SCZTJ", "\x7b\x7c\x7d\x7e\x7f")

_SKELETON = {
    "b": "b", "p": "p", "t": "t", "T": "s", "s": "s", "S": "S", "C": "S", "Z": "J", "z": "z",
    "d": "d", "j": "J", "J": "J", "h": "h", "k": "k", "g": "k", "c": "s", "f": "f", "v": "f",
    "l": "l", "m": "m", "n": "n", "r": "r",
}  # fmt: skip


def _sounds(word: str) -> str:
    word = _CLUSTER.sub(lambda m: _MAP[m.group()], word)
    word = _HARD_C.sub("k", word)
    return _DOUBLE.sub(r"\1", word)


def fold(word: str) -> bytes:
    """The spelling-blind form of a lower-case Latin word; digits stay. One byte per sound."""
    return _sounds(word).translate(_CODES).encode("ascii", "ignore")


def skeleton(word: str) -> bytes:
    """Classes of consonants of a lower-case Latin word, without semivowels and final h."""
    sounds = _sounds(word.replace("th", "s").replace("w", "").replace("y", ""))
    body = sounds[:-1] if len(sounds) > 3 and sounds.endswith("h") else sounds
    kept = "".join(_SKELETON.get(sound, sound if sound.isdigit() else "") for sound in body)
    return _DOUBLE.sub(r"\1", kept).encode("ascii", "ignore")
