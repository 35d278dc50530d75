"""Damage names in general ways, to learn from the list itself: seeded, so always the same."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

from benchmarks.data import Query
from licet.lists.model import Listing, PartyKind

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SOUNDS = (
    ("ph", "f"), ("kh", "h"), ("q", "k"), ("w", "v"), ("y", "i"), ("ou", "u"), ("ee", "i"),
    ("ck", "k"), ("x", "ks"), ("ch", "tch"), ("sh", "sch"), ("e", "a"), ("i", "e"), ("u", "o"),
)  # fmt: skip
_FORMS = (
    ("limited", "ltd"), ("company", "co"), ("corporation", "corp"), ("llc", "ltd"),
    ("limited liability company", "llc"), ("joint stock company", "jsc"), ("ooo", "llc"),
)  # fmt: skip
_AROUND = ("Messrs {}", "{}, Dubai", "{} (HQ)", "The {}", "{} - Head Office", "Mr {}")


def _typo(name: str, dice: random.Random) -> str:
    at = dice.randrange(len(name))
    letter = dice.choice(_LETTERS)
    return dice.choice((
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at + 1 :],
        name[:at] + letter + name[at:],
    ))  # fmt: skip


def _two_typos(name: str, dice: random.Random) -> str:
    return _typo(_typo(name, dice), dice)


def _transpose(name: str, dice: random.Random) -> str:
    at = dice.randrange(len(name) - 1)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def _order(name: str, dice: random.Random) -> str:
    words = name.split()
    at = dice.randrange(1, len(words)) if len(words) > 1 else 0
    return " ".join(words[at:] + words[:at])


def _drop(name: str, dice: random.Random) -> str:
    words = name.split()
    if len(words) < 2:
        return name
    del words[dice.randrange(len(words))]
    return " ".join(words)


def _join(name: str, dice: random.Random) -> str:
    gaps = [m.start() for m in re.finditer(" ", name)]
    at = dice.choice(gaps) if gaps else 0
    return name[:at] + name[at + 1 :] if gaps else name


def _split(name: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(name))
    return name[:at] + " " + name[at:]


def _initial(name: str, dice: random.Random) -> str:
    words = name.split()
    at = dice.randrange(len(words))
    words[at] = words[at][0] + "."
    return " ".join(words)


def _sound(name: str, dice: random.Random) -> str:
    known = [(a, b) for a, b in _SOUNDS if a in name.lower()]
    for a, b in dice.sample(known, min(2, len(known))):
        name = re.sub(a, b, name, count=1, flags=re.IGNORECASE)
    return name


def _form(name: str, dice: random.Random) -> str:
    for a, b in dice.sample(_FORMS, len(_FORMS)):
        changed = re.sub(rf"\b{a}\b", b, name, flags=re.IGNORECASE)
        if changed != name:
            return changed
    return name


def _around(name: str, dice: random.Random) -> str:
    return dice.choice(_AROUND).format(name)


DAMAGE: dict[str, Callable[[str, random.Random], str]] = {
    "typo": _typo, "two_typos": _two_typos, "transpose": _transpose, "order": _order,
    "drop": _drop, "join": _join, "split": _split, "initial": _initial, "sound": _sound,
    "form": _form, "around": _around,
}  # fmt: skip


def damaged(listings: list[Listing], count: int, seed: int) -> Iterator[Query]:
    """`count` queries, each a listed name with one kind of damage."""
    dice = random.Random(seed)
    kinds = list(DAMAGE)
    for number in range(count):
        at = dice.randrange(len(listings))
        name = dice.choice(listings[at].names).text
        if "," in name and listings[at].kind is PartyKind.PERSON:
            last, _, first = name.partition(",")
            name = f"{first.strip()} {last.strip()}"
        damage = kinds[number % len(kinds)]
        if len(name) < 4:
            continue
        changed = DAMAGE[damage](name, dice)
        yield Query(f"made{number}", listings[at].kind, changed, at, damage)
