"""The first page: what is due, what was left unfinished, and where targets stand."""

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from mentordesk.features.home.queries import DueTarget, SupportDue, Today, today
from mentordesk.kernel.formats import count_of, long_date, short_date, short_moment
from mentordesk.kernel.health import HealthFacts, HealthLine, health_lines, worrying
from mentordesk.kernel.links import Link
from mentordesk.kernel.rag import NOT_RATED
from mentordesk.kernel.text import shortened
from mentordesk.kernel.urgency import Urgency
from mentordesk.records.breaches import Breach
from mentordesk.records.cadence import ToDoKind
from mentordesk.records.complaints import Complaint
from mentordesk.records.concerns import Concern
from mentordesk.records.development import DevelopmentPlan, DevelopmentReview, DevelopmentState
from mentordesk.records.drafts import Draft
from mentordesk.records.liaisons import Liaison
from mentordesk.records.matches import Match
from mentordesk.records.mentees import Episode, Mentee
from mentordesk.records.plans import Plan, Review, Target
from mentordesk.records.requests import DataRequest
from mentordesk.records.sessions import Attendance, MentoringSession
from mentordesk.records.sheets import SessionSheet
from mentordesk.records.support import SupportAction, SupportTalk
from mentordesk.records.training import TrainingDone
from mentordesk.records.volunteers import Volunteer
from mentordesk.store.drill import trail_reach
from mentordesk.store.health import COPIES, read_health, second_place
from mentordesk.ui.chips import Chip, RagChip
from mentordesk.ui.desk import Desk
from mentordesk.ui.drafts_card import drafts_card
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.panels import Banner, Body, Card, EmptyState, Scrolled
from mentordesk.ui.tasks import Task
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words, button

LOOK_AGAIN = timedelta(minutes=10)
SHOWN = 3
"""Lines about the safety of the records that Home shows; Health shows all."""
_TONES = {
    Urgency.COMING: "unrated",
    Urgency.TODAY: "amber",
    Urgency.OVERDUE: "red",
    Urgency.WEEK: "red",
}
_SHAPES = {Urgency.OVERDUE: "circle-alert", Urgency.WEEK: "circle-alert"}
_AROUND = frozenset({Liaison, SessionSheet, MentoringSession, Attendance, Match, Episode})
_SUPPORT = frozenset({SupportTalk, SupportAction, Volunteer})
_WATCHES = frozenset(
    {
        *(Plan, Target, Review, Draft, DataRequest, Complaint, Breach, Concern, Mentee),
        *(DevelopmentPlan, DevelopmentReview, TrainingDone, *_AROUND, *_SUPPORT),
    }
)
_PLANS_TO_REVIEW = Link("development", filters=(("state", DevelopmentState.REVIEW_DUE), ("who", "present")))
_TRAINING_TO_RENEW = Link("training_done", filters=(("shown", "due"),))


class HomePage(Watching):
    """What needs doing today."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, _WATCHES)
        self.setObjectName("HomePage")
        self.setAccessibleName("Home")
        self._title = Words("", "display")
        self._date = Words("", "muted")
        self._body = Body()
        self._health: list[HealthLine] = []
        self._looked: datetime | None = None
        whole = column(self._title, self._date, Scrolled(self._body), gap=4, margins=(24, 24, 24, 0))
        whole.setStretch(2, 1)
        self.setLayout(whole)

    def refresh(self) -> None:
        """Read again."""
        found = self.desk.attempt(lambda: self.desk.read(today))
        if found is None:
            return
        name = self.desk.store.actor.name.split()
        self._title.setText(f"Hello {name[0]}" if name else "Hello")
        self._date.setText(long_date(self.desk.today()))
        drafts = self.desk.store.drafts()
        self._look()
        parts: list[QWidget] = []
        if found.concerns:
            parts.append(self._concerns_card(found))
        if self._health:
            parts.append(self._health_card())
        if drafts:
            parts.append(drafts_card(self.desk, drafts))
        if found.sessions_due:
            parts.append(self._sessions_card(found.sessions_due))
        if found.follow_ups or found.sheets:
            parts.append(self._around_card(found))
        if found.privacy_due:
            parts.append(self._privacy_card(found.privacy_due))
        parts += self._volunteers_card(found)
        if found.plans:
            parts += [self._ratings_card(found), self._due_card(found), self._overdue_card(found)]
        elif not (drafts or found.due):
            parts.append(
                EmptyState("house", "Nothing needs doing yet. Plans, reviews and drafts will be listed here.")
            )
        self._body.show_parts(*parts)

    def showEvent(self, event: QShowEvent) -> None:
        """See each time how safe the records are."""
        self._looked = None
        super().showEvent(event)
        if self._looked is None:
            self._look()

    def _look(self) -> None:
        """See how safe the records are, away from the window and now and then."""
        store = self.desk.store
        now = store.clock()
        if not self.desk.may(trail_reach) or (self._looked and now - self._looked < LOOK_AGAIN):
            return
        self._looked = now
        place = second_place(self.desk.memory.recall(COPIES), store.vault)
        up_to_date = bool(self.desk.attempt(store.is_backed_up))
        task = Task("Looking", lambda _progress: read_health(store, place, up_to_date=up_to_date))
        task.done.connect(self._seen)
        self.desk.tasks.start(task)

    def _seen(self, facts: HealthFacts) -> None:
        found = worrying(health_lines(facts))
        if found != self._health:
            self._health = found
            self.refresh()

    def _concerns_card(self, found: Today) -> Card:
        """Return what must reach somebody: it names nobody, for others may stand by."""
        everything = partial(self.desk.go, Link("concerns", filters=(("view", "open"),)))
        card = Card("Concerns", button("Show all", everything, kind="link", name="concerns"))
        late = [each for each in found.open_concerns if each.urgency is Urgency.WEEK]
        if late:
            says = count_of(len(late), "concern has", "concerns have")
            card.add(Banner(f"{says} been overdue for a week. Every manager is told.", "danger"))
        for each in found.open_concerns:
            go = LinkButton(f"{each.kind}, {each.reference}", partial(self.desk.go, Link("concern", each.id)))
            raised = Words(f"Raised {short_moment(each.raised_at)}", "muted")
            chips: list[QWidget] = [Chip(each.words, _TONES[each.urgency], _SHAPES.get(each.urgency, ""))]
            if each.immediate_risk:
                chips.insert(0, Chip("Immediate risk", "red", "circle-alert"))
            row = QWidget()
            flow = Flow(gap=8)
            for chip in (go, *chips):
                flow.addWidget(chip)
            row.setLayout(column(flow, raised, gap=2))
            card.add(row)
        if found.concerns > len(found.open_concerns):
            card.add(Words(f"And {found.concerns - len(found.open_concerns):,} more.", "muted"))
        return card

    def _health_card(self) -> Card:
        go = button("Open Health", partial(self.desk.go, Link("settings", filters=(("tab", "health"),))))
        card = Card("Keep the records safe", go)
        for each in self._health[:SHOWN]:
            row = QWidget()
            laid = line(
                column(Words(each.what, "label"), Words(each.says, "muted"), gap=2), RagChip(each.rag)
            )
            laid.setStretch(0, 1)
            row.setLayout(laid)
            card.add(row)
        if len(self._health) > SHOWN:
            card.add(Words(f"And {len(self._health) - SHOWN} more.", "muted"))
        return card

    def _sessions_card(self, due: tuple[tuple[ToDoKind, int], ...]) -> Card:
        """Say how many of each kind need seeing to; each opens its part of the list."""
        whole = sum(count for _, count in due)
        going = partial(self.desk.go, Link("sessions_to_do"))
        opener = button("Show all", going, kind="link", name="sessions_due")
        card = Card(f"Sessions to see to: {whole:,}", opener)
        flow = Flow(gap=16)
        for kind, count in due:
            link = Link("sessions_to_do", filters=(("kind", kind.value),))
            each = button(f"{kind.label}: {count:,}", partial(self.desk.go, link), kind="link")
            flow.addWidget(each)
        holder = QWidget()
        holder.setLayout(flow)
        card.add(holder)
        return card

    def _around_card(self, found: Today) -> Card:
        card = Card("Around your sessions")
        if found.follow_ups:
            due = Link("liaisons", filters=(("view", "due"),))
            says = count_of(found.follow_ups, "contact with a partner is", "contacts with partners are")
            card.body.addLayout(
                line(LinkButton(f"{says} to be followed up", partial(self.desk.go, due)), None)
            )
        if found.sheets:
            says = count_of(found.sheets, "paper sheet")
            out = Link("sheets", filters=(("view", "late"),))
            card.body.addLayout(line(LinkButton(f"{says} not returned", partial(self.desk.go, out)), None))
        return card

    def _support_lines(self, due: SupportDue) -> list[LinkButton]:
        said = (
            (due.talks, "volunteer waits", "volunteers wait", "too long for a talk", "support", "overdue"),
            (due.debriefs, "debrief is", "debriefs are", "to be offered", "support", "debrief"),
            (
                *(due.actions, "action you agreed to is", "actions you agreed to are"),
                *("due within a week or overdue", "support_actions", "mine"),
            ),
        )
        return [
            LinkButton(
                f"{count_of(count, one, many)} {rest}",
                partial(self.desk.go, Link(kind, filters=(("view", view),))),
            )
            for count, one, many, rest, kind, view in said
            if count
        ]

    def _privacy_card(self, count: int) -> Card:
        going = partial(self.desk.go, Link("privacy"))
        card = Card("Requests about data", button("Open Privacy", going, kind="link", name="privacy_due"))
        says = count_of(count, "request, complaint or breach is", "requests, complaints or breaches are")
        card.add(Words(f"{says} due within 7 days or overdue."))
        return card

    def _volunteers_card(self, found: Today) -> list[Card]:
        if not (found.development_due or found.training_due or found.support.anything):
            return []
        card = Card("Volunteers")
        plans = count_of(found.development_due, "development plan waits", "development plans wait")
        trainings = count_of(found.training_due, "training", "trainings")
        for count, says, link in (
            (found.development_due, f"{plans} for a review", _PLANS_TO_REVIEW),
            (found.training_due, f"{trainings} to be renewed within 60 days or overdue", _TRAINING_TO_RENEW),
        ):
            if count:
                card.add(LinkButton(says, partial(self.desk.go, link)))
        for each in self._support_lines(found.support):
            card.add(each)
        return [card]

    def _ratings_card(self, found: Today) -> Card:
        card = Card("Targets of active plans, as they stand today")
        flow = Flow(gap=16)
        for rag, count in found.ratings:
            each = QWidget()
            chosen = (("rag", rag.value if rag else "none"), ("status", "active"))
            opener = button(f"{count}", partial(self.desk.go, Link("targets", filters=chosen)), kind="link")
            opener.setAccessibleName(f"{rag.label if rag else NOT_RATED}: {count_of(count, 'target')}")
            each.setLayout(line(RagChip(rag), opener, gap=8))
            flow.addWidget(each)
        holder = QWidget()
        holder.setLayout(flow)
        card.add(holder)
        return card

    def _due_card(self, found: Today) -> Card:
        heading = f"{count_of(found.reviews_due, 'review')} due" if found.reviews_due else "Reviews"
        card = Card(heading, *self._show_all("review", found.reviews_due))
        self._list(card, found.due_targets, found.reviews_due, "since", "No review is due. Well done.")
        return card

    def _overdue_card(self, found: Today) -> Card:
        heading = f"{count_of(found.overdue, 'target')} past the due date" if found.overdue else "Due dates"
        card = Card(heading, *self._show_all("overdue", found.overdue))
        self._list(card, found.overdue_targets, found.overdue, "was due", "No target is past its due date.")
        return card

    def _show_all(self, due: str, count: int) -> list[QWidget]:
        if not count:
            return []
        link = Link("targets", filters=(("due", due),))
        return [button("Show all", partial(self.desk.go, link), kind="link")]

    def _list(self, card: Card, targets: tuple[DueTarget, ...], count: int, since: str, nothing: str) -> None:
        for target in targets:
            row = QWidget()
            name = f"{target.number}. {shortened(target.achieve, 90)}"
            go = LinkButton(name, partial(self.desk.go, Link("target", target.id)))
            says = Words(f"{target.plan}, {since} {short_date(target.day)}", "muted")
            words = column(line(go, None), says, gap=2)
            laid = line(words, RagChip(target.rag), gap=12)
            laid.setStretch(0, 1)
            row.setLayout(laid)
            card.add(row)
        if not targets:
            card.add(Words(nothing, "muted"))
        elif count > len(targets):
            card.add(Words(f"And {count - len(targets):,} more.", "muted"))
