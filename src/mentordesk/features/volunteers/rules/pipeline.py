"""Drafts of volunteers, of their stages and of steps between them, and what is wrong with each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mentordesk.kernel.districts import district_of
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.text import fold
from mentordesk.records.pipeline import GONE, SERVING, StageKind
from mentordesk.records.spells import BreakReason, LeaveReason

LONGEST_NAME = 200
MOST_DAYS = 3650


@dataclass(frozen=True)
class VolunteerDraft:
    """A volunteer as somebody fills the form in."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""
    heard_from: str = ""
    travel: str = ""
    emergency_name: str = ""
    emergency_relation: str = ""
    emergency_phone: str = ""


@dataclass(frozen=True)
class EnquiryDraft(VolunteerDraft):
    """Somebody who has asked to volunteer, and when."""

    asked_date: date | None = None


@dataclass(frozen=True)
class MoveDraft:
    """A step of one or more volunteers to a stage; a pause has a reason of its own kind."""

    stage_id: int | None = None
    change_date: date | None = None
    reason: str = ""
    break_reason: BreakReason | None = None


@dataclass(frozen=True)
class HandOver:
    """What becomes of one match of a leaver; without another mentor it only ends."""

    match_id: int
    version: int
    mentor_id: int | None = None


@dataclass(frozen=True)
class LeaveDraft:
    """The end of somebody's service."""

    end_date: date | None = None
    end_reason: LeaveReason | None = None
    end_note: str = ""
    exit_talk_date: date | None = None
    reference_given: bool = False
    property_returned: bool = False
    matches: tuple[HandOver, ...] = ()


@dataclass(frozen=True)
class StageDraft:
    """One stage as the charity calls it; `id` is none for a new one."""

    id: int | None = None
    name: str = ""
    kind: StageKind | None = StageKind.APPLYING
    days: int | None = None


@dataclass(frozen=True)
class StagesDraft:
    """Every stage, in order."""

    stages: tuple[StageDraft, ...] = ()


def volunteer_problems(draft: VolunteerDraft) -> dict[str, str]:
    """Return what is wrong with a volunteer, by field."""
    problems = {}
    if not any(letter.isalpha() for letter in draft.name):
        problems["name"] = "Give the volunteer's name."
    elif len(draft.name.strip()) > LONGEST_NAME:
        problems["name"] = f"Use at most {LONGEST_NAME} characters."
    if draft.postcode.strip() and not district_of(draft.postcode):
        problems["postcode"] = "This is no postcode. Try NB4 2XY, or only NB4."
    if draft.email.strip() and "@" not in draft.email.strip()[1:-1]:
        problems["email"] = "This is no email address. It has an @ in the middle."
    if draft.emergency_phone.strip() and not draft.emergency_name.strip():
        problems["emergency_name"] = "Say whose number this is."
    return problems


def enquiry_problems(draft: EnquiryDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a new volunteer, by field."""
    problems = volunteer_problems(draft)
    if draft.asked_date is None:
        problems["asked_date"] = "Give the day they asked."
    elif draft.asked_date > today:
        problems["asked_date"] = "This date has not come yet."
    return problems


def move_problems(
    draft: MoveDraft, to: StageKind | None, last: date | None, today: date, name: str = ""
) -> dict[str, str]:
    """Return what is wrong with a step to a stage of a kind; `last` is the day of the step before."""
    problems = {}
    if to is None:
        problems["stage_id"] = "Choose a stage."
    elif to is StageKind.LEFT:
        problems["stage_id"] = "Somebody who leaves has matches to hand over. Use Leave on their page."
    if to is StageKind.REFUSED and not draft.reason.strip():
        problems["reason"] = "Say why they are not taken on."
    if to is StageKind.PAUSED and draft.break_reason is None:
        problems["break_reason"] = "Choose why they pause."
    whose = f" of {name}" if name else ""
    if draft.change_date is None:
        problems["change_date"] = "Give the date."
    elif draft.change_date > today:
        problems["change_date"] = "This date has not come yet."
    elif last is not None and draft.change_date < last:
        problems["change_date"] = f"The step before{whose} was on {long_date(last)}. This cannot be earlier."
    return problems


def order_problem(stands: StageKind, to: StageKind, *, served: bool, matched: bool) -> str:
    """Say why somebody who stands at one kind of stage cannot go to another; nothing when they can."""
    if to is StageKind.MATCHED and not matched:
        return "They have no match that has begun. Propose one under Matches; they are moved by themselves."
    if to is StageKind.READY and matched:
        return "They have a match. End it first; they are moved by themselves."
    if to is StageKind.PAUSED and stands not in SERVING:
        return "Only somebody who serves can pause."
    if to is StageKind.REFUSED and served:
        return "They have served here. Use Leave on their page."
    if stands in {*SERVING, StageKind.PAUSED} and to in {StageKind.ENQUIRY, StageKind.APPLYING} and matched:
        return "They have a match. End it first."
    return ""


def leave_problems(draft: LeaveDraft, start: date | None, matches: int, today: date) -> dict[str, str]:
    """Return what is wrong with the end of a service that began on a day and has open matches."""
    problems = {}
    if draft.end_date is None:
        problems["end_date"] = "Give the last day."
    elif draft.end_date > today:
        problems["end_date"] = "This date has not come yet."
    elif start is not None and draft.end_date < start:
        problems["end_date"] = f"Their service began on {long_date(start)}. This cannot be earlier."
    if draft.end_reason is None:
        problems["end_reason"] = "Choose why they leave."
    elif draft.end_reason is LeaveReason.OTHER and not draft.end_note.strip():
        problems["end_note"] = "Say why they leave."
    if draft.exit_talk_date is not None and draft.exit_talk_date > today:
        problems["exit_talk_date"] = "This date has not come yet."
    if len(draft.matches) != matches:
        problems["matches"] = (
            f"They have {count_of(matches, 'open match', 'open matches')}. Say what becomes of each."
        )
    return problems


def stages_problems(draft: StagesDraft, standing: Mapping[int, int]) -> dict[str, str]:
    """Return what is wrong with the stages; `standing` says how many people stand at each."""
    wrong = _stages_wrong(draft.stages)
    kept = {each.id for each in draft.stages}
    if not wrong and (gone := sum(count for number, count in standing.items() if number not in kept)):
        people = count_of(gone, "volunteer stands", "volunteers stand")
        wrong = f"{people} at a stage that would go. Move them first."
    return {"stages": wrong} if wrong else {}


def _stages_wrong(stages: tuple[StageDraft, ...]) -> str:
    names = [fold(each.name).strip() for each in stages]
    missing = [each.label.lower() for each in StageKind if each not in {one.kind for one in stages}]
    checks = (
        (not all(names), "Give every stage a name."),
        (len(set(names)) < len(names), "Two stages have the same name."),
        (any(each.kind is None for each in stages), "Choose what every stage means."),
        (
            any(each.days is not None and not 1 <= each.days <= MOST_DAYS for each in stages),
            f"Give from 1 to {MOST_DAYS:,} days, or leave them empty.",
        ),
        (bool(missing), f"No stage means “{''.join(missing[:1])}”. Every meaning needs one."),
    )
    return next((says for wrong, says in checks if wrong), "")


def stands_too_long(days: int | None, since: date, today: date) -> bool:
    """Return whether somebody stands longer at a stage than it should take."""
    return days is not None and (today - since).days > days


def tone_of(kind: StageKind) -> str:
    """Return the tone of a stage's chip."""
    tones = {StageKind.READY: "green", StageKind.MATCHED: "green"}
    return tones.get(kind, "unrated" if kind in GONE else "amber")
