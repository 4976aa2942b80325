"""Exports and prints: what leaves the casebook is written to the trail before it is there."""

from mentordesk.kernel.exports import Export
from mentordesk.kernel.permissions import Permission
from mentordesk.store.work import Work, operation


@operation(needs=Permission.SIGN_IN)
def note_export(work: Work, export: Export, act: str) -> None:
    """Write down that something was exported or printed; whoever could read it may."""
    work.say_that(export.subject, export.number, act, **export.details())
