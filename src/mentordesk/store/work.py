"""Operations and queries: the one door through which records are written and read.

An operation is a function of a `Work`, a query a function of a `Reading`; both name the permission they
need. The store runs them; no one else begins or commits a transaction.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, ReasonNeeded
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.base import Record
from mentordesk.records.bins import BinEntry
from mentordesk.store.belongings import belongings, owner_of, title_of
from mentordesk.store.cases import asks_reasons, cases_behind, is_of_a_case, is_theirs
from mentordesk.store.packing import take_out, to_bytes
from mentordesk.store.trail import Said
from mentordesk.store.vault import Unlocked

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
Kept = TypeVar("Kept", bound=Record)


@dataclass(frozen=True)
class Actor:
    """Who acts; the program itself has no number."""

    person_id: int | None
    name: str
    role: Role
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Return whether the actor holds a permission."""
        return permission in self.permissions


PROGRAM = Actor(None, "MentorDesk", Role.MANAGER, frozenset(Permission))


@dataclass
class Reading:
    """What a query gets: the session, who asks, and the clock."""

    session: Session
    actor: Actor
    now: datetime
    trail_head: Callable[[], str]
    opened: frozenset[int] = field(default=frozenset(), kw_only=True)
    """The cases of others that were opened with a reason in this sitting."""

    @property
    def today(self) -> date:
        """The civil date where this computer stands."""
        return self.now.astimezone().date()

    def holds(self, permission: Permission) -> bool:
        """Return whether the actor holds a permission."""
        return self.actor.may(permission)

    def need(self, permission: Permission) -> None:
        """Refuse with NotAllowed unless the actor's role holds a permission."""
        if not self.holds(permission):
            role = self.actor.role.label
            message = f"Your role, {role}, does not let you {permission.label}. Nothing was changed."
            raise NotAllowed(message)

    def find(self, kind: type[Kept], number: int) -> Kept:
        """Return a record to be shown; NotFound when there is none, ReasonNeeded for a closed case."""
        record = self.mention(kind, number)
        self.need_reason(record)
        return record

    def need_reason(self, record: Record) -> None:
        """Refuse with ReasonNeeded what belongs to a case that is neither one's own nor opened."""
        if not is_of_a_case(type(record)) or not asks_reasons(self.session):
            return
        behind = cases_behind(self.session, record)
        if behind and not any(self.may_open(each) for each in behind):
            message = (
                "This case is not yours. Say first why you open it; the reason is written to the trail. "
                "Nothing was shown."
            )
            raise ReasonNeeded(message)

    def may_open(self, mentee_id: int) -> bool:
        """Return whether a case is the person's own, nobody's, or opened with a reason in this sitting."""
        person_id = self.actor.person_id
        if person_id is None or mentee_id in self.opened or not asks_reasons(self.session):
            return True
        return is_theirs(self.session, mentee_id, person_id)

    def mention(self, kind: type[Kept], number: int) -> Kept:
        """Return a record to be named only, whoever's case it is; NotFound when there is none."""
        record = self.session.get(kind, number)
        if record is None:
            message = f"This {kind.word} is no longer there. Somebody may have removed it."
            raise NotFound(message)
        return record


@dataclass
class Work(Reading):
    """What an operation gets besides: adding, versions, and acts on the key slots just before a commit."""

    vault: Unlocked
    at_the_end: list[Callable[[], None]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    final: bool = False
    """Whether this cannot be taken back with Undo."""
    ends_undo: bool = False
    """Whether neither this act nor any before it in this sitting may be taken back."""
    opening: set[int] = field(default_factory=set)
    """The cases that are open from now on, once this is on disk."""

    def find(self, kind: type[Kept], number: int) -> Kept:
        """Return a record to be written; an operation that shows a case asks `need_reason` as well."""
        return self.mention(kind, number)

    def change(self, kind: type[Kept], number: int, version: int) -> Kept:
        """Return a record to be changed; Conflict when it is not the version that was read."""
        record = self.find(kind, number)
        if record.version != version:
            message = f"Somebody else saved this {kind.word} while you were writing. Your text is still here."
            raise Conflict(message)
        record.version += 1  # also when only what hangs on it changes: a part, an entry of a review
        return record

    def say_of(self, record: Record, act: str) -> None:
        """Have the trail say that something was done with a record that did not change it: "viewed"."""
        self.say_that(record.__tablename__, record.id, act)

    def say_that(self, subject: str, subject_id: int, act: str, **details: str) -> None:
        """Have the trail say what was done with something that need not be a record: "exported"."""
        changes = tuple((name, None, text) for name, text in details.items())
        self.said.append(Said(subject, subject_id, act, changes))

    def add(self, record: Kept) -> Kept:
        """Add a record and give it its number."""
        self.session.add(record)
        self.session.flush()
        return record

    def remove(self, record: Record) -> None:
        """Remove a record with what belongs to it; it stays in the bin for a while. Some never go."""
        if not record.audited:
            self.session.delete(record)
            self.session.flush()
            return
        self._refuse_lasting(record)
        self.defer_references()
        subject, number, title = record.__tablename__, record.id, title_of(record)
        owner = owner_of(self.session, record)
        pack = take_out(self.session, record)
        self.add(
            BinEntry(
                subject=subject,
                subject_id=number,
                title=title,
                whose=title_of(owner) if owner else "",
                pieces=len(pack.records) - 1,
                content=to_bytes(pack),
                removed_at=self.now,
                removed_by=self.actor.person_id,
            )
        )

    def _refuse_lasting(self, record: Record) -> None:
        """Refuse to remove what is never removed, or what it belongs to; whether it is there is not told."""
        for each in (record, *belongings(self.session, record)):
            if each.lasting:
                may_know = each.private is None or self.holds(each.private)
                why = each.lasting if may_know else "Something about it must be kept. Ask a manager."
                message = f"This {record.word} cannot be removed. {why} Nothing was changed."
                raise NotAllowed(message)

    def defer_references(self) -> None:
        """Let records name each other in any order until the commit, where the database can."""
        if self.session.get_bind().dialect.name == "sqlite":
            self.session.execute(text("PRAGMA defer_foreign_keys = ON"))

    def refuse(self, problems: dict[str, str]) -> None:
        """Raise Invalid when there are problems."""
        if problems:
            raise Invalid(problems)


@dataclass(frozen=True)
class Operation(Generic[P, R_co]):
    """A verb: what somebody does to records, in one transaction."""

    name: str
    needs: Permission
    function: Callable[Concatenate[Work, P], R_co]

    def __call__(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Run as a step of another operation."""
        work.need(self.needs)
        return self.function(work, *args, **kwargs)


@dataclass(frozen=True)
class Query(Generic[P, R_co]):
    """A question: frozen rows out of records."""

    name: str
    needs: Permission
    function: Callable[Concatenate[Reading, P], R_co]

    def __call__(self, reading: Reading, *args: P.args, **kwargs: P.kwargs) -> R_co:
        """Ask as a step of another query or operation."""
        reading.need(self.needs)
        return self.function(reading, *args, **kwargs)


def operation(*, needs: Permission) -> Callable[[Callable[Concatenate[Work, P], R]], Operation[P, R]]:
    """Make a function an operation that needs a permission."""
    return lambda function: Operation(_name(function), needs, function)


def query(*, needs: Permission) -> Callable[[Callable[Concatenate[Reading, P], R]], Query[P, R]]:
    """Make a function a query that needs a permission."""
    return lambda function: Query(_name(function), needs, function)


def _name(function: Callable[..., Any]) -> str:
    return str(getattr(function, "__name__", "unnamed"))
