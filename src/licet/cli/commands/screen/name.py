"""One party on the terminal: every hit with its score, its listing, and why."""

from __future__ import annotations

import sys

import msgspec

from licet.cli import printing
from licet.cli.screening import Desk, now, weights_digest, whoami
from licet.lists.model import Snapshot
from licet.ownership.listed import ENTITY_LIST
from licet.screening.addresses import AddressFinder
from licet.screening.bulk.answer import part_text, reopened_text
from licet.screening.decisions.memory import Cleared, Judged, Memory
from licet.screening.decisions.model import Disposition
from licet.screening.model import Hit, PartyQuery
from licet.screening.proof.record import Found, Run
from licet.screening.proof.store import Proofs
from licet.screening.today import Today
from licet.terms.errors import BadInput
from licet.terms.version import __version__


class _Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` writes."""

    party: PartyQuery
    threshold: float
    hits: tuple[Judged, ...]
    cleared: tuple[Cleared, ...]
    listings: int
    snapshots: tuple[str, ...]
    index: str
    version: str


def screen_name(party: PartyQuery, desk: Desk, *, as_json: bool) -> bool:
    """Screen one party, print the answer, keep its proof; whether there was a hit."""
    started = now()
    if party.name == "-":
        party = msgspec.structs.replace(party, name=sys.stdin.read().strip())
    memory = Memory(desk.ledger, desk.decisions[0])
    if not any(map(str.isalnum, party.name)):
        raise BadInput(
            f"the name {party.name[:40]!r} holds no letter or digit",
            where="NAME",
            remedy="give the party's name in any script",
        )
    today = Today.over(desk.index, desk.settings, memory, desk.day)
    settled = today.settle(party, (*today.hits([party])[0], *_at_listed_addresses(party, desk)))
    searched = [n for n in desk.lists.ids if not desk.settings.lists or n in desk.settings.lists]
    answer = _Answer(
        party=party,
        threshold=desk.threshold,
        hits=settled.hits,
        cleared=settled.cleared,
        listings=sum(len(desk.lists.of(name)) for name in searched)
        if desk.settings.lists
        else len(desk.index),
        snapshots=tuple(dict.fromkeys(desk.lists.snapshot_of(name).id for name in searched)),
        index=desk.index.digest,
        version=__version__,
    )
    if as_json:
        printing.json(answer)
    else:
        _print(answer, {s.source: s for s in desk.lists.snapshots})
    run = Run(
        command="screen",
        version=__version__,
        started=started.isoformat(),
        finished=now().isoformat(),
        snapshots=desk.snapshots,
        index=desk.index.digest,
        weights=weights_digest(),
        settings=desk.settings,
        decisions=desk.decisions,
        counts={"hits": len(settled.hits), "cleared": len(settled.cleared)},
        party=party,
        found=tuple(
            Found(judged.hit.listing_id, judged.hit.score, judged.disposition.value)
            for judged in settled.hits
        ),
    )
    proof = Proofs.default().record(run, who=whoami(), at=now())
    printing.warn(f"On record as proof {proof.seq}.")
    return bool(settled.hits)


def _at_listed_addresses(party: PartyQuery, desk: Desk) -> tuple[Hit, ...]:
    """Entries that name an address and no party (15 CFR 744.16(f)), by the party's addresses."""
    if not party.addresses or ENTITY_LIST not in desk.lists.ids:
        return ()
    hits = AddressFinder(desk.lists.of(ENTITY_LIST)).screen(party)
    return tuple(hit for hit in hits if hit.listing.listed_on(desk.day) is not False)


def _print(answer: _Answer, snapshots: dict[str, Snapshot]) -> None:
    number = len(answer.hits)
    found = "No hit" if not number else "1 hit" if number == 1 else f"{number} hits"
    printing.say(f"{found} for {answer.party.name!r} at {answer.threshold:.2f} or more")
    for place, judged in enumerate(answer.hits, start=1):
        printing.say()
        _print_hit(place, judged, snapshots)
    for quiet in answer.cleared:
        printing.say(f"\nCleared: {quiet.listing_id} (decision {quiet.decision})")
    printing.say(f"\nLooked at {answer.listings:,} listings of {', '.join(answer.snapshots)}")


def _print_hit(place: int, judged: Judged, snapshots: dict[str, Snapshot]) -> None:
    hit, listing = judged.hit, judged.hit.listing
    countries = f" ({', '.join(listing.countries)})" if listing.countries else ""
    printing.say(f"{place}. {hit.score:.3f}  {listing.name}{countries}  {hit.list}")
    if hit.name != listing.name:
        printing.say(f"   listed as  {hit.name} ({hit.name_kind.value})")
    if hit.query_name and len(hit.query_name) < _LONGEST and judged.hit.query_name != hit.name:
        printing.say(f"   asked as   {hit.query_name}")
    for address in listing.addresses[:_ADDRESSES]:
        printing.say(f"   address    {address.text}")
    snapshot = snapshots.get(hit.source)
    source = snapshot.id if snapshot else hit.source
    printing.say(f"   listing    {hit.listing_id}")
    printing.say(f"   source     {source}" + (f", {listing.where}" if listing.where else ""))
    if judged.disposition is not Disposition.UNRESOLVED:
        printing.say(f"   decided    {judged.disposition.value} (decision {judged.decision})")
    for again in judged.reopened:
        printing.say(f"   reopened   {reopened_text(again)} (decision {judged.decision})")
    for part in hit.reasons:
        printing.say(f"   because    {part_text(part)}")


_LONGEST = 200
_ADDRESSES = 3
