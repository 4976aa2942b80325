"""Contacts with partners: the list, one, those about somebody, and which are to be followed up."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from mentordesk.features.sessions.queries.names import mentee_name
from mentordesk.features.sessions.rules.liaisons import LiaisonDraft
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column, Mark
from mentordesk.kernel.formats import duration, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold, shortened
from mentordesk.records.liaisons import Liaison, LiaisonHow
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query


class LiaisonsShown(Choice):
    """The views of the list of contacts."""

    DUE = "due", "To follow up by now"
    OPEN = "open", "To follow up"
    MONTH = "month", "Last 31 days"
    YEAR = "year", "Last 366 days"


@dataclass(frozen=True)
class LiaisonRow:
    """One contact with a partner in a list."""

    id: int
    mentee_id: int
    mentee: str
    liaison_date: date
    how: LiaisonHow
    partner: str
    minutes: int | None
    summary: str
    by: str
    follow_up: str
    tone: str = "unrated"


@dataclass(frozen=True)
class LiaisonView:
    """One contact, as its form starts from it."""

    draft: LiaisonDraft
    version: int
    mentee: str
    reference: str


LIAISON_COLUMNS: tuple[Column[LiaisonRow], ...] = (
    Column(
        "Date",
        lambda row: short_date(row.liaison_date),
        "date",
        width=120,
        typed=lambda row: row.liaison_date,
    ),
    Column("About", lambda row: row.mentee, "mentee", width=180),
    Column("With", lambda row: row.partner, "partner", width=200),
    Column("How", lambda row: row.how.label, "how", width=100),
    Column(
        "Time",
        lambda row: duration(row.minutes) if row.minutes else "",
        None,
        Align.RIGHT,
        110,
        typed=lambda row: row.minutes,
    ),
    Column(
        "Follow up",
        lambda row: row.follow_up,
        "follow_up",
        width=190,
        value=lambda row: Mark(row.follow_up, row.tone) if row.follow_up else "",
    ),
    Column("By", lambda row: row.by, None, width=140),
    Column("What was said", lambda row: row.summary, None, width=320),
)


@query(needs=Permission.SESSION_VIEW)
def liaison_page(reading: Reading, ask: ListAsk) -> Page[LiaisonRow]:
    """Contacts with partners, found by a mentee's name or the partner."""
    found = _rows()
    for word in fold(ask.search).split():
        named = Mentee.name_key.contains(word, autoescape=True)
        found = found.where(named | contains(Liaison.partner, word))
    if view := ask.filter("view"):
        found = found.where(_shown(LiaisonsShown(view), reading.today))
    if how := ask.filter("how"):
        found = found.where(Liaison.how == how)
    orders: dict[str, Any] = {
        "date": Liaison.liaison_date,
        "mentee": Mentee.name_key,
        "partner": func.lower(Liaison.partner),
        "how": Liaison.how,
        "follow_up": func.coalesce(Liaison.follow_up_date, date.max),
    }
    return fetch_page(reading, found, ask, orders, Liaison.id, lambda row: _row(reading, *row[:3]))


@query(needs=Permission.SESSION_RECORD)
def liaison_view(reading: Reading, liaison_id: int) -> LiaisonView:
    """One contact with a partner."""
    liaison = reading.find(Liaison, liaison_id)
    values = {name: getattr(liaison, name) for name in LiaisonDraft.__dataclass_fields__}
    mentee = reading.mention(Mentee, liaison.mentee_id)
    return LiaisonView(LiaisonDraft(**values), liaison.version, mentee_name(mentee), mentee.reference)


@query(needs=Permission.SESSION_VIEW)
def liaisons_about(reading: Reading, mentee_id: int, shown: int) -> tuple[int, tuple[LiaisonRow, ...]]:
    """How many contacts there were about a mentee, and the newest of them."""
    reading.find(Mentee, mentee_id)
    found = _rows().where(Liaison.mentee_id == mentee_id)
    count = reading.session.scalar(select(func.count()).where(Liaison.mentee_id == mentee_id)) or 0
    ordered = found.order_by(Liaison.liaison_date.desc(), Liaison.id.desc()).limit(shown)
    return count, tuple(_row(reading, *row) for row in reading.session.execute(ordered))


def _rows() -> Select[Liaison, Mentee, str]:
    by = func.coalesce(Person.name, "").label("by")
    return (
        select(Liaison, Mentee, by)
        .join(Mentee, Mentee.id == Liaison.mentee_id)
        .outerjoin(Person, Person.id == Liaison.person_id)
    )


def _shown(view: LiaisonsShown, today: date) -> Any:
    waits = Liaison.follow_up_date.is_not(None) & Liaison.followed_up.is_(False)
    conditions = {
        LiaisonsShown.DUE: waits & (Liaison.follow_up_date <= today),
        LiaisonsShown.OPEN: waits,
        LiaisonsShown.MONTH: Liaison.liaison_date > today - timedelta(days=31),
        LiaisonsShown.YEAR: Liaison.liaison_date > today - timedelta(days=366),
    }
    return conditions[view]


def _row(reading: Reading, liaison: Liaison, mentee: Mentee, by: str) -> LiaisonRow:
    words, tone = "", "unrated"
    if liaison.follow_up_date is not None:
        words = "Done" if liaison.followed_up else f"By {short_date(liaison.follow_up_date)}"
        if not liaison.followed_up and liaison.follow_up_date < reading.today:
            words, tone = f"Since {short_date(liaison.follow_up_date)}", "red"
        elif not liaison.followed_up and liaison.follow_up_date == reading.today:
            words, tone = "Today", "amber"
    return LiaisonRow(
        liaison.id,
        mentee.id,
        mentee_name(mentee),
        liaison.liaison_date,
        liaison.how,
        liaison.partner,
        liaison.minutes,
        shortened(liaison.summary, 160),
        by,
        words,
        tone,
    )
