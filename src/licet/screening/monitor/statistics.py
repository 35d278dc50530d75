"""An index whose word statistics are given, not counted from its own listings."""

from __future__ import annotations

from collections.abc import Sequence

from licet.lists.model import Listing
from licet.names.encode import Vocabulary, encode_rows
from licet.names.reading import read_name
from licet.screening.index import Index, Rarity


def index_with(listings: Sequence[Listing], rarity: Rarity | None) -> Index:
    """The index over `listings`, its words weighed by `rarity` (None: by their own counts)."""
    index = Index.build(listings)
    if rarity is None:
        return index
    texts = [listings[listing].names[place].text for listing, place in index.names]
    readings = [(n, reading) for n, text in enumerate(texts) for reading in read_name(text)]
    weight = encode_rows(readings, Vocabulary(), rarity).weight
    index.rows = index.rows._replace(weight=weight)
    index.rarity = rarity
    return index
