"""The progress report in easy words, for the mentee: short sentences, their own words first."""

from dataclasses import replace

from mentordesk.features.mentees.queries.pathways import PathwayPoint
from mentordesk.features.mentees.queries.progress_sheet import GoalSheet, ProgressSheet, StepSheet
from mentordesk.features.mentees.rules.outcomes import QUESTIONS
from mentordesk.features.mentees.rules.ratings import Direction, score_of
from mentordesk.kernel.formats import count_of, date_range, long_date
from mentordesk.records.goals import GoalStatus, StepStatus
from mentordesk.records.referrals import Achieved
from mentordesk.reporting.cover import add_masthead
from mentordesk.reporting.document import Document
from mentordesk.reporting.parts import Item
from mentordesk.reporting.tables import text_table
from mentordesk.reporting.then_now import then_now_figures

_CHANGES = {
    Direction.IMPROVED: "That is better.",
    Direction.SAME: "That is about the same.",
    Direction.WORSE: "That is lower.",
    Direction.MAINTAINED: "You kept it up.",
}
_STEPS = {
    StepStatus.COMPLETE: "Done",
    StepStatus.ACTIVE: "Doing it now",
    StepStatus.NOT_STARTED: "Still to do",
}
_REACHED = {
    Achieved.ACHIEVED: "Yes",
    Achieved.PARTLY: "Partly",
    Achieved.NOT_ACHIEVED: "Not yet",
}


def add_easy_read(document: Document, sheet: ProgressSheet) -> None:
    """Add the whole report in easy words."""
    period = date_range(sheet.period.first, sheet.period.last)
    facts = [("For", sheet.called), ("Period", period), ("Made on", long_date(sheet.as_at))]
    add_masthead(document, [*facts, ("Your worker", sheet.worker)])
    _add_own_words(document, sheet)
    _add_sessions(document, sheet)
    _add_goals(document, sheet)
    _add_pathways(document, sheet)
    _add_outcomes(document, sheet)
    _add_next(document, sheet)


def _add_own_words(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "What you said")
    said = [goal for goal in sheet.goals if goal.own_words.strip()]
    for goal in said:
        document.text(goal.own_words, replace(document.styles.body, size=15, leading=21))
    if not said:
        document.text("We have not written down your own words yet. Tell us what you want.")


def _add_sessions(document: Document, sheet: ProgressSheet) -> None:
    came, missed = sheet.sessions.came, sheet.sessions.did_not_come
    if came or missed:
        document.heading(2, "Our meetings")
        words = f"You came to {count_of(came, 'meeting')}."
        document.text(f"{words} You missed {missed:,}." if missed else words)


def _add_goals(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "Your goals")
    if not sheet.goals:
        document.text("You have no goals yet. We can make one together.")
    for goal in sheet.goals:
        document.heading(3, goal.title)
        document.text(_goal_words(goal))
        if goal.steps:
            rows = [(step.wording, _STEPS[step.status]) for step in goal.steps]
            document.space(document.styles.body.leading / 2)
            document.table(text_table(("Step", "Where it is"), rows, document.styles, shares=(68, 32)))


def _goal_words(goal: GoalSheet) -> str:
    if goal.status is GoalStatus.COMPLETED:
        return "You did it. Well done."
    if goal.status is GoalStatus.ARCHIVED:
        return "We put this goal away for now."
    done = sum(step.status is StepStatus.COMPLETE for step in goal.steps)
    words = f"You have done {done} of {count_of(len(goal.steps), 'step')}." if goal.steps else "No steps yet."
    return f"{words} You want it by {long_date(goal.target_date)}." if goal.target_date else words


def _add_pathways(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "How things are", with_next=180)
    chart = sheet.chart
    if chart is None:
        document.text("We have not asked you about this yet.")
        return
    styles = document.styles
    document.text("We asked: how is it going, from 0 to 10? 0 is very hard. 10 is settled.")
    document.text(f"This is how it stood on {long_date(sheet.period.last)}. {chart.note}", styles.note)
    document.text(f"{chart.title}.", styles.note)
    document.add(*then_now_figures(chart, styles))
    document.space(styles.body.leading)
    document.add(*(Item(_point_words(each), styles.body) for each in sheet.pathways))


def _point_words(point: PathwayPoint) -> str:
    both = point.standing
    then, now = score_of(both.baseline), score_of(both.latest)
    if now is None:
        return f"{point.name}: this does not fit you now."
    if both.change is None or then is None or both.direction is None:
        return f"{point.name}: you said {now}."
    return f"{point.name}: first you said {then}. Now you say {now}. {_CHANGES[both.direction]}"


def _add_outcomes(document: Document, sheet: ProgressSheet) -> None:
    if sheet.outcomes:
        several = len(sheet.outcomes) > 1
        words = "What has changed" if several else "What we wrote down"
        document.heading(2, words, with_next=document.styles.with_table)
        shown = (sheet.outcomes[0], sheet.outcomes[-1]) if several else sheet.outcomes
        headings = ("", *(f"{each.stage.label}, {long_date(each.asked_date)}" for each in shown))
        rows = [
            (question, *(each.answers[at] for each in shown))
            for at, question in enumerate(QUESTIONS.values())
        ]
        document.table(text_table(headings, rows, document.styles, summary="Then and now"))
    if sheet.desired:
        document.heading(2, "What was hoped for", with_next=document.styles.with_table)
        wished = [
            (each.wording, _REACHED[each.achieved] if each.achieved else "We have not said yet")
            for each in sheet.desired
        ]
        document.table(text_table(("Hope", "Did it happen?"), wished, document.styles, shares=(64, 36)))


def _add_next(document: Document, sheet: ProgressSheet) -> None:
    document.heading(2, "What comes next")
    document.text(sheet.next_steps)
    steps = [step for goal in sheet.goals if (step := goal.next_step)]
    document.add(*(Item(_step_words(step), document.styles.body) for step in steps))
    if not steps and not sheet.next_steps.strip():
        document.text("We will talk about this together.")


def _step_words(step: StepSheet) -> str:
    wording = step.wording if step.wording.endswith((".", "!", "?")) else f"{step.wording}."
    return f"{wording} By {long_date(step.due_date)}." if step.due_date else wording
