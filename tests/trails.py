"""Reading the trail back: what it says of exports and prints."""

from sqlalchemy import select

from mentordesk.records.trail import TrailChange, TrailEntry
from mentordesk.store.casebook import Store

Said = tuple[str, str, int, dict[str, str | None]]
"""The act, what it was done with, its number, and the details."""


def exports(store: Store) -> list[Said]:
    """Every export and print that the trail tells of, oldest first."""
    with store.connection() as connection:
        entries = connection.execute(
            select(TrailEntry.__table__)
            .where(TrailEntry.act.in_(("exported", "printed")))
            .order_by(TrailEntry.id)
        ).all()
        details = connection.execute(select(TrailChange.__table__)).all()
    return [
        (
            entry.act,
            entry.subject,
            entry.subject_id,
            {each.field: each.after for each in details if each.entry_id == entry.id},
        )
        for entry in entries
    ]
