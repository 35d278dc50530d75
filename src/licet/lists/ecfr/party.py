"""One party of an entry, and how its lines add up to names, addresses and remarks."""

from __future__ import annotations

import dataclasses
import re

from licet.lists.ecfr import leads
from licet.lists.ecfr.addresses import parse_addresses
from licet.lists.ecfr.history import Fault
from licet.lists.ecfr.names import (
    marked_names,
    running_names,
    split_list_item,
    take_parentheses,
)
from licet.lists.ecfr.words import PLACE, clean_name, count_of, without_stop
from licet.lists.model import Address, Name, NameKind

#: What opens a line of a list.
DASH = re.compile(r"^[\u2014\u2013-]\s*")
#: "; and" at the end of a line of a list.
TRAILING_AND = re.compile(r"[\s;,]+and[\s;,]*$")
_CONTINUES = re.compile(r"(?:;|,|\band)\s*(?:and\s*)?$")
_INNER = re.compile(r"\s*;\s*(?:and\s+)?")


@dataclasses.dataclass(frozen=True)
class Entity:
    """One party of an entry, with the members that are named under it.

    `label` is the number of an entry that is only an address ("Address 01"); `under` the name
    of the body that the entry says it is subordinate to.
    """

    names: tuple[Name, ...]
    addresses: tuple[Address, ...] = ()
    see_also: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    members: tuple[Entity, ...] = ()
    under: str | None = None
    label: str | None = None
    faults: tuple[Fault, ...] = ()


class Draft:
    """A party while its lines are read."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.places: list[str] = []
        self.notes: list[str] = []
        self.under: str | None = None
        self.started = False
        self.list_kind = NameKind.AKA
        self.announced: int | None = None
        self.listed = 0
        self.nested = 0
        self.listing = False
        self.continues = False
        self.members_announced: int | None = None

    def finish(self, country: str | None) -> Entity:
        """The party as read; `country` is that of addresses that print none."""
        places = parse_addresses("\n".join(self.places), country)
        faults = []
        if self.announced not in (None, self.listed, self.listed + self.nested):
            what = f"announces {self.announced} aliases and lists {self.listed}"
            faults.append(Fault("alias-count", f"{self.name!r} {what}"))
        return Entity(
            names=tuple({name.text: name for name in reversed(self.names)}.values())[::-1],
            addresses=places.addresses,
            remarks=(*self.notes, *places.notes),
            under=self.under,
            faults=tuple(faults),
        )

    @property
    def name(self) -> str:
        """The primary name, for messages."""
        return self.names[0].text if self.names else ""

    def read_head(self, line: str) -> None:
        """The line with the primary name, up to what it announces."""
        self.started = True
        units = leads.UNITS.search(line)
        if units:
            self.notes.append(units["said"].strip())
            line = line[: units.start()]
        line = leads.BELONGS.sub(self._take_note, line)
        line, parenthesised = take_parentheses(line)
        under = leads.UNDER.match(line)
        if under:
            self.under = under["parent"].strip()
            line = line[under.end() :]
        lead = leads.find_lead(line)
        if lead is None:
            names, rest = running_names(line)
            self.names.extend(names)
            self._add_place(rest)
        else:
            self.names.append(Name(clean_name(line[: lead.start])))
            self._announce(lead)
            self._inline_aliases(line[lead.end :].strip())
        self.names.extend(parenthesised)
        self.names = [name for name in self.names if name.text]
        self.started = bool(self.names)

    def read_description(self, line: str) -> None:
        """A member of a group that the list describes and does not name."""
        self.started = True
        self.names.append(Name(clean_name(TRAILING_AND.sub("", line))))

    def read_alias(self, line: str, *, with_place: bool) -> None:
        """A line of the alias list; `with_place` says that an address may stand on it."""
        self.continues = bool(_CONTINUES.search(line))
        line = leads.ADDRESS_IN_PARENTHESES.sub(self._take_address, line)
        line, parenthesised = take_parentheses(line)
        includes = leads.INCLUDES.search(line)
        if includes:
            self.members_announced = leads.members_announced(includes["said"])
            if self.members_announced is None:
                self.notes.append(includes["said"])
            self._add_place(line[includes.end() :])
            line = line[: includes.start()]
        dashed = leads.DASHED_MEMBERS.search(line)
        if dashed:
            self.members_announced = count_of(dashed["count"])
            line = line[: dashed.start()]
        line = TRAILING_AND.sub("", line)
        if with_place:
            line = self._without_place(line)
        for alias in self._parted_aliases(line):
            self._add_alias(alias)
        self.names.extend(parenthesised)
        self.nested += len(parenthesised)

    def read_place(self, line: str) -> None:
        """A line of addresses."""
        self.listing = False
        self._add_place(line)

    @property
    def full(self) -> bool:
        """Whether as many aliases were read as were announced."""
        return self.announced is not None and self.listed >= self.announced

    def expects_alias(self, line: str) -> bool:
        """Whether a line without a dash goes on with the list of aliases."""
        may_be_done = self.announced is None or self.full
        return self.listed == 0 or (self.continues and not (may_be_done and PLACE.search(line)))

    def _announce(self, lead: leads.Lead) -> None:
        self.list_kind, self.announced, self.listed = lead.kind, lead.announced, 0
        self.listing = True
        self.members_announced = lead.members

    def _inline_aliases(self, text: str) -> None:
        """Aliases that follow their lead on the same line, the last one with the address."""
        if not text:
            return
        pieces = [DASH.sub("", piece) for piece in _INNER.split(text) if piece]
        count = min(self.announced or 1, len(pieces))
        for piece in pieces[: count - 1]:
            self._add_alias(piece)
        last, rest = split_list_item(pieces[count - 1])
        self._add_alias(last)
        self._add_place("; ".join([rest, *pieces[count:]]))
        self.listing = False

    def _parted_aliases(self, line: str) -> list[str]:
        """Aliases of one line; it may hold two, or a misplaced "; and" inside one."""
        aliases: list[str] = []
        for piece in re.split(r"\s*;\s*", line):
            said = piece.removeprefix("and ")
            if aliases and (said[:1] == "(" or said[:1].islower()):
                self.notes.append(without_stop(said))
            elif aliases and said != piece:
                aliases[-1] += f" {said}"
            else:
                aliases.append(DASH.sub("", piece))
        return aliases

    def _without_place(self, line: str) -> str:
        """The line without the addresses that its last name is followed by."""
        first, semicolon, others = line.partition(";")
        name, rest = split_list_item(first)
        if not rest:
            return line
        self._add_place(rest + semicolon + others)
        return name

    def _add_alias(self, text: str) -> None:
        names = marked_names(text, self.list_kind)
        if names:
            self.names.extend(names)
            self.listed += 1
            self.nested += len(names) - 1

    def _add_place(self, text: str) -> None:
        if text.strip(" .,;"):
            self.places.append(text.strip())

    def _take_note(self, match: re.Match[str]) -> str:
        self.notes.append(match["said"])
        return ""

    def _take_address(self, match: re.Match[str]) -> str:
        self._add_place(match["address"])
        return ""
