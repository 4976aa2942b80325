"""Keeping the record of processing."""

from dataclasses import fields

from sqlalchemy import func, select

from mentordesk.features.privacy.rules.processing import (
    ProcessingDraft,
    processing_problems,
    suggested_purposes,
)
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.processing import Processing
from mentordesk.store.work import Work, operation


@operation(needs=Permission.PROCESSING_EDIT)
def add_processing(work: Work, draft: ProcessingDraft) -> int:
    """Add a purpose."""
    work.refuse(processing_problems(draft, work.today))
    kept = Processing()
    _fill(kept, draft)
    return work.add(kept).id


@operation(needs=Permission.PROCESSING_EDIT)
def change_processing(work: Work, number: int, version: int, draft: ProcessingDraft) -> None:
    """Change a purpose, or confirm it by its date."""
    work.refuse(processing_problems(draft, work.today))
    _fill(work.change(Processing, number, version), draft)


@operation(needs=Permission.PROCESSING_EDIT)
def remove_processing(work: Work, number: int, version: int) -> None:
    """Remove a purpose; it stays in the bin for a while."""
    work.remove(work.change(Processing, number, version))


@operation(needs=Permission.PROCESSING_EDIT)
def bring_in_suggestions(work: Work) -> int:
    """Add the suggested purposes that are not there yet, each to be confirmed; return how many."""
    known = set(work.session.scalars(select(func.lower(Processing.purpose))))
    wanted = [each for each in suggested_purposes() if each.purpose.lower() not in known]
    for draft in wanted:
        add_processing(work, draft)
    return len(wanted)


def _fill(kept: Processing, draft: ProcessingDraft) -> None:
    for each in fields(ProcessingDraft):
        value = getattr(draft, each.name)
        setattr(
            kept, each.name, clean(value).strip() if isinstance(value, str) and each.name in _TEXTS else value
        )


_TEXTS = {"purpose", "people", "data", "recipients", "transfers", "retention", "security", "basis_reason"}
