"""Registries beside the rules: policy signals, and how much of the EAR is encoded."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

import msgspec

from licet.determination.model import Section, Signal
from licet.terms import yamltext
from licet.terms.errors import BadRule

_Entry = TypeVar("_Entry", bound=msgspec.Struct)


def registry(name: str, kind: type[_Entry]) -> tuple[_Entry, ...]:
    """The entries of a registry file beside the rules. Raises `BadRule`."""
    document = yamltext.read((files("licet.law") / "data" / name).read_text(encoding="utf-8"), name)
    try:
        return msgspec.convert(document.data, tuple[kind, ...], strict=False)  # type: ignore[valid-type]
    except msgspec.ValidationError as error:
        raise BadRule(str(error), where=name, remedy=f"see `{kind.__name__}`") from None


@lru_cache(maxsize=1)
def signals() -> tuple[Signal, ...]:
    """Statements of policy that are not law, oldest first."""
    return tuple(sorted(registry("signals.yaml", Signal), key=lambda s: s.date))


@lru_cache(maxsize=1)
def sections() -> tuple[Section, ...]:
    """How much of each section the rules hold."""
    return registry("coverage.yaml", Section)
