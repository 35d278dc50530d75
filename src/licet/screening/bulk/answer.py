"""What is written for each row: one JSON line, or CSV lines of the same content.

Every row that was read has its answer, also without a hit; rows that could not be read are in the
file of flaws. The bytes depend on nothing but the row, the index, the settings and the decisions.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec

from licet.screening.decisions.memory import Cleared, Judged, Reopened, Settled
from licet.screening.decisions.model import Disposition
from licet.screening.model import Part, PartyQuery


class Answered(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One hit as written: the listing by its id, how it was found, and where the hit stands."""

    listing_id: str
    list: str
    source: str
    listed_name: str
    name: str
    name_kind: str
    query_name: str
    countries: tuple[str, ...]
    where: str
    score: float
    reasons: tuple[Part, ...]
    disposition: Disposition = Disposition.UNRESOLVED
    decision: int | None = None
    reopened: tuple[Reopened, ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The answer on one row. `party` is given where there is something to decide or decided."""

    row: int
    line: int
    id: str | None = None
    name: str
    hits: tuple[Answered, ...]
    cleared: tuple[Cleared, ...] = ()
    party: PartyQuery | None = None


#: Columns of the CSV and Parquet form: one line a hit, one line for a row without.
COLUMNS = (
    "row", "line", "id", "name", "status", "score", "list", "listing_id", "listed_name",
    "matched_name", "matched_query_name", "countries", "disposition", "reasons", "reopened",
    "cleared",
)  # fmt: skip


def answered(judged: Judged) -> Answered:
    """A judged hit as it is written."""
    hit = judged.hit
    return Answered(
        listing_id=hit.listing_id,
        list=hit.list,
        source=hit.source,
        listed_name=hit.listing.name,
        name=hit.name,
        name_kind=hit.name_kind.value,
        query_name=hit.query_name,
        countries=hit.listing.countries,
        where=hit.listing.where,
        score=hit.score,
        reasons=hit.reasons,
        disposition=judged.disposition,
        decision=judged.decision,
        reopened=judged.reopened,
    )


def answer(row: int, line: int, party: PartyQuery, settled: Settled) -> Answer:
    """The answer on one row."""
    return Answer(
        row=row,
        line=line,
        id=party.id,
        name=party.name,
        hits=tuple(answered(judged) for judged in settled.hits),
        cleared=settled.cleared,
        party=party if settled.hits or settled.cleared else None,
    )


def as_json_lines(answers: Sequence[Answer]) -> bytes:
    """One line of JSON for each answer."""
    return msgspec.json.Encoder(order="deterministic").encode_lines(answers)


def as_csv_lines(answers: Sequence[Answer]) -> bytes:
    """Lines of `COLUMNS`, without the header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for one in answers:
        start = (one.row, one.line, one.id or "", one.name)
        cleared = " ".join(quiet.listing_id for quiet in one.cleared)
        if not one.hits:
            status = "cleared" if one.cleared else "no hit"
            writer.writerow((*start, status, *("",) * 10, cleared))
        for hit in one.hits:
            writer.writerow(
                (
                    *start, "hit", f"{hit.score:.6f}", hit.list, hit.listing_id, hit.listed_name,
                    hit.name, hit.query_name, " ".join(hit.countries), hit.disposition.value,
                    "; ".join(part_text(part) for part in hit.reasons),
                    "; ".join(reopened_text(again) for again in hit.reopened), cleared,
                )
            )  # fmt: skip
    return text.getvalue().encode()


def csv_header() -> bytes:
    """The header of the CSV form."""
    return (",".join(COLUMNS) + "\n").encode()


def part_text(part: Part) -> str:
    """One reason in words: `words huawei = huawei (1.00) +2.41`."""
    sides = " = ".join(side for side in (part.query, part.listed) if side)
    alike = f"({part.similarity:.2f})" if part.similarity is not None else ""
    note = f"[{part.note}]" if part.note else ""
    pieces = (part.aspect.value, sides, alike, note, f"{part.effect:+.2f}")
    return " ".join(piece for piece in pieces if piece)


def reopened_text(again: Reopened) -> str:
    """Why a decided hit is open again, in words: `listing addresses: (none) -> 1 Main St`."""
    change = again.change
    before, after = (", ".join(values) or "(none)" for values in (change.before, change.after))
    return f"{again.side.value} {change.field}: {before} -> {after}"
