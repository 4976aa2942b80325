"""Whose time is over: a list, one file with what belongs to it, and how many need attention."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from mentordesk.features.privacy.queries.retention_people import OVER, Candidate, candidates, keepings_of
from mentordesk.features.privacy.queries.retention_policy import policy_in_force
from mentordesk.features.privacy.rules.retention import LONGEST, Policy, Rule, after, due_of, mentor_reference
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import count_of, short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.equality import EqualityAnswers
from mentordesk.records.mentees import Episode, Mentee, MenteeStatus
from mentordesk.records.people import Person
from mentordesk.records.retention import Keeping, KeepKind, Subject
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import belongings, title_of
from mentordesk.store.work import Reading, query

SOON = 6
"""Months ahead that count as soon."""


class Show(Choice):
    """Whom the list shows; without a choice everybody who is no longer with the charity."""

    DUE = "due", "Time is over"
    SOON = "soon", "Due within 6 months"
    HELD = "held", "On hold"
    KEPT = "kept", "Kept until a date"


@dataclass(frozen=True)
class KeepRow:
    """A decision that a file stays."""

    id: int
    version: int
    kind: KeepKind
    reason: str
    until_date: date
    decided_at: datetime
    by: str


@dataclass(frozen=True)
class DueRow:
    """Somebody who is no longer with the charity, and when their time is over."""

    id: int
    subject: Subject
    number: int
    reference: str
    name: str
    end_date: date
    rule: Rule
    due_date: date
    is_due: bool
    kept: KeepRow | None

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        if self.kept is None:
            return "To be decided" if self.is_due else "Not yet"
        if self.kept.kind is KeepKind.HOLD:
            return f"On hold, look again {short_date(self.kept.until_date)}"
        return f"Kept until {short_date(self.kept.until_date)}"


@dataclass(frozen=True)
class FileSheet:
    """One file to be reviewed: how it stands and what would go."""

    row: DueRow | None
    """None while the person is with the charity."""
    subject: Subject
    number: int
    reference: str
    name: str
    pieces: tuple[tuple[str, int], ...]
    """What belongs to it, counted by kind."""
    kept: KeepRow | None
    anonymised: bool


DUE_COLUMNS: tuple[Column[DueRow], ...] = (
    Column("Name", lambda row: row.name, "name", width=190),
    Column("Reference", lambda row: row.reference, "reference", width=110),
    Column("Whose", lambda row: row.subject.label, "whose", width=90),
    Column("Ended", lambda row: short_date(row.end_date), "ended", width=110, typed=lambda row: row.end_date),
    Column("Kept for", lambda row: row.rule.period, None, width=140),
    Column(
        "Time over", lambda row: short_date(row.due_date), "due", width=110, typed=lambda row: row.due_date
    ),
    Column("Suggested", lambda row: row.rule.act.label, None, width=110),
    Column("How it stands", lambda row: row.stands, None, width=230),
)

_ORDERS: dict[str, Callable[[DueRow], Any]] = {
    "due": lambda row: row.due_date,
    "name": lambda row: fold(row.name),
    "reference": lambda row: row.reference,
    "whose": lambda row: row.subject.label,
    "ended": lambda row: row.end_date,
}


@query(needs=Permission.RETENTION_VIEW)
def due_page(reading: Reading, ask: ListAsk) -> Page[DueRow]:
    """Everybody who is no longer with us, or only those whose time is over, soon over, or held off.

    A period counts to a birthday or from the later of several days, so the days are worked out here and not
    in the database.
    """
    show, subject = ask.filter("show"), ask.filter("subject")
    words = fold(ask.search).split()
    rows = [
        row
        for row in _rows(reading)
        if _shown(row, show, reading.today)
        and subject in {None, row.subject}
        and all(each in fold(f"{row.name} {row.reference}") for each in words)
    ]
    key = _ORDERS.get(ask.sort, _ORDERS["due"])
    rows.sort(key=lambda row: (key(row), row.id), reverse=ask.descending)
    total = len(rows)
    if ask.after is not None:
        end = tuple(ask.after)
        rows = [row for row in rows if ((key(row), row.id) < end) is ask.descending]
        rows = [row for row in rows if (key(row), row.id) != end]
    page = rows[: ask.limit]
    last = (key(page[-1]), page[-1].id) if page else None
    return Page(tuple(page), len(rows) > ask.limit, last, total if ask.after is None else None)


@query(needs=Permission.RETENTION_VIEW)
def retention_due(reading: Reading) -> int:
    """How many files wait for a decision."""
    rules = policy_in_force(reading).rules
    spans = {MenteeStatus.CLOSED: rules["mentee"].span, MenteeStatus.NOT_TAKEN_UP: rules["not_taken_up"].span}
    before = {
        status: add_months(reading.today, -min(span or 0, LONGEST)) + timedelta(days=3)
        for status, span in spans.items()  # three days for months that end early
    }
    return sum(row.is_due and row.kept is None for row in _rows(reading, before))


@query(needs=Permission.RETENTION_VIEW)
def equality_due(reading: Reading) -> tuple[int, ...]:
    """The mentees whose equality answers are only counts from now on."""
    span = policy_in_force(reading).rules["equality"].span
    ended = (
        select(Mentee.id, Episode.exit_date)
        .join(EqualityAnswers, EqualityAnswers.mentee_id == Mentee.id)
        .outerjoin(Episode, Episode.mentee_id == Mentee.id)
        .where(Mentee.status.in_(OVER))
        .order_by(Mentee.id)
    )
    last: dict[int, date] = {}
    for number, day in reading.session.execute(ended):
        last[number] = max(last.get(number, date.min), day or date.min)
    return tuple(
        number for number, day in last.items() if day == date.min or after(day, span) <= reading.today
    )


@query(needs=Permission.RETENTION_VIEW)
def file_sheet(reading: Reading, subject: Subject, number: int) -> FileSheet:
    """One file to be reviewed."""
    person: Mentee | Volunteer = (
        reading.find(Mentee, number) if subject is Subject.MENTEE else reading.find(Volunteer, number)
    )
    row = next((each for each in _rows(reading) if (each.subject, each.number) == (subject, number)), None)
    counted = Counter(each.word for each in belongings(reading.session, person))
    keeping = keepings_of(reading).get(number if subject is Subject.MENTEE else -number)
    return FileSheet(
        row,
        subject,
        number,
        person.reference if isinstance(person, Mentee) else mentor_reference(number),
        _name(person),
        tuple(sorted(counted.items())),
        _keep_row(reading, keeping),
        person.token is None,
    )


def pieces_said(pieces: tuple[tuple[str, int], ...]) -> str:
    """Return what belongs to a file in words: "3 goals, 12 ratings"."""
    return ", ".join(_many(word, count) for word, count in pieces) or "nothing else"


def _many(word: str, count: int) -> str:
    plural = {"match": "matches", "wish": "wishes", "change of a match": "changes of matches"}
    plural |= {"equality form": "equality forms"}
    return count_of(count, word, plural.get(word, f"{word}s"))


def _rows(reading: Reading, before: Mapping[MenteeStatus, date] | None = None) -> Iterator[DueRow]:
    policy, keepings = policy_in_force(reading), keepings_of(reading)
    for each in candidates(reading, before):
        rule, day = _due(policy, each)
        kept = _keep_row(reading, keepings.get(each.row_id))
        yield DueRow(
            each.row_id,
            each.subject,
            each.number,
            each.reference,
            each.name,
            each.ended.end_date,
            rule,
            day,
            day <= reading.today,
            kept,
        )


def _due(policy: Policy, each: Candidate) -> tuple[Rule, date]:
    if each.subject is Subject.MENTEE:
        return due_of(policy, each.ended)
    rule = policy.rules["mentor" if each.ended.taken_up else "applicant"]
    return rule, after(each.ended.end_date, rule.span)


def _shown(row: DueRow, show: str | None, today: date) -> bool:
    kind = row.kept.kind if row.kept else None
    if show is None:
        return True
    if show == Show.HELD:
        return kind is KeepKind.HOLD
    if show == Show.KEPT:
        return kind is KeepKind.UNTIL
    if show == Show.SOON:
        return kind is None and today < row.due_date <= add_months(today, SOON)
    return row.is_due and kind is not KeepKind.UNTIL


def _keep_row(reading: Reading, keeping: Keeping | None) -> KeepRow | None:
    if keeping is None:
        return None
    by = reading.session.get(Person, keeping.decided_by) if keeping.decided_by else None
    return KeepRow(
        keeping.id,
        keeping.version,
        keeping.kind,
        keeping.reason,
        keeping.until_date,
        keeping.decided_at,
        by.name if by else "MentorDesk",
    )


def _name(person: Mentee | Volunteer) -> str:
    if isinstance(person, Mentee):
        return f"{person.first_names or person.preferred_name} {person.last_name}".strip() or person.reference
    return title_of(person)
