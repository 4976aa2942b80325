"""Errors written for the reader: what happened, what is safe, what to do. Anything else is a bug."""

from collections.abc import Mapping


class UserError(Exception):
    """A refusal that a person can understand and act on; its text is shown as it is."""

    exit_code = 1


class Invalid(UserError):
    """A draft was refused; `problems` maps a field's name to a sentence."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Keep the sentences by field; the error reads as all of them."""
        self.problems = dict(problems)
        super().__init__(" ".join(self.problems.values()))


class NotAllowed(UserError):
    """The person's role does not include this."""


class ReasonNeeded(NotAllowed):
    """The case is not the person's own, and they did not say yet why they open it."""


class NotFound(UserError):
    """There is no such record, person, plan, file or casebook."""


class Conflict(UserError):
    """Somebody else saved the record after this version of it was read."""


class CasebookExists(UserError):
    """A casebook already stands in that folder."""


class WrongPassphrase(UserError):
    """No key slot opens with this passphrase."""


class CasebookTooNew(UserError):
    """The records were written by a newer MentorDesk."""


class CasebookDamaged(UserError):
    """The records or all key slots cannot be read as they were written."""

    exit_code = 3


class CasebookBusy(UserError):
    """Another program holds the records for longer than we wait."""


class ReadOnly(UserError):
    """The casebook's folder cannot be written."""


class DiskFull(UserError):
    """The disk has no room for what was to be saved."""


class DiskFailed(UserError):
    """The disk refused to read or write."""


class BadFile(UserError):
    """A file that was to be imported is not in the expected shape."""
