"""What is left of a text when punctuation, white space and case are taken away.

Two texts with the same essence differ only in print. Numbers stay apart (`12-3` is not `123`),
marks that change a letter stay with it, and no letter is transliterated: `Müller` is not `Muller`.
"""

from __future__ import annotations

import unicodedata


def essence(text: str) -> str:
    """Letters, their marks and digits of `text`, case-folded; a gap only between two numbers."""
    kept: list[str] = []
    gap = False
    for character in unicodedata.normalize("NFKC", text).casefold():
        if unicodedata.category(character)[0] not in "LNM":
            gap = True
            continue
        if gap and kept and kept[-1].isnumeric() and character.isnumeric():
            kept.append(" ")
        kept.append(character)
        gap = False
    return "".join(kept)
