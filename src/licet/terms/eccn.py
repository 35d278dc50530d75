"""Export Control Classification Numbers and their paragraphs (Supplement No. 1 to Part 774)."""

from __future__ import annotations

import re

EAR99 = "EAR99"
_SHAPE = re.compile(r"^(?P<base>[0-9][A-E][0-9]{3})(?P<paragraph>(?:\.[a-z0-9]{1,4})*)$")


def is_eccn(text: str) -> bool:
    """Whether `text` has the shape of an ECCN with or without paragraph, or is EAR99."""
    return text == EAR99 or _SHAPE.match(text) is not None


def normalize(text: str) -> str | None:
    """`text` in the EAR's spelling (`3a090.A` is `3A090.a`), or None if it has no ECCN's shape."""
    words = text.strip().replace(" ", "")
    if words.upper() == EAR99:
        return EAR99
    base, dot, paragraph = words.partition(".")
    spelt = base.upper() + dot + paragraph.lower()
    return spelt if is_eccn(spelt) else None


def covers(broad: str, narrow: str) -> bool:
    """Whether everything classified under `narrow` is classified under `broad` too.

    `3A001` covers `3A001.a.5`; nothing but itself covers EAR99.
    """
    return narrow == broad or narrow.startswith(broad + ".")
