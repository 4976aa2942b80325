"""Retention over twelve months at a day, the survival curve, and why people left."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.volunteers.rules.retention import (
    Pause,
    Retention,
    Served,
    Stay,
    Survival,
    retention_at,
    stays_of,
    survival,
)
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.permissions import Permission
from mentordesk.records.spells import ServiceBreak, Spell
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class RetentionSheet:
    """The figures at a day, the curve up to it, and the same figures in the years before."""

    figures: Retention
    curve: tuple[Survival, ...]
    earlier: tuple[Retention, ...]


@query(needs=Permission.VOLUNTEER_VIEW)
def retention_sheet(reading: Reading, day: date | None = None, years: int = 5) -> RetentionSheet:
    """Retention at a day, or today, with some years before it."""
    at = day or reading.today
    stays = everybodys_stays(reading)
    return RetentionSheet(
        retention_at(stays, at),
        survival(stays, at),
        tuple(retention_at(stays, add_months(at, -12 * back)) for back in range(1, years)),
    )


def everybodys_stays(reading: Reading) -> dict[int, tuple[Stay, ...]]:
    """Return the stays of everybody who has served."""
    pauses: dict[int, list[Pause]] = defaultdict(list)
    rests = select(ServiceBreak.spell_id, ServiceBreak.start_date, ServiceBreak.end_date, ServiceBreak.reason)
    for spell_id, first, last, why in reading.session.execute(rests):
        pauses[spell_id].append(Pause(first, last, why))
    spells: dict[int, list[Served]] = defaultdict(list)
    found = select(
        Spell.id, Spell.volunteer_id, Spell.start_date, Spell.end_date, Spell.agreed_date, Spell.end_reason
    )
    for number, volunteer_id, first, last, agreed, reason in reading.session.execute(found):
        served = Served(first, last, tuple(pauses.get(number, ())), agreed, reason)
        spells[volunteer_id].append(served)
    return {number: stays_of(own) for number, own in spells.items()}
