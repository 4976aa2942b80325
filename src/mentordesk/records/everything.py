"""Every record of a casebook, so that the whole schema is known wherever it must be."""

from sqlalchemy.orm import configure_mappers

from mentordesk.records import (
    attachments,
    bins,
    breaches,
    complaints,
    consents,
    dip_samples,
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
    photos,
    pipeline,
    plans,
    processing,
    referrals,
    requests,
    retention,
    service,
    trail,
    views,
    volunteers,
)

MODULES = (
    attachments,
    bins,
    breaches,
    complaints,
    consents,
    dip_samples,
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
    photos,
    pipeline,
    plans,
    processing,
    referrals,
    requests,
    retention,
    service,
    trail,
    views,
    volunteers,
)


def load() -> None:
    """Make every record ready for use."""
    configure_mappers()
