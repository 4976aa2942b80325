"""The page of one target: where it stands, its history, what the plan says of it."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.plans.operations.plans import change_target
from mentordesk.features.plans.operations.reviews import correct_review, record_review, throw_away_review
from mentordesk.features.plans.queries.one import ReviewRow, TargetView, target_view
from mentordesk.features.plans.rules.report_words import COLUMNS
from mentordesk.features.plans.screens.pieces import ReviewReader, entries_part, history_items
from mentordesk.features.plans.screens.plan_forms import edit_target
from mentordesk.features.plans.screens.review_form import correction, new_review
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.formats import long_date, short_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import TRAVEL_SHAPES
from mentordesk.kernel.text import beginning, displayed, shortened
from mentordesk.records.people import Person
from mentordesk.records.plans import Plan, Review, ReviewStatus, Target
from mentordesk.ui.chips import RagChip, RagChips
from mentordesk.ui.desk import Desk
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Banner, Body, Card, EmptyState, FactGrid, Timeline
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import Words, button


class TargetPage(RecordPage):
    """One target of a plan."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, frozenset({Plan, Target, Review, Person}))
        self._progress, self._history, self._plan = Body(), Body(), Body()
        self.add_tab("Progress", self._progress)
        self.add_tab("History", self._history)
        self.add_tab("Plan", self._plan)
        self.add_panels("target")

    def read(self) -> None:
        """Read the target and show it."""
        view = self.desk.read(target_view, self.number)
        self.show_header(
            f"Target {view.number} – {shortened(view.target.achieve, 200)}",
            over=view.plan,
            chips=(RagChip(view.rag),),
            facts=(
                f"{TRAVEL_SHAPES[view.travel]} {view.direction}",
                f"Next review {long_date(view.review_due_date)}",
                f"Due {long_date(view.target.due_date)}" if view.target.due_date else "",
                view.owner,
            ),
        )
        due = f"A review is due since {long_date(view.review_due_date)}."
        self.show_banner(Banner(due, "warning") if view.review_is_due else None)
        self.show_actions(*self._actions_for(view))
        self._show_progress(view)
        card = Card("Reviews, newest first")
        card.add(Timeline(history_items(view.reviews, partial(self._read_review, view)), "No review yet."))
        self._history.show_parts(card)
        self._show_plan(view)

    def _actions_for(self, view: TargetView) -> list[QWidget]:
        desk = self.desk
        actions: list[QWidget] = [
            button("Go to plan", partial(desk.go, Link("plan", view.plan_id)), name="go_to_plan")
        ]
        if desk.may(change_target):
            actions.append(button("Change", partial(edit_target, desk, view.id), name="edit"))
        if desk.may(record_review):
            opened = any(row.status is ReviewStatus.OPEN for row in view.reviews)
            verb = "Continue review" if opened else "Record review"
            actions.append(button(verb, partial(new_review, desk, view.id), kind="primary", name="review"))
        return actions

    def _show_progress(self, view: TargetView) -> None:
        parts: list[QWidget] = []
        newest = next((row for row in view.reviews if row.status is ReviewStatus.FINISHED), None)
        if newest:
            card = Card(f"Review of {newest.when}", *self._review_actions(view, newest))
            if newest.draft.action_required:
                required = beginning(newest.draft.action_required)
                card.add(Words(f"Action required – {required}", "muted"))
            card.add(entries_part(newest.draft))
            parts.append(card)
        else:
            says = "No review has been finished yet."
            if self.desk.may(record_review):
                parts.append(
                    EmptyState("history", says, "Record review", partial(new_review, self.desk, view.id))
                )
            else:
                parts.append(EmptyState("history", says))
        rule = Card("What the rule says today")
        rule.add(Words(view.proposal.sentence))
        parts.append(rule)
        if view.figures:
            figures = Card("Figures")
            figures.add(FactGrid(view.figures))
            parts.append(figures)
        self._progress.show_parts(*parts)

    def _review_actions(self, view: TargetView, row: ReviewRow) -> list[QWidget]:
        actions: list[QWidget] = [button("Read", partial(self._read_review, view, row), name="read_review")]
        if self.desk.may(correct_review):
            actions.append(button("Correct", partial(correction, self.desk, row.id), name="correct_review"))
        return actions

    def _show_plan(self, view: TargetView) -> None:
        target = view.target
        asked = Card("The SMART questions")
        facts: list[tuple[str, str | QWidget]] = []
        for name, _heading, question in COLUMNS:
            if name == "realistic":
                facts.append((question, RagChips(target.realistic)))
            elif name == "agreed_by":
                facts.append(
                    (question, target.agreed_wording or " / ".join(a.party for a in target.agreements))
                )
            else:
                facts.append((question, displayed(getattr(target, name))))
        asked.add(FactGrid(facts))
        agreed = Card("Who has agreed")
        agreed.add(
            FactGrid(
                (each.party, " ".join(part for part in (short_date(each.agreed_date), each.agreed_by) if part)
                 or "Not recorded")
                for each in target.agreements
            )
            if target.agreements
            else Words("No organisation is named yet.", "muted")
        )  # fmt: skip
        self._plan.show_parts(asked, agreed)

    def _read_review(self, view: TargetView, row: ReviewRow) -> None:
        reader = ReviewReader(self.desk.window, view.number, row)
        if row.status is ReviewStatus.OPEN and self.desk.may(throw_away_review):
            reader.add_button("Throw away", partial(self._throw_away, reader, row), kind="danger")
        reader.add_button("Close", reader.reject, kind="primary", name="close")
        reader.open()

    def _throw_away(self, reader: ReviewReader, row: ReviewRow) -> None:
        reader.reject()
        ask(
            self,
            "Throw this review away?",
            f"The review of {row.when}, which is still in progress, goes to the bin.",
            "Throw away",
            lambda: self._do_throw_away(row),
        )

    def _do_throw_away(self, row: ReviewRow) -> None:
        try:
            self.desk.write(throw_away_review, row.id, row.version)
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say("Review thrown away.")
