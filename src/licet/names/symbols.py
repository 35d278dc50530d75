"""Names that are one name in many scripts: Wikidata's given names and surnames, through rigour.

`حسين`, `Husein` and `Хусейн` carry the same Wikidata number in the tables that `rigour` ships.
"""

from __future__ import annotations

from functools import lru_cache

from rigour.names import NameTypeTag, SymbolCategory, analyze_names

#: More numbers than this say that a word is common, not which name it is.
MAX_SYMBOLS = 16


@lru_cache(maxsize=300_000)
def name_numbers(word: str) -> tuple[int, ...]:
    """Wikidata numbers of the given names and surnames spelt like this word, ascending."""
    found: set[int] = set()
    for name in analyze_names(NameTypeTag.PER, [word], phonetics=False, rewrite=False):
        for symbol in name.symbols:
            if symbol.category is SymbolCategory.NAME:
                number = str(symbol.id).lstrip("Q")
                if number.isdigit():
                    found.add(int(number))
    return tuple(sorted(found)[:MAX_SYMBOLS])
