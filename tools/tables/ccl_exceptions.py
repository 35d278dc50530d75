"""Reading an entry's list-based license exceptions: LVS values, yes/no lines, STA's exclusions."""

from __future__ import annotations

import re
from typing import NamedTuple

import msgspec

from licet.law.ccl import Flag, Limit, Scope
from licet.terms.eccn import covers
from tools.tables.ccl_scope import merge, narrowed, parse_list, tidy
from tools.tables.ccl_source import RawEntry

_NA = re.compile(r"^(?:N/A|No)\.?$")
_REASON = r"(?:MT|NP|CB|NS|RS|UN|CC|AT)"
_NA_REASONS = re.compile(
    rf"^N/A for (?P<reasons>{_REASON}(?:(?:,| and|, and) {_REASON})*)(?: items)?$"
)
_VALUE = re.compile(r"\$(?P<dollars>[0-9][0-9,]*)")
_KINDS = r"(?:items?|commodity|commodities|technology|software|“software”|“technology”)"
_STA_WHOLE = (
    rf"(?:any |all )?{_KINDS} (?:in|specified in) (?:this (?:ECCN|entry)(?: {{eccn}})?|{{eccn}})"
)
_STA = re.compile(
    r"^(?:Paragraph (?P<paragraph>\(c\)\([12]\)) of )?License Exception STA (?:\(§ 740\.20.*?\) "
    r"(?:of the EAR\)? )?)?may not be used (?:to ship(?: or transmit)?|for) "
    r"(?P<what>.+?)"
    r"(?:,? to any of the destinations listed in Country Group (?P<groups>A:5 or A:6|A:6)"
    r"(?: \([Ss]ee [Ss]upplement [Nn]o\. ?1 to part 740 of the EAR\))?)?[. ]*$"
)
_STA_SENTENCE = re.compile(
    r"\s*(?:(?:\([1-9]\)|[1-9]\.)\s+)?(?=Paragraph \(c\)\([12]\) of License|Except for “build|"
    r"(?<!of )License Exception STA (?:\(§ 740\.20 of the EAR\) )?may not)"
)
_UNLESS = re.compile(r",? (?P<words>(?:unless|except those|except for) .+)$")


class ReadExceptions(NamedTuple):
    """Limits and flags of an entry, and lines that could not be read exactly."""

    limits: list[Limit]
    flags: list[Flag]
    unread: list[str]


def read_exceptions(entry: RawEntry) -> ReadExceptions:
    """Every list-based exception line of an entry."""
    found = ReadExceptions([], [], [])
    for name, text in entry.exceptions:
        words = re.split(r"\s*\bNote(?: to [^:]*)?:", text)[0]
        if name == "LVS":
            limits = _limits(words, entry.eccn)
            if limits is None:
                found.unread.append(f"LVS: {text}")
                found.limits.extend(_open_limits(words, entry.eccn))
            else:
                found.limits.extend(limits)
        elif name == "STA":
            _read_sta(found, words, entry.eccn)
        else:
            flags = _flags(name, words, entry.eccn)
            if flags is None:
                found.unread.append(f"{name}: {text}")
                flags = [Flag((entry.eccn,), condition=words, name=name)]
            found.flags.extend(flags)
    return found


def _limits(text: str, eccn: str) -> list[Limit] | None:
    """Limits of a line that is read, with what it leaves open as conditions; None if it is not."""
    if _NA.match(text):
        return []
    whole: list[int] = []
    listed: list[Limit] = []
    closed: list[str] = []
    not_if: list[str] = []
    closed_rest: list[str] = []  # said after the value for the rest of the entry: of that alone
    not_if_rest: list[str] = []
    doubts: list[tuple[tuple[str, ...], str]] = []
    for line in _lines(text):
        if re.fullmatch(r"\$[0-9,]+(?: for all other items)?", line):
            whole.append(_dollars(line))
            continue
        found = _one_value(line, eccn)
        if found is not None:
            listed += found
            continue
        but = _closed(line, eccn)
        if but is not None and whole:
            closed_rest += but[0]
            not_if_rest += but[1]
        elif but is not None:
            closed += but[0]
            not_if += but[1]
        elif line.startswith("except those ") and doubts:
            doubts[-1] = (doubts[-1][0], f"{doubts[-1][1]}, {line}")
        elif line.startswith("N/A for "):
            doubts.append((narrowed(line, eccn), line.removeprefix("N/A for ")))
        else:
            return None
    if len(whole) > 1 or (not whole and not listed):
        return None
    limits = [
        Limit(
            limit.applies,
            tuple(dict.fromkeys((*limit.excluded, *closed))),
            limit.condition,
            dollars=limit.dollars,
            not_if=tuple(not_if),
        )
        for limit in listed
    ]
    if whole:
        others = tuple(p for limit in listed for p in limit.applies)
        shut = tuple(dict.fromkeys((*closed, *closed_rest, *others)))
        reasons = (*not_if, *not_if_rest)
        limits.append(Limit((eccn,), shut, dollars=whole[0], not_if=reasons))
    return [each for limit in limits for each in _doubted(limit, doubts)]


def _lines(text: str) -> list[str]:
    """The statements of an LVS line."""
    parts = re.split(
        r";\s*|,? (?=except\b)|, (?=N/A)|(?<!Yes:)(?<!for:)(?<!for)(?<!except)[.,]?\s+(?=\$)"
        r"|\.?\s+(?=Yes for:)|(?<=[.”])\s+(?=N/A)",
        text,
    )
    lines = (re.sub(r"^Yes(?: for)?:\s*", "", tidy(part)) for part in parts)
    return [line for line in lines if line]


def _one_value(line: str, eccn: str) -> list[Limit] | None:
    """`$3000 for 8A002.a and .b`, `$3000: 3A002.a`, each with what stands after `if`."""
    match = re.match(
        r"^\$(?P<dollars>[0-9,]+)(?: for|:)\s*(?P<list>.+?)(?: if (?P<condition>.+))?$", line
    )
    scopes = parse_list(match["list"].rstrip("."), eccn) if match else None
    if match is None or scopes is None:
        return None
    condition = match["condition"] or ""
    return [
        Limit(s.applies, s.excluded, s.condition or condition, dollars=_dollars(match["dollars"]))
        for s in merge(scopes)
    ]


def _closed(line: str, eccn: str) -> tuple[list[str], list[str]] | None:
    """Paragraphs and reasons for which the line closes LVS, or None."""
    words = re.sub(r"^except (?:for )?", "", line)
    words = re.sub(r"^N/A for and ", "N/A for ", words)
    reasons = _NA_REASONS.match(words)
    if reasons:
        return [], re.findall(_REASON, reasons["reasons"])
    both = re.match(rf"^N/A for (?P<reason>{_REASON}) and for (?P<list>.+)$", words)
    listing = both["list"] if both else re.sub(r"^N/A for ", "", words)
    scopes = parse_list(re.sub(r"^[a-z ]+ specified in ", "", listing), eccn)
    if scopes is None or any(not scope.exact or scope.excluded for scope in scopes):
        return None
    return [p for scope in scopes for p in scope.applies], [both["reason"]] if both else []


def _doubted(limit: Limit, doubts: list[tuple[tuple[str, ...], str]]) -> list[Limit]:
    """A limit cut where LVS is closed to some of a paragraph: there it stands on a condition."""
    cut = [limit]
    for paragraphs, words in doubts:
        inside = tuple(p for p in paragraphs if any(covers(a, p) for a in limit.applies))
        around = any(covers(p, a) for p in paragraphs for a in limit.applies)
        if around:
            return [msgspec.structs.replace(limit, condition=limit.condition or f"not {words}")]
        if inside:
            cut[0] = msgspec.structs.replace(cut[0], excluded=(*cut[0].excluded, *inside))
            cut.append(msgspec.structs.replace(limit, applies=inside, condition=f"not {words}"))
    return cut


def _open_limits(text: str, eccn: str) -> list[Limit]:
    """For a line that is not read wholly: every value it names, on the condition of its words."""
    values = sorted({_dollars(match["dollars"]) for match in _VALUE.finditer(text)})
    return [Limit((eccn,), condition=text, dollars=value) for value in values]


def _dollars(text: str) -> int:
    return int(re.sub(r"[^0-9]", "", text.split(" ")[0]))


def _flags(name: str, text: str, eccn: str) -> list[Flag] | None:
    """Scopes of a yes/no line, empty for no; None when it is not read wholly."""
    words = re.sub(r"[.,;]? \(?see §.*$", "", tidy(text), flags=re.I).strip()
    words = re.sub(r"[.;] N/A for all other.*$", "", words)
    if _NA.match(words):
        return []
    match = re.match(r"^Yes,?(?: for)?,?\s*(?P<rest>.*)$", words)
    if not match:
        return None
    rest = match["rest"]
    if not rest:
        return [Flag((eccn,), name=name)]
    to = re.match(r"^(?:(?P<list>[^()]+), )?(?P<to>except to .+)$", rest)
    if to:
        scopes = parse_list(to["list"] or eccn, eccn)
        if scopes is None:
            return None
        return [Flag(s.applies, s.excluded, to["to"], name=name) for s in scopes]
    but = re.match(r"^except,?(?: for)? (?P<but>.+)$", rest)
    if but:
        closed = _closed_flags(but["but"], eccn)
        return None if closed is None else [Flag((eccn,), closed[0], name=name, not_if=closed[1])]
    not_if: tuple[str, ...] = ()
    tail = re.match(rf"^(?P<list>.+?)[,;] N/A for (?P<reason>{_REASON})$", rest)
    if tail:
        rest, not_if = tail["list"], (tail["reason"],)
    scopes = parse_list(re.sub(r" only$", "", rest), eccn)
    if scopes is None:
        return None
    return [
        Flag(s.applies, s.excluded, s.condition, name=name, not_if=not_if) for s in merge(scopes)
    ]


def _closed_flags(text: str, eccn: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    words = re.sub(r"^N/A for ", "", text)
    if re.fullmatch(rf"{_REASON}(?:(?:,| and|, and) {_REASON})*", words):
        return (), tuple(re.findall(_REASON, words))
    scopes = parse_list(words, eccn)
    if scopes is None or any(not scope.exact or scope.excluded for scope in scopes):
        return None
    return tuple(p for scope in scopes for p in scope.applies), ()


def _read_sta(found: ReadExceptions, text: str, eccn: str) -> None:
    """Exclusions from License Exception STA, by the Country Group to which they speak."""
    for part in filter(None, _STA_SENTENCE.split(text)):
        match = _STA.match(part)
        scopes = None if match is None else _sta_scopes(match["what"], eccn)
        if match is not None and match["paragraph"]:
            groups = ["A:5"] if match["paragraph"] == "(c)(1)" else ["A:6"]
        else:
            only_a6 = match is not None and match["groups"] == "A:6"
            groups = ["A:6"] if only_a6 else ["A:5", "A:6"]
        if scopes is None:
            found.unread.append(f"STA: {part}")
            scopes = [Scope((eccn,), condition=part)]
        for group in groups:
            found.flags.extend(
                Flag(s.applies, s.excluded, s.condition, name=f"STA {group}") for s in scopes
            )


def _sta_scopes(what: str, eccn: str) -> list[Scope] | None:
    if re.fullmatch(_STA_WHOLE.format(eccn=eccn), what) or re.fullmatch(rf"(?:ECCN )?{eccn}", what):
        return [Scope((eccn,))]
    unless = _UNLESS.search(what)
    bare = what[: unless.start()] if unless else what
    words = re.sub(rf"^(?:any |all )?{_KINDS} (?:in|specified in)[: ]\s*", "", bare)
    scopes = parse_list(re.sub(r"\sentry$", "", words), eccn)
    if scopes is None:
        return None
    if unless is None:
        return merge(scopes)
    but = parse_list(re.sub(r"^except for ", "", unless["words"]), eccn)
    if but is not None and all(scope.exact and not scope.excluded for scope in but):
        closed = tuple(p for scope in but for p in scope.applies)
        return [Scope(s.applies, (*s.excluded, *closed), s.condition) for s in merge(scopes)]
    if eccn in unless["words"]:
        return None
    return [Scope(s.applies, s.excluded, s.condition or unless["words"]) for s in merge(scopes)]
