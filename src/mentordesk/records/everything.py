"""Every record of a casebook, so that the whole schema is known wherever it must be."""

from sqlalchemy.orm import configure_mappers

from mentordesk.records import (
    consents,
    drafts,
    goals,
    justice,
    matches,
    mentees,
    notes,
    organisation,
    pathways,
    people,
    plans,
    referrals,
    trail,
    volunteers,
)

MODULES = (
    consents,
    drafts,
    goals,
    justice,
    matches,
    mentees,
    notes,
    organisation,
    pathways,
    people,
    plans,
    referrals,
    trail,
    volunteers,
)


def load() -> None:
    """Make every record ready for use."""
    configure_mappers()
