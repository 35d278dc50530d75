"""Errors written for the person who must mend them: what, where, and the remedy."""


class LicetError(Exception):
    """Base of every error licet raises on purpose.

    `where` names a file with line or row, a rule, or a field; `remedy` says how to mend it.
    """

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\n  To mend it: {self.remedy}" if self.remedy else text


class BadInput(LicetError):
    """A file, row or field given by the user cannot be read; nothing was changed."""


class BadSource(LicetError):
    """An official file is not what its importer expects (truncated, renamed column, HTML ...)."""


class BadRule(LicetError):
    """A rule, fact or table of the ruleset is refused at load."""
