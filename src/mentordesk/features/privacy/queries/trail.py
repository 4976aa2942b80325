"""The whole trail, for managers: searched, filtered and exported like any list."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from mentordesk.features.privacy.queries.history import HistoryRow, rows_of
from mentordesk.features.privacy.rules.history import change_sentence
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column
from mentordesk.kernel.formats import short_moment
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.records.people import Person
from mentordesk.records.trail import TrailEntry
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query


class Done(Choice):
    """What kind of act to show."""

    CHANGES = "changes", "Changes"
    VIEWS = "views", "Views and openings"
    EXPORTS = "exports", "Exports and prints"
    SIGN_INS = "sign_ins", "Sign-ins"
    BACKUPS = "backups", "Backups and restores"
    REMOVALS = "removals", "Removals and erasures"


class Since(Choice):
    """How far back to look."""

    DAY = "1", "Last 24 hours"
    WEEK = "7", "Last 7 days"
    MONTH = "31", "Last 31 days"
    YEAR = "366", "Last 366 days"


_ACTS: dict[str, tuple[str, ...]] = {
    Done.CHANGES: ("added", "changed"),
    Done.VIEWS: ("viewed", "opened"),
    Done.EXPORTS: ("exported", "printed"),
    Done.SIGN_INS: ("signed in", "refused", "passphrase", "key changed"),
    Done.BACKUPS: ("made", "restored"),
    Done.REMOVALS: ("removed", "erased"),
}


@dataclass(frozen=True)
class TrailRow:
    """One entry of the trail as its list shows it."""

    id: int
    at: datetime
    who: str
    did: str
    title: str
    says: str


TRAIL_COLUMNS: tuple[Column[TrailRow], ...] = (
    Column("When", lambda row: short_moment(row.at), "number", width=220),
    Column("Who", lambda row: row.who, width=150),
    Column("What was done", lambda row: row.did, width=200),
    Column("Called", lambda row: row.title, width=190),
    Column("How", lambda row: row.says, width=420),
)


@query(needs=Permission.TRAIL_VIEW)
def trail_page(reading: Reading, ask: ListAsk) -> Page[TrailRow]:
    """The trail, filtered by person, kind of act, kind of record and time."""
    found = _filtered(reading, ask)
    page = fetch_page(reading, found, ask, {"number": TrailEntry.id}, TrailEntry.id, lambda row: row)
    rows = rows_of(reading, [(row[0], row[1]) for row in page.rows])
    return Page(tuple(_row(each) for each in rows), page.more, page.after, page.total)


@query(needs=Permission.TRAIL_VIEW)
def trail_people(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Everybody who signs in or did, by number and name."""
    people = select(Person.id, Person.name).order_by(Person.name, Person.id)
    return tuple((row.id, row.name) for row in reading.session.execute(people))


def record_words() -> tuple[tuple[str, str], ...]:
    """Return the kinds of record that the trail speaks of, by table and by word."""
    kinds = [each.class_ for each in Record.registry.mappers if each.class_.audited]
    return tuple(sorted(((kind.__tablename__, kind.word.capitalize()) for kind in kinds), key=lambda x: x[1]))


def _filtered(reading: Reading, ask: ListAsk) -> Select[TrailEntry, str]:
    found = select(TrailEntry, Person.name)
    found = found.outerjoin(Person, Person.id == TrailEntry.person_id)
    found = found.where(TrailEntry.subject != BinEntry.__tablename__)
    if words := ask.search.strip():
        meant = [table for table, word in record_words() if words.lower() in word.lower()]
        named = contains(Person.name, words) | contains(TrailEntry.operation, words.replace(" ", "_"))
        found = found.where(named | TrailEntry.subject.in_(meant))
    if done := ask.filter("done"):
        found = found.where(TrailEntry.act.in_(_ACTS[done]))
    if person := ask.filter("person"):
        found = found.where(TrailEntry.person_id == person)
    if subject := ask.filter("subject"):
        found = found.where(TrailEntry.subject == subject)
    if since := ask.filter("since"):
        found = found.where(TrailEntry.at >= reading.now - timedelta(days=int(since)))
    return found


def _row(row: HistoryRow) -> TrailRow:
    says = "; ".join(change_sentence(each) for each in row.changes)
    return TrailRow(row.id, row.at, row.who, row.did, row.title, says)
