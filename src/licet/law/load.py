"""Reading the ruleset from its files: schema, expressions and consistency, refused with reasons.

A ruleset is a folder: `facts/*.yaml`, `tables/*.yaml`, generated `tables/**/*.csv`,
`rules/**/*.yaml`, and registries beside them (`policy_references.yaml`, `coverage.yaml`,
`signals.yaml`). Its digest is taken over every file, so that an answer names exactly the law it
was given under.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from licet.law import table_csv
from licet.law.facts import Fact, FactType, Scope, Vocabulary
from licet.law.language import Names, Node, RuleRef, parse, walk
from licet.law.rules import CONCLUDED, Kind, Per, Rule, RuleText, Version
from licet.law.ruleset import Ruleset
from licet.law.tables import Table, Tables
from licet.law.values import PolicySpan
from licet.terms import yamltext
from licet.terms.citation import is_cfr_cite, is_fr_cite
from licet.terms.errors import BadInput, BadRule
from licet.terms.policy import PolicyKind

_Entry = TypeVar("_Entry", bound=msgspec.Struct)

_PARSED = ("facts/", "tables/", "rules/")


def shipped_folder() -> Traversable:
    """The ruleset inside the package."""
    return files("licet.law") / "data"


def load_ruleset(folder: Traversable | None = None) -> Ruleset:
    """Load and check a ruleset (the shipped one by default). Raises `BadRule`."""
    root = folder or shipped_folder()
    sources = sorted(_sources(root), key=lambda pair: pair[0])
    digest = hashlib.sha256()
    for name, text in sources:
        digest.update(f"{name}\0{text}\0".encode())
    documents = [
        _read(name, text)
        for name, text in sources
        if name.startswith(_PARSED) and name.endswith(".yaml")
    ]
    generated = [
        table
        for name, text in sources
        if name.startswith("tables/") and name.endswith(".csv")
        for table in table_csv.read(text, name)
    ]

    facts = Vocabulary(_of(documents, "facts/", Fact))
    tables = Tables([*_of(documents, "tables/", Table), *generated])
    texts = list(_located(documents, "rules/", RuleText))
    names = _names(facts, tables, texts)
    rules = [_compile(text, where, names) for text, where in texts]
    _check_references(rules)
    return Ruleset(_in_order(rules), facts, tables, digest.hexdigest())


def _sources(root: Traversable, prefix: str = "") -> Iterator[tuple[str, str]]:
    for child in root.iterdir():
        if child.is_dir():
            yield from _sources(child, f"{prefix}{child.name}/")
        elif child.name.endswith((".yaml", ".csv", ".json", ".jsonl")):
            yield prefix + child.name, child.read_text(encoding="utf-8")


def _read(name: str, text: str) -> yamltext.Document:
    try:
        document = yamltext.read(text, name)
    except BadInput as error:
        raise BadRule(error.what, where=error.where, remedy=error.remedy) from None
    if not isinstance(document.data, list):
        raise BadRule("the file must hold a list", where=name, remedy="begin entries with `- `")
    return document


def _of(
    documents: Iterable[yamltext.Document], prefix: str, kind: type[_Entry]
) -> Iterator[_Entry]:
    return (entry for entry, _ in _located(documents, prefix, kind))


def _located(
    documents: Iterable[yamltext.Document], prefix: str, kind: type[_Entry]
) -> Iterator[tuple[_Entry, str]]:
    for document in documents:
        if not document.name.startswith(prefix):
            continue
        for index, raw in enumerate(document.data):
            where = document.where((index,)).split(",")[0]
            for entry in _each(raw, where):
                yield _typed(entry, kind, where), where


def _each(raw: Any, where: str) -> Iterator[Any]:
    """An entry with `for_each: {word: [a, b]}` stands for one entry per value of `{word}`."""
    if not isinstance(raw, dict) or "for_each" not in raw:
        yield raw
        return
    template = {key: value for key, value in raw.items() if key != "for_each"}
    match raw["for_each"]:
        case dict() as loops if len(loops) == 1:
            ((word, values),) = loops.items()
            if isinstance(values, list) and values and all(isinstance(v, str) for v in values):
                for value in values:
                    yield _filled(template, "{" + word + "}", value)
                return
    raise BadRule(
        "`for_each` must name one word and list its values",
        where=where,
        remedy="write for_each: {column: [ns1, ns2]} and {column} in the texts",
    )


def _filled(part: Any, slot: str, value: str) -> Any:
    if isinstance(part, str):
        return part.replace(slot, value)
    if isinstance(part, list):
        return [_filled(one, slot, value) for one in part]
    if isinstance(part, dict):
        return {key: _filled(one, slot, value) for key, one in part.items()}
    return part


def _typed(raw: Any, kind: type[_Entry], where: str) -> _Entry:
    name = f" of `{raw['name']}`" if isinstance(raw, dict) and "name" in raw else ""
    try:
        return msgspec.convert(raw, kind, strict=False)
    except msgspec.ValidationError as error:
        raise BadRule(
            f"this entry{name} does not fit: {error}",
            where=where,
            remedy=f"see the fields of {kind.__name__} in the reference",
        ) from None


def _names(facts: Vocabulary, tables: Tables, texts: list[tuple[RuleText, str]]) -> Names:
    seen: dict[str, str] = {}
    for text, where in texts:
        if text.name in seen:
            raise BadRule(
                f"the rule `{text.name}` stands at {seen[text.name]} too",
                where=where,
                remedy="give it a name of its own",
            )
        if text.name in facts or text.name in CONCLUDED:
            raise BadRule(
                f"`{text.name}` is already a fact's name", where=where, remedy="rename it"
            )
        seen[text.name] = where
    party = frozenset(text.name for text, _ in texts if text.per is Per.PARTY)
    return Names(facts, tables, party, frozenset(seen) - party | CONCLUDED)


def _compile(text: RuleText, where: str, names: Names) -> Rule:
    place = f"{where}, rule `{text.name}`"
    if not text.versions:
        raise BadRule("a rule needs at least one version", where=place, remedy="add `versions:`")
    versions: list[Version] = []
    for version in text.versions:
        if not is_cfr_cite(version.cite):
            raise BadRule(
                f"`{version.cite}` is no citation of the Code",
                where=place,
                remedy="write it as 15 CFR 744.11(a)(2)(i) or Supplement No. 4 to Part 744",
            )
        if version.by and not is_fr_cite(version.by):
            raise BadRule(
                f"`{version.by}` is no Federal Register page", where=place, remedy="85 FR 51596"
            )
        if version.until is not None and version.until < version.start:
            raise BadRule(
                f"the version from {version.start} ends before it starts",
                where=place,
                remedy="check `from` and `until`",
            )
        when = parse(version.when, names, where=place, per_party=text.per is Per.PARTY)
        span, party_terms = _policy_value(text, version.value, place, names)
        versions.append(Version(version, when, span, party_terms))
    versions.sort(key=lambda v: v.text.start)
    for earlier, later in itertools.pairwise(versions):
        end = earlier.text.until
        if end is None or end >= later.text.start:
            raise BadRule(
                f"two versions hold on {later.text.start}",
                where=place,
                remedy=f"end the one from {earlier.text.start} with `until:` the day before",
            )
    return Rule(text, tuple(versions), where)


def _policy_value(
    text: RuleText, value: str, place: str, names: Names
) -> tuple[PolicySpan | None, str]:
    if text.kind is not Kind.POLICY:
        if value or text.of or text.exception_to:
            raise BadRule(
                "only a policy has `of`, `value` or `exception_to`", where=place, remedy="remove it"
            )
        return None, ""
    if not text.of:
        raise BadRule(
            "a policy must name the requirements it speaks to",
            where=place,
            remedy="add `of: [requirement]`",
        )
    owner, dot, fact_name = value.partition(".")
    fact = names.facts.get(fact_name) if dot and owner == "p" else None
    if fact is not None and fact.type is FactType.POLICY and fact.scope is Scope.PARTY:
        return None, fact_name
    mildest, dots, strictest = value.partition("..")
    try:
        kinds = PolicyKind(mildest), PolicyKind(strictest if dots else mildest)
    except ValueError:
        raise BadRule(
            f"`{value}` is no review policy",
            where=place,
            remedy=f"write one of {', '.join(PolicyKind)}, two joined by `..`, or p.entry_policy",
        ) from None
    return PolicySpan.of(*kinds), ""


def _check_references(rules: list[Rule]) -> None:
    by_name = {rule.name: rule for rule in rules}
    for rule in rules:
        for name in rule.text.of:
            target = by_name.get(name)
            if target is None or target.text.kind is not Kind.REQUIREMENT:
                raise BadRule(
                    f"`of: {name}` is no requirement",
                    where=f"{rule.where}, rule `{rule.name}`",
                    remedy="name a rule of kind requirement",
                )
            if rule.text.per is Per.PARTY and target.text.per is not Per.PARTY:
                raise BadRule(
                    f"a policy read per party cannot speak to `{name}`, which is not",
                    where=f"{rule.where}, rule `{rule.name}`",
                    remedy="make both `per: party`, or neither",
                )
        for name in rule.text.exception_to:
            target = by_name.get(name)
            if target is None or target.text.kind is not Kind.POLICY:
                raise BadRule(
                    f"`exception_to: {name}` is no policy",
                    where=f"{rule.where}, rule `{rule.name}`",
                    remedy="name a rule of kind policy",
                )


def _references(rule: Rule) -> set[str]:
    nodes: list[Node] = [version.when for version in rule.versions]
    found = {node.rule for top in nodes for node in walk(top) if isinstance(node, RuleRef)}
    if found & CONCLUDED and rule.text.kind not in (Kind.DUTY, Kind.RED_FLAG):
        raise BadRule(
            f"`{min(found & CONCLUDED)}` is known only after the requirements",
            where=f"{rule.where}, rule `{rule.name}`",
            remedy="use it in a duty or a red flag",
        )
    return found - CONCLUDED


def _in_order(rules: list[Rule]) -> tuple[Rule, ...]:
    """Rules so ordered that each comes after those it refers to; a circle is refused."""
    by_name = {rule.name: rule for rule in rules}
    done: dict[str, bool] = {}
    ordered: list[Rule] = []

    def visit(rule: Rule, path: tuple[str, ...]) -> None:
        if done.get(rule.name):
            return
        if rule.name in path:
            circle = " -> ".join((*path, rule.name))
            raise BadRule(
                f"rules refer to each other in a circle: {circle}",
                where=rule.where,
                remedy="define one of them by facts alone",
            )
        for name in sorted(_references(rule)):
            visit(by_name[name], (*path, rule.name))
        done[rule.name] = True
        ordered.append(rule)

    for rule in rules:
        visit(rule, ())
    return tuple(ordered)
