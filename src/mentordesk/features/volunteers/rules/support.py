"""Support: drafts of talks and what is agreed there, what is wrong with them, and when a talk is due."""

from dataclasses import dataclass
from datetime import date, timedelta

from mentordesk.kernel.choices import Choice
from mentordesk.kernel.formats import short_date
from mentordesk.records.support import TalkKind, Wellbeing

LONGEST = 24 * 60
EARLIEST = date(1990, 1, 1)
THE_VOLUNTEER = 0
"""Who does what was agreed, when it is the volunteer."""
DEFINITION = (
    "The next talk is counted from the last one to one or group talk that was held; before the first, from "
    "the first day of service. A debrief comes besides. Nobody waits for a talk who pauses or has left."
)


class SupportState(Choice):
    """Whether the next talk with a volunteer is due."""

    OVERDUE = "overdue", "Overdue"
    DUE = "due", "Due"
    LATER = "later", "Not due yet"


@dataclass(frozen=True)
class ActionDraft:
    """Something that was agreed; `owner_id` is `THE_VOLUNTEER` or somebody who signs in."""

    id: int | None = None
    wording: str = ""
    owner_id: int | None = THE_VOLUNTEER
    due_date: date | None = None
    done_date: date | None = None


@dataclass(frozen=True)
class TalkDraft:
    """A talk that was held; the note and how they are is for the line only."""

    kind: TalkKind | None = TalkKind.ONE_TO_ONE
    talk_date: date | None = None
    minutes: int | None = None
    person_id: int | None = None
    topic: str = ""
    note: str = ""
    wellbeing: Wellbeing | None = None
    wellbeing_note: str = ""
    actions: tuple[ActionDraft, ...] = ()
    next_date: date | None = None


@dataclass(frozen=True)
class GroupDraft:
    """A talk with several volunteers together."""

    talk_date: date | None = None
    minutes: int | None = None
    person_id: int | None = None
    volunteer_ids: tuple[int, ...] = ()
    topic: str = ""


@dataclass(frozen=True)
class TalkPlanDraft:
    """When the next talk is to be."""

    talk_date: date | None = None
    kind: TalkKind | None = TalkKind.ONE_TO_ONE
    person_id: int | None = None


def talk_problems(draft: TalkDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a talk that was held, by field."""
    problems = _held_problems(draft.talk_date, draft.minutes, today)
    if draft.kind is None:
        problems["kind"] = "Choose what kind of talk it was."
    if draft.person_id is None:
        problems["person_id"] = "Choose who held it."
    if found := _actions_problem(draft, today):
        problems["actions"] = found
    if draft.next_date is not None:
        if draft.next_date < today:
            problems["next_date"] = "This day has passed. A talk is planned for today or later."
        elif draft.talk_date is not None and draft.next_date <= draft.talk_date:
            problems["next_date"] = "This is not after the talk."
    return problems


def group_problems(draft: GroupDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a talk of a group, by field."""
    problems = _held_problems(draft.talk_date, draft.minutes, today)
    if draft.person_id is None:
        problems["person_id"] = "Choose who held it."
    if len(set(draft.volunteer_ids)) < 2:
        problems["volunteers"] = "Choose at least two volunteers. For one, record a talk on their page."
    return problems


def plan_talk_problems(draft: TalkPlanDraft, today: date) -> dict[str, str]:
    """Return what is wrong with a plan of a talk, by field."""
    problems = {}
    if draft.talk_date is None:
        problems["talk_date"] = "Give the date."
    elif draft.talk_date < today:
        problems["talk_date"] = "This day has passed. A talk that was held is recorded instead."
    if draft.kind is None:
        problems["kind"] = "Choose what kind of talk it is to be."
    return problems


def _held_problems(day: date | None, minutes: int | None, today: date) -> dict[str, str]:
    problems = {}
    if day is None:
        problems["talk_date"] = "Give the date."
    elif day > today:
        problems["talk_date"] = "This day has not come yet. Plan the talk instead."
    elif day < EARLIEST:
        problems["talk_date"] = "This is too long ago. Look at the year."
    if minutes is not None and not 1 <= minutes <= LONGEST:
        problems["minutes"] = "Give from 1 minute to 24 hours."
    return problems


def _actions_problem(draft: TalkDraft, today: date) -> str:
    for each in draft.actions:
        if not each.wording.strip():
            return "Say what was agreed, or remove the row."
        if each.due_date is None:
            return f"Say by when: {each.wording.strip()}"
        if draft.talk_date is not None and each.due_date < draft.talk_date:
            return f"This is due before the talk was held: {each.wording.strip()}"
        if each.owner_id is None:
            return f"Say who does it: {each.wording.strip()}"
        if each.done_date is not None and each.done_date > today:
            return f"This is done on a day that has not come yet: {each.wording.strip()}"
    return ""


def due_from(counted: date, weeks: int) -> date:
    """Return the day from which a talk is due."""
    return counted + timedelta(weeks=weeks)


def support_state(counted: date, weeks: int, late_weeks: int, today: date) -> SupportState:
    """Return whether a talk is due: from so many weeks after a day, and overdue after so many more."""
    if today > counted + timedelta(weeks=late_weeks):
        return SupportState.OVERDUE
    return SupportState.DUE if today >= due_from(counted, weeks) else SupportState.LATER


def action_state(due: date, done: date | None, today: date) -> tuple[str, str]:
    """Return how an agreed action stands in a few words, and the tone of its chip."""
    if done is not None:
        return f"Done on {short_date(done)}", "green"
    if due < today:
        return f"Overdue since {short_date(due)}", "red"
    return f"By {short_date(due)}", "amber" if due == today else "unrated"
