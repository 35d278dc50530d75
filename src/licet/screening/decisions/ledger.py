"""Where decisions are kept: one journal, appended to, never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from licet.screening.decisions.model import Decision, Disposition, Recorded
from licet.screening.home import home
from licet.screening.journal import Entry, Journal
from licet.terms.errors import BadInput


class Ledger:
    """All decisions in one file."""

    def __init__(self, path: Path) -> None:
        self._journal = Journal(path)
        self._decoder = msgspec.json.Decoder(Decision)

    @classmethod
    def default(cls) -> Ledger:
        """The user's ledger, in the data folder."""
        return cls(home() / "decisions.sqlite")

    @property
    def path(self) -> Path:
        """The file."""
        return self._journal.path

    def add(self, decisions: Sequence[Decision], *, who: str, at: dt.datetime) -> list[Recorded]:
        """Record decisions of one person, all or none. A false match needs its reason."""
        if not who.strip():
            raise BadInput("nobody is named", where="who", remedy="say who decided: --who NAME")
        for decision in decisions:
            if decision.disposition is Disposition.FALSE_MATCH and not decision.reason.strip():
                raise BadInput(
                    "a false match needs its reason",
                    where=f"{decision.party.name} / {decision.listing_id}",
                    remedy="say why this is another party: --reason TEXT",
                )
        bodies = [msgspec.json.encode(decision) for decision in decisions]
        return [self._recorded(e) for e in self._journal.append(bodies, who=who, at=at)]

    def decisions(self, *, upto: int | None = None) -> Iterator[Recorded]:
        """Every decision in order, up to number `upto`."""
        return (self._recorded(entry) for entry in self._journal.entries(upto=upto))

    def decision(self, seq: int) -> Recorded:
        """One decision by its number; `BadInput` if there is none."""
        return self._recorded(self._journal.entry(seq))

    def head(self) -> tuple[int, str]:
        """Number and digest of the last decision."""
        return self._journal.head()

    def verify(self) -> str | None:
        """What is wrong with the ledger, or None."""
        return self._journal.verify()

    def _recorded(self, entry: Entry) -> Recorded:
        try:
            decision = self._decoder.decode(entry.body)
        except msgspec.DecodeError as error:
            raise BadInput(
                f"decision {entry.seq} cannot be read: {error}",
                where=str(self.path),
                remedy="the file is damaged: take it from your backup",
            ) from None
        return Recorded(seq=entry.seq, who=entry.who, at=entry.at, decision=decision)
