"""Red flags in the words of a transaction: its descriptions and its stated end use.

Each pattern is a phrase that a reader would stop at, and gives one fact with the words it rests on.
Nothing is weighed or learned, and finding no phrase says nothing: a fact is only ever given as yes.
A phrase that is denied (`non-military`, `no military use`) does not count.

Words in the end use may also speak of an end use that Part 744 restricts. They are no proof of it,
but with them on the table nobody may presume that the exporter knows of none; see `spoken_of`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

import msgspec

from licet.determination.transaction import Transaction
from licet.law.values import Given

#: Phrases of the flags of Supplement No. 3 to Part 732, by the fact that they give.
FLAGS: dict[str, str] = {
    "flag_end_use_withheld": (
        r"end[- ]use (?:is )?(?:confidential|secret|not disclosed|undisclosed|withheld|unknown|tbd)"
        r"|(?:declines?|refuses?|reluctant) to (?:state|say|name|disclose|discuss)[^.;]{0,40}?"
        r"\b(?:use|user|customer)\b"
    ),
    "flag_cash": r"(?:pa(?:y|ys|id|yment)(?: in)?|in) (?:cash|cryptocurrency|bitcoin)|cash payment",
    "flag_unfamiliar_customer": r"(?:unfamiliar|not familiar) with the (?:product|item|equipment)",
    "flag_service_declined": (
        r"(?:no|without|declines?|declined|refuses?|refused|waives?|waived) (?:any |all )?"
        r"(?:installation|training|maintenance|commissioning|after-sales service|servicing)"
    ),
    "flag_vague_delivery": (
        r"deliver(?:y|ies) (?:date |place |address )?(?:is |are )?"
        r"(?:open|to be advised|to be confirmed|unspecified|vague|tba|tbc)"
    ),
    "flag_forwarder_as_destination": (
        r"(?:deliver|ship|consign)(?:ed|s|y|ment)? to (?:a |the |our |their )?"
        r"(?:freight )?forwarder|c/o [^,;.]{0,40}?(?:forward|freight|logistics)"
    ),
    "flag_abnormal_route": (
        r"(?:re-?rout(?:ed|ing)|unusual rout|indirect rout|detour|(?:trans-?ship(?:ped|ment|ping)?)"
        r" (?:via|through|in))"
    ),
    "flag_odd_packaging": (
        r"(?:neutral|plain|unmarked|unlabell?ed) (?:packaging|packing|boxes|cartons)"
        r"|(?:remov|chang|replac)\w* (?:the |all )?(?:labels?|markings?|logos?|serial numbers?)"
    ),
    "flag_resale_evasive": (
        r"(?:further|subsequent|onward) (?:re-?sale|re-?export)|for stock(?:ing)? and re-?sale"
        r"|final customer (?:is )?not (?:yet )?known"
    ),
    "flag_advanced_node_words": (
        r"advanced[- ]node|fin-?fets?|gate[- ]all[- ]around|gaa-?fets?"
        r"|\b(?:16|14|12|10|8|7|6|5|4|3|2) ?(?:nm|nanomet(?:er|re)s?)\b"
    ),
    "flag_supercomputer_words": r"supercomput\w*|exa-?scale|peta-?flops?|exa-?flops?",
    "flag_altered_item": (
        r"(?:modif|alter|upgrad|retrofit)\w* (?:to|for) (?:produce|make|reach|run)\w* "
        r"(?:smaller|more advanced)"
    ),
    "flag_ai_training_service": (
        r"infrastructure as a service|\biaas\b|(?:gpu|compute) (?:rental|leasing|cloud)"
        r"|train(?:ing)? (?:of )?(?:an? |large )?(?:ai|language|foundation|frontier) models?"
    ),
    "flag_ascend_chip": r"\bascend ?910[bcd]\b",
}

#: Words of end uses that Part 744 restricts, by the fact of knowledge that they unsettle.
RESTRICTED: dict[str, str] = {
    "nuclear_end_use": (
        r"nuclear(?! (?:medicine|magnetic|imaging))|uranium|plutonium|enrichment|centrifuge cascade"
        r"|heavy water|reprocessing of spent fuel"
    ),
    "missile_end_use": (
        r"missiles?|ballistic|rockets?|space launch|unmanned aerial|\buavs?\b|drones?"
    ),
    "chemical_biological_end_use": (
        r"(?:chemical|biological) (?:weapons?|warfare|agents?)|nerve agents?|bioweapons?"
    ),
    "known_military_use": (
        r"military|armed forces|army|navy|naval|air force|defen[cs]e (?:ministry|contract\w*)"
        r"|ministry of defen[cs]e|people's liberation army|\bpla\b|munitions?|weapons?"
    ),
    "military_intelligence_use": r"military intelligence|reconnaissance|signals intelligence",
    "supercomputer_end_use": FLAGS["flag_supercomputer_words"],
    "integrated_circuit_end_use": (
        FLAGS["flag_advanced_node_words"]
        + r"|wafer fab\w*|chip fab\w*|semiconductor fab\w*|foundry"
    ),
    "chip_equipment_end_use": (
        r"(?:lithography|etch\w*|deposition|semiconductor manufacturing|chip[- ]making) "
        r"(?:tools?|equipment|machines?)"
    ),
    "maritime_nuclear_end_use": r"nuclear (?:submarines?|propulsion|vessels?|icebreakers?)",
}

_DENIED = re.compile(r"(?:\bnon-? ?|\b(?:no|not|never)\b(?: \w+){0,3} )$", re.IGNORECASE)


class Found(msgspec.Struct, frozen=True):
    """A phrase of the transaction: where it stands and its words."""

    place: str
    words: str
    start: int  # of the phrase in its field, counted in characters from 0

    @property
    def source(self) -> str:
        """The span as the answer names it."""
        return f"the words “{self.words}” in {self.place}, from character {self.start + 1}"


def derive(transaction: Transaction, item: int, as_of: dt.date) -> dict[str, Given]:
    """Red flag facts that the words of one item and of the end use give, each with its span."""
    places = [("end_use", transaction.end_use or "")]
    places.append((f"items[{item}].description", transaction.items[item].description))
    return {
        fact: Given(True, found.source)
        for place, text in places
        for fact, found in _found(_FLAGS, place, text)
    }


def spoken_of(end_use: str) -> Mapping[str, Found]:
    """Facts of knowledge that the stated end use speaks of: for these nothing may be presumed."""
    return dict(_found(_RESTRICTED, "end_use", end_use))


#: Facts in order, each with its pattern ready to search.
_Patterns: TypeAlias = tuple[tuple[str, re.Pattern[str]], ...]


def _compiled(patterns: Mapping[str, str]) -> _Patterns:
    return tuple(
        (fact, re.compile(rf"\b(?:{pattern})", re.IGNORECASE)) for fact, pattern in patterns.items()
    )


_FLAGS = _compiled(FLAGS)
_RESTRICTED = _compiled(RESTRICTED)


@lru_cache(maxsize=4096)
def _found(patterns: _Patterns, place: str, text: str) -> tuple[tuple[str, Found], ...]:
    """The first phrase of each pattern; remembered, since lines of a batch repeat their words."""
    firsts = ((fact, next(_spans(pattern, place, text), None)) for fact, pattern in patterns)
    return tuple((fact, first) for fact, first in firsts if first is not None)


def _spans(pattern: re.Pattern[str], place: str, text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        if not _DENIED.search(text[max(0, match.start() - 60) : match.start()]):
            yield Found(place, match.group(), match.start())
