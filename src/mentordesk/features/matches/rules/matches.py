"""Drafts of matches and wishes, what is wrong with them, and in which order a match goes on."""

from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.districts import district_of
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.week import PartOfWeek
from mentordesk.records.matches import Frequency, MatchEnd, MatchStatus
from mentordesk.records.volunteers import Gender

NEXT: dict[MatchStatus, tuple[MatchStatus, ...]] = {
    MatchStatus.PROPOSED: (MatchStatus.INTRODUCED, MatchStatus.ENDED),
    MatchStatus.INTRODUCED: (MatchStatus.ACTIVE, MatchStatus.ENDED),
    MatchStatus.ACTIVE: (MatchStatus.PAUSED, MatchStatus.ENDED),
    MatchStatus.PAUSED: (MatchStatus.ACTIVE, MatchStatus.ENDED),
    MatchStatus.ENDED: (),
}
"""To which statuses a match may go from each; nothing follows the end."""


@dataclass(frozen=True)
class DetailsDraft:
    """What the two agreed on."""

    frequency: Frequency | None = None
    agreement_date: date | None = None
    review_date: date | None = None
    boundaries: str = ""


@dataclass(frozen=True)
class ProposalDraft:
    """A mentor proposed for a mentee."""

    volunteer_id: int | None = None
    change_date: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class StepDraft:
    """A step of a match: when, and why."""

    change_date: date | None = None
    reason: str = ""


@dataclass(frozen=True)
class EndDraft:
    """The end of a match."""

    change_date: date | None = None
    end_reason: MatchEnd | None = None
    reason: str = ""


@dataclass(frozen=True)
class WishDraft:
    """What a mentee wishes for in a mentor, and where and when they can meet."""

    gender: Gender | None = None
    mentor_gender: Gender | None = None
    meeting_postcode: str = ""
    times: tuple[PartOfWeek, ...] = ()
    interests: str = ""
    help_wanted: str = ""
    lived_experience: bool = False
    lone_working: bool = False


def proposal_problems(draft: ProposalDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a proposal, by field."""
    problems = date_problems(draft.change_date, None, today)
    if draft.volunteer_id is None:
        problems["volunteer_id"] = "Choose a mentor."
    return problems


def step_problems(draft: StepDraft, to: MatchStatus, last: date | None, today: date) -> dict[str, str]:
    """Return what is wrong with a step to a status, by field; `last` is the day of the step before."""
    problems = date_problems(draft.change_date, last, today)
    if to is MatchStatus.PAUSED and not draft.reason.strip():
        problems["reason"] = "Say why the match is paused."
    return problems


def end_problems(draft: EndDraft, last: date | None, today: date) -> dict[str, str]:
    """Return what is wrong with the end of a match, by field."""
    problems = date_problems(draft.change_date, last, today)
    if draft.end_reason is None:
        problems["end_reason"] = "Choose why it ended."
    elif draft.end_reason in {MatchEnd.OTHER, MatchEnd.SAFETY} and not draft.reason.strip():
        problems["reason"] = "Say what happened."
    return problems


def date_problems(day: date | None, last: date | None, today: date) -> dict[str, str]:
    """Return what is wrong with the day of a step."""
    if day is None:
        return {"change_date": "Give the date."}
    if day > today:
        return {"change_date": "This date has not come yet."}
    if last is not None and day < last:
        return {"change_date": f"The step before was on {long_date(last)}. This cannot be earlier."}
    return {}


def details_problems(draft: DetailsDraft, proposed: date, today: date) -> dict[str, str]:
    """Return what is wrong with the details of a match that was proposed on a day, by field."""
    problems = {}
    if draft.agreement_date and draft.agreement_date > today:
        problems["agreement_date"] = "This date has not come yet."
    if draft.review_date and draft.review_date < proposed:
        problems["review_date"] = "This review is before the match was proposed."
    return problems


def wish_problems(draft: WishDraft) -> dict[str, str]:
    """Return what is wrong with wishes, by field."""
    if draft.meeting_postcode.strip() and not district_of(draft.meeting_postcode):
        return {"meeting_postcode": "This is no postcode. Try NB4 2XY, or only NB4."}
    return {}


def order_problem(now: MatchStatus, to: MatchStatus) -> str:
    """Say that a match cannot go from one status to another; nothing when it can."""
    if to in NEXT[now]:
        return ""
    return f"This match is {now.label.lower()}; it cannot be {to.label.lower()} from there."


def review_words(review: date | None, status: MatchStatus, today: date) -> str:
    """Say when a match is to be reviewed: "Review overdue since 3 September 2026"; nothing after its end."""
    if review is None or status is MatchStatus.ENDED:
        return ""
    if review < today:
        return f"Review overdue since {long_date(review)}"
    return "Review due today" if review == today else f"Review by {long_date(review)}"
