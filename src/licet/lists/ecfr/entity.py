"""An entity cell read into names, addresses, cross references, remarks and members.

The cell is read line by line: a head line with the name and what it announces ("the following
three aliases:"), alias lines that start with a dash, then addresses; a "Subordinate institution"
line, or an announced list of affiliates, opens a member with the same parts of its own. The counts
that the list prints ("the following 22 affiliated entities") are checked, and nothing is dropped:
what fits no part becomes a remark.
"""

from __future__ import annotations

import dataclasses
import re

from licet.lists.ecfr import leads
from licet.lists.ecfr.addresses import parse_addresses
from licet.lists.ecfr.crossrefs import take_references
from licet.lists.ecfr.history import Fault
from licet.lists.ecfr.party import DASH, TRAILING_AND, Draft, Entity
from licet.lists.ecfr.words import clean_name
from licet.lists.model import Name

#: Typesetters put the semicolon of a list inside the quotation: 'Zaliv;' for 'Zaliv';
_QUOTED_SEMICOLON = re.compile(r";(['’”\"])")
_ADDRESS_ENTRY = re.compile(r"^Address (?P<number>\d+),\s*")


def parse_entity(text: str, country: str | None) -> Entity:
    """Read a cell (lines parted by line breaks) that stands under a heading of `country`.

    Never raises: what cannot be made out is kept as a remark or reported as a fault.
    """
    address_entry = _ADDRESS_ENTRY.match(text)
    if address_entry:
        places = parse_addresses(text[address_entry.end() :], country)
        label = f"Address {address_entry['number']}"
        return Entity((), places.addresses, remarks=places.notes, label=label)
    references = take_references(_QUOTED_SEMICOLON.sub(r"\1;", text))
    reader = _Reader([line.strip() for line in references.text.split("\n")])
    head = reader.read()
    entity = head.finish(country)
    return dataclasses.replace(
        entity,
        see_also=references.see_also,
        remarks=entity.remarks + references.notes,
        members=tuple(member.finish(country) for member in reader.members),
        faults=(*entity.faults, *reader.faults()),
    )


class _Reader:
    """Goes through the lines and hands each to the party it belongs to."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.head = Draft()
        self.members: list[Draft] = []
        self.shared: list[str] = []
        self._in_shared = False
        self._by_line = False
        self._by_dash = False
        self._group = False
        self._block_apart = False  # a blank line stands before the last block of addresses

    def read(self) -> Draft:
        """Read all lines; the party of the entry itself, with its members in `members`."""
        draft = self.head
        after_blank = False
        for at, line in enumerate(self.lines):
            if not line:
                after_blank = True
                continue
            shared = leads.SHARED_ADDRESSES.match(line)
            subordinate = leads.SUBORDINATE.match(line)
            group = leads.GROUP.match(line) if not self.head.started else None
            if shared:
                self._in_shared = True
                self._share(line[shared.end() :])
            elif group:
                self.head.names.append(Name(clean_name(group["what"])))
                self.head.started = self._by_dash = self._group = True
            elif leads.AFFILIATES.match(line):
                self._by_line = True
                draft = self._member()
            elif subordinate:
                self._in_shared = False
                draft = self._member()
                if line[subordinate.end() :]:
                    self._head(draft, line[subordinate.end() :])
            elif self._in_shared:
                self._share(line)
            elif DASH.match(line):
                draft = self._dash_line(draft, DASH.sub("", line), at, after_blank)
            else:
                draft = self._plain_line(draft, line, at, after_blank)
            after_blank = False
        self._settle()
        return self.head

    def faults(self) -> list[Fault]:
        """A number of members other than the entry announces."""
        announced = self.head.members_announced
        if announced is not None and announced != len(self.members):
            what = f"announces {announced} subordinates or affiliates and names {len(self.members)}"
            return [Fault("member-count", f"{self.head.name!r} {what}")]
        return []

    def _dash_line(self, draft: Draft, item: str, at: int, after_blank: bool) -> Draft:
        if not draft.started:
            self._head(draft, item)
        elif self._by_dash and (draft.full or not draft.listing):
            draft = self._member()
            if self._group:
                draft.read_description(item)
            else:
                self._head(draft, TRAILING_AND.sub("", item))
        elif draft.places and (after_blank or not draft.listing):
            draft.read_place(item)
        else:
            self._alias(draft, item, at)
        return draft

    def _plain_line(self, draft: Draft, line: str, at: int, after_blank: bool) -> Draft:
        if not draft.started:
            self._head(draft, line)
        elif self._by_line and draft.places:
            draft = self._member()
            self._head(draft, line)
        elif draft.listing and not after_blank and draft.expects_alias(line):
            self._alias(draft, line, at)
        else:
            self._block_apart = after_blank and not draft.places
            draft.read_place(line)
        return draft

    def _alias(self, draft: Draft, line: str, at: int) -> None:
        draft.read_alias(line, with_place=self._ends_party(at, line))
        if leads.DASHED_MEMBERS.search(line):
            self._by_dash = True

    def _head(self, draft: Draft, line: str) -> None:
        draft.read_head(line)
        units = leads.UNITS.search(line)
        if units:
            member = self._member()
            member.names.append(Name(units["member"].strip()))
            member.started = True

    def _member(self) -> Draft:
        draft = Draft()
        self.members.append(draft)
        return draft

    def _share(self, text: str) -> None:
        if text:
            self.shared.append(text)

    def _ends_party(self, at: int, line: str) -> bool:
        """Whether the alias line `at` is the last that is said of its party."""
        following = next((later for later in self.lines[at + 1 :] if later), "")
        if DASH.match(following):
            return self._by_dash or bool(leads.DASHED_MEMBERS.search(line))
        return not following or bool(leads.SUBORDINATE.match(following))

    def _settle(self) -> None:
        """Give shared addresses to everyone named in the entry."""
        for nameless in (member for member in self.members if not member.started):
            self.head.places.extend(nameless.places)
            self.head.notes.extend(nameless.notes)
        self.members = [member for member in self.members if member.started]
        unsaid = [draft for draft in (self.head, *self.members[:-1]) if draft.places]
        if self.members and not self.shared and not unsaid and self._block_apart:
            # The block after the last subordinate is the entry's, as in every other entry.
            self.shared, self.members[-1].places = self.members[-1].places, []
        for draft in (self.head, *self.members):
            draft.places.extend(self.shared)
