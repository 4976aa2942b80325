"""Every record of a casebook, so that the whole schema is known wherever it must be."""

from sqlalchemy.orm import configure_mappers

from mentordesk.records import drafts, organisation, people, plans, trail

MODULES = (drafts, organisation, people, plans, trail)


def load() -> None:
    """Make every record ready for use."""
    configure_mappers()
