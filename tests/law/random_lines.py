"""Random transactions for property tests: facts known, bounded and unknown, 0 to 3 parties."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

from licet.law.evaluate import Joint, Row, Term, Terms, Value
from licet.law.facts import Fact, FactType, Scope
from licet.law.language import Names, parse
from licet.law.ruleset import Ruleset
from licet.law.values import Between, PolicySpan

ECCNS = ("EAR99", "3A001", "3A001.a.5", "1A004.c", "3A991.a", "5A991", "3B993", "1C990", "4E091")
COUNTRIES = ("cn", "ru", "de", "cu", "tw", "us", "mo", "zz")
DAYS = tuple(dt.date(2019, 5, 14) + dt.timedelta(days=n) for n in range(6))

#: What entries say: ordered tests with what they give.
REQUIREMENTS = (
    (("True", True),),
    (("not eccn in ('EAR99',)", True),),
    (("food_or_medicine", False), ("True", True)),
    (("eccn in ('3A001.a.5', '1A004')", True),),
)
POLICIES = (
    (("True", PolicySpan(3, 3)),),
    (("eccn in ('1A004.c',)", PolicySpan(2, 2)), ("True", PolicySpan(3, 3))),
    (("eccn in ('EAR99',) and food_or_medicine", PolicySpan(2, 2)), ("True", PolicySpan(4, 4))),
    (("military_paragraph == 'a1'", PolicySpan(1, 3)),),
)


class Generator:
    """Draws transactions for one ruleset, reproducibly from a seed."""

    def __init__(self, ruleset: Ruleset, seed: int) -> None:
        self._random = random.Random(seed)
        self._facts = list(ruleset.facts)
        names = Names(ruleset.facts, ruleset.tables)

        def compiled(limbs: Sequence[tuple[str, bool | PolicySpan]], unread: str = "") -> Terms:
            return Terms(
                tuple(
                    Term(parse(test, names, where="test", per_party=True), gives, test)
                    for test, gives in limbs
                ),
                unread,
            )

        plain = [compiled(r) for r in REQUIREMENTS]
        self._requirements = [*plain, Joint((plain[1], plain[3]))]
        single = [compiled(p) for p in POLICIES] + [compiled(POLICIES[0], "some words")]
        always = parse("True", names, where="test", per_party=True)
        pointing = Terms((Term(always, Joint((single[1], single[3])), "True"),))
        self._policies: list[Terms | Joint] = [
            *single,
            pointing,
            Joint((single[0], pointing)),
            Joint((single[3], single[2])),
            Joint(()),
        ]

    def transaction(self) -> tuple[dict[str, Value], list[Row]]:
        """The facts of one line, and its parties."""
        known = self._random.choice((0.5, 0.8, 0.95, 1.0))
        facts = self._row(known, Scope.ITEM) | self._row(known, Scope.TRANSACTION)
        parties: list[Row] = [
            self._row(known, Scope.PARTY) for _ in range(self._random.randint(0, 3))
        ]
        return facts, parties

    def _row(self, known: float, scope: Scope) -> dict[str, Value]:
        return {
            fact.name: self._value(fact)
            for fact in self._facts
            if fact.scope is scope and self._random.random() < known
        }

    def _value(self, fact: Fact) -> Value:
        pick = self._random.choice
        match fact.type:
            case FactType.BOOL:
                return pick((True, False))
            case FactType.CODE:
                return pick(fact.values)
            case FactType.COUNTRY:
                return pick(COUNTRIES)
            case FactType.ECCN:
                return pick(ECCNS)
            case FactType.DATE:
                return pick(DAYS)
            case FactType.NUMBER:
                low = pick((0.0, 1600.0, 4799.0, 4800.0))
                return pick((low, Between(low, low + pick((0.0, 1.0, 5000.0)))))
            case FactType.TERMS:
                return pick(self._requirements)
            case FactType.POLICY:
                return pick(self._policies)
