"""Lists of the Office of Foreign Assets Control (31 CFR chapter V)."""

from licet.lists.ofac.delimited import read_consolidated, read_sdn

__all__ = ["read_consolidated", "read_sdn"]
