"""What kind of party an entry names: an organization, a person, or not told by the name.

The Entity List does not say. Company forms and words of trade or office tell an organization; a
person is two to six capitalised words, one of them a known name or a patronymic, with aliases that
could be a person's too. Everything else stays unknown: a wrong kind would hide a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rigour.names import extract_org_types

from licet.lists.ecfr.given_names import GIVEN_NAMES
from licet.lists.model import Name, PartyKind
from licet.terms.country import country_code

_ORGANIZATION = re.compile(
    r"\b(?:academ(?:y|ii)|administration|aero\w*|agenc(?:y|ies)|air|aircraft|airlines?|airways"
    r"|armed|arsenal|army|associates|association|automation|avia\w*|bank|base|board|branch"
    r"|brothers|bureau|business|byuro|capital|cargo|cent(?:er|re)s?|chemicals?|circuits?|cloud"
    r"|college|command|commercial|commission|committee|communications?|company|complex|computers?"
    r"|computing|concern|concerns|construction|consult\w*|contracting|control|controls|corporation"
    r"|corps|courier|data|defen[cs]e|department|design|development|devices?|digital|directorate"
    r"|division|e-?commerce|electric\w*|electro\w*|elektro\w*|energy|engineer(?:ing|s)|enterprises?"
    r"|entit(?:y|ies)|equipment|establishment|exchange|experimental|export\w*|fabrik|factor(?:y|ies)"
    r"|facilities|federal|federation|firma?|fleet|forces|forwarding|foundation|freight|fund|fze"
    r"|general|global|gongsi|government|group|gruppa|guard|havacilik|holdings?|hospital|import\w*"
    r"|industr\w*|information|ingenieria|innovation|institut\w*|instruments?|intelligence"
    r"|intelligent|international|investments?|kompaniya|kontsern|laborator\w*|labs?|limited|logistics"
    r"|machin\w*|manufactur\w*|marine|maritime|market(?:ing)?|materials|mechanical|metals?|micro\w*"
    r"|military|mining|ministry|missile|motors?|national|naval|navigation|navy|networks?|nuclear"
    r"|office|oil|openlab|optical|optics|organi[sz]ation|otdel\w*|partners?(?:hip)?|petro(?:l\w*|chem\w*|tech\w*|gas)?|pharma\w*"
    r"|photonics|plants?|police|port|power|precision|prefecture|predpriyatie|press|production"
    r"|products?|project|radio|reactors|refinery|repair|research|resources|robotics|scien(?:ce|ces|tific)"
    r"|security|semiconductors?|services?|shipping|shipyard|society|software|solutions?|space|speciali[sz]ed"
    r"|stat(?:e|ion)|store|stores|studio|supply|supplies|surveillance|systems?|taekwondo|technic\w*"
    r"|techno\w*|tech|telecom\w*|textiles?|tools?|trad(?:e|ers|ing)|transport\w*|travel|troops|trust"
    r"|union|universal|universit\w*|vehicles?|ventures|works|workshops?|zavod)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’`\-][^\W\d_]+)*")
_NO_PERSON = re.compile(r"[\d&/@+]|\band\b|\bthe\b", re.IGNORECASE)
_PATRONYMIC = re.compile(r"(?:[eo]vich|[eo]vna|ichna|ilyich)$", re.IGNORECASE)
_PARTICLES = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "ur",
        "ul",
        "ud",
        "van",
        "von",
        "de",
        "da",
        "di",
        "der",
        "den",
    )
)
_FEWEST, _MOST = 2, 6


def party_kind(names: Iterable[Name]) -> PartyKind:
    """The kind of the party that bears these names."""
    texts = [name.text for name in names]
    if any(is_organization(text) for text in texts):
        return PartyKind.ORGANIZATION
    if texts and _is_person(texts[0]) and all(_could_be_person(text) for text in texts[1:]):
        return PartyKind.PERSON
    return PartyKind.UNKNOWN


def is_organization(text: str) -> bool:
    """Whether a name has a company form or a word of trade or office."""
    if _ORGANIZATION.search(text):
        return True
    # "Ong" is a Spanish company form and a Chinese family name.
    return any(form.casefold() not in GIVEN_NAMES for _, form in extract_org_types(text))


def _is_person(text: str) -> bool:
    parts = [part for word in _WORD.findall(text) for part in word.casefold().split("-")]
    known = any(part in GIVEN_NAMES or _PATRONYMIC.search(part) for part in parts)
    return known and _FEWEST <= len(parts) <= _MOST and _could_be_person(text)


def _could_be_person(text: str) -> bool:
    """Capitalised words without digits, signs or capitals inside, none of them a country."""
    words = [word for word in _WORD.findall(text) if word.casefold() not in _PARTICLES]
    long = [word for word in words if len(word) > 3]
    acronyms = [word for word in long if word.isupper()]
    return (
        not _NO_PERSON.search(text)
        and all(word[0].isupper() or "-" in word for word in words)
        and (not acronyms or len(acronyms) < len(long))
        and not any(country_code(word) for word in long)
    )
