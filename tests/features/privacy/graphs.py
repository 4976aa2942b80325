"""Random records of two mentees and two mentors, in every table that says something about them."""

import random
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import Boolean, Date, Enum, Integer, LargeBinary, String, inspect
from sqlalchemy.exc import IntegrityError

from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.base import Record
from mentordesk.records.concerns import Concern
from mentordesk.records.development import DevelopmentReview
from mentordesk.records.mentees import Mentee
from mentordesk.records.requests import DataRequest, RequestOutcome
from mentordesk.records.spells import Spell
from mentordesk.records.types import Instant, PartsOfWeek
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.belongings import kind_of, references
from mentordesk.store.work import Work, operation
from tests.casebooks import NOW, TODAY

PEOPLE = (Mentee, Volunteer)


def kinds_in_reach() -> list[type[Record]]:
    """Every kind that belongs to a mentee or a mentor or names one, owners before what they own."""
    found: list[type[Record]] = [*PEOPLE]
    for kind in found:
        for each in references(kind):
            if each.kind not in found and each.kind.audited and (each.owned or kind in PEOPLE):
                found.append(each.kind)
    return sorted(found, key=lambda kind: _depth(kind, found))


def _depth(kind: type[Record], found: list[type[Record]]) -> int:
    if kind in PEOPLE:
        return 0
    owners = [kind_of(key.column.table.name) for c in inspect(kind).columns for key in c.foreign_keys]
    return 1 + max((_depth(each, found) for each in owners if each in found and each is not kind), default=0)


@operation(needs=Permission.MENTEE_EDIT)
def add_graph(work: Work, seed: int) -> tuple[tuple[str, int], ...]:
    """Add a random graph; return the table and number of each record, the two mentees first."""
    chance = random.Random(seed)
    made: dict[type[Record], list[Record]] = {}
    for kind in kinds_in_reach():
        count = 2 if kind in PEOPLE else chance.randint(1, 4)
        tries = (_one(work, kind, made, chance) for _ in range(20))
        made.setdefault(kind, []).extend(islice((each for each in tries if each is not None), count))
    return tuple((each.__tablename__, each.id) for records in made.values() for each in records)


def _one(work: Work, kind: type[Record], made: Any, chance: random.Random) -> Record | None:
    values = {
        column.key: _value(work, kind, column, made, chance)
        for column in inspect(kind).columns
        if column.key not in {"id", "version"}
    }
    if kind is DataRequest:
        values["outcome"] = RequestOutcome.REFUSED
    if kind is Concern:
        values["closed_at"] = NOW if values["close_reason"] else None
    if kind is Spell:
        values["end_date"] = TODAY if values["end_reason"] else None
    if kind is DevelopmentReview:
        values["next_date"] = TODAY + timedelta(days=90)
    try:
        with work.session.begin_nested():
            record = kind(**values)
            work.session.add(record)
            work.session.flush()
    except IntegrityError:
        return None
    return record


def _value(work: Work, kind: type[Record], column: Any, made: Any, chance: random.Random) -> Any:
    if column.foreign_keys:
        owner = kind_of(next(iter(column.foreign_keys)).column.table.name)
        near = made.get(owner, [])
        if not near and not column.nullable:
            near = [_stranger(work, owner, made, chance)]
        use = near and (not column.nullable or chance.random() < 0.5) and kind not in PEOPLE
        return chance.choice(near).id if use else None
    if column.nullable and not column.info.get("personal"):
        return None
    return _typed(column, chance)


def _stranger(work: Work, kind: type[Record], made: Any, chance: random.Random) -> Record:
    tries = (_one(work, kind, made, chance) for _ in range(30))
    record = next(each for each in tries if each is not None)
    made.setdefault(kind, []).append(record)
    return record


def _typed(column: Any, chance: random.Random) -> Any:
    kind = column.type
    word = f"{column.key[:4]}q{chance.getrandbits(48):x}"
    simple: tuple[tuple[type, Any], ...] = (
        (PartsOfWeek, (PartOfWeek.MON_AM,)),
        (Instant, NOW),
        (Enum, _member(kind, chance)),
        (Boolean, chance.random() < 0.5),
        (Date, TODAY),
        (LargeBinary, word.encode()),
        (Integer, chance.randint(1, 5)),
        (String, word[: getattr(kind, "length", None) or 60]),
    )
    return next(value for each, value in simple if isinstance(kind, each))


def _member(kind: Any, chance: random.Random) -> Any:
    return chance.choice(list(kind.enum_class)) if isinstance(kind, Enum) and kind.enum_class else None


def says_nothing(value: Any) -> bool:
    """Whether a value of a column says nothing."""
    return value is None or value in ("", ()) or isinstance(value, bytes)
