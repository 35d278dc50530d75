"""Official lists of parties: read, kept as dated snapshots, and given as `Listing`s.

`load` is the way in.
"""

from licet.lists.catalog import Lists, load

__all__ = ["Lists", "load"]
