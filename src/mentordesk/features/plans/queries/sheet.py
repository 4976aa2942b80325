"""The sheet of one plan: everything its reports print, frozen."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mentordesk.features.plans.queries.lists import period_words
from mentordesk.features.plans.queries.one import WHOLE, review_words
from mentordesk.features.plans.rules.current import rags_of
from mentordesk.features.plans.rules.figures import figure_lines, rag_counts
from mentordesk.features.plans.rules.rating import travel_of, travel_sentence
from mentordesk.kernel.dates import Period, Precision
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.rag import NOT_RATED, Rag, Travel, worst
from mentordesk.records.organisation import Organisation
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, Review, Target
from mentordesk.store.work import Reading, query


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


@query(needs=Permission.PLAN_EXPORT)
def plan_sheet(reading: Reading, plan_id: int, period: Period | None = None) -> PlanSheet:
    """A plan as its reports print it, with the finished reviews whose dates lie in the period."""
    reading.find(Plan, plan_id)
    plan = reading.session.scalars(select(Plan).where(Plan.id == plan_id).options(*WHOLE)).one()
    names = {row.id: row.name for row in reading.session.execute(select(Person.id, Person.name))}
    house = reading.session.scalar(select(Organisation).order_by(Organisation.id).limit(1))
    targets = tuple(_target_sheet(target, names.get(target.owner_id, ""), period) for target in plan.targets)
    return PlanSheet(
        organisation=house.name if house else "",
        charity_number=house.charity_number if house else "",
        logo=house.logo if house else b"",
        title=plan.title,
        area=plan.area,
        partners=plan.partners,
        funder=plan.funder,
        acknowledgement=plan.acknowledgement,
        footer=plan.footer,
        plan_period=period_words(plan.period_start, plan.period_end),
        period=period,
        owner=names.get(plan.owner_id, "") if plan.owner_id else "",
        prepared_by=reading.actor.name,
        as_at=reading.today,
        trail_head=reading.trail_head(),
        targets=targets,
        issues_lead_in=plan.issues_lead_in,
        issues=plan.issues,
        summary=_summary(targets),
    )


def _target_sheet(target: Target, owner: str, period: Period | None) -> TargetSheet:
    finished = target.finished_reviews
    within = [each for each in finished if not period or period.first <= each.review_date <= period.last]
    newest = within[-1] if within else None
    earlier = finished[: finished.index(newest)] if newest else []
    before = rags_of(earlier[-1]) if earlier else target.realistic
    since = review_words(earlier[-1]) if earlier else "the plan"
    agreed = target.agreed_wording or " / ".join(each.party for each in target.agreements)
    return TargetSheet(
        number=target.number,
        achieve=target.achieve,
        actions=target.actions,
        measures=target.measures,
        agreed_text=agreed,
        agreements=tuple(
            AgreementSheet(each.party, each.agreed_date, each.agreed_by) for each in target.agreements
        ),
        realistic=target.realistic,
        timely=target.timely,
        due_date=target.due_date,
        owner=owner,
        figures=tuple(
            FigureSheet(label, text)
            for label, text in figure_lines({figure.name: figure.value for figure in target.figures})
        ),
        reviews=tuple(_review_sheet(review) for review in within),
        progress=worst(rags_of(newest)),
        travel=travel_of(rags_of(newest), before),
        travel_text=travel_sentence(rags_of(newest), before, since) if newest else NOT_RATED,
    )


def _review_sheet(review: Review) -> ReviewSheet:
    return ReviewSheet(
        review_date=review.review_date,
        precision=review.precision,
        prepared_by=review.prepared_by,
        target_wording=review.target_wording,
        action_required=review.action_required,
        evidence=review.evidence,
        correction_reason=review.correction_reason,
        overall=worst(rags_of(review)),
        entries=tuple(
            EntrySheet(each.page, each.part, each.rag, each.rag_reason, each.met, each.not_met, each.lessons)
            for each in review.entries
        ),
    )


def _summary(targets: tuple[TargetSheet, ...]) -> SummarySheet:
    newest = [target.reviews[-1] for target in targets if target.reviews]
    entries = [entry for review in newest for entry in review.entries]
    return SummarySheet(
        targets=len(targets),
        reviewed=len(newest),
        reviews=sum(len(target.reviews) for target in targets),
        entries=len(entries),
        plan_rag=rag_counts((rag for target in targets for rag in target.realistic), with_none=False),
        progress_rag=rag_counts(entry.rag for entry in entries),
    )
