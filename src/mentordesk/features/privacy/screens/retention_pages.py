"""The place of retention: whose time is over, the policy, what was destroyed, the record of processing."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mentordesk.features.privacy.operations.erasure import anonymise_equality, erase
from mentordesk.features.privacy.operations.retention import set_period
from mentordesk.features.privacy.queries.destruction import DESTRUCTION_COLUMNS, destruction_page
from mentordesk.features.privacy.queries.retention import (
    DUE_COLUMNS,
    DueRow,
    Show,
    due_page,
    equality_due,
)
from mentordesk.features.privacy.queries.retention_policy import PolicyRow, retention_policy
from mentordesk.features.privacy.screens.destruction_dialog import make_destruction
from mentordesk.features.privacy.screens.processing_page import ProcessingPage
from mentordesk.features.privacy.screens.retention_forms import edit_period, review_file
from mentordesk.kernel.formats import count_of
from mentordesk.kernel.links import Link
from mentordesk.records.equality import EqualityAnswers
from mentordesk.records.mentees import Episode, Flag, Mentee
from mentordesk.records.referrals import Referral
from mentordesk.records.retention import Cause, DestructionEntry, Keeping, Method, RetentionPeriod, Subject
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.keys import IN_TABS
from mentordesk.ui.layouts import Flow, clear, column, put
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.look import scaled
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Banner, Body, Card, FactGrid, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

if TYPE_CHECKING:
    from collections.abc import Callable

_SUBJECTS = {Subject.MENTEE: "mentee", Subject.MENTOR: "mentor"}

DUE: Listing[DueRow] = Listing(
    name="retention",
    title="Whose time is over",
    noun=("file", "files"),
    query=due_page,
    columns=DUE_COLUMNS,
    watches=frozenset(
        {Mentee, Volunteer, Episode, Referral, Flag, Keeping, RetentionPeriod, DestructionEntry}
    ),
    empty="Nobody's time is over. Files appear here when the policy says that they need a decision.",
    icon="clock",
    sort="due",
    start_filters=(("show", Show.DUE),),
    in_tab=True,
    open=lambda row: Link(_SUBJECTS[row.subject], row.number),
    filters=(
        Filter("show", "Show", lambda _desk: pairs_of(Show)),
        Filter("subject", "Whose", lambda _desk: pairs_of(Subject)),
    ),
)

DESTRUCTION: Listing[Any] = Listing(
    name="destruction",
    title="Destruction log",
    noun=("entry", "entries"),
    query=destruction_page,
    columns=DESTRUCTION_COLUMNS,
    watches=frozenset({DestructionEntry}),
    empty="Nothing was erased or anonymised yet.",
    icon="trash-2",
    sort="when",
    descending=True,
    in_tab=True,
    filters=(
        Filter("method", "How", lambda _desk: pairs_of(Method)),
        Filter("cause", "Why", lambda _desk: pairs_of(Cause)),
    ),
)


class DuePage(ListPage[DueRow]):
    """Whose time is over, and the review of each."""

    def __init__(self, desk: Desk) -> None:
        """Make the list with the review."""
        extra = [button("Review…", self.review, kind="primary", name="review")] if desk.may(erase) else []
        super().__init__(desk, DUE, *extra)

    def review(self) -> None:
        """Open the review of the chosen file."""
        row = self.selected()
        if row is None:
            self.desk.say("Choose a file first.")
        else:
            self.desk.attempt(partial(review_file, self.desk, row.subject, row.number))


class EqualityNotice(Watching):
    """Says how many equality forms are only counts from now on, and takes them apart."""

    def __init__(self, desk: Desk) -> None:
        """Make the notice; it reads when it is shown."""
        super().__init__(desk, frozenset({Mentee, Episode, EqualityAnswers, RetentionPeriod}))
        self._inner = QVBoxLayout(self)
        self._inner.setContentsMargins(0, 0, 0, 0)

    def refresh(self) -> None:
        """Read again."""
        clear(self._inner)
        found = self.desk.attempt(lambda: self.desk.read(equality_due)) or ()
        if not found:
            return
        forms = count_of(len(found), "equality form")
        act = (
            [button("Anonymise them…", partial(self._ask, found), name="equality")]
            if self.desk.may(anonymise_equality)
            else []
        )
        says = f"{forms} of mentees whose time with us is over: only the counts are still needed."
        put(self._inner, Banner(says, "notice", *act))

    def _ask(self, found: tuple[int, ...]) -> None:
        ask(
            self,
            f"Anonymise {count_of(len(found), 'equality form')}?",
            "Each answer stays as a count for the quarters in which the person was here. Nothing ties the "
            "answers to the person or to each other any more. There is no way back.",
            "Anonymise",
            lambda: self._anonymise(found),
            typed="anonymise",
        )

    def _anonymise(self, found: tuple[int, ...]) -> None:
        done = self.desk.attempt(lambda: self.desk.write(anonymise_equality, found))
        if done:
            self.desk.say(f"{count_of(done, 'equality form')} anonymised.")


class PolicyPage(Watching):
    """Every rule of the policy: how long, from when, what then, and why."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({RetentionPeriod}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(retention_policy)) or ()
        parts: list[QWidget] = []
        waiting = sum(row.rule.can_be_set and not row.rule.confirmed for row in rows)
        if waiting:
            found = count_of(waiting, "period is", "periods are")
            says = f"{found} only suggested. No law sets them: your trustees confirm or change each one."
            parts.append(Banner(says, "warning"))
        self._body.show_parts(*parts, *(self._card(row) for row in rows))

    def _card(self, row: PolicyRow) -> Card:
        actions = []
        if row.rule.can_be_set and self.desk.may(set_period):
            change = button("Set the period…", partial(edit_period, self.desk, row), name=f"set_{row.code}")
            change.setAccessibleName(f"Set the period: {row.rule.who}")
            actions.append(change)
        card = Card(row.rule.who, *actions)
        if row.rule.can_be_set:
            chips = Flow(gap=8)
            done = row.rule.confirmed
            chips.addWidget(Chip("Set by you", "green") if done else Chip("Suggested", "amber", "triangle"))
            holder = QWidget()
            holder.setLayout(chips)
            card.add(holder)
        facts: list[tuple[str, str | QWidget]] = [
            ("How long", row.rule.period),
            ("Counted from", row.rule.counts_from[:1].upper() + row.rule.counts_from[1:]),
            ("Then", row.rule.act.label),
        ]
        card.add(FactGrid(facts))
        card.add(Words(row.rule.why))
        if row.reason:
            card.add(Words(row.source, "muted"))
        return card


class RetentionPlace(QWidget):
    """The place: four tabs."""

    keys = IN_TABS

    def __init__(self, desk: Desk) -> None:
        """Make the tabs; each reads when it is shown."""
        super().__init__()
        self.setObjectName("RetentionPlace")
        self.setAccessibleName("Retention")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName("Parts of retention")
        self.tabs.tabBar().setExpanding(False)
        due = QWidget()
        stacked = column(EqualityNotice(desk), DuePage(desk), gap=0, margins=(0, 12, 0, 0))
        stacked.setStretch(1, 1)
        due.setLayout(stacked)
        report = button("Make report", partial(make_destruction, desk), icon_name="file-text", name="report")
        pages: tuple[tuple[str, Callable[[], QWidget]], ...] = (
            ("Whose time is over", lambda: due),
            ("Policy", lambda: PolicyPage(desk)),
            ("Destruction log", lambda: ListPage(desk, DESTRUCTION, report)),
            ("Record of processing", lambda: ProcessingPage(desk)),
        )
        for label, make in pages:
            self.tabs.addTab(make(), label)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(16), scaled(24), 0)
        layout.addWidget(self.tabs)
