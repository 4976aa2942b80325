"""Adding and changing goals, ticking their steps, and completing, archiving and reopening them."""

from mentordesk.features.mentees.rules.goals import (
    ArchiveDraft,
    GoalDraft,
    archive_problems,
    goal_problems,
)
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import clean
from mentordesk.records.goals import Goal, GoalStatus, GoalStep, StepStatus
from mentordesk.records.mentees import Mentee
from mentordesk.records.pathways import Pathway
from mentordesk.store.work import Work, operation


@operation(needs=Permission.MENTEE_EDIT)
def add_goal(work: Work, mentee_id: int, draft: GoalDraft) -> int:
    """Add a goal with its steps."""
    work.refuse(goal_problems(draft))
    work.find(Mentee, mentee_id)
    goal = Goal(mentee_id=mentee_id, status=GoalStatus.ACTIVE)
    _fill(work, goal, draft)
    return work.add(goal).id


@operation(needs=Permission.MENTEE_EDIT)
def change_goal(work: Work, goal_id: int, version: int, draft: GoalDraft) -> None:
    """Change a goal and its steps."""
    work.refuse(goal_problems(draft))
    _fill(work, work.change(Goal, goal_id, version), draft)


@operation(needs=Permission.MENTEE_EDIT)
def tick_step(work: Work, step_id: int, goal_version: int, status: StepStatus) -> None:
    """Say how far one step is."""
    step = work.find(GoalStep, step_id)
    work.change(Goal, step.goal_id, goal_version)
    step.status = status


@operation(needs=Permission.MENTEE_EDIT)
def complete_goal(work: Work, goal_id: int, version: int) -> None:
    """Say that a goal was reached today; steps that were left out stay as they are."""
    goal = _active(work, goal_id, version)
    goal.status, goal.closed_date = GoalStatus.COMPLETED, work.today


@operation(needs=Permission.MENTEE_EDIT)
def archive_goal(work: Work, goal_id: int, version: int, draft: ArchiveDraft) -> None:
    """Put a goal away with a reason."""
    work.refuse(archive_problems(draft))
    goal = _active(work, goal_id, version)
    goal.status, goal.closed_date = GoalStatus.ARCHIVED, work.today
    goal.archive_reason = clean(draft.archive_reason).strip()


@operation(needs=Permission.MENTEE_EDIT)
def reopen_goal(work: Work, goal_id: int, version: int) -> None:
    """Take a completed or archived goal up again; the trail keeps why it was put away."""
    goal = work.change(Goal, goal_id, version)
    goal.status, goal.closed_date, goal.archive_reason = GoalStatus.ACTIVE, None, ""


def _active(work: Work, goal_id: int, version: int) -> Goal:
    goal = work.change(Goal, goal_id, version)
    if goal.status is not GoalStatus.ACTIVE:
        raise Invalid({"status": "This goal is closed already. Reopen it first."})
    return goal


def _fill(work: Work, goal: Goal, draft: GoalDraft) -> None:
    if draft.pathway_id is not None:
        work.find(Pathway, draft.pathway_id)
    goal.title = " ".join(clean(draft.title).split())
    goal.own_words = clean(draft.own_words).strip()
    goal.pathway_id, goal.target_date = draft.pathway_id, draft.target_date
    kept = {step.id: step for step in goal.steps}
    steps = []
    for position, each in enumerate(draft.steps, start=1):
        step = kept.get(each.step_id) or GoalStep()
        step.position, step.wording = position, clean(each.wording).strip()
        step.status, step.due_date = each.status or StepStatus.NOT_STARTED, each.due_date
        steps.append(step)
    goal.steps[:] = steps
