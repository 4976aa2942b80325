"""The record of processing: every purpose, and the sheet that its papers are made from."""

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import func, select

from mentordesk.features.privacy.rules.processing import ProcessingDraft
from mentordesk.kernel.permissions import Permission
from mentordesk.records.organisation import Organisation
from mentordesk.records.processing import Processing
from mentordesk.store.work import Reading, query


@dataclass(frozen=True)
class ProcessingRow:
    """One purpose, with the version that a form sends back."""

    id: int
    version: int
    draft: ProcessingDraft


@dataclass(frozen=True)
class ProcessingSheet:
    """The record of processing as its papers print it."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    rows: tuple[ProcessingRow, ...]


@query(needs=Permission.PROCESSING_VIEW)
def processing_rows(reading: Reading) -> tuple[ProcessingRow, ...]:
    """Every purpose, by name."""
    found = select(Processing).order_by(func.lower(Processing.purpose), Processing.id)
    return tuple(_row(each) for each in reading.session.scalars(found))


@query(needs=Permission.PROCESSING_VIEW)
def processing_row(reading: Reading, number: int) -> ProcessingRow:
    """One purpose."""
    return _row(reading.find(Processing, number))


@query(needs=Permission.PROCESSING_VIEW)
def processing_sheet(reading: Reading) -> ProcessingSheet:
    """The record of processing, for its papers."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return ProcessingSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        processing_rows(reading),
    )


def _row(kept: Processing) -> ProcessingRow:
    draft = ProcessingDraft(**{each.name: getattr(kept, each.name) for each in fields(ProcessingDraft)})
    return ProcessingRow(kept.id, kept.version, draft)
