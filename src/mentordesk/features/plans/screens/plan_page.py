"""The page of one plan: progress by target, the SMART grid, history, details."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from mentordesk.features.plans.operations.plans import (
    add_target,
    change_plan,
    change_target,
    copy_plan,
    move_target,
    remove_plan,
    remove_target,
)
from mentordesk.features.plans.operations.reviews import record_review
from mentordesk.features.plans.queries.one import PlanView, ReviewRow, TargetView, plan_file, plan_view
from mentordesk.features.plans.queries.sheet import plan_sheet
from mentordesk.features.plans.rules.exchange import write_plan_file
from mentordesk.features.plans.screens.pieces import ReviewReader, history_items, target_card
from mentordesk.features.plans.screens.plan_forms import copy_of_plan, edit_plan, edit_target, new_target
from mentordesk.features.plans.screens.report_dialog import make_report
from mentordesk.features.plans.screens.review_form import new_review
from mentordesk.features.plans.screens.smart_grid import SmartGrid
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.exports import Export
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed, shortened
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, PlanStatus, Review, Target
from mentordesk.ui.chips import Chip, RagChip
from mentordesk.ui.desk import Desk
from mentordesk.ui.export import ask_where
from mentordesk.ui.layouts import Flow, clear, column
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card, EmptyState, FactGrid, Timeline
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import button

STATUS_TONES = {PlanStatus.DRAFT: "unrated", PlanStatus.ACTIVE: "green", PlanStatus.CLOSED: "unrated"}


class PlanPage(RecordPage):
    """One plan, with everything that people do to it."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, frozenset({Plan, Target, Review, Person}))
        self._view: PlanView | None = None
        self._progress, self._history, self._details = Body(), Body(), Body()
        self.grid = SmartGrid()
        self.grid.opened.connect(self._edit_target)
        self.grid.moved.connect(self._move)
        self._grid_tools = Flow()
        self._grid_empty = column()
        self._grid_buttons = self._make_grid_tools()
        smart = QWidget()
        parts = (self._grid_tools, self._grid_empty, self.grid, None)
        smart.setLayout(column(*parts, gap=12, margins=(0, 16, 12, 24)))
        self.add_tab("Progress", self._progress)
        self.add_tab("SMART plan", smart)
        self.add_tab("History", self._history)
        self.add_tab("Details", self._details)
        self.add_panels("plan")

    def read(self) -> None:
        """Read the plan and show it."""
        view = self.desk.read(plan_view, self.number)
        self._view = view
        due = f"{count_of(view.reviews_due, 'review')} due" if view.reviews_due else ""
        self.show_header(
            view.plan.title,
            over="SMART plan",
            chips=(Chip(view.status.label, STATUS_TONES[view.status]), RagChip(view.rag)),
            facts=(view.plan.area, view.period, count_of(len(view.targets), "target"), due, view.owner),
        )
        self.show_actions(*self._actions_for(view))
        self._show_progress(view)
        self.grid.show_targets(view.targets)
        self.grid.setVisible(bool(view.targets))
        self._show_grid_empty(view)
        for each in self._grid_buttons:
            each.setEnabled(bool(view.targets))
        self._show_history(view)
        self._show_details(view)

    def _actions_for(self, view: PlanView) -> list[QWidget]:
        desk = self.desk
        actions: list[QWidget] = []
        more = QMenu(self)
        for act, label, press in (
            (change_plan, "Change plan details…", partial(edit_plan, desk, view.id)),
            (copy_plan, "Copy to a new period…", partial(copy_of_plan, desk, view.id)),
            (plan_sheet, "Export as a plan file…", self._export),
            (remove_plan, "Remove this plan…", self._remove),
        ):
            if desk.may(act):
                more.addAction(label, press)
        if not more.isEmpty():
            opener = button("More", name="more")
            opener.setMenu(more)
            actions.append(opener)
        if desk.may(plan_sheet):
            start = partial(make_report, desk, view.id)
            actions.append(button("Make report", start, kind="primary", icon_name="file-text", name="report"))
        return actions

    def _make_grid_tools(self) -> list[QPushButton]:
        if self.desk.may(add_target):
            add = button("Add target", self._add_target, icon_name="plus", name="add_target")
            self._grid_tools.addWidget(add)
        made = []
        for act, label, do, name in (
            (change_target, "Change", lambda view: self._edit_target(view.id), "edit"),
            (move_target, "Move up", lambda view: self._move(view.id, -1), "up"),
            (move_target, "Move down", lambda view: self._move(view.id, 1), "down"),
            (remove_target, "Remove", self._remove_target, "remove_target"),
        ):
            if self.desk.may(act):
                made.append(button(label, partial(self._with_chosen, do), name=name))
                self._grid_tools.addWidget(made[-1])
        return made

    def _show_progress(self, view: PlanView) -> None:
        cards: list[QWidget] = []
        for target in view.targets:
            actions = [
                button("Open", partial(self.desk.go, Link("target", target.id)), name=f"open_{target.number}")
            ]
            if self.desk.may(record_review):
                review = partial(new_review, self.desk, target.id)
                actions.append(button("Record review", review, name=f"review_{target.number}"))
            for each in actions:
                each.setAccessibleName(f"{each.text()}, target {target.number}")
            cards.append(target_card(target, *actions))
        self._progress.show_parts(*(cards or [self._no_targets()]))

    def _no_targets(self) -> QWidget:
        says = "This plan has no target yet."
        if self.desk.may(add_target):
            return EmptyState("target", says, "Add target", self._add_target)
        return EmptyState("target", says)

    def _show_grid_empty(self, view: PlanView) -> None:
        clear(self._grid_empty)
        if not view.targets:
            self._grid_empty.addWidget(self._no_targets())

    def _show_history(self, view: PlanView) -> None:
        pairs = [(row, target) for target in view.targets for row in target.reviews]
        pairs.sort(key=lambda pair: (pair[0].review_date, pair[0].id), reverse=True)
        items = []
        for row, target in pairs:
            items += history_items((row,), partial(self._read_review, target), f"Target {target.number}, ")
        card = Card("Reviews of all targets, newest first")
        card.add(Timeline(items, "No review has been recorded yet."))
        self._history.show_parts(card)

    def _show_details(self, view: PlanView) -> None:
        plan = view.plan
        facts = [
            ("Status", view.status.label),
            ("Period", view.period),
            ("Owner", view.owner),
            ("Area or project", plan.area),
            ("Partners", displayed(plan.partners)),
            ("Months between reviews", f"{plan.review_months}"),
            ("Funder", plan.funder),
            ("Acknowledgement line", plan.acknowledgement),
            ("Footer", plan.footer),
        ]
        about = Card("About this plan")
        about.add(FactGrid(facts))
        issues = Card("Enduring issues")
        issues.add(FactGrid([(plan.issues_lead_in or "Issues", displayed(plan.issues))]))
        self._details.show_parts(about, issues)

    def _read_review(self, target: TargetView, row: ReviewRow) -> None:
        ReviewReader(self.desk.window, target.number, row).open()

    def _add_target(self) -> None:
        new_target(self.desk, self.number)

    def _edit_target(self, target_id: int) -> None:
        if self.desk.may(change_target):
            edit_target(self.desk, target_id)
        else:
            self.desk.go(Link("target", target_id))

    def _move(self, target_id: int, places: int) -> None:
        if self.desk.may(move_target):
            self.desk.attempt(lambda: self.desk.write(move_target, target_id, places))

    def _with_chosen(self, act: Callable[[TargetView], None]) -> None:
        view = self.grid.chosen()
        if view:
            act(view)

    def _remove_target(self, view: TargetView) -> None:
        ask(
            self,
            f"Remove target {view.number}?",
            f"“{shortened(view.target.achieve, 200)}” is removed from the plan, and later targets move up.",
            "Remove target",
            lambda: self._do(
                lambda: self.desk.write(remove_target, view.id, view.version), "Target removed."
            ),
        )

    def _remove(self) -> None:
        view = self._view
        if view is None:
            return
        ask(
            self,
            "Remove this plan?",
            f"“{view.plan.title}” and its {count_of(len(view.targets), 'target')} go to the bin for 30 days. "
            "A plan with finished reviews is kept: close it instead.",
            "Remove plan",
            lambda: self._leave_removed(view),
        )

    def _leave_removed(self, view: PlanView) -> None:
        remove = partial(self.desk.write, remove_plan, view.id, view.version)
        if self._do(remove, "Plan removed."):
            self.desk.go(Link("plans"))

    def _do(self, act: Callable[[], object], said: str) -> bool:
        try:
            act()
        except UserError as error:
            self.desk.fail(error)
            return False
        self.desk.say(said)
        return True

    def _export(self) -> None:
        view = self._view
        if view is None:
            return
        ask_where(
            self,
            self.desk,
            f"{view.plan.title} {long_date(self.desk.today())}.json",
            "Plan file (*.json)",
            Export("plan", "json", view.id),
            lambda: write_plan_file(self.desk.read(plan_file, view.id)).encode(),
        )
