"""Quality standards: each with its requirements, how they stand, and the progress on paper."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from mentordesk.features.volunteers.rules.standards import (
    EvidenceDraft,
    PartDraft,
    Progress,
    StandardDraft,
    progress_of,
)
from mentordesk.kernel.choices import Choice
from mentordesk.kernel.columns import Column
from mentordesk.kernel.formats import short_date
from mentordesk.kernel.paging import ListAsk, Page
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import Rag, rag_words
from mentordesk.kernel.text import shortened
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.standards import QualityStandard, StandardRequirement
from mentordesk.store.paging import contains, fetch_page
from mentordesk.store.work import Reading, query


class RequirementsShown(Choice):
    """The views of requirements that people ask for most."""

    TO_DO = "to_do", "Not Green yet"
    REVIEW = "review", "Review due"
    NO_EVIDENCE = "no_evidence", "Without evidence"


@dataclass(frozen=True)
class RequirementRow:
    """One requirement in the list of all standards."""

    id: int
    standard_id: int
    standard: str
    area: str
    wording: str
    rag: Rag | None
    owner: str
    review_date: date | None
    evidence: str


REQUIREMENT_COLUMNS: tuple[Column[RequirementRow], ...] = (
    Column("Requirement", lambda row: row.wording, "place", width=300),
    Column("Area", lambda row: row.area, "area", width=160),
    Column("Standard", lambda row: row.standard, "standard", width=170),
    Column("How we stand", lambda row: rag_words([row.rag]), "rag", width=120, value=lambda row: row.rag),
    Column("Owner", lambda row: row.owner, None, width=130),
    Column(
        "Review",
        lambda row: short_date(row.review_date),
        "review",
        width=110,
        typed=lambda row: row.review_date,
    ),
    Column("Evidence", lambda row: shortened(row.evidence, 160), None, width=200),
)


@dataclass(frozen=True)
class RequirementView:
    """One requirement as the page of its standard shows it."""

    id: int
    version: int
    area: str
    wording: str
    draft: EvidenceDraft
    owner: str
    review_due: bool


@dataclass(frozen=True)
class StandardView:
    """One standard as its page shows it."""

    id: int
    version: int
    draft: StandardDraft
    requirements: tuple[RequirementView, ...]
    progress: Progress

    def areas(self) -> tuple[tuple[str, tuple[RequirementView, ...]], ...]:
        """Return the requirements by area, in their order."""
        found: dict[str, list[RequirementView]] = {}
        for each in self.requirements:
            found.setdefault(each.area, []).append(each)
        return tuple((area, tuple(rows)) for area, rows in found.items())


@dataclass(frozen=True)
class StandardSheet:
    """A standard as its paper prints it."""

    organisation: str
    charity_number: str
    logo: bytes
    prepared_by: str
    as_at: date
    trail_head: str
    view: StandardView


@query(needs=Permission.VOLUNTEER_VIEW)
def requirement_page(reading: Reading, ask: ListAsk) -> Page[RequirementRow]:
    """The requirements of every standard, in the views people ask for."""
    found = (
        select(StandardRequirement, QualityStandard.name, Person.name)
        .join(QualityStandard, StandardRequirement.standard_id == QualityStandard.id)
        .outerjoin(Person, StandardRequirement.owner_id == Person.id)
    )
    for word in ask.search.split():
        found = found.where(
            contains(StandardRequirement.wording, word) | contains(StandardRequirement.evidence, word)
        )
    if view := ask.filter("view"):
        found = found.where(_shown(RequirementsShown(view), reading.today))
    if standard := ask.filter("standard"):
        found = found.where(StandardRequirement.standard_id == standard)
    if rag := ask.filter("rag"):
        rated = StandardRequirement.rag
        found = found.where(rated.is_(None) if rag == "none" else rated == Rag(rag))
    place = QualityStandard.position * 1000 + StandardRequirement.position
    orders: dict[str, Any] = {
        "place": place,
        "area": StandardRequirement.area,
        "standard": QualityStandard.name,
        "rag": func.coalesce(StandardRequirement.rag, ""),
        "review": func.coalesce(StandardRequirement.review_date, date.max),
    }
    return fetch_page(
        reading, found, ask, orders, StandardRequirement.id, lambda row: _row(row[0], row[1], row[2])
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def standard_view(reading: Reading, standard_id: int) -> StandardView:
    """One standard as its page shows it."""
    return _view(reading, reading.find(QualityStandard, standard_id))


@query(needs=Permission.VOLUNTEER_EXPORT)
def standard_sheet(reading: Reading, standard_id: int) -> StandardSheet:
    """A standard as its paper prints it."""
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    return StandardSheet(
        house.name if house else "",
        house.charity_number if house else "",
        house.logo if house else b"",
        reading.actor.name,
        reading.today,
        reading.trail_head(),
        standard_view(reading, standard_id),
    )


@query(needs=Permission.VOLUNTEER_VIEW)
def standard_choices(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Every standard by number and name, in order."""
    found = select(QualityStandard.id, QualityStandard.name)
    rows = reading.session.execute(found.order_by(QualityStandard.position, QualityStandard.id))
    return tuple((number, name) for number, name in rows)


@query(needs=Permission.VOLUNTEER_EDIT)
def standard_owners(reading: Reading) -> tuple[tuple[int, str], ...]:
    """Who can own a requirement: whoever signs in, and whoever owns one already."""
    owns = select(StandardRequirement.owner_id)
    found = select(Person.id, Person.name).where(Person.active.is_(True) | Person.id.in_(owns))
    return tuple((number, name) for number, name in reading.session.execute(found.order_by(Person.name)))


def _shown(view: RequirementsShown, today: date) -> Any:
    return {
        RequirementsShown.TO_DO: StandardRequirement.rag.is_distinct_from(Rag.GREEN),
        RequirementsShown.REVIEW: StandardRequirement.review_date <= today,
        RequirementsShown.NO_EVIDENCE: StandardRequirement.evidence == "",
    }[view]


def _row(requirement: StandardRequirement, standard: str, owner: str | None) -> RequirementRow:
    return RequirementRow(
        requirement.id,
        requirement.standard_id,
        standard,
        requirement.area,
        requirement.wording,
        requirement.rag,
        owner or "",
        requirement.review_date,
        requirement.evidence,
    )


def _view(reading: Reading, standard: QualityStandard) -> StandardView:
    owners = {each.id: each.name for each in reading.session.scalars(select(Person))}
    rows = tuple(
        RequirementView(
            each.id,
            each.version,
            each.area,
            each.wording,
            EvidenceDraft(each.rag, each.evidence, each.next_step, each.owner_id, each.review_date),
            owners.get(each.owner_id, "") if each.owner_id else "",
            each.review_date is not None and each.review_date <= reading.today,
        )
        for each in standard.requirements
    )
    parts = tuple(PartDraft(each.id, each.area, each.wording) for each in standard.requirements)
    draft = StandardDraft(standard.name, standard.note, standard.awarded_date, standard.until_date, parts)
    progress = progress_of((each.draft.rag, each.draft.evidence) for each in rows)
    return StandardView(standard.id, standard.version, draft, rows, progress)
