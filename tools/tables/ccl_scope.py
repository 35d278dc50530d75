"""Reading which part of an entry a line speaks of: `entire entry, except 0A606.b and .y`.

The grammar is closed. A line that it reads wholly gives an exact scope. One that names paragraphs
and adds words gives a scope with those words as its condition, narrowed to the paragraphs only
where no word outside the grammar could name another. Everything else is the whole entry with the
line as condition, so that nothing is missed and nobody guesses.
"""

from __future__ import annotations

import re

from licet.law.ccl import Scope

_PARA = r"[a-z]{1,2}(?:\.(?:[0-9]{1,2}|[a-z]{1,3}))*"
_ECCN = r"[0-9][A-E][0-9]{3}"
_ITEM = re.compile(
    rf"^(?:ECCN )?(?:(?P<base>{_ECCN})(?=[.\s]|$))?\.?\s?(?P<first>{_PARA})?"
    rf"(?: (?:to|through) (?:(?P<base2>{_ECCN})(?=[.\s]|$))?\.?(?P<last>{_PARA})?)?"
    r"(?: \((?P<inner>.*)\))?$"
)
_WHOLE = re.compile(r"^(?:the )?entire entry(?:,? (?:except|EXCEPT)(?: for)?:? (?P<but>.+))?$")
_LEAD = re.compile(
    r"^(?:(?:(?:all )?items|[“\"]?software[”\"]?|[“\"]?technology[”\"]?) (?:controlled )?"
    r"(?:by|in) |items specified in |paragraphs? |ECCNs? )"
)
_TAIL = re.compile(r"(?: only| of this entry)$")
_SEPARATOR = re.compile(r"\s*(?:[,;]\s*(?:and |or |AND )?|\s(?:and|or)\s)\s*")
_CLAUSE = re.compile(r";? and to |; and |; ")
_STRAY = re.compile(
    rf"(?<![\w.])(?:{_ECCN})?\.[a-z](?:\.|\b)|(?<![\w.])[a-z]{{1,2}}\.[0-9]|, [a-z]\b(?! )|"
    r"(?:and|or) [b-z](?=[,;. )]|$)|, [b-z] \(|(?<!\w)\.[0-9]"
)
_DOUBTFUL = re.compile(
    r"\b(?:except|unless|other than|not|parameters|criteria|characteristics)\b", re.I
)
_RELATED = re.compile(
    r"^[“\"]?(?:technology|software)[”\"]? for (?:the )?"
    r"(?:items|commodities|equipment|commodities and software|materials)"
    r" (?:controlled|specified) (?:by|in|under) (?P<list>.+?)"
    r"(?: for (?P<reason>[A-Z]{2}) [Rr]easons)?$"
)


def read_scopes(text: str, eccn: str) -> list[Scope]:
    """Scopes that a line's words give for the entry `eccn`; never empty, never too narrow."""
    words = tidy(text) or "the line has no words"
    exact = exact_scopes(words, eccn)
    if exact is not None:
        return exact
    related = _related(words, eccn)
    if related is not None:
        return [related]
    clauses = _CLAUSE.split(words)
    if len(clauses) > 1 and all(_names_own(clause, eccn) for clause in clauses):
        return [scope for clause in clauses for scope in _clause(clause, eccn)]
    return _clause(words, eccn)


def exact_scopes(words: str, eccn: str) -> list[Scope] | None:
    """Scopes of a line that the grammar reads wholly; parentheses may add conditions to parts."""
    whole = _WHOLE.match(words)
    if whole:
        if not whole["but"]:
            return [Scope((eccn,))]
        but = parse_list(whole["but"], eccn)
        if but is None or any(not scope.exact or scope.excluded for scope in but):
            return None
        return [Scope((eccn,), tuple(p for scope in but for p in scope.applies))]
    listed = parse_list(_TAIL.sub("", _LEAD.sub("", words)), eccn)
    return None if listed is None else merge(listed)


def parse_list(text: str, eccn: str) -> list[Scope] | None:
    """Paragraphs of `eccn` in a list (`a.1, .b and c to e (except .d)`), or None."""
    scopes: list[Scope] = []
    for token in _tokens(text):
        sibling = re.match(r"^\.(\d{1,2})$", token)  # `1C351.d.15 and .16`
        if sibling and scopes and scopes[-1].applies[-1].rpartition(".")[2].isdigit():
            stem = scopes[-1].applies[-1].rpartition(".")[0]
            scopes.append(Scope((f"{stem}.{sibling[1]}",)))
            continue
        found = _item(token, eccn)
        if found is None:
            return None
        scopes += found
    return scopes or None


def merge(scopes: list[Scope]) -> list[Scope]:
    """Exact scopes joined in one; those with conditions stay apart."""
    exact = [scope for scope in scopes if scope.exact]
    joined = Scope(
        tuple(dict.fromkeys(p for scope in exact for p in scope.applies)),
        tuple(dict.fromkeys(p for scope in exact for p in scope.excluded)),
    )
    return ([joined] if exact else []) + [scope for scope in scopes if not scope.exact]


def eccns(text: str) -> tuple[str, ...] | None:
    """ECCNs and their paragraphs in a list with ranges (`1B001 to 1B003`), or None."""
    found: list[str] = []
    base = ""
    for token in _tokens(text):
        item = _ITEM.match(token)
        if not item or item["inner"] or not (item["base"] or base):
            return None
        base = item["base"] or base
        if not item["first"]:
            last = item["base2"] or base
            if item["last"] or last[:2] != base[:2] or int(last[2:]) < int(base[2:]):
                return None
            found += [f"{base[:2]}{n:03}" for n in range(int(base[2:]), int(last[2:]) + 1)]
            continue
        paragraphs = _range(item["first"], item["last"])
        if paragraphs is None:
            return None
        found += [f"{base}.{p}" for p in paragraphs]
    return tuple(dict.fromkeys(found)) or None


def tidy(text: str) -> str:
    """White space, full stops and known misprints made plain."""
    words = " ".join(text.split()).rstrip(".;, ").replace("entireentry", "entire entry")
    words = re.sub(rf"({_ECCN}(?:\.[a-z0-9]+)*\.) (?=[a-z0-9]+\b)", r"\1", words)
    words = re.sub(rf"({_ECCN}) \.", r"\1.", words)
    words = re.sub(r" \(refer to [^()]*\)", "", words)
    return re.sub(r"(?<![\w])\.and ", "and ", words)


def _clause(words: str, eccn: str) -> list[Scope]:
    exact = exact_scopes(words, eccn)
    if exact is not None:
        return exact
    whole = _WHOLE.match(words)
    if whole:
        return _all_but(words, whole["but"], eccn)
    return [Scope(narrowed(words, eccn), condition=words)]


def _all_but(words: str, but: str, eccn: str) -> list[Scope]:
    """`entire entry except` a list that is only partly paragraphs.

    A bare paragraph after words outside the grammar may be another entry's, so it does not count.
    """
    clean: list[str] = []
    strange = False
    for token in _tokens(but):
        item = _item(token, eccn)
        if item is None or not all(scope.exact for scope in item):
            strange = True
        elif not strange or token.startswith(eccn):
            clean += [p for scope in item for p in scope.applies]
    return [Scope((eccn,), tuple(clean), words)]


def narrowed(words: str, eccn: str) -> tuple[str, ...]:
    """Paragraphs to which a conditional line is surely confined, or else the whole entry."""
    lead = re.match(rf"(?P<before>.*?)(?<!\w){eccn}\.", words)
    if (
        not lead
        or ";" in words
        or re.search(r"\bentry\b", words)
        or _DOUBTFUL.search(lead["before"])
    ):
        return (eccn,)
    named: list[str] = []
    rest = words
    more = rf"(?:{_PARA}(?=[,;)]|\.?$|\. )|[a-z]{{1,2}}\.[0-9a-z.]*[0-9a-z]|\.[a-z]\b)"
    listing = rf"(?<!\w){eccn}\.{_PARA}(?:(?:,|,? and|,? or| to| through) (?:{eccn})?\.?{more})*"
    for match in re.finditer(listing, words):
        listed = parse_list(match[0], eccn)
        if listed is None:
            return (eccn,)
        named += [p for scope in listed for p in scope.applies]
        rest = rest.replace(match[0], " ", 1)
    rest = re.sub(rf"{_ECCN}\.{_PARA}", " ", rest)
    if not named or _STRAY.search(rest):
        return (eccn,)
    return tuple(dict.fromkeys(named))


def _names_own(clause: str, eccn: str) -> bool:
    lead = re.match(rf"(?P<before>.*?)(?<!\w){eccn}\b", clause)
    return bool(lead) and not _DOUBTFUL.search(clause[: lead.end("before")] if lead else "")


def _related(words: str, eccn: str) -> Scope | None:
    found = _RELATED.match(words)
    listed = eccns(found["list"]) if found else None
    if not found or listed is None:
        return None
    return Scope((eccn,), condition="", related=listed, related_for=found["reason"] or "")


def _tokens(text: str) -> list[str]:
    """Parts of a list between its commas and conjunctions, parentheses kept whole."""
    shielded: list[str] = []

    def shield(match: re.Match[str]) -> str:
        shielded.append(match[0])
        return f"\0{len(shielded) - 1}\0"

    flat = re.sub(r"\((?:[^()]|\([^()]*\))*\)", shield, text.strip())
    parts = [part.strip() for part in _SEPARATOR.split(flat)]
    restored = [re.sub(r"\0(\d+)\0", lambda m: shielded[int(m[1])], part) for part in parts]
    return [part.rstrip(".").strip() for part in restored if part.strip(". ")]


def _item(token: str, eccn: str) -> list[Scope] | None:
    found = _ITEM.match(token)
    if not found or (found["base"] or eccn) != eccn or (found["base2"] or eccn) != eccn:
        return None
    if found["first"]:
        ranged = _range(found["first"], found["last"])
        if ranged is None:
            return None
        paragraphs = tuple(f"{eccn}.{p}" for p in ranged)
    elif found["base"] and not found["last"]:
        paragraphs = (eccn,)
    else:
        return None
    return _within(paragraphs, found["inner"] or "", eccn)


def _within(paragraphs: tuple[str, ...], inner: str, eccn: str) -> list[Scope]:
    """Paragraphs with the words that stand in parentheses after them."""
    if not inner:
        return [Scope(paragraphs)]
    but = re.match(r"^except (?:for )?(?P<list>.+?)(?: when (?P<when>.+))?$", inner)
    listed = parse_list(but["list"], eccn) if but else None
    if but and listed and all(scope.exact and not scope.excluded for scope in listed):
        closed = tuple(p for scope in listed for p in scope.applies)
        some = [Scope(closed, condition=f"not when {but['when']}")] if but["when"] else []
        return [Scope(paragraphs, closed), *some]
    return [Scope(paragraphs, condition=inner)]


def _range(first: str, last: str | None) -> list[str] | None:
    """`a.2`, `a.14` as every paragraph between them; None if they do not run on."""
    if not last:
        return [first]
    *stem, low = first.split(".")
    *stem2, high = last.split(".")
    if stem != stem2:
        return None
    prefix = "".join(f"{part}." for part in stem)
    if low.isdigit() and high.isdigit() and int(low) < int(high):
        return [f"{prefix}{n}" for n in range(int(low), int(high) + 1)]
    if len(low) == len(high) == 1 and low.isalpha() and high.isalpha() and low < high:
        return [f"{prefix}{chr(n)}" for n in range(ord(low), ord(high) + 1)]
    return None
