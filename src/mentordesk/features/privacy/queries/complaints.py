"""Complaints: the list, and one of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from mentordesk.features.privacy.queries.requests import named, who_key, who_of, with_who
from mentordesk.features.privacy.rules.complaints import ComplaintDraft, complaint_standing
from mentordesk.features.privacy.rules.requests import SOON, TONES, Standing
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column, Mark
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import shortened
from mentordesk.records.complaints import Complaint, ComplaintOutcome
from mentordesk.records.mentees import Mentee
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query

_WORDS = {Standing.ANSWERED: "Closed", Standing.OPEN: "Open"}


class ComplaintsShown(Choice):
    """Which complaints a list shows."""

    OPEN = "open", "Open"
    DUE = "due", "To acknowledge within 7 days or overdue"
    CLOSED = "closed", "Closed"


@dataclass(frozen=True)
class ComplaintRow:
    """A complaint as its list shows it."""

    id: int
    version: int
    who: str
    draft: ComplaintDraft
    due_date: date
    standing: Standing
    outcome: ComplaintOutcome | None


COMPLAINT_COLUMNS: tuple[Column[ComplaintRow], ...] = (
    Column("Acknowledge by", lambda row: short_date(row.due_date), "due", width=130),
    Column(
        "Where it stands",
        lambda row: _WORDS.get(row.standing, row.standing.label),
        width=140,
        value=lambda row: Mark(_WORDS.get(row.standing, row.standing.label), TONES[row.standing]),
    ),
    Column("Who", lambda row: row.who, "who", width=180),
    Column("Came", lambda row: short_date(row.draft.received_date), "received", width=120),
    Column("About", lambda row: shortened(row.draft.about, 200), width=220),
    Column("Acknowledged", lambda row: short_date(row.draft.acknowledged_date), width=120),
    Column("Outcome", lambda row: row.outcome.label if row.outcome else "", width=120),
)


@query(needs=Permission.REQUEST_EDIT)
def complaint_page(reading: Reading, ask: ListAsk) -> Page[ComplaintRow]:
    """Complaints, the next to acknowledge first unless asked otherwise."""
    found = with_who(select(Complaint, Mentee, Volunteer), Complaint)
    if words := ask.search.strip():
        found = found.where(named(Complaint, words) | contains(Complaint.about, words))
    if shown := ask.filter("shown"):
        conditions: dict[Any, Any] = {
            ComplaintsShown.OPEN: Complaint.open(),
            ComplaintsShown.DUE: Complaint.unacknowledged() & (Complaint.due_date <= reading.today + SOON),
            ComplaintsShown.CLOSED: ~Complaint.open(),
        }
        found = found.where(conditions[shown])
    orders = {"due": Complaint.due_date, "received": Complaint.received_date, "who": who_key(Complaint)}
    return fetch_page(reading, found, ask, orders, Complaint.id, lambda row: _row(reading, *row[:3]))


@query(needs=Permission.REQUEST_EDIT)
def complaint_row(reading: Reading, complaint_id: int) -> ComplaintRow:
    """One complaint."""
    complaint = reading.find(Complaint, complaint_id)
    mentee = reading.session.get(Mentee, complaint.mentee_id) if complaint.mentee_id else None
    mentor = reading.session.get(Volunteer, complaint.volunteer_id) if complaint.volunteer_id else None
    return _row(reading, complaint, mentee, mentor)


def _row(
    reading: Reading, complaint: Complaint, mentee: Mentee | None, mentor: Volunteer | None
) -> ComplaintRow:
    draft = ComplaintDraft(**{name: getattr(complaint, name) for name in ComplaintDraft.__dataclass_fields__})
    return ComplaintRow(
        complaint.id,
        complaint.version,
        who_of(complaint, mentee, mentor),
        draft,
        complaint.due_date,
        complaint_standing(
            complaint.due_date,
            reading.today,
            acknowledged=complaint.acknowledged_date is not None,
            closed=complaint.closed_date is not None,
        ),
        complaint.outcome,
    )
