"""The tab of goals and hard outcomes on a mentee's page."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QWidget

from mentordesk.features.mentees.operations.goals import (
    add_goal,
    archive_goal,
    change_goal,
    complete_goal,
    reopen_goal,
    tick_step,
)
from mentordesk.features.mentees.operations.outcomes import record_outcome
from mentordesk.features.mentees.queries.goals import GoalRow, GoalsView, StepRow, goal_row, goals_view
from mentordesk.features.mentees.queries.outcomes import COLUMNS, OutcomesView, outcomes_view
from mentordesk.features.mentees.screens.goal_forms import edit_goal, new_goal, put_away, record_point
from mentordesk.kernel.formats import long_date
from mentordesk.kernel.text import displayed
from mentordesk.records.goals import Goal, GoalStatus, GoalStep, HardOutcome, StepStatus
from mentordesk.records.justice import Sentence
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.pathways import Pathway, PathwayList, Rating
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.panels import Banner, Body, Card, EmptyState
from mentordesk.ui.short_table import ShortTable
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

_WATCHES = frozenset({Mentee, Episode, Goal, GoalStep, HardOutcome, Pathway, PathwayList, Rating, Sentence})
_TONES = {GoalStatus.ACTIVE: "unrated", GoalStatus.COMPLETED: "green", GoalStatus.ARCHIVED: "unrated"}


class GoalsTab(Watching):
    """What a mentee wants, how far each step is, and what could be counted at four points."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, _WATCHES)
        self.mentee_id = mentee_id
        self.setAccessibleName("Goals and outcomes")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read the goals and outcomes and show them."""
        read = self.desk.attempt(self._read)
        if read is None:
            return
        view, outcomes = read
        self._body.show_parts(*self._goals(view), self._outcomes(outcomes))

    def _read(self) -> tuple[GoalsView, OutcomesView | None]:
        return self.desk.read(goals_view, self.mentee_id), self.desk.read(outcomes_view, self.mentee_id)

    def _goals(self, view: GoalsView) -> list[QWidget]:
        new = partial(new_goal, self.desk, self.mentee_id)
        if not view.goals:
            sentence = "No goal yet. A goal says what somebody wants, with the steps to it."
            card = Card("Goals")
            if self.desk.may(add_goal):
                card.add(EmptyState("target", sentence, "New goal", new))
            else:
                card.add(EmptyState("target", sentence))
            return [card]
        parts: list[QWidget] = []
        if view.review_is_overdue:
            parts.append(Banner(view.review, "warning"))
        if view.review and not view.review_is_overdue:
            parts.append(Words(view.review, "muted"))
        if self.desk.may(add_goal):
            press = button("New goal", new, kind="primary", name="new_goal")
            holder = QWidget()
            holder.setLayout(line(press, None))
            parts.append(holder)
        return [*parts, *(self._goal(row) for row in view.goals)]

    def _goal(self, row: GoalRow) -> Card:
        card = Card(row.draft.title)
        chips = QWidget()
        flow = Flow(gap=8)
        flow.addWidget(Chip(row.status.label, _TONES[row.status]))
        if row.due:
            flow.addWidget(Chip(row.due, "red", "circle-alert") if row.is_overdue else Chip(row.due))
        facts = " · ".join(each for each in (row.pathway, row.done) if each)
        chips.setLayout(flow)
        card.add(chips, Words(facts, "muted"))
        if row.draft.own_words:
            card.add(Words(f"“{displayed(row.draft.own_words)}”"))
        for number, step in enumerate(row.steps, start=1):
            card.add(self._step(row, number, step))
        if row.closed_date:
            word = "Reached" if row.status is GoalStatus.COMPLETED else "Archived"
            why = f": {row.archive_reason}" if row.archive_reason else "."
            card.add(Words(f"{word} on {long_date(row.closed_date)}{why}", "muted"))
        card.add(self._goal_actions(row))
        return card

    def _step(self, row: GoalRow, number: int, step: StepRow) -> QWidget:
        made = QWidget()
        tick = QCheckBox()
        tick.setChecked(step.status is StepStatus.COMPLETE)
        tick.setAccessibleName(f"Step {number}: {step.wording}")
        tick.setAccessibleDescription(step.status.label)
        tick.setObjectName(f"step_{step.id}")
        tick.setEnabled(row.status is GoalStatus.ACTIVE and self.desk.may(tick_step))
        tick.clicked.connect(
            lambda on: self._tick(row, step, StepStatus.COMPLETE if on else StepStatus.ACTIVE)
        )
        says = f"{number}. {step.wording}"
        more = " · ".join(each for each in (step.status.label, step.due) if each)
        whole = line(column(tick, None), column(Words(says), Words(more, "muted"), gap=0), gap=8)
        whole.setStretch(1, 1)
        made.setLayout(whole)
        return made

    def _goal_actions(self, row: GoalRow) -> QWidget:
        made = QWidget()
        flow = Flow(gap=8)
        active = row.status is GoalStatus.ACTIVE
        acts = (
            ("Complete", complete_goal, partial(self._complete, row), active),
            ("Change", change_goal, partial(edit_goal, self.desk, row.id), active),
            ("Archive", archive_goal, partial(put_away, self.desk, row.id), active),
            ("Reopen", reopen_goal, partial(self._reopen, row.id), not active),
        )
        for verb, operation, press, offered in acts:
            if offered and self.desk.may(operation):
                each = button(verb, partial(self.desk.attempt, press), name=f"{verb.lower()}_{row.id}")
                each.setAccessibleName(f"{verb}: {row.draft.title}")
                flow.addWidget(each)
        made.setLayout(flow)
        return made

    def _tick(self, row: GoalRow, step: StepRow, status: StepStatus) -> None:
        done = self.desk.attempt(lambda: self._write_tick(row, step, status))
        if done:
            self.desk.say(f"Step marked {status.label.lower()}.")
        else:
            self.refresh()

    def _write_tick(self, row: GoalRow, step: StepRow, status: StepStatus) -> bool:
        self.desk.write(tick_step, step.id, row.version, status)
        return True

    def _complete(self, row: GoalRow) -> None:
        self.desk.write(complete_goal, row.id, row.version)
        self.desk.say("Goal completed.", partial(self._reopen, row.id))

    def _reopen(self, goal_id: int) -> None:
        self.desk.write(reopen_goal, goal_id, self.desk.read(goal_row, goal_id).version)

    def _outcomes(self, view: OutcomesView | None) -> Card:
        card = Card("Outcomes")
        if view is None:
            card.add(
                Words("Outcomes are asked from the start of a time with us; none has begun yet.", "muted")
            )
            return card
        card.add(Words("Asked at the start, at the end, and three and six months after the end.", "muted"))
        table = ShortTable("Outcomes", COLUMNS, view.rows)
        table.setObjectName("outcomes")
        card.add(table)
        if self.desk.may(record_outcome):
            table.opened.connect(
                lambda place: record_point(self.desk, self.mentee_id, view, table.row_at(place))
            )
            card.add(self._points(view))
        return card

    def _points(self, view: OutcomesView) -> QWidget:
        made = QWidget()
        flow = Flow(gap=8)
        for row in view.rows:
            if not row.may_ask:
                continue
            verb = "Change" if row.recorded else "Record"
            open_form = partial(record_point, self.desk, self.mentee_id, view, row)
            words = f"{verb}: {row.stage.label[:1].lower()}{row.stage.label[1:]}"
            flow.addWidget(button(words, open_form, name=f"outcome_{row.stage.value}"))
        made.setLayout(flow)
        return made
