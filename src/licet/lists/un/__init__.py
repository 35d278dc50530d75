"""The United Nations Security Council's consolidated list."""

from licet.lists.un.consolidated import read

__all__ = ["read"]
