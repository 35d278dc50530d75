"""Names of an entry: told apart from the address on the same line, and from each other.

Three shapes print other names: in parentheses (`(a.k.a. A; a.k.a. B)`), in the running line
(`X, a.k.a. Y, Street ...`), and as a list of lines, which `licet.lists.ecfr.entity` reads.
"""

from __future__ import annotations

import itertools
import re
from typing import NamedTuple

from licet.lists.ecfr.addresses import printed_country
from licet.lists.ecfr.kind import is_organization
from licet.lists.ecfr.words import BODY, FORM_END, FORM_SEGMENT, FORM_START, PLACE, clean_name
from licet.lists.model import Name, NameKind

#: "a.k.a.", "f.k.a.", "d.b.a." in the spellings the lists use.
MARKER = re.compile(
    r"(?<![\w.])(?P<kind>[afd]\.?\s?[kb]\.?\s?a\b\.?|also known as|formerly known as"
    r"|formerly|doing business as)(?=[\s,:])[\s,:]*"
)
_LIST_SEPARATOR = re.compile(r"\s*;\s*(?:and\s+)?")
_OF = re.compile(r"\b(?:of|for)\b")
#: Where an address starts although no comma parts it from the name.
_PLACE_IN_NAME = re.compile(
    r";\s*|\s+(?=No\.?\s?\d[\w\-]*$|P\.?\s?O\.?\s+Box\b"
    r"|(?:Office|Room|Unit|Suite|Flat|Shop)\s+#?[A-Z]?-?\d|\w+\s+(?i:tee|tn|pst|mnt)\.?\s+\d)"
    r"|(?<=\bCo\.)\s+(?=\d+\s)|(?<=\bGmbH)\s+(?=[A-Z][a-z])"
)
#: Numbers that a body bears without being an address ("711 Aircraft Repair Plant (711 ARZ)").
_BODY_NUMBER = re.compile(r"^\d+(?:st|nd|rd|th)?\s+|\([^()]*\)")
_WHERE = re.compile(r"(?:in|at|on|near)\s")
_ACRONYM_END = re.compile(r"\([A-Z][\w\-]*\)\s*$")
#: A full stop that ends a name and is followed by an address ("Gazmash. d. 54", "LLC. Moscow").
_SENTENCE = re.compile(r"(?<=[\w)\]'’”]{3})\.['’”]?\s*(?=[^\W_])")
#: Full stops that a name may hold before its address starts.
_MOST_STOPS = 20
_LAST_WORD = re.compile(r"\w+$")
_INNER_ABBREVIATION = re.compile(r"\b(?:Tech|Elec|Eng|Ind|Std|Imp|Exp|Intl|Mfg|Dept|Inst)$")


class NameAndRest(NamedTuple):
    """A name, and the text after it (an address, or nothing)."""

    name: str
    rest: str


def marker_kind(marker: str) -> NameKind:
    """Kind of name that a marker announces."""
    first = marker.strip().lower()[0]
    return {"f": NameKind.FKA, "d": NameKind.DBA}.get(first, NameKind.AKA)


def take_parentheses(text: str) -> tuple[str, list[Name]]:
    """Take `(a.k.a. ...)` and `(f.k.a. ...)` out of a text; other parentheses stay."""
    names: list[Name] = []
    rest = ""
    at = 0
    while (start := text.find("(", at)) >= 0:
        marker = MARKER.match(text, start + 1)
        if marker is None:
            rest += text[at : start + 1]
            at = start + 1
            continue
        end = _closing(text, start)
        names.extend(_listed(text[start + 1 : end]))
        rest += text[at:start].rstrip(" ,")
        at = end + 1
        if text[at : at + 1].isalnum():
            rest += " "
    return rest + text[at:], names


def marked_names(text: str, kind: NameKind) -> list[Name]:
    """Names parted by markers in a text without address; the first is of `kind`."""
    names: list[Name] = []
    start = 0
    for marker in (*MARKER.finditer(text), None):
        names.append(Name(clean_name(text[start : marker.start() if marker else None]), kind))
        if marker:
            kind, start = marker_kind(marker["kind"]), marker.end()
    return [name for name in names if name.text]


def running_names(text: str) -> tuple[list[Name], str]:
    """Names at the start of a running line, and the address after them."""
    markers = list(MARKER.finditer(text))
    if not markers:
        name, rest = split_name(text)
        return [Name(name)] if name else [], rest
    names = [Name(clean_name(text[: markers[0].start()]))]
    rest = ""
    for marker, following in zip(markers, [*markers[1:], None], strict=True):
        kind = marker_kind(marker["kind"])
        piece = text[marker.end() : following.start() if following else None]
        if following:
            names.append(Name(clean_name(piece), kind))
        else:
            texts, rest = _split_aliases(piece)
            names.extend(Name(alias, kind) for alias in texts)
    return [name for name in names if name.text], rest


def split_name(text: str) -> NameAndRest:
    """Tell the name from the address on one line.

    The name ends at the first comma, unless what follows is the company's form ("Ltd."), a body
    the name goes on with ("Institute of Physics"), or an enumeration that ends in "and".
    """
    segments = _segments(text)
    opening = _PLACE_IN_NAME.search(segments[0])
    if opening and not PLACE.search(text, opening.end()):
        opening = None
    opening = opening or _sentence_before_place(segments[0])
    if opening:
        return NameAndRest(clean_name(text[: opening.end()]), text[opening.end() :])
    end, name_end = 1, len(segments[0])
    while end < len(segments):
        start = name_end + 1
        segment = segments[end]
        form = FORM_START.match(segment.strip())
        if FORM_SEGMENT.fullmatch(segment.strip()):
            pass
        elif form:
            said = segment.strip()[form.end() :]
            if PLACE.search(said):
                cut = start + segment.index(segment.strip()) + form.end()
                return NameAndRest(clean_name(text[:cut]), text[cut:])
        elif not _goes_on(segments, end):
            break
        name_end = start + len(segment)
        end += 1
    return NameAndRest(clean_name(text[:name_end]), text[name_end:].lstrip(" ,"))


def split_list_item(text: str) -> NameAndRest:
    """Tell the last name of a list from an address printed on the same line, if there is one."""
    stop = _sentence_before_place(text)
    if stop:
        return NameAndRest(clean_name(text[: stop.start() + 1]), text[stop.end() :])
    name, rest = split_name(text)
    if PLACE.search(rest) or printed_country(rest):
        return NameAndRest(name, rest)
    return NameAndRest(clean_name(text), "")


def _sentence_before_place(text: str) -> re.Match[str] | None:
    """The full stop in a text after which surely an address stands."""
    for stop in itertools.islice(_SENTENCE.finditer(text), _MOST_STOPS):
        after = text[stop.end() :]
        surely = PLACE.search(after) or printed_country(after)
        last = _LAST_WORD.search(text, 0, stop.start())
        street = last and PLACE.fullmatch(last[0])  # "Gmunder Str. 25" ends no sentence
        if surely and not street and not _INNER_ABBREVIATION.search(text[: stop.start()]):
            return stop
    return None


def _goes_on(segments: list[str], at: int) -> bool:
    """Whether the comma segment `at` still belongs to the name that stands before it."""
    segment = segments[at].strip()
    if segment.lstrip("(")[:1].islower() and not (PLACE.search(segment) or _WHERE.match(segment)):
        return True
    if at + 1 == len(segments):
        return False
    if is_organization(segments[0]) and not PLACE.search(_BODY_NUMBER.sub("", segment)):
        complete = _ACRONYM_END.search(segments[0])
        if FORM_END.search(segment) or (BODY.search(segment) and not complete):
            return True
    for following in segments[at:-1]:
        if PLACE.search(following):
            return False
        if following.strip().startswith("and "):
            return True
    return False


def _split_aliases(text: str) -> tuple[list[str], str]:
    """Names parted by commas at the start of a text, and the address after them."""
    stop = _sentence_before_place(text)
    if stop and "," not in text[: stop.start()]:
        return _joined_by_and(clean_name(text[: stop.start() + 1])), text[stop.end() :]
    segments = _segments(text)
    cut = len(segments)
    for at, segment in enumerate(segments[1:], start=1):
        if PLACE.search(segment) and not FORM_SEGMENT.fullmatch(segment.strip()):
            cut = at
            break
    else:
        if len(segments) > 1 and printed_country(segments[-1]):
            cut = max(1, len(segments) - 2)
    named = [at for at, segment in enumerate(segments) if _ACRONYM_END.search(segment)]
    cut = max(cut, named[-1] + 1) if named else cut
    aliases: list[str] = []
    for segment in segments[:cut]:
        if aliases and FORM_SEGMENT.fullmatch(segment.strip()):
            aliases[-1] += f", {segment.strip()}"
        else:
            aliases.extend(_joined_by_and(segment.strip()))
    return [clean_name(alias) for alias in aliases], ",".join(segments[cut:]).strip()


def _listed(content: str) -> list[Name]:
    """Names inside parentheses, each with its own marker or that of the one before."""
    kind = NameKind.AKA
    names: list[Name] = []
    pieces = _LIST_SEPARATOR.split(content)
    for piece in pieces:
        for name in marked_names(piece, kind):
            kind = name.kind
            texts = [name.text] if len(pieces) > 1 else _split_aliases(name.text)[0]
            names.extend(Name(text, kind) for text in texts)
    return [name for name in names if name.text]


def _joined_by_and(text: str) -> list[str]:
    """`Mark Ong and Matti Chong` is two names; `Scientific Studies and Research Council` is one."""
    left, found, right = text.partition(" and ")
    fewest = 3 if is_organization(text) else 2
    enough = min(len(left.split()), len(right.split())) >= fewest
    return [left, right] if found and enough and not _OF.search(left) else [text]


def _segments(text: str) -> list[str]:
    """Text between commas that stand outside parentheses; joined with commas they give the text."""
    segments = [""]
    depth = 0
    for character in text:
        if character == "," and depth == 0:
            segments.append("")
            continue
        depth = max(0, depth + (character == "(") - (character == ")"))
        segments[-1] += character
    return segments


def _closing(text: str, start: int) -> int:
    """Index of the parenthesis that closes the one at `start`, or the end of the text."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0:
            return at
    return len(text)
