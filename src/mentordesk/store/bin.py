"""The bin: what was removed comes back whole for thirty days; only a manager removes it for good before."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from mentordesk.kernel.columns import Column
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.bins import BinEntry
from mentordesk.records.people import Person
from mentordesk.store.belongings import kind_of
from mentordesk.store.packing import from_bytes, put_back
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.trail import ERASED, blank
from mentordesk.store.work import Reading, Work, operation, query

DAYS = 30
"""How long something stays in the bin."""


@dataclass(frozen=True)
class BinRow:
    """Something in the bin, as its list shows it."""

    id: int
    version: int
    word: str
    title: str
    whose: str
    pieces: int
    removed_at: datetime
    by: str
    until: date


BIN_COLUMNS: tuple[Column[BinRow], ...] = (
    Column("What", lambda row: row.word.capitalize(), "what", width=130),
    Column("Called", lambda row: row.title, "title", width=240),
    Column("Belongs to", lambda row: row.whose, "whose", width=200),
    Column("With it", lambda row: str(row.pieces) if row.pieces else "", width=80),
    Column("Removed", lambda row: short_date(row.removed_at.astimezone().date()), "removed", width=120),
    Column("By", lambda row: row.by, width=160),
    Column("Kept until", lambda row: short_date(row.until), width=120),
)


@query(needs=Permission.BIN_VIEW)
def bin_page(reading: Reading, ask: ListAsk) -> Page[BinRow]:
    """What is in the bin, the newest first unless asked otherwise."""
    found = select(BinEntry, func.coalesce(Person.name, "")).outerjoin(
        Person, Person.id == BinEntry.removed_by
    )
    if words := ask.search.strip():
        found = found.where(contains(BinEntry.title, words) | contains(BinEntry.whose, words))
    orders = {
        "removed": BinEntry.removed_at,
        "title": func.lower(BinEntry.title),
        "whose": func.lower(BinEntry.whose),
        "what": BinEntry.subject,
    }
    return fetch_page(reading, found, ask, orders, BinEntry.id, lambda row: _row(row[0], row[1]))


@operation(needs=Permission.BIN_RESTORE)
def bring_back(work: Work, entry_id: int, version: int) -> tuple[str, int]:
    """Bring something back from the bin with everything that belonged to it; return its table and number."""
    entry = work.change(BinEntry, entry_id, version)
    work.defer_references()
    try:
        with work.session.begin_nested():
            record = put_back(work.session, from_bytes(entry.content))
    except IntegrityError:
        message = f"Another {kind_of(entry.subject).word} has taken its place. Remove that one first."
        raise Conflict(message) from None
    work.session.delete(entry)
    return record.__tablename__, record.id


@operation(needs=Permission.BIN_EMPTY)
def remove_for_good(work: Work, entry_id: int, version: int, typed: str) -> None:
    """Remove something from the bin for ever, after its name was typed."""
    entry = work.change(BinEntry, entry_id, version)
    if fold(typed).split() != fold(entry.title).split():
        raise Invalid({"typed": f"Type “{entry.title}” to remove it for good."})
    work.ends_undo = True
    forget(work, entry)


@operation(needs=Permission.SYSTEM)
def empty_bin(work: Work) -> int:
    """Remove for ever what was in the bin for its full time; return how much that was."""
    old = select(BinEntry).where(BinEntry.removed_at < work.now - timedelta(days=DAYS))
    entries = list(work.session.scalars(old))
    for entry in entries:
        forget(work, entry)
    return len(entries)


def forget(work: Work, entry: BinEntry) -> None:
    """Take an entry out of the bin for ever, and blank what the trail says of what it held."""
    subjects = [*from_bytes(entry.content).subjects(), (entry.__tablename__, entry.id)]
    work.session.delete(entry)
    work.session.flush()
    blank(work.session.connection(), subjects)
    for subject, number in subjects:
        work.say_that(subject, number, ERASED)


def _row(entry: BinEntry, by: str) -> BinRow:
    return BinRow(
        entry.id,
        entry.version,
        kind_of(entry.subject).word,
        entry.title,
        entry.whose,
        entry.pieces,
        entry.removed_at,
        by,
        (entry.removed_at + timedelta(days=DAYS)).astimezone().date(),
    )
