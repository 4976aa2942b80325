"""Breaches: the register, and one of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from mentordesk.features.privacy.rules.breaches import BreachDraft, breach_standing
from mentordesk.features.privacy.rules.requests import TONES, Standing
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column, Mark
from mentordesk.kernel.formats import short_moment
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import shortened
from mentordesk.records.breaches import Breach
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query

_WORDS = {
    Standing.ANSWERED: "Closed",
    Standing.OPEN: "Open",
    Standing.SOON: "To decide",
    Standing.OVERDUE: "72 hours over",
}


class BreachesShown(Choice):
    """Which breaches a list shows."""

    OPEN = "open", "Open"
    UNDECIDED = "undecided", "To be decided"
    CLOSED = "closed", "Closed"


@dataclass(frozen=True)
class BreachRow:
    """A breach as its list shows it."""

    id: int
    version: int
    aware_at: datetime
    due_at: datetime
    draft: BreachDraft
    standing: Standing


BREACH_COLUMNS: tuple[Column[BreachRow], ...] = (
    Column("Report by", lambda row: short_moment(row.due_at), "due", width=180),
    Column(
        "Where it stands",
        lambda row: _WORDS[row.standing],
        width=140,
        value=lambda row: Mark(_WORDS[row.standing], TONES[row.standing]),
    ),
    Column("We knew", lambda row: short_moment(row.aware_at), "aware", width=180),
    Column("What happened", lambda row: shortened(row.draft.happened, 200), width=300),
    Column("Risk", lambda row: row.draft.risk.label if row.draft.risk else "", width=140),
    Column("Report", lambda row: row.draft.reporting.label if row.draft.reporting else "", width=160),
)


@query(needs=Permission.BREACH_EDIT)
def breach_page(reading: Reading, ask: ListAsk) -> Page[BreachRow]:
    """The register of breaches, the newest first unless asked otherwise."""
    found = select(Breach)
    if words := ask.search.strip():
        found = found.where(contains(Breach.happened, words) | contains(Breach.measures, words))
    if shown := ask.filter("shown"):
        conditions: dict[Any, Any] = {
            BreachesShown.OPEN: Breach.closed_date.is_(None),
            BreachesShown.UNDECIDED: Breach.undecided(),
            BreachesShown.CLOSED: Breach.closed_date.is_not(None),
        }
        found = found.where(conditions[shown])
    orders = {"due": Breach.due_at, "aware": Breach.aware_at}
    return fetch_page(reading, found, ask, orders, Breach.id, lambda row: _row(reading, row[0]))


@query(needs=Permission.BREACH_EDIT)
def breach_row(reading: Reading, breach_id: int) -> BreachRow:
    """One breach."""
    return _row(reading, reading.find(Breach, breach_id))


def _row(reading: Reading, breach: Breach) -> BreachRow:
    values: dict[str, Any] = {}
    for name, moment in (("aware", breach.aware_at), ("reported", breach.reported_at)):
        here = moment.astimezone() if moment else None
        values[f"{name}_date"] = here.date() if here else None
        values[f"{name}_time"] = here.time() if here else None
    plain = set(BreachDraft.__dataclass_fields__) - set(values)
    draft = BreachDraft(**values, **{name: getattr(breach, name) for name in plain})
    return BreachRow(
        breach.id,
        breach.version,
        breach.aware_at,
        breach.due_at,
        draft,
        breach_standing(
            breach.due_at,
            reading.now,
            decided=breach.reporting is not None,
            closed=breach.closed_date is not None,
        ),
    )
