"""No number is given twice: the trail, the bin and undo tell records apart by their numbers for ever.

SQLite gives a new row the number after the highest one, also when that one belonged to a row that is gone.
"""

from dataclasses import dataclass, field

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session, UOWTransaction

from mentordesk.records.base import Record
from mentordesk.records.bins import NumberUsed

_USED: Table = Record.metadata.tables[NumberUsed.__tablename__]


@dataclass
class Numbering:
    """The numbers of one operation: new records of a table get none that a removed one had."""

    _used: dict[str, int] | None = None
    _next: dict[str, int] = field(default_factory=dict)

    def before_flush(self, session: Session, _context: UOWTransaction, _objects: object) -> None:
        """Number the new records of those tables from which something was removed."""
        new = [record for record in session.new if isinstance(record, Record) and record.id is None]
        if not new:
            return
        used = self._known(session)
        for record in new:
            table = record.__tablename__
            if table in used:
                number = self._next.get(table) or 1 + max(used[table], _highest(session, type(record)))
                record.id, self._next[table] = number, number + 1

    def note(self, session: Session, acts: list[tuple[Record, str]]) -> None:
        """Remember the numbers of what one flush removed."""
        gone: dict[str, int] = {}
        for record, act in acts:
            if act == "removed" and record.audited:
                gone[record.__tablename__] = max(record.id, gone.get(record.__tablename__, 0))
        used = self._known(session) if gone else {}
        for table, number in gone.items():
            if table not in used:
                new = {"version": 1, "subject": table, "highest": number}
                session.connection().execute(_USED.insert(), new)
            elif number > used[table]:
                session.connection().execute(
                    _USED.update().where(_USED.c.subject == table), {"highest": number}
                )
            used[table] = max(number, used.get(table, 0))

    def _known(self, session: Session) -> dict[str, int]:
        if self._used is None:
            rows = session.connection().execute(select(NumberUsed.subject, NumberUsed.highest))
            self._used = {row.subject: row.highest for row in rows}
        return self._used


def _highest(session: Session, kind: type[Record]) -> int:
    return int(session.connection().execute(select(func.max(kind.id))).scalar() or 0)
