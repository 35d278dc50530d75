"""The rule language: a closed part of Python's expression grammar, parsed to a small tree.

Allowed are `and`, `or`, `not`, `True`, `False`, names of boolean facts and of other rules,
comparisons of a number or date fact with a constant, membership of a code, country or ECCN fact
in a list or in a named set, and `any(... for p in parties)`. Party facts are written `p.role`.
Everything else is refused with the offending text, so a rule can be read in several ways (one
decision, columns, an oracle) and none can differ or do harm.
"""

from __future__ import annotations

import ast
import datetime as dt
import enum
from collections.abc import Callable, Iterator
from typing import TypeAlias

import msgspec

from licet.law.codes import EMPTY, CodeSet
from licet.law.facts import Fact, FactType, Scope, Vocabulary
from licet.law.tables import Tables
from licet.terms import eccn
from licet.terms.errors import BadRule

PARTY = "p"
PARTIES = "parties"


class Op(enum.StrEnum):
    """Comparisons of a number or a day with a constant."""

    LT = "<"
    LE = "<="
    EQ = "=="
    NE = "!="
    GE = ">="
    GT = ">"


class Const(msgspec.Struct, frozen=True):
    """`True` or `False`."""

    value: bool


class FactRef(msgspec.Struct, frozen=True):
    """A boolean fact, standing for itself."""

    fact: str
    party: bool


class RuleRef(msgspec.Struct, frozen=True):
    """The value of another rule; `party` when that rule is read party by party."""

    rule: str
    party: bool


class Compare(msgspec.Struct, frozen=True):
    """A number or day against a constant; days are compared by ordinal."""

    fact: str
    party: bool
    op: Op
    constant: float | dt.date


class Member(msgspec.Struct, frozen=True):
    """Membership in a set of codes; ECCNs are matched with their paragraphs."""

    fact: str
    party: bool
    members: CodeSet  # empty when `of` names a dated table
    of: str  # how the set was written: a table's name, or the list itself


class Not(msgspec.Struct, frozen=True):
    """Negation."""

    inner: Node


class All(msgspec.Struct, frozen=True):
    """`and`."""

    parts: tuple[Node, ...]


class Some(msgspec.Struct, frozen=True):
    """`or`."""

    parts: tuple[Node, ...]


class AnyParty(msgspec.Struct, frozen=True):
    """True when it holds for at least one party to the transaction."""

    inner: Node


Node: TypeAlias = Const | FactRef | RuleRef | Compare | Member | Not | All | Some | AnyParty

ALWAYS = Const(True)

_OPS: dict[type[ast.cmpop], Op] = {
    ast.Lt: Op.LT,
    ast.LtE: Op.LE,
    ast.Eq: Op.EQ,
    ast.NotEq: Op.NE,
    ast.GtE: Op.GE,
    ast.Gt: Op.GT,
}
_MIRROR = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}
_CODES = frozenset({FactType.CODE, FactType.COUNTRY, FactType.ECCN})
_GRAMMAR = (
    "a rule may use: and, or, not, a fact, a rule's name, fact < number, "
    "fact in ('A', 'B'), fact in TABLE, any(... for p in parties)"
)


class Names(msgspec.Struct, frozen=True):
    """What an expression may refer to."""

    facts: Vocabulary
    tables: Tables
    party_rules: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


def parse(text: str, names: Names, *, where: str, per_party: bool = False) -> Node:
    """Parse `text`; with `per_party` it is read once for each party, whose facts are `p.name`.

    Raises `BadRule` naming `where` and the offending text.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadRule(
            f"`{text.strip()}` is not an expression ({error})", where=where, remedy=_GRAMMAR
        ) from None
    return _Parser(names, where, text.strip()).node(tree, party=per_party)


class _Parser:
    def __init__(self, names: Names, where: str, text: str) -> None:
        self._names = names
        self._where = where
        self._text = text

    def node(self, tree: ast.expr, *, party: bool) -> Node:
        match tree:
            case ast.Constant(value=bool() as value):
                return Const(value)
            case ast.BoolOp(op=op, values=values):
                parts = tuple(self.node(v, party=party) for v in values)
                return All(parts) if isinstance(op, ast.And) else Some(parts)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Not(self.node(operand, party=party))
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                return self._comparison(tree, left, ops, comparators, party=party)
            case ast.Call(func=ast.Name(id="any"), args=[ast.GeneratorExp() as generator]):
                return self._any(tree, generator, party=party)
            case ast.Name() | ast.Attribute():
                return self._boolean(tree, party=party)
            case _:
                raise self._refuse(tree)

    def _any(self, tree: ast.expr, generator: ast.GeneratorExp, *, party: bool) -> Node:
        match generator.generators:
            case [
                ast.comprehension(
                    target=ast.Name(id=target), iter=ast.Name(id=source), ifs=[], is_async=0
                )
            ] if target == PARTY and source == PARTIES and not party:
                return AnyParty(self.node(generator.elt, party=True))
        raise self._refuse(tree, "write any(... for p in parties), not nested")

    def _boolean(self, tree: ast.expr, *, party: bool) -> Node:
        name, of_party = self._name(tree, party=party)
        if not of_party and name in self._names.party_rules:
            if not party:
                raise self._refuse(
                    tree, f"`{name}` is read per party: any({name} for p in parties)"
                )
            return RuleRef(name, party=True)
        if not of_party and name in self._names.rules:
            return RuleRef(name, party=False)
        fact = self._fact(tree, name, of_party)
        if fact.type is FactType.TERMS or fact.type is FactType.BOOL:
            return FactRef(name, of_party)
        raise self._refuse(tree, f"`{name}` is a {fact.type.value}; compare it with something")

    def _comparison(
        self,
        tree: ast.expr,
        left: ast.expr,
        ops: list[ast.cmpop],
        comparators: list[ast.expr],
        *,
        party: bool,
    ) -> Node:
        if len(ops) == 1 and isinstance(ops[0], ast.In | ast.NotIn):
            member = self._member(tree, left, comparators[0], party=party)
            return Not(member) if isinstance(ops[0], ast.NotIn) else member
        parts: list[Node] = []
        operands = [left, *comparators]
        for first, op, second in zip(operands, ops, operands[1:], strict=False):
            kind = _OPS.get(type(op))
            if kind is None:
                raise self._refuse(tree)
            parts.append(self._compare(tree, first, kind, second, party=party))
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _compare(
        self, tree: ast.expr, first: ast.expr, op: Op, second: ast.expr, *, party: bool
    ) -> Node:
        if isinstance(first, ast.Constant):
            first, second, op = second, first, _MIRROR[op]
        name, of_party = self._name(first, party=party)
        fact = self._fact(first, name, of_party)
        match second:
            case ast.Constant(value=bool()):
                raise self._refuse(tree, "name a boolean fact by itself, or `not` it")
            case ast.Constant(value=int() | float() as number) if fact.type is FactType.NUMBER:
                return Compare(name, of_party, op, float(number))
            case ast.Constant(value=str() as day) if fact.type is FactType.DATE:
                try:
                    return Compare(name, of_party, op, dt.date.fromisoformat(day))
                except ValueError:
                    raise self._refuse(tree, "write the day as '2019-05-16'") from None
            case ast.Constant(value=str() as code) if fact.type in _CODES and op in (Op.EQ, Op.NE):
                codes = CodeSet(self._codes(tree, fact, (code,)))
                member = Member(name, of_party, codes, code)
                return Not(member) if op is Op.NE else member
        raise self._refuse(
            tree, f"`{name}` is a {fact.type.value}; compare it with a constant of it"
        )

    def _member(self, tree: ast.expr, left: ast.expr, right: ast.expr, *, party: bool) -> Member:
        name, of_party = self._name(left, party=party)
        fact = self._fact(left, name, of_party)
        if fact.type not in _CODES:
            raise self._refuse(tree, f"`{name}` is a {fact.type.value}, not a code")
        match right:
            case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
                members = tuple(
                    e.value
                    for e in elements
                    if isinstance(e, ast.Constant) and isinstance(e.value, str)
                )
                if len(members) != len(elements) or not members:
                    raise self._refuse(right, "list quoted codes: ('A', 'B')")
                codes = CodeSet(self._codes(tree, fact, members))
                return Member(name, of_party, codes, ast.unparse(right))
            case ast.Name(id=table):
                if table not in self._names.tables:
                    raise self._refuse(right, f"no table is named `{table}`")
                self._codes(tree, fact, self._names.tables.ever(table))
                return Member(name, of_party, EMPTY, table)
        raise self._refuse(right)

    def _codes(self, tree: ast.expr, fact: Fact, codes: tuple[str, ...]) -> tuple[str, ...]:
        valid = _CODE_CHECKS.get(fact.type)
        for code in codes:
            known = valid(code) if valid else code in fact.values
            if not known:
                raise self._refuse(tree, f"`{code}` is no value of `{fact.name}`")
        return codes

    def _name(self, tree: ast.expr, *, party: bool) -> tuple[str, bool]:
        match tree:
            case ast.Name(id=name):
                return name, False
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if owner == PARTY:
                if not party:
                    raise self._refuse(tree, "party facts stand inside any(... for p in parties)")
                return name, True
        raise self._refuse(tree)

    def _fact(self, tree: ast.expr, name: str, of_party: bool) -> Fact:
        fact = self._names.facts.get(name)
        if fact is None:
            raise self._refuse(tree, f"no fact or rule is named `{name}`")
        if (fact.scope is Scope.PARTY) != of_party:
            right = f"p.{name}" if fact.scope is Scope.PARTY else name
            raise self._refuse(tree, f"write `{right}`")
        return fact

    def _refuse(self, tree: ast.expr, why: str = "") -> BadRule:
        what = f"`{ast.unparse(tree)}` is not allowed here" + (f": {why}" if why else "")
        if ast.unparse(tree) != self._text:
            what += f" (in `{self._text}`)"
        return BadRule(what, where=self._where, remedy=_GRAMMAR)


_CODE_CHECKS: dict[FactType, Callable[[str], bool]] = {
    FactType.ECCN: eccn.is_eccn,
    FactType.COUNTRY: lambda code: len(code) == 2 and code.isalpha() and code.islower(),
}


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything under it, top down."""
    yield node
    match node:
        case Not(inner) | AnyParty(inner):
            yield from walk(inner)
        case All(parts) | Some(parts):
            for part in parts:
                yield from walk(part)
