"""A mentee's goals with their steps, and when they are to be reviewed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from mentordesk.features.mentees.rules.goals import (
    GoalDraft,
    StepDraft,
    due_words,
    review_window,
    window_words,
)
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.permissions import Permission
from mentordesk.records.goals import Goal, GoalStatus, StepStatus
from mentordesk.records.justice import Sentence
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.pathways import Pathway, PathwayList, Rated, Rating
from mentordesk.store.work import Reading, query

_ORDER = {GoalStatus.ACTIVE: 0, GoalStatus.COMPLETED: 1, GoalStatus.ARCHIVED: 2}


@dataclass(frozen=True)
class StepRow:
    """One step as the tab shows it; `due` says in words when, and only while it is not done."""

    id: int
    wording: str
    status: StepStatus
    due: str


@dataclass(frozen=True)
class GoalRow:
    """One goal as the tab shows it."""

    id: int
    version: int
    draft: GoalDraft
    status: GoalStatus
    pathway: str
    due: str
    is_overdue: bool
    done: str
    closed_date: date | None
    archive_reason: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True)
class GoalsView:
    """A mentee's goals, the active ones first; `review` says when they are to be looked at together."""

    goals: tuple[GoalRow, ...]
    review: str
    review_is_overdue: bool


@query(needs=Permission.MENTEE_VIEW)
def goals_view(reading: Reading, mentee_id: int) -> GoalsView:
    """A mentee's goals with their steps."""
    reading.find(Mentee, mentee_id)
    found = select(Goal).where(Goal.mentee_id == mentee_id).options(selectinload(Goal.steps))
    goals = sorted(
        reading.session.scalars(found),
        key=lambda each: (_ORDER[each.status], each.target_date or date.max, each.id),
    )
    names = {row.id: row.name for row in reading.session.execute(select(Pathway.id, Pathway.name))}
    rows = tuple(_row(each, names.get(each.pathway_id or 0, ""), reading.today) for each in goals)
    if not any(row.status is GoalStatus.ACTIVE for row in rows):
        return GoalsView(rows, "", review_is_overdue=False)
    last = _last_looked_at(reading, mentee_id)
    if last is None:
        return GoalsView(rows, "", review_is_overdue=False)
    window = review_window(last, _release(reading, mentee_id))
    return GoalsView(rows, window_words(window, reading.today), reading.today > window.closes)


@query(needs=Permission.MENTEE_EDIT)
def goal_row(reading: Reading, goal_id: int) -> GoalRow:
    """One goal, as its form starts from it."""
    goal = reading.find(Goal, goal_id)
    pathway = reading.session.get(Pathway, goal.pathway_id) if goal.pathway_id else None
    return _row(goal, pathway.name if pathway else "", reading.today)


@query(needs=Permission.MENTEE_EDIT)
def pathway_choices(reading: Reading, keep: int | None = None) -> tuple[tuple[int, str], ...]:
    """The pathways in use, for a goal to be linked to; `keep` is offered too, whatever its list."""
    found = select(Pathway.id, Pathway.name).join(PathwayList)
    found = found.where(PathwayList.in_use.is_(True) | (Pathway.id == (keep or 0)))
    return tuple(
        (row.id, row.name) for row in reading.session.execute(found.order_by(Pathway.list_id, Pathway.number))
    )


def _row(goal: Goal, pathway: str, today: date) -> GoalRow:
    active = goal.status is GoalStatus.ACTIVE
    done = sum(step.status is StepStatus.COMPLETE for step in goal.steps)
    steps = tuple(StepDraft(step.wording, step.due_date, step.status, step.id) for step in goal.steps)
    return GoalRow(
        goal.id,
        goal.version,
        GoalDraft(goal.title, goal.own_words, goal.pathway_id, goal.target_date, steps),
        goal.status,
        pathway,
        due_words(goal.target_date, today) if active else "",
        active and goal.target_date is not None and goal.target_date < today,
        f"{done} of {count_of(len(goal.steps), 'step')} done" if goal.steps else "No steps yet",
        goal.closed_date,
        goal.archive_reason,
        tuple(
            StepRow(
                step.id,
                step.wording,
                step.status,
                due_words(step.due_date, today) if active and step.status is not StepStatus.COMPLETE else "",
            )
            for step in goal.steps
        ),
    )


def _last_looked_at(reading: Reading, mentee_id: int) -> date | None:
    """Return the day of the newest rating, or else the start; None once the time with us has ended."""
    newest = select(Episode).where(Episode.mentee_id == mentee_id)
    episode = reading.session.scalar(newest.order_by(Episode.start_date.desc(), Episode.id.desc()).limit(1))
    if episode is None or episode.exit_date is not None:
        return None
    rated = select(func.max(Rating.rating_date)).where(
        Rating.mentee_id == mentee_id,
        Rating.rated != Rated.NOT_ASKED,
        Rating.rating_date >= episode.start_date,
    )
    return reading.session.scalar(rated) or episode.start_date


def _release(reading: Reading, mentee_id: int) -> date | None:
    """Return the next release or end of a sentence that is to come."""
    found = reading.session.execute(
        select(Sentence.release_date, Sentence.end_date).where(Sentence.mentee_id == mentee_id)
    )
    days = [day for row in found for day in row if day is not None and day >= reading.today]
    return min(days, default=None)
