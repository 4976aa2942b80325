"""The tab of a volunteer's development plan: how it stands, its objectives, its reviews."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from mentordesk.features.volunteers.operations.development import (
    add_objective,
    begin_development,
    change_development,
    change_objective,
    move_objective,
    remove_development,
    remove_development_review,
    remove_objective,
    review_development,
    sign_development,
)
from mentordesk.features.volunteers.queries.development import (
    WATCHES,
    DevelopmentReviewRow,
    DevelopmentView,
    ObjectiveRow,
    development_sheet,
    development_view,
)
from mentordesk.features.volunteers.rules.development import TONES
from mentordesk.features.volunteers.screens import development_forms as forms
from mentordesk.features.volunteers.screens.printing import show_development
from mentordesk.kernel.formats import count_of, long_date, short_date
from mentordesk.kernel.text import displayed, shortened
from mentordesk.records.development import DevelopmentState
from mentordesk.records.training import TrainingCourse
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card, EmptyState, FactGrid
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, box, button

_NOTHING = (
    "No development plan yet. It says what they want to learn, how, and with whose support. "
    "With both signatures it is in place."
)


class DevelopmentTab(Watching):
    """The development plan of one volunteer."""

    def __init__(self, desk: Desk, volunteer_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, WATCHES | {TrainingCourse})
        self.volunteer_id = volunteer_id
        self.setAccessibleName("Development plan")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read the plan and show it."""
        view = self.desk.attempt(partial(self.desk.read, development_view, self.volunteer_id))
        if view is None:
            return
        if not view.plan_id:
            self._body.show_parts(self._nothing(view))
            return
        self._body.show_parts(self._plan(view), self._objectives(view), self._reviews(view))

    def _nothing(self, view: DevelopmentView) -> EmptyState:
        if self.desk.may(begin_development):
            return EmptyState("target", _NOTHING, "Begin a plan", partial(forms.begin_plan, self.desk, view))
        return EmptyState("target", _NOTHING)

    def _plan(self, view: DevelopmentView) -> Card:
        card = Card("Development plan")
        chips = [Chip(view.state.label, TONES[view.state], _SHAPES[view.state])]
        if view.next_review and view.state is DevelopmentState.REVIEW_DUE:
            chips.append(Chip(f"Since {long_date(view.next_review)}", "amber", "clock"))
        added = sum(each.after_signing for each in view.objectives)
        if added:
            chips.append(Chip(f"{count_of(added, 'objective')} added since it was signed", "amber", "info"))
        months = view.draft.review_months or 1
        card.add(_flow(*chips))
        card.add(
            FactGrid(
                [
                    ("Begun on", _day(view.draft.begun_date)),
                    (
                        "Signed by the volunteer",
                        _signed(view.signing.volunteer_signed_name, view.signing.volunteer_signed_date),
                    ),
                    (
                        "Signed by whoever supports them",
                        _signed(view.signing.supervisor_signed_name, view.signing.supervisor_signed_date),
                    ),
                    ("Reviews", f"Every {count_of(months, 'month')}" if months > 1 else "Every month"),
                    ("Next review", _day(view.next_review)),
                    ("What they bring already", displayed(view.draft.strengths)),
                    ("What they hope for", displayed(view.draft.hopes)),
                ]
            )
        )
        card.add(_flow(*self._plan_actions(view)))
        return card

    def _plan_actions(self, view: DevelopmentView) -> list[QWidget]:
        made: list[QWidget] = []
        if self.desk.may(review_development) and view.agreed_date:
            kind = "primary" if view.state is DevelopmentState.REVIEW_DUE else ""
            press = partial(forms.review, self.desk, view)
            made.append(button("Review the plan", press, kind=kind, name="review_plan"))
        if self.desk.may(sign_development):
            kind = "primary" if not view.agreed_date and view.objectives else ""
            press = partial(forms.sign, self.desk, view)
            made.append(button("Signatures", press, kind=kind, name="sign_plan"))
        if self.desk.may(change_development):
            made.append(_named("Change", "the plan", partial(forms.edit_plan, self.desk, view), "edit_plan"))
        if self.desk.may(development_sheet):
            show = partial(show_development, self.desk, view.volunteer_id)
            made.append(button("Print", show, icon_name="printer", name="print_plan"))
            made[-1].setAccessibleName("Print the development plan")
        if self.desk.may(remove_development):
            made.append(_named("Remove", "the plan", partial(self._remove_plan, view), "remove_plan"))
        return made

    def _objectives(self, view: DevelopmentView) -> Card:
        actions = []
        if self.desk.may(add_objective):
            kind = "" if view.objectives else "primary"
            press = partial(forms.new_objective, self.desk, view)
            actions.append(button("Add objective", press, kind=kind, name="add_objective"))
        card = Card(f"Objectives, {view.reached:,} of {len(view.objectives):,} reached", *actions)
        for place, row in enumerate(view.objectives):
            if place:
                card.add(box("line"))
            card.add(self._objective(view, row, place))
        if not view.objectives:
            card.add(Words("No objective yet. What would they like to learn or do?", "muted"))
        return card

    def _objective(self, view: DevelopmentView, row: ObjectiveRow, place: int) -> QWidget:
        draft = row.draft
        made = QWidget()
        parts: list[QWidget] = [
            Words(f"{place + 1}. {draft.wording}", "label"),
            _flow(
                _standing(row), *([Chip("Added since it was signed", "amber")] if row.after_signing else [])
            ),
        ]
        facts = [
            ("Why", displayed(draft.why)),
            ("What they will do", displayed(draft.action)),
            ("Support", displayed(draft.support)),
            ("How they learn it", row.source),
            ("Training", row.course),
            ("What shows it", displayed(draft.evidence)),
        ]
        said: list[tuple[str, str | QWidget]] = [(label, words) for label, words in facts if words]
        if said:
            parts.append(FactGrid(said))
        if self.desk.may(change_objective):
            parts.append(_flow(*self._objective_actions(view, row, place)))
        made.setLayout(column(*parts, gap=8))
        return made

    def _objective_actions(self, view: DevelopmentView, row: ObjectiveRow, place: int) -> list[QWidget]:
        whose = shortened(row.draft.wording, 60)
        made: list[QWidget] = []
        if row.draft.done_date is None:
            press = partial(forms.reach, self.desk, view, row)
            made.append(_named("Mark as reached", whose, press, f"reach_{row.id}"))
        edit = partial(forms.edit_objective, self.desk, view, row)
        made.append(_named("Change", whose, edit, f"objective_{row.id}"))
        if place:
            made.append(_named("Move up", whose, partial(self._move, row, -1), f"up_{row.id}"))
        if place + 1 < len(view.objectives):
            made.append(_named("Move down", whose, partial(self._move, row, 1), f"down_{row.id}"))
        made.append(_named("Remove", whose, partial(self._remove_objective, row), f"remove_{row.id}"))
        return made

    def _reviews(self, view: DevelopmentView) -> Card:
        card = Card("Reviews, newest first")
        for place, row in enumerate(view.reviews):
            if place:
                card.add(box("line"))
            card.add(self._review(view, row))
        if not view.reviews:
            says = f"The first is due on {_day(view.next_review)}." if view.agreed_date else "No review yet."
            card.add(Words(says, "muted"))
        return card

    def _review(self, view: DevelopmentView, row: DevelopmentReviewRow) -> QWidget:
        draft = row.draft
        made = QWidget()
        parts: list[QWidget] = [
            Words(f"{_day(draft.review_date)}: {draft.volunteer_name} and {draft.supervisor_name}", "label"),
            Words(displayed(draft.summary)),
        ]
        if draft.changes:
            parts += [Words("What changes in the plan", "muted"), Words(displayed(draft.changes))]
        parts.append(Words(f"The next one was set for {_day(draft.next_date)}.", "muted"))
        if self.desk.may(review_development):
            whose = f"review of {_day(draft.review_date)}"
            edit = partial(forms.edit_review, self.desk, view, row)
            parts.append(
                _flow(
                    _named("Change", whose, edit, f"review_{row.id}"),
                    _named("Remove", whose, partial(self._remove_review, row), f"remove_review_{row.id}"),
                )
            )
        made.setLayout(column(*parts, gap=8))
        return made

    def _move(self, row: ObjectiveRow, step: int) -> None:
        self.desk.attempt(lambda: self.desk.write(move_objective, row.id, step))

    def _remove_plan(self, view: DevelopmentView) -> None:
        ask(
            self,
            f"Remove the development plan of {view.name}?",
            "Its objectives and reviews go with it. It lies in the bin for 30 days and can come back whole.",
            "Remove plan",
            lambda: self._removed(
                "Development plan removed.", remove_development, view.plan_id, view.version
            ),
        )

    def _remove_objective(self, row: ObjectiveRow) -> None:
        ask(
            self,
            "Remove this objective?",
            f"“{shortened(row.draft.wording, 120)}” lies in the bin for 30 days and can come back.",
            "Remove objective",
            lambda: self._removed("Objective removed.", remove_objective, row.id, row.version),
        )

    def _remove_review(self, row: DevelopmentReviewRow) -> None:
        ask(
            self,
            f"Remove the review of {_day(row.draft.review_date)}?",
            "It goes to the bin, from where it can come back for 30 days.",
            "Remove review",
            lambda: self._removed("Review removed.", remove_development_review, row.id, row.version),
        )

    def _removed(self, said: str, operation: Any, number: int, version: int) -> None:
        def act() -> bool:
            self.desk.write(operation, number, version)
            return True

        if self.desk.attempt(act):
            self.desk.say(said)


_SHAPES = {
    DevelopmentState.NONE: "circle-dashed",
    DevelopmentState.IN_PROGRESS: "pencil",
    DevelopmentState.IN_PLACE: "check",
    DevelopmentState.REVIEW_DUE: "clock",
}


def _standing(row: ObjectiveRow) -> Chip:
    draft = row.draft
    if draft.done_date:
        return Chip(f"Reached on {short_date(draft.done_date)}", "green", "check")
    if row.overdue:
        return Chip(f"Was wanted by {short_date(draft.due_date)}", "red", "circle-alert")
    return Chip(f"Wanted by {short_date(draft.due_date)}" if draft.due_date else "No date set")


def _signed(name: str, day: Any) -> str:
    return f"{name}\n{long_date(day)}" if day else "Not signed yet"


def _day(day: Any) -> str:
    return long_date(day) if day else ""


def _named(verb: str, whose: str, press: Any, name: str) -> QPushButton:
    made = button(verb, press, name=name)
    made.setAccessibleName(f"{verb}: {whose}")
    return made


def _flow(*parts: QWidget) -> QWidget:
    made = QWidget()
    flow = Flow(gap=8)
    for each in parts:
        flow.addWidget(each)
    made.setLayout(flow)
    return made
