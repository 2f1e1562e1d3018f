"""One family of errors: what is wrong, where, and how to mend it, in both languages.

Every error a user can cause is a `GensvarError`. The command line prints it and ends with its
exit code; no traceback reaches the user.
"""

from __future__ import annotations

from gensvar.text import Language, Text


class GensvarError(Exception):
    """An error that a person can act on.

    `what` says what is wrong, `where` names the place (`file:line:key`, `file, row 12, column
    t_start`), `mend` the way out. `exit_code` is 1 here and 2 in `BadInput`.
    """

    exit_code = 1

    def __init__(self, what: Text, *, where: str | None = None, mend: Text | None = None) -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(self.describe("en"))

    def describe(self, language: Language) -> str:
        """Return the whole message in one language, ready to print."""
        message = self.what.into(language)
        if self.where:
            message = f"{self.where}: {message}"
        if self.mend:
            message = f"{message}\n  → {self.mend.into(language)}"
        return message


class BadInput(GensvarError):
    """The input or the call is at fault: exit code 2."""

    exit_code = 2


class MissingPart(GensvarError):
    """Something that must be installed is not; `mend` names the command that installs it."""
