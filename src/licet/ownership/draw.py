"""The owners that bear on an entity, drawn: as a text tree and as a small SVG.

Both show the same links (`Restriction.links`): the entity asked about with the owners that count,
or may count, above it, up to the listed parties. What is only possible is marked `?` in text and
dashed in the picture, never by colour alone. The same answer gives the same bytes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from html import escape

from licet.ownership.listed import ListedAs
from licet.ownership.result import Link, Restriction

_BOX_WIDTH, _BOX_HEIGHT = 220, 52
_GAP_X, _GAP_Y = 28, 64
_MARGIN = 16
_NAME_LENGTH = 30
_MOST_LINES = 200


def text_tree(answer: Restriction) -> str:
    """The entity first, its owners indented below it; an owner met again is not opened again."""
    lines = [answer.entity.name + _listing_note(answer.listed)]
    lines.extend(_branches(_Picture(answer), answer.entity.id, "", {answer.entity.id}))
    if len(lines) > _MOST_LINES:
        left_out = len(lines) - _MOST_LINES
        lines = [*lines[:_MOST_LINES], f"... {left_out} more lines; see the JSON form"]
    return "\n".join(lines)


def svg(answer: Restriction) -> str:
    """A standalone SVG: listed parties at the top, the entity asked about at the bottom."""
    picture = _Picture(answer)
    rows = picture.rows()
    widest = max(len(row) for row in rows)
    width = 2 * _MARGIN + widest * _BOX_WIDTH + (widest - 1) * _GAP_X
    height = 2 * _MARGIN + len(rows) * _BOX_HEIGHT + (len(rows) - 1) * _GAP_Y
    places: dict[str, tuple[int, int]] = {}
    for depth, row in enumerate(rows):
        used = len(row) * _BOX_WIDTH + (len(row) - 1) * _GAP_X
        for place, node in enumerate(row):
            x = (width - used) // 2 + place * (_BOX_WIDTH + _GAP_X)
            places[node] = (x, _MARGIN + depth * (_BOX_HEIGHT + _GAP_Y))
    title = f"Who owns {answer.entity.name}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img" aria-labelledby="title description" '
        'font-family="sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="description">{escape(text_tree(answer))}</desc>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="#333"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
    ]
    parts.extend(_line(link, places) for link in answer.links)
    parts.extend(_box(node, places[node], picture) for row in rows for node in row)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


class _Picture:
    """The links by owned entity, with the name and listing of each node."""

    def __init__(self, answer: Restriction) -> None:
        self.entity = answer.entity.id
        self.names = {answer.entity.id: answer.entity.name}
        self.listed: dict[str, ListedAs] = {}
        self.owners: dict[str, list[Link]] = defaultdict(list)
        for link in answer.links:
            self.owners[link.owned].append(link)
            self.names[link.owner] = link.owner_name
            if link.listed is not None:
                self.listed[link.owner] = link.listed
        if answer.listed is not None:
            self.listed[answer.entity.id] = answer.listed

    def rows(self) -> list[list[str]]:
        """Nodes by their distance from the entity, farthest first, each row in order of name."""
        distance = {self.entity: 0}
        waiting = [self.entity]
        for owned in waiting:
            for link in self.owners.get(owned, []):
                if link.owner not in distance:
                    distance[link.owner] = distance[owned] + 1
                    waiting.append(link.owner)
        rows: list[list[str]] = [[] for _ in range(max(distance.values()) + 1)]
        for node, steps in distance.items():
            rows[-1 - steps].append(node)
        return [sorted(row, key=lambda node: (self.names[node], node)) for row in rows]


def _branches(picture: _Picture, owned: str, indent: str, opened: set[str]) -> Iterator[str]:
    """The tree below `owned`, without recursion: ownership chains may be very long."""
    stack = [(link, indent, last) for link, last in _siblings(picture, owned)]
    while stack:
        link, indent, last = stack.pop()
        above = link.owner in opened and bool(picture.owners.get(link.owner))
        yield (
            f"{indent}{'└─' if last else '├─'} {_share(link)}  {link.owner_name}"
            f"{_listing_note(picture.listed.get(link.owner))}{'  (see above)' if above else ''}"
        )
        if link.owner not in opened:
            opened.add(link.owner)
            below = indent + ("   " if last else "│  ")
            stack.extend((link, below, end) for link, end in _siblings(picture, link.owner))


def _siblings(picture: _Picture, owned: str) -> Iterator[tuple[Link, bool]]:
    """Last first, as a stack wants them."""
    links = picture.owners.get(owned, [])
    for place in range(len(links) - 1, -1, -1):
        yield links[place], place == len(links) - 1


def _share(link: Link) -> str:
    share = "share not stated" if link.unknown else str(link.share)
    return f"{share}{' indirectly' if link.indirect else ''}{'' if link.sure else ' ?'}"


def _listing_note(listed: ListedAs | None) -> str:
    if listed is None:
        return ""
    entries = dict.fromkeys(
        entry.list + ("" if entry.confirmed else ", match not settled") for entry in listed.listings
    )
    return f"  [{'; '.join(entries)}]"


def _line(link: Link, places: dict[str, tuple[int, int]]) -> str:
    x1, y1 = places[link.owner]
    x2, y2 = places[link.owned]
    from_x, to_x = x1 + _BOX_WIDTH // 2, x2 + _BOX_WIDTH // 2
    # A holding that runs upward or sideways belongs to a ring of cross-holdings.
    from_y, to_y = (y1 + _BOX_HEIGHT, y2) if y1 < y2 else (y1, y2 + _BOX_HEIGHT)
    dashes = "" if link.sure else ' stroke-dasharray="5 4"'
    label_x, label_y = (from_x * 2 + to_x) // 3, (from_y * 2 + to_y) // 3
    return (
        f"<g><title>{escape(f'{link.owner_name} holds {_share(link)} of {link.owned_name}')}"
        f'</title><path d="M{from_x} {from_y} {to_x} {to_y}" stroke="#333" fill="none"{dashes} '
        f'marker-end="url(#tip)"/><text x="{label_x}" y="{label_y}" text-anchor="middle" '
        f'stroke="#fff" stroke-width="4" paint-order="stroke">{escape(_share(link))}</text></g>'
    )


def _box(node: str, place: tuple[int, int], picture: _Picture) -> str:
    x, y = place
    name, listed = picture.names[node], picture.listed.get(node)
    second = "asked about" if node == picture.entity else ""
    if listed is not None:
        second = "listed: " + "; ".join(dict.fromkeys(entry.list for entry in listed.listings))
    width = 3 if listed is not None or node == picture.entity else 1
    middle = x + _BOX_WIDTH // 2
    return (
        f"<g><title>{escape(name + _listing_note(listed))}</title>"
        f'<rect x="{x}" y="{y}" width="{_BOX_WIDTH}" height="{_BOX_HEIGHT}" rx="4" fill="#fff" '
        f'stroke="#333" stroke-width="{width}"/>'
        f'<text x="{middle}" y="{y + 22}" text-anchor="middle">{escape(_short(name))}</text>'
        f'<text x="{middle}" y="{y + 40}" text-anchor="middle" font-size="11">'
        f"{escape(_short(second))}</text></g>"
    )


def _short(text: str) -> str:
    return text if len(text) <= _NAME_LENGTH else text[: _NAME_LENGTH - 1] + "…"
