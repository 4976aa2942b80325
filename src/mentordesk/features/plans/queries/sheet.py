"""The sheet of one plan: everything its reports print, frozen."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.dates import Period, Precision
from mentordesk.kernel.rag import Rag, Travel


@dataclass(frozen=True)
class EntrySheet:
    """What one review says about one part of a target; `part` is empty for the whole target."""

    page: int
    part: str
    rag: Rag | None
    rag_reason: str
    met: str
    not_met: str
    lessons: str


@dataclass(frozen=True)
class ReviewSheet:
    """One finished review; texts may hold several paragraphs and "- " list items."""

    review_date: date
    precision: Precision
    prepared_by: str
    target_wording: str
    action_required: str
    evidence: str
    correction_reason: str
    overall: Rag | None
    entries: tuple[EntrySheet, ...]


@dataclass(frozen=True)
class AgreementSheet:
    """An organisation that needs to agree; the date is None until it has."""

    party: str
    agreed_date: date | None
    agreed_by: str


@dataclass(frozen=True)
class FigureSheet:
    """A counted figure in words: "Courses delivered", "2 of 4 (50.0%)"."""

    label: str
    text: str


@dataclass(frozen=True)
class TargetSheet:
    """One target with its reviews in the period, oldest first."""

    number: int
    achieve: str
    actions: str
    measures: str
    agreed_text: str
    agreements: tuple[AgreementSheet, ...]
    realistic: tuple[Rag, ...]
    timely: str
    due_date: date | None
    owner: str
    figures: tuple[FigureSheet, ...]
    reviews: tuple[ReviewSheet, ...]
    progress: Rag | None
    """The overall rating of the newest review in the period: the worst of its parts."""
    travel: Travel
    travel_text: str
    """Direction of travel in a sentence, with what it is compared with."""


@dataclass(frozen=True)
class SummarySheet:
    """The counts of a plan report; ratings count entries' words, `none` those without one."""

    targets: int
    reviewed: int
    reviews: int
    entries: int
    plan_rag: dict[str, int]
    progress_rag: dict[str, int]


@dataclass(frozen=True)
class PlanSheet:
    """A plan as its reports print it; `as_at` is the day on which it was read."""

    organisation: str
    charity_number: str
    logo: bytes
    title: str
    area: str
    partners: str
    funder: str
    acknowledgement: str
    footer: str
    plan_period: str
    period: Period | None
    owner: str
    prepared_by: str
    as_at: date
    trail_head: str
    """The head of the audit trail when the sheet was read, for the report's fingerprint."""
    targets: tuple[TargetSheet, ...]
    issues_lead_in: str
    issues: str
    summary: SummarySheet
