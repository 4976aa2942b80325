"""Need to know: a mentor sees only the mentees they are matched with, and nothing that belongs to others.

One policy for every query and operation, and so for screens, search, reports and exports: each statement is
narrowed before it runs. What belongs to a mentee is found through the foreign keys, so that a new kind of
record is narrowed by itself. A session is seen by the mentors of those who were to come to it.
"""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, event, or_, select
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria

from mentordesk.kernel.permissions import Role
from mentordesk.records.base import Record
from mentordesk.records.matches import KNOWING, Match
from mentordesk.records.mentees import Mentee
from mentordesk.records.sessions import Attendance, MentoringSession
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import references
from mentordesk.store.work import Actor


def narrow(session: Session, actor: Actor) -> None:
    """Let a session see only what its actor needs to know; managers, coordinators and readers see all."""
    if actor.role is not Role.MENTOR or actor.person_id is None:
        return
    options = [
        with_loader_criteria(kind, _condition(kind, actor.person_id), include_aliases=True)
        for kind in narrowed()
    ]

    def look(state: ORMExecuteState) -> None:
        if state.is_select and not state.is_column_load and not state.is_relationship_load:
            state.statement = state.statement.options(*options)

    event.listen(session, "do_orm_execute", look)


@cache
def narrowed() -> tuple[type[Record], ...]:
    """Return every kind of record that says something of a mentee or of a mentor."""
    found: list[type[Record]] = []
    waiting: list[type[Record]] = [Mentee, Volunteer, MentoringSession]
    while waiting:
        kind = waiting.pop(0)
        if kind not in found:
            found.append(kind)
            waiting += [each.kind for each in references(kind)]
    return tuple(found)


def _condition(kind: type[Record], person_id: int) -> ColumnElement[bool]:
    """Return what is true of the rows of a kind that a person may see."""
    if kind in {Mentee, Volunteer, MentoringSession}:
        return kind.id.in_(_numbers(kind, person_id))
    return and_(*(_named(getattr(kind, field), owner, person_id) for owner, field in _owners(kind)))


def _numbers(kind: type[Record], person_id: int) -> Select[int]:
    """Return the numbers of the rows of a kind that a person may see."""
    rows: Any = kind.__table__
    if kind is Volunteer:
        return select(rows.c.id).where(rows.c.person_id == person_id)
    if kind is Mentee:
        matches: Any = Match.__table__
        mine = matches.c.volunteer_id.in_(_numbers(Volunteer, person_id))
        return select(matches.c.mentee_id).where(mine, matches.c.status.in_(KNOWING))
    if kind is MentoringSession:
        attended: Any = Attendance.__table__
        known = attended.c.mentee_id.in_(_numbers(Mentee, person_id))
        return select(attended.c.session_id).where(known)
    named = (_named(rows.c[field], owner, person_id) for owner, field in _owners(kind))
    return select(rows.c.id).where(*named)


def _named(column: Any, owner: type[Record], person_id: int) -> ColumnElement[bool]:
    """Return what is true where a column names a row that a person may see, or may and does name none."""
    seen: ColumnElement[bool] = column.in_(_numbers(owner, person_id))
    nullable = column.nullable
    return or_(column.is_(None), seen) if nullable else seen


@cache
def _owners(kind: type[Record]) -> tuple[tuple[type[Record], str], ...]:
    return tuple(
        (owner, each.field) for owner in narrowed() for each in references(owner) if each.kind is kind
    )
