"""Sets of codes in which an ECCN stands with its paragraphs, tested in constant time."""

from __future__ import annotations

from collections.abc import Iterator

from licet.law.values import Truth


class CodeSet:
    """Countries, roles, ECCNs ...; `3A001` in the set holds for `3A001.a.5`.

    Equal sets are equal by their members in order; the hash is taken once, since sets may be long.
    """

    __slots__ = ("_above", "_exact", "_hash", "_known", "members")

    def __init__(self, members: tuple[str, ...]) -> None:
        self.members = members
        self._exact = frozenset(members)
        self._above = frozenset(up for code in members for up in ancestors(code)) - self._exact
        self._hash = hash(members)
        self._known: dict[str, Truth] = {}

    def holds(self, code: str) -> Truth:
        """Whether the set covers `code`; UNKNOWN when it names only some paragraphs of it."""
        known = self._known.get(code)
        if known is None:
            known = self._known[code] = self._look_up(code)
        return known

    def _look_up(self, code: str) -> Truth:
        if code in self._exact or any(up in self._exact for up in ancestors(code)):
            return Truth.YES
        return Truth.UNKNOWN if code in self._above else Truth.NO

    def __iter__(self) -> Iterator[str]:
        return iter(self.members)

    def __len__(self) -> int:
        return len(self.members)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CodeSet) and self.members == other.members

    def __hash__(self) -> int:
        return self._hash


EMPTY = CodeSet(())


def ancestors(code: str) -> Iterator[str]:
    """`3A001.a`, then `3A001`, for `3A001.a.5`."""
    while "." in code:
        code = code.rpartition(".")[0]
        yield code
