"""Drafts of what is checked before somebody mentors, and what is wrong with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.dates import add_months
from mentordesk.kernel.formats import short_date
from mentordesk.records.clearances import (
    DbsCheck,
    DbsLevel,
    Interview,
    PrisonClearance,
    SignedPaper,
    TalkDecision,
    VolunteerReference,
    Workforce,
)
from mentordesk.records.volunteers import DbsDecision

DBS_DIGITS = 12
HIGHEST_SCORE = 5
_FUTURE = "This date has not come yet."


class Check(Choice):
    """The kinds of checks, in the order of the page."""

    DBS = "dbs", "DBS checks"
    PRISON = "prison", "Prison clearance"
    REFERENCE = "reference", "References"
    INTERVIEW = "interview", "Interviews"
    PAPER = "paper", "Papers signed"


@dataclass(frozen=True)
class ReferenceDraft:
    """A reference."""

    referee: str = ""
    relation: str = ""
    reach: str = ""
    relative: bool = False
    asked_date: date | None = None
    chased_date: date | None = None
    received_date: date | None = None
    satisfactory: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class ScoreDraft:
    """The answer to one question of an interview."""

    question: str = ""
    score: int | None = None
    note: str = ""


@dataclass(frozen=True)
class InterviewDraft:
    """An interview."""

    interview_date: date | None = None
    held_by: str = ""
    scores: tuple[ScoreDraft, ...] = ()
    decision: TalkDecision | None = None
    note: str = ""


@dataclass(frozen=True)
class DbsDraft:
    """A DBS check."""

    level: DbsLevel | None = None
    workforce: Workforce | None = None
    number: str = ""
    issue_date: date | None = None
    seen_by: str = ""
    update_service: bool = False
    update_checked_date: date | None = None
    decision: DbsDecision | None = None
    decision_date: date | None = None
    decided_by: str = ""
    disclosure: bool = False
    assessment: str = ""
    assessment_review_date: date | None = None
    review_date: date | None = None


@dataclass(frozen=True)
class PrisonDraft:
    """The clearance for one prison."""

    establishment: str = ""
    vetting: str = ""
    granted_date: date | None = None
    key_talk_date: date | None = None
    pass_number: str = ""
    to_date: date | None = None
    withdrawn_date: date | None = None
    note: str = ""


@dataclass(frozen=True)
class SignatureDraft:
    """A paper that was signed."""

    title: str = ""
    signed_date: date | None = None


CheckDraft = ReferenceDraft | InterviewDraft | DbsDraft | PrisonDraft | SignatureDraft
CheckRecord = VolunteerReference | Interview | DbsCheck | PrisonClearance | SignedPaper

DRAFTS: dict[Check, type[CheckDraft]] = {
    Check.DBS: DbsDraft,
    Check.PRISON: PrisonDraft,
    Check.REFERENCE: ReferenceDraft,
    Check.INTERVIEW: InterviewDraft,
    Check.PAPER: SignatureDraft,
}
RECORDS: dict[Check, type[CheckRecord]] = {
    Check.DBS: DbsCheck,
    Check.PRISON: PrisonClearance,
    Check.REFERENCE: VolunteerReference,
    Check.INTERVIEW: Interview,
    Check.PAPER: SignedPaper,
}


def check_of(draft: CheckDraft) -> Check:
    """Return the kind of check that a draft is."""
    return next(check for check, kind in DRAFTS.items() if type(draft) is kind)


def check_problems(draft: CheckDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a check, by field."""
    if isinstance(draft, ReferenceDraft):
        return _reference(draft, today)
    if isinstance(draft, InterviewDraft):
        return _interview(draft, today)
    if isinstance(draft, DbsDraft):
        return _dbs(draft, today)
    if isinstance(draft, PrisonDraft):
        return _prison(draft, today)
    problems = _not_yet(draft, ("signed_date",), today)
    if not draft.title.strip():
        problems["title"] = "Choose the paper."
    if draft.signed_date is None:
        problems["signed_date"] = "Give the day."
    return problems


def dbs_number(typed: str) -> str:
    """Return the number of a DBS certificate as it is kept: without the spaces that people type."""
    return "".join(typed.split()).replace("-", "")


def review_from(draft: DbsDraft, months: int) -> date | None:
    """Return when a check is to be reviewed: as said, else some months after it was issued or decided."""
    day = draft.issue_date or draft.decision_date
    return draft.review_date or (add_months(day, months) if day else None)


def dbs_review_words(review: date | None, today: date) -> str:
    """Say when a DBS check is to be reviewed; a certificate has no end of its own."""
    if review is None:
        return ""
    return f"Review due since {short_date(review)}" if review <= today else f"Review by {short_date(review)}"


def reference_state(draft: ReferenceDraft) -> str:
    """Return how far a reference is, in a word or two."""
    if draft.received_date is not None:
        if draft.satisfactory is None:
            return "Received, to be judged"
        return "Satisfactory" if draft.satisfactory else "Not satisfactory"
    if draft.chased_date is not None:
        return f"Chased on {short_date(draft.chased_date)}"
    return f"Asked on {short_date(draft.asked_date)}" if draft.asked_date else "To be asked"


def references_taken(references: Sequence[ReferenceDraft], needed: int) -> date | None:
    """Return the day on which enough references were in: satisfactory, and not from a relative."""
    days = sorted(
        each.received_date
        for each in references
        if each.received_date is not None and each.satisfactory and not each.relative
    )
    return days[needed - 1] if 0 < needed <= len(days) else None


def total_words(scores: Sequence[ScoreDraft]) -> str:
    """Return the sum of what was scored: "17 of 25"; nothing when nothing was."""
    given = [each.score for each in scores if each.score is not None]
    return f"{sum(given)} of {HIGHEST_SCORE * len(given)}" if given else ""


def _reference(draft: ReferenceDraft, today: date) -> dict[str, str]:
    problems = _not_yet(draft, ("asked_date", "chased_date", "received_date"), today)
    if not draft.referee.strip():
        problems["referee"] = "Give the name of who is asked."
    for earlier, later in (("asked_date", "chased_date"), ("asked_date", "received_date")):
        one: date | None = getattr(draft, earlier)
        other: date | None = getattr(draft, later)
        if one and other and other < one:
            problems[later] = "This is before they were asked."
    if draft.satisfactory is not None and draft.received_date is None:
        problems["received_date"] = "Give the day it came."
    return problems


def _interview(draft: InterviewDraft, today: date) -> dict[str, str]:
    problems = {}
    if draft.interview_date is None:
        problems["interview_date"] = "Give the day."
    elif draft.interview_date > today and (draft.decision or any(each.score for each in draft.scores)):
        problems["interview_date"] = "This date has not come yet, so nothing can be decided."
    if any(each.score is not None and not 0 <= each.score <= HIGHEST_SCORE for each in draft.scores):
        problems["scores"] = f"Score from 0 to {HIGHEST_SCORE}, or leave it empty."
    return problems


def _dbs(draft: DbsDraft, today: date) -> dict[str, str]:
    problems = _not_yet(draft, ("issue_date", "update_checked_date", "decision_date"), today)
    number = dbs_number(draft.number)
    if number and not (number.isdigit() and len(number) == DBS_DIGITS):
        problems["number"] = f"A certificate number has {DBS_DIGITS} digits. Spaces do not matter."
    if draft.decision is not None and draft.decision_date is None:
        problems["decision_date"] = "Give the date of the decision."
    elif draft.decision is None and draft.decision_date is not None:
        problems["decision"] = "Choose what was decided."
    if draft.decision is not None and not draft.decided_by.strip():
        problems["decided_by"] = "Say who decided."
    if draft.decision_date and draft.issue_date and draft.decision_date < draft.issue_date:
        problems["decision_date"] = "This is before the certificate was issued."
    if draft.disclosure and draft.decision is not None and not draft.assessment.strip():
        problems["assessment"] = "Say what was weighed and decided, without the offences."
    if draft.review_date and draft.issue_date and draft.review_date <= draft.issue_date:
        problems["review_date"] = "This is not after the day of issue."
    return problems


def _prison(draft: PrisonDraft, today: date) -> dict[str, str]:
    problems = _not_yet(draft, ("granted_date", "key_talk_date", "withdrawn_date"), today)
    if not draft.establishment.strip():
        problems["establishment"] = "Name the prison."
    if draft.granted_date and draft.to_date and draft.to_date < draft.granted_date:
        problems["to_date"] = "This is before it was granted."
    if draft.granted_date and draft.withdrawn_date and draft.withdrawn_date < draft.granted_date:
        problems["withdrawn_date"] = "This is before it was granted."
    return problems


def _not_yet(draft: CheckDraft, names: tuple[str, ...], today: date) -> dict[str, str]:
    days: dict[str, date | None] = {name: getattr(draft, name) for name in names}
    return {name: _FUTURE for name, day in days.items() if day is not None and day > today}
