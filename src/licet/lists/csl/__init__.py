"""The Consolidated Screening List of the Departments of Commerce, State and the Treasury.

It copies a dozen lists (`licet.lists.csl.publications`) into one, as CSV or JSON. Listings get the
`list` they belong to and the source `us-trade-csl`.
"""

from licet.lists.csl.reader import read

__all__ = ["read"]
