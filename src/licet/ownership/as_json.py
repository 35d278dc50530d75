"""An answer as plain JSON values, for `--json`, the API and the record of an application.

Shares are text (`"49.99"`), never floats; an open end is told by `above_min` and `below_max`.
"""

from __future__ import annotations

from typing import Any

from licet.ownership.listed import ListedAs
from licet.ownership.model import Entity
from licet.ownership.result import (
    Chain,
    Link,
    Owner,
    Question,
    RedFlag,
    Restriction,
    Summary,
)
from licet.ownership.share import Share, percent

Json = dict[str, Any]


def restriction_json(answer: Restriction) -> Json:
    """Everything in the answer; keys are stable."""
    status = answer.status
    return {
        "entity": _entity(answer.entity),
        "listed": _listed(answer.listed),
        "rule": answer.rule.value,
        "as_of": answer.on.isoformat(),
        "verdict": answer.verdict.value,
        "by_ownership": answer.by_ownership.value,
        "why": answer.why,
        "status": {
            "effect": status.effect.value,
            "from": status.period.start.isoformat() if status.period.start else None,
            "until": status.period.end.isoformat() if status.period.end else None,
            "cite": answer.rule.full_name,
            "notice": str(status.notice) if status.notice else None,
            "confirmed": status.confirmed,
            "note": status.note,
        },
        "aggregate": _share(answer.aggregate),
        "stated": _share(answer.stated),
        "owners": [_owner(owner) for owner in answer.owners],
        "chains": [_chain(chain) for chain in answer.chains],
        "links": [_link(link) for link in answer.links],
        "minority": [_flag(flag) for flag in answer.minority],
        "red_flags": [_flag(flag) for flag in answer.red_flags],
        "questions": [_question(question) for question in answer.questions],
        "contradictions": list(answer.contradictions),
    }


def summary_json(line: Summary) -> Json:
    """One line of a whole graph."""
    return {
        "entity": _entity(line.entity),
        "verdict": line.verdict.value,
        "by_ownership": line.by_ownership.value,
        "aggregate": _share(line.aggregate),
        "layers": line.layers,
    }


def _entity(entity: Entity) -> Json:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "jurisdiction": entity.jurisdiction,
    }


def _listed(listed: ListedAs | None) -> list[Json]:
    if listed is None:
        return []
    return [
        {
            "list": entry.list,
            "listing": entry.listing,
            "name": entry.name,
            "programs": list(entry.programs),
            "by_address": entry.by_address,
            "confirmed": entry.confirmed,
        }
        for entry in listed.listings
    ]


def _share(share: Share) -> Json:
    return {
        "min": percent(share.low),
        "max": percent(share.high),
        "above_min": share.low_is_open,
        "below_max": share.high_is_open,
    }


def _owner(owner: Owner) -> Json:
    return {
        "entity": _entity(owner.entity),
        "share": None if owner.unknown else _share(owner.share),
        "counts": owner.counts.name.lower(),
        "listed": _listed(owner.listed),
    }


def _link(link: Link) -> Json:
    return {
        "owner": link.owner,
        "owned": link.owned,
        "share": None if link.unknown else _share(link.share),
        "indirect": link.indirect,
        "sure": link.sure,
        "sources": list(link.sources),
    }


def _chain(chain: Chain) -> Json:
    return {
        "root": _entity(chain.root),
        "listed": _listed(chain.listed),
        "sure": chain.sure,
        "links": [_link(link) for link in chain.links],
    }


def _flag(flag: RedFlag) -> Json:
    return {"kind": flag.kind, "text": flag.text, "cite": flag.cite, "path": list(flag.path)}


def _question(question: Question) -> Json:
    return {
        "kind": question.kind,
        "text": question.text,
        "cite": question.cite,
        "about": list(question.about),
        "decides": question.decides,
    }
