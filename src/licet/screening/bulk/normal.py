"""When two rows must get the same answer: their parties are the same but for case and blanks.

The key is finer than the matcher's normal form and cheap enough to take for every row of a file;
readings that are the same after transliteration are found again inside the matcher's own batch.
"""

from __future__ import annotations

import hashlib

import msgspec

from licet.screening.model import PartyQuery

# Longer names are cut by the matcher, so taking out blanks could bring other letters into view.
_LONGEST = 300
_encoder = msgspec.msgpack.Encoder()


def normal_text(name: str) -> str:
    """The name without what the matcher never looks at."""
    if len(name) > _LONGEST:
        return name
    joined = " ".join(name.split())
    return joined.lower() if joined.isascii() else joined


def normal_key(query: PartyQuery) -> int:
    """64 bits that are equal for parties of equal answers (and else differ, but for chance)."""
    content = msgspec.structs.replace(
        query,
        id=None,
        name=normal_text(query.name),
        aliases=tuple(normal_text(alias) for alias in query.aliases),
    )
    return key_of(_encoder.encode(content))


def key_of(content: bytes) -> int:
    """64 bits of a digest."""
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "little")
