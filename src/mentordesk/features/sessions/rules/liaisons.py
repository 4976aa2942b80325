"""Contacts with partners about a mentee: what somebody types, and what is wrong with it."""

from dataclasses import dataclass
from datetime import date

from mentordesk.records.liaisons import LiaisonHow

LONGEST = 24 * 60
EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class LiaisonDraft:
    """A contact with a partner."""

    mentee_id: int | None = None
    liaison_date: date | None = None
    how: LiaisonHow | None = None
    minutes: int | None = None
    partner: str = ""
    partner_person: str = ""
    summary: str = ""
    follow_up_date: date | None = None
    followed_up: bool = False


def liaison_problems(draft: LiaisonDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a contact, by field."""
    problems = {}
    if draft.mentee_id is None:
        problems["mentee"] = "Choose who it was about."
    if draft.liaison_date is None:
        problems["liaison_date"] = "Give the date."
    elif draft.liaison_date > today:
        problems["liaison_date"] = "This day has not come yet. Write it as a day to follow up."
    elif draft.liaison_date < EARLIEST:
        problems["liaison_date"] = "This is too long ago. Look at the year."
    if draft.how is None:
        problems["how"] = "Choose how."
    if not draft.partner.strip():
        problems["partner"] = "Say with whom: the organisation."
    if draft.minutes is not None and not 1 <= draft.minutes <= LONGEST:
        problems["minutes"] = "Give from 1 minute to 24 hours."
    if not draft.summary.strip():
        problems["summary"] = "Say what was agreed or said."
    return problems | _follow_up(draft)


def _follow_up(draft: LiaisonDraft) -> dict[str, str]:
    problems = {}
    if draft.followed_up and draft.follow_up_date is None:
        problems["follow_up_date"] = "Give the day, or do not tick that it is done."
    if draft.follow_up_date and draft.liaison_date and draft.follow_up_date < draft.liaison_date:
        problems["follow_up_date"] = "This is before the contact."
    return problems
