"""The store: one open casebook, through which every operation and query runs."""

from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.exc import StaleDataError

from mentordesk.kernel.errors import Conflict, NotAllowed, ReadOnly
from mentordesk.kernel.exports import Export
from mentordesk.kernel.permissions import held_by
from mentordesk.records.people import Person, RoleGrant
from mentordesk.store import drafts
from mentordesk.store.backup import Backup, Heed, is_up_to_date, make_backup, on_and_on
from mentordesk.store.courtesy import Courtesy
from mentordesk.store.engine import READS, telling
from mentordesk.store.exports import note_export
from mentordesk.store.files import save_outside
from mentordesk.store.manifest import Why
from mentordesk.store.restrictions import refuse_changes
from mentordesk.store.scope import narrow
from mentordesk.store.state import read_state, write_state
from mentordesk.store.trail import Trail, chain_at, newest_change, read_head
from mentordesk.store.undo import KEPT, Deed, deed, renumber, undo
from mentordesk.store.vault import Unlocked
from mentordesk.store.work import PROGRAM, Actor, Operation, Query, Reading, Work

if TYPE_CHECKING:
    from mentordesk.records.base import Record

P = ParamSpec("P")
R = TypeVar("R")

READ_ONLY = (
    "This casebook is open for reading only, because its folder cannot be written. Nothing was changed."
)


def wall_clock() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class Store:
    """An open casebook. Operations write through it, queries read through it; it ends with `close`."""

    def __init__(
        self,
        vault: Unlocked,
        engine: Engine,
        *,
        read_only: bool = False,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        """Take an engine whose schema is current; the actor is whoever's slot opened the vault."""
        self.vault = vault
        self.read_only = read_only
        self.clock = clock
        self.on_change: Callable[[frozenset[type[Record]]], None] = lambda _changed: None
        self._deeds: deque[Deed] = deque(maxlen=KEPT)
        self._opened: frozenset[int] = frozenset()
        self._engine = engine
        self._reads = engine.execution_options(**{READS: True})
        self._courtesy = Courtesy(engine)
        self.actor = self._find_actor()

    def write(self, operation: Operation[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run an operation in one transaction; when this returns, it is on disk."""
        return self._write(self.actor, operation, *args, **kwargs)

    def write_as_program(self, operation: Operation[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run an operation that no person started, such as the set-up of a new casebook."""
        return self._write(PROGRAM, operation, *args, **kwargs)

    def newest_deed(self) -> Deed | None:
        """Return the newest act of this sitting that can be taken back."""
        return self._deeds[-1] if self._deeds else None

    def undo(self, done: Deed) -> None:
        """Take an act of this sitting back; Conflict when what it left was changed since."""
        versions = self.write(undo, done)
        if done in self._deeds:
            self._deeds.remove(done)
        renumber(self._deeds, done, versions)

    def read(self, query: Query[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a query."""
        with telling(), Session(self._reads) as session:
            narrow(session, self.actor)
            head = partial(_head_chain, session)
            reading = Reading(session, self.actor, self.clock(), head, opened=self._opened)
            reading.need(query.needs)
            return query.function(reading, *args, **kwargs)

    def may(self, act: Operation[..., Any] | Query[..., Any]) -> bool:
        """Return whether the person may do or ask this, here and now."""
        if self.read_only and isinstance(act, Operation):
            return False
        return self.actor.may(act.needs)

    def sign_in(self) -> None:
        """Look up again who acts, after people were changed."""
        self.actor = self._find_actor()

    def become(self, person_id: int) -> None:
        """Go on as a person whose passphrase was just set with the recovery key."""
        with telling(), Session(self._reads) as session:
            person = session.get_one(Person, person_id)
            self.vault = replace(self.vault, user=person.slot)
        self._opened = frozenset()
        self.sign_in()

    def keep_draft(self, form: str, subject: int, title: str, fields: dict[str, Any]) -> None:
        """Keep what the person is typing."""
        if not self.read_only and self.actor is not PROGRAM:
            self.write(drafts.keep_draft, form, subject, title, fields)

    def draft(self, form: str, subject: int) -> drafts.DraftRow | None:
        """Return the person's draft of one form, if there is one."""
        return self.read(drafts.my_draft, form, subject)

    def drafts(self) -> list[drafts.DraftRow]:
        """Return the person's drafts, newest first."""
        return self.read(drafts.my_drafts)

    def drop_draft(self, form: str, subject: int) -> None:
        """Throw a draft away."""
        if not self.read_only and self.actor is not PROGRAM:
            self.write(drafts.drop_draft, form, subject)

    def save_outside(self, path: Path, content: bytes, export: Export) -> None:
        """Write a file outside the casebook; none appears before the trail says that it was exported."""
        save_outside(path, content, lambda: self._note(export, "exported"))

    def note_print(self, export: Export) -> None:
        """Write to the trail that something goes to a printer."""
        self._note(export, "printed")

    def connection(self) -> Connection:
        """Return a connection that reads, for checks and backups; the caller closes it."""
        return self._reads.connect()

    def backup(self, why: Why = Why.ASKED, heed: Heed = on_and_on) -> Backup:
        """Make a verified backup beside the work going on; it may run in a thread of its own."""
        return make_backup(self.vault, self.clock(), why, courtesy=self._courtesy, heed=heed)

    def backup_if_changed(self, why: Why, heed: Heed = on_and_on) -> Backup | None:
        """Make a backup unless the newest one holds everything; None when it does, or nothing can be kept."""
        return None if self.read_only or self.is_backed_up() else self.backup(why, heed)

    def is_backed_up(self) -> bool:
        """Return whether the newest backup holds everything that was saved."""
        with telling(), self._reads.connect() as connection:
            changed = newest_change(connection)
            return is_up_to_date(self.vault, changed, lambda number: chain_at(connection, number))

    def close(self) -> None:
        """Write down the head of the trail and let go of the file."""
        try:
            if not self.read_only:
                self.note_head()
        finally:
            self._engine.dispose()

    def __enter__(self) -> Self:
        """Use the store in a `with`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def _note(self, export: Export, act: str) -> None:
        """Write down what leaves; a casebook that is open for reading only has nowhere to."""
        if not self.read_only:
            self.write(note_export, export, act)

    def _write(self, actor: Actor, operation: Operation[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self.read_only:
            raise ReadOnly(READ_ONLY)
        trail = Trail(actor.person_id, operation.name, self.clock())
        with telling(), Session(self._engine, expire_on_commit=False) as session:
            event.listen(session, "before_flush", trail.images.before_flush)
            event.listen(session, "before_flush", trail.numbering.before_flush)
            event.listen(session, "after_flush", trail.after_flush)
            event.listen(session, "after_flush", refuse_changes)
            event.listen(session, "do_orm_execute", _refuse_bulk)
            narrow(session, actor)
            head = partial(_head_chain, session)
            work = Work(session, actor, trail.at, head, self.vault, opened=self._opened)
            work.need(operation.needs)
            try:
                with session.begin():
                    session.connection()
                    result = operation.function(work, *args, **kwargs)
                    session.flush()
                    trail.say(session.connection(), work.said)
                    for act in work.at_the_end:
                        act()
            except StaleDataError:
                message = "Somebody else saved this record while you were writing. Your text is still here."
                raise Conflict(message) from None
            if work.ends_undo:
                self._deeds.clear()
            elif actor is not PROGRAM and operation is not undo and not (work.at_the_end or work.final):
                self._remember(deed(operation.name, operation.needs, trail.images.all()))
        self._opened |= work.opening
        if RoleGrant in trail.changed:
            self.sign_in()
        self.on_change(frozenset(trail.changed))
        return result

    def _remember(self, done: Deed | None) -> None:
        if done is not None:
            self._deeds.append(done)

    def note_head(self) -> None:
        """Write down the head of the trail; older records that were put back do not pass for the newest."""
        known = read_state(self.vault.folder)
        with telling(), self._reads.connect() as connection:
            head = read_head(connection)
            follows = known is None or chain_at(connection, known.number) == known.chain
        if follows:
            write_state(self.vault.folder, head)

    def _find_actor(self) -> Actor:
        with telling(), Session(self._reads) as session:
            person = session.scalar(
                select(Person).where(Person.slot == self.vault.user, Person.active.is_(True))
            )
            if person is not None:
                grants = session.scalars(select(RoleGrant))
                changes = {(grant.role, grant.permission): grant.granted for grant in grants}
                return Actor(person.id, person.name, person.role, held_by(person.role, changes))
            if session.scalar(select(Person.id).limit(1)) is None or self.vault.recovered:
                return PROGRAM
        message = "You no longer sign in to this casebook. Ask a manager."
        raise NotAllowed(message)


def _head_chain(session: Session) -> str:
    return read_head(session.connection()).chain


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_update or state.is_delete or state.is_insert:
        message = "bulk writes pass by the audit trail"
        raise RuntimeError(message)
