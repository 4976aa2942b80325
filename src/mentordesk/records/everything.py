"""Every record of a casebook, so that the whole schema is known wherever it must be."""

from sqlalchemy.orm import configure_mappers

from mentordesk.records import (
    attachments,
    bins,
    consents,
    drafts,
    equality,
    goals,
    justice,
    matches,
    mentees,
    merges,
    notes,
    organisation,
    pathways,
    people,
    plans,
    processing,
    referrals,
    retention,
    trail,
    volunteers,
)

MODULES = (
    attachments,
    bins,
    consents,
    drafts,
    equality,
    goals,
    justice,
    matches,
    mentees,
    merges,
    notes,
    organisation,
    pathways,
    people,
    plans,
    processing,
    referrals,
    retention,
    trail,
    volunteers,
)


def load() -> None:
    """Make every record ready for use."""
    configure_mappers()
