"""Drafts of plans, targets and reviews, and what is wrong with them, field by field."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.dates import Precision
from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import PlanStatus

LONGEST_LINE = 300
LONGEST_TEXT = 1_000_000
_EARLIEST = date(1990, 1, 1)


@dataclass(frozen=True)
class PlanDraft:
    """A plan as somebody fills it in; `review_months` is its review cycle."""

    title: str = ""
    area: str = ""
    partners: str = ""
    funder: str = ""
    acknowledgement: str = ""
    footer: str = ""
    period_start: date | None = None
    period_end: date | None = None
    owner_id: int | None = None
    status: PlanStatus | None = PlanStatus.ACTIVE
    review_months: int | None = 3
    issues_lead_in: str = ""
    issues: str = ""


@dataclass(frozen=True)
class AgreementDraft:
    """An organisation that needs to agree with a target."""

    party: str = ""
    agreed_date: date | None = None
    agreed_by: str = ""


@dataclass(frozen=True)
class FigureDraft:
    """A counted figure; no value means that it was not reported."""

    name: str = ""
    value: int | None = None


@dataclass(frozen=True)
class TargetDraft:
    """A target as somebody fills it in: the six questions, and what the application adds."""

    achieve: str = ""
    actions: str = ""
    measures: str = ""
    agreements: tuple[AgreementDraft, ...] = ()
    agreed_wording: str = ""
    realistic: tuple[Rag, ...] = ()
    timely: str = ""
    due_date: date | None = None
    owner_id: int | None = None
    parts: tuple[str, ...] = ()
    figures: tuple[FigureDraft, ...] = ()


@dataclass(frozen=True)
class EntryDraft:
    """What a review says about one part of a target; `page` counts the sheets of a printed progress form."""

    part: str = ""
    rag: Rag | None = None
    rag_reason: str = ""
    met: str = ""
    not_met: str = ""
    lessons: str = ""
    note: str = ""
    page: int = 1

    @property
    def continues(self) -> bool:
        """Whether this only goes on from an earlier sheet, and so carries no rating of its own."""
        return self.page > 1 and self.rag is None


@dataclass(frozen=True)
class ReviewDraft:
    """A dated progress report on a target as somebody fills it in."""

    review_date: date | None = None
    precision: Precision = Precision.DAY
    prepared_by: str = ""
    target_wording: str = ""
    action_required: str = ""
    evidence: str = ""
    correction_reason: str = ""
    entries: tuple[EntryDraft, ...] = ()


def plan_problems(draft: PlanDraft) -> dict[str, str]:
    """Return what is wrong with a plan, by field."""
    problems = {}
    if not draft.title.strip():
        problems["title"] = "Give the plan a title."
    problems |= _too_long(draft, "title", "area", "funder", "footer")
    if draft.period_start and draft.period_end and draft.period_end < draft.period_start:
        problems["period_end"] = "The period ends before it starts."
    if draft.status is None:
        problems["status"] = "Choose a status."
    if draft.review_months is None or not 1 <= draft.review_months <= 24:
        problems["review_months"] = "Give a number of months from 1 to 24."
    return problems


def target_problems(draft: TargetDraft) -> dict[str, str]:
    """Return what is wrong with a target, by field."""
    problems = {}
    if not draft.achieve.strip():
        problems["achieve"] = "Say what is to be achieved."
    parties = [each.party.strip() for each in draft.agreements]
    if any(not party for party in parties):
        problems["agreements"] = "Name the organisation in every row, or remove the row."
    elif len({party.casefold() for party in parties}) < len(parties):
        problems["agreements"] = "An organisation is named twice."
    elif any(
        len(each.party) > LONGEST_LINE or len(each.agreed_by) > LONGEST_LINE for each in draft.agreements
    ):
        problems["agreements"] = f"Use at most {LONGEST_LINE} characters for a name."
    parts = [part.strip() for part in draft.parts]
    if any(not part for part in parts):
        problems["parts"] = "Name every part, or remove the empty row."
    elif len({part.casefold() for part in parts}) < len(parts):
        problems["parts"] = "Two parts have the same name."
    elif any(len(part) > LONGEST_LINE for part in parts):
        problems["parts"] = f"Use at most {LONGEST_LINE} characters for a part."
    if any(not figure.name.strip() or len(figure.name) > 120 for figure in draft.figures):
        problems["figures"] = "Name every figure in at most 120 characters."
    return problems


def review_problems(
    draft: ReviewDraft, proposals: tuple[Rag | None, ...], today: date, *, correcting: bool = False
) -> dict[str, str]:
    """Return what is wrong with a review that is to be finished; `proposals` go with its entries."""
    problems = {}
    if draft.review_date is None:
        problems["review_date"] = "Give the date or the quarter of the review."
    elif draft.review_date > today and draft.precision is Precision.DAY:
        problems["review_date"] = "This date has not come yet."
    elif draft.review_date < _EARLIEST:
        problems["review_date"] = "This date is too long ago. Check the year."
    if not draft.prepared_by.strip():
        problems["prepared_by"] = "Say who prepared the review."
    problems |= _too_long(draft, "prepared_by")
    for index, (entry, proposed) in enumerate(zip(draft.entries, proposals, strict=True)):
        if (
            proposed is not None
            and entry.rag != proposed
            and not entry.rag_reason.strip()
            and not entry.continues
        ):
            problems[f"rag_reason_{index}"] = "Say why the rating is not the proposed one."
    if not any(entry.rag or entry.met.strip() or entry.not_met.strip() for entry in draft.entries):
        problems["met_0"] = "Write what was met or not met, or give a rating."
    if correcting and not draft.correction_reason.strip():
        problems["correction_reason"] = "Say why the finished review is corrected."
    return problems


def _too_long(draft: object, *names: str) -> dict[str, str]:
    return {
        name: f"Use at most {LONGEST_LINE} characters."
        for name in names
        if len(getattr(draft, name)) > LONGEST_LINE
    }
