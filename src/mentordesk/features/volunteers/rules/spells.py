"""Drafts of times of service, as somebody puts them right by hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mentordesk.features.volunteers.rules.retention import Pause, Served, spells_problem
from mentordesk.records.spells import BreakReason, LeaveReason


@dataclass(frozen=True)
class BreakDraft:
    """A break in a time of service; `id` is none for a new one."""

    id: int | None = None
    start_date: date | None = None
    end_date: date | None = None
    reason: BreakReason | None = None


@dataclass(frozen=True)
class SpellDraft:
    """A time of service."""

    start_date: date | None = None
    agreed_date: date | None = None
    end_date: date | None = None
    end_reason: LeaveReason | None = None
    end_note: str = ""
    exit_talk_date: date | None = None
    reference_given: bool = False
    property_returned: bool = False
    breaks: tuple[BreakDraft, ...] = ()


def spell_problems(draft: SpellDraft, others: Iterable[SpellDraft], today: date) -> dict[str, str]:
    """Return what is wrong with a time of service beside the others of the same person, by field."""
    problems = {}
    for name in ("start_date", "end_date", "exit_talk_date"):
        day: date | None = getattr(draft, name)
        if day is not None and day > today:
            problems[name] = "This date has not come yet."
    if draft.start_date is None:
        problems["start_date"] = "Give the first day."
    elif draft.agreed_date is not None and draft.agreed_date < draft.start_date:
        problems["agreed_date"] = "This is before the first day."
    if draft.end_date is not None and draft.end_reason is None:
        problems["end_reason"] = "Choose why it ended."
    elif draft.end_date is None and draft.end_reason is not None:
        problems["end_date"] = "Give the last day."
    if any(each.start_date is None for each in draft.breaks):
        problems["breaks"] = "Give the first day of every break."
    elif any((each.end_date or today) > today for each in draft.breaks):
        problems["breaks"] = "A break ends on a day that has not come yet."
    if not problems and (wrong := spells_problem([served(draft), *(served(each) for each in others)])):
        problems["breaks" if "break" in wrong.lower() else "start_date"] = wrong
    return problems


def served(draft: SpellDraft) -> Served:
    """Return a draft as retention counts it."""
    return Served(
        draft.start_date or date.min,
        draft.end_date,
        tuple(Pause(each.start_date or date.min, each.end_date, each.reason) for each in draft.breaks),
        draft.agreed_date,
        draft.end_reason,
    )
