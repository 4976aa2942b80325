"""Paper sheets: the list of them, one by its code, and what is printed on them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select

from mentordesk.features.sessions.queries.names import mentee_name
from mentordesk.features.sessions.queries.recording import form_lists
from mentordesk.features.sessions.rules.sheets import age_words, bare, written
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.formats import clock, duration, initials, long_date, sentence_list, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.records.mentees import Mentee
from mentordesk.records.organisation import Organisation
from mentordesk.records.sessions import Attendance, MentoringSession, SessionStatus
from mentordesk.records.sheets import SessionSheet, SheetState
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query


class SheetsShown(Choice):
    """The views of the list of sheets."""

    OUT = "out", "Not returned"
    LATE = "late", "Not returned, session is past"
    SETTLED = "settled", "Returned, lost or not used"


@dataclass(frozen=True)
class SheetRow:
    """One sheet in the list."""

    id: int
    version: int
    code: str
    who: str
    session_id: int | None
    session_date: date | None
    printed_at: datetime
    age: str
    age_days: int
    state: SheetState
    settled_date: date | None


@dataclass(frozen=True)
class PrintedSheet:
    """One sheet as it is printed; what is not known yet stays empty."""

    code: str
    day: str = ""
    values: tuple[tuple[str, str], ...] = ()
    """What is filled in already, by field."""
    how: str = ""
    people: int = 1


@dataclass(frozen=True)
class SheetsSheet:
    """Sheets to be printed, with the lists that stand on each."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    sheets: tuple[PrintedSheet, ...]
    reasons: tuple[str, ...]
    pathways: tuple[str, ...]
    initials_only: bool = False
    place: str = ""
    """The place whose week is printed, as it was asked for; empty for blank sheets."""
    week: str = ""


SHEET_COLUMNS: tuple[Column[SheetRow], ...] = (
    Column("Code", lambda row: row.code, "code", width=110),
    Column("With", lambda row: row.who, None, width=240),
    Column("Session", lambda row: short_date(row.session_date), None, width=130),
    Column("Printed", lambda row: short_date(row.printed_at.astimezone().date()), "printed", width=130),
    Column("Age", lambda row: row.age, None, Align.RIGHT, 100, typed=lambda row: row.age_days),
    Column("State", lambda row: row.state.label, "state", width=140),
    Column("Since", lambda row: short_date(row.settled_date), None, width=130),
)


@query(needs=Permission.SESSION_VIEW)
def sheet_page(reading: Reading, ask: ListAsk) -> Page[SheetRow]:
    """The sheets that were printed, by code."""
    found = select(SessionSheet, MentoringSession).outerjoin(
        MentoringSession, MentoringSession.id == SessionSheet.session_id
    )
    if words := bare(ask.search):
        found = found.where(contains(SessionSheet.code, words))
    if view := ask.filter("view"):
        is_out = SessionSheet.state == SheetState.OUT
        conditions: dict[Any, Any] = {
            SheetsShown.OUT: is_out,
            SheetsShown.LATE: is_out & (MentoringSession.session_date < reading.today),
            SheetsShown.SETTLED: ~is_out,
        }
        found = found.where(conditions[SheetsShown(view)])
    orders = {"printed": SessionSheet.printed_at, "code": SessionSheet.code, "state": SessionSheet.state}
    return fetch_page(reading, found, ask, orders, SessionSheet.id, lambda row: _row(reading, row[0], row[1]))


@query(needs=Permission.SESSION_RECORD)
def sheet_of_code(reading: Reading, typed: str) -> SheetRow:
    """The sheet with a code, to be keyed in; Invalid when there is none, or it came back already."""
    found = reading.session.execute(
        select(SessionSheet, MentoringSession)
        .outerjoin(MentoringSession, MentoringSession.id == SessionSheet.session_id)
        .where(SessionSheet.code == bare(typed))
    ).first()
    if found is None:
        raise Invalid({"code": "No sheet of this casebook has this code."})
    if found[0].state is SheetState.RETURNED:
        raise Invalid({"code": f"This sheet was keyed in on {short_date(found[0].settled_date)}."})
    return _row(reading, found[0], found[1])


@query(needs=Permission.SESSION_RECORD)
def sheet_row(reading: Reading, sheet_id: int) -> SheetRow:
    """One sheet."""
    sheet = reading.mention(SessionSheet, sheet_id)
    held = reading.session.get(MentoringSession, sheet.session_id) if sheet.session_id else None
    return _row(reading, sheet, held)


@query(needs=Permission.SESSION_EXPORT)
def places_planned(reading: Reading) -> tuple[str, ...]:
    """Where sessions are planned from last week on, each place once."""
    found = (
        select(func.min(MentoringSession.place))
        .where(MentoringSession.status == SessionStatus.PLANNED, MentoringSession.place_key != "")
        .group_by(MentoringSession.place_key)
        .order_by(MentoringSession.place_key)
    )
    return tuple(reading.session.scalars(found.limit(2000)))


@query(needs=Permission.SESSION_EXPORT)
def sheets_to_print(reading: Reading, numbers: tuple[int, ...]) -> SheetsSheet:
    """Some sheets with what is printed on them, in that order."""
    kept = {
        each.id: each
        for each in reading.session.scalars(select(SessionSheet).where(SessionSheet.id.in_(numbers)))
    }
    lists = form_lists(reading)
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return SheetsSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        tuple(_printed(reading, kept[number]) for number in numbers if number in kept),
        tuple(name.partition(": ")[2] or name for _, name in lists.reasons),
        tuple(name for _, name in lists.pathways),
        any(each.initials_only for each in kept.values()),
    )


def _names(reading: Reading, session_id: int, *, initials_only: bool) -> list[str]:
    found = (
        select(Mentee)
        .join(Attendance, Attendance.mentee_id == Mentee.id)
        .where(Attendance.session_id == session_id)
        .order_by(Attendance.id)
    )
    names = [mentee_name(each) for each in reading.session.scalars(found)]
    return [initials(name) for name in names] if initials_only else names


def _row(reading: Reading, sheet: SessionSheet, held: MentoringSession | None) -> SheetRow:
    printed = sheet.printed_at.astimezone().date()
    ended = reading.today if sheet.state is SheetState.OUT else sheet.settled_date or reading.today
    return SheetRow(
        sheet.id,
        sheet.version,
        written(sheet.code),
        sentence_list(_names(reading, held.id, initials_only=False)) if held else "Blank",
        held.id if held else None,
        held.session_date if held else None,
        sheet.printed_at,
        age_words(printed, ended),
        (ended - printed).days,
        sheet.state,
        sheet.settled_date,
    )


def _printed(reading: Reading, sheet: SessionSheet) -> PrintedSheet:
    held = reading.session.get(MentoringSession, sheet.session_id) if sheet.session_id else None
    if held is None:
        return PrintedSheet(sheet.code)
    mentor = reading.session.get(Volunteer, held.volunteer_id) if held.volunteer_id else None
    called = mentor.name if mentor else ""
    names = _names(reading, held.id, initials_only=sheet.initials_only)
    start = datetime.combine(held.session_date, held.start_time) if held.start_time else None
    values = {
        "mentee": sentence_list(names),
        "session_date": long_date(held.session_date),
        "start_time": clock(start) if start else "",
        "minutes": duration(held.minutes) if held.minutes else "",
        "mentor": initials(called) if sheet.initials_only else called,
        "place": held.place,
    }
    day = f"{held.session_date:%A} {long_date(held.session_date)}"
    return PrintedSheet(sheet.code, day, tuple(values.items()), held.how.value, len(names))
