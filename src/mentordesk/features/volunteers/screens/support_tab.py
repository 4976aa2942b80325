"""The tab of support on a volunteer's page: whether a talk is due, talks, what was agreed, debriefs."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.support import (
    decline_debrief,
    finish_action,
    plan_talk,
    record_talk,
    set_supporter,
)
from mentordesk.features.volunteers.queries.support import Debrief, SupportView, TalkRow, support_view
from mentordesk.features.volunteers.queries.support_lists import TONES
from mentordesk.features.volunteers.rules.support import DEFINITION, action_state
from mentordesk.features.volunteers.screens.entries import Verbs, entry
from mentordesk.features.volunteers.screens.support_forms import (
    choose_supporter,
    edit_talk,
    new_talk,
    plan,
)
from mentordesk.kernel.columns import Mark
from mentordesk.kernel.formats import count_of, duration, long_date
from mentordesk.kernel.links import Link
from mentordesk.records.clearances import VolunteerSettings
from mentordesk.records.concerns import Concern
from mentordesk.records.pipeline import StageChange
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.support import (
    SupportAction,
    SupportLine,
    SupportNote,
    SupportTalk,
    TalkStatus,
    Wellbeing,
)
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.panels import Banner, Body, Card, FactGrid
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, box, button

WATCHES = frozenset(
    {SupportTalk, SupportNote, SupportAction, SupportLine, Volunteer, VolunteerSettings, StageChange}
)
_WELL = {Wellbeing.WELL: "green", Wellbeing.STRAINED: "amber", Wellbeing.STRUGGLING: "red"}


class SupportTab(Watching):
    """The support of one volunteer."""

    def __init__(self, desk: Desk, volunteer_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, WATCHES | {Concern, MentoringSession})
        self.volunteer_id = volunteer_id
        self.setAccessibleName("Support")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read again."""
        view = self.desk.attempt(lambda: self.desk.read(support_view, self.volunteer_id))
        if view is None:
            return
        offers = [self._debrief(each) for each in view.debriefs]
        self._body.show_parts(*offers, self._head(view), self._actions(view), self._talks(view))

    def _debrief(self, offer: Debrief) -> Banner:
        actions: list[QWidget] = []
        if self.desk.may(record_talk):
            day = long_date(offer.session_date)
            held = button(
                "Record the debrief", partial(self._hold, offer), name=f"debrief_{offer.session_id}"
            )
            held.setAccessibleName(f"Record the debrief after the session of {day}")
            no = button("Not wanted", partial(self._decline, offer), name=f"no_debrief_{offer.session_id}")
            no.setAccessibleName(f"No debrief was wanted after the session of {day}")
            actions = [held, no]
        says = f"A concern was raised after the session of {long_date(offer.session_date)}. Offer a debrief."
        return Banner(says, "warning", *actions)

    def _head(self, view: SupportView) -> Card:
        actions: list[QWidget] = []
        if self.desk.may(plan_talk):
            actions.append(
                button("Plan a talk", partial(plan, self.desk, view.volunteer_id), name="plan_talk")
            )
        if self.desk.may(record_talk):
            record = partial(new_talk, self.desk, view.volunteer_id)
            actions.append(button("Record a talk", record, kind="primary", name="new_talk"))
        card = Card("Support", *actions)
        if view.state is not None:
            chip = QWidget()
            flow = Flow(gap=8)
            flow.addWidget(Words("Next talk", "label", wrap=False))
            flow.addWidget(Chip(view.state.label, TONES[view.state]))
            chip.setLayout(flow)
            card.add(chip)
        facts: list[tuple[str, str | QWidget]] = [("Who is there for them", view.supporter or "Nobody yet")]
        if self.desk.may(set_supporter):
            choose = button("Change", partial(choose_supporter, self.desk, view), name="supporter")
            choose.setAccessibleName("Change who is there for this volunteer")
            facts.append(("Somebody else", choose))
        if view.due_date is not None:
            facts.append(("Due from", long_date(view.due_date)))
        weeks = f"Every {count_of(view.weeks, 'week')}, overdue after {count_of(view.late_weeks, 'week')}"
        facts.append(("How often", weeks))
        card.add(FactGrid(facts))
        card.add(Words(DEFINITION, "muted"))
        for row in view.planned:
            card.add(box("line"))
            card.add(self._planned(view, row))
        return card

    def _planned(self, view: SupportView, row: TalkRow) -> QWidget:
        verbs: Verbs = ()
        if self.desk.may(record_talk):
            verbs = (
                ("It was held", partial(self._edit, row.id)),
                ("Move", partial(plan, self.desk, view.volunteer_id, row)),
            )
        day = row.draft.talk_date or self.desk.today()
        passed = day < self.desk.today()
        mark = Mark("The day has passed", "amber") if passed else Mark("Planned")
        kind = row.draft.kind.label if row.draft.kind else ""
        with_whom = f"{kind}, with {row.by}" if row.by else kind
        return entry(f"Talk on {long_date(day)}", with_whom, "", (mark,), verbs)

    def _actions(self, view: SupportView) -> Card:
        card = Card("Agreed and still open")
        for place, row in enumerate(view.actions):
            if place:
                card.add(box("line"))
            says, tone = action_state(row.due_date, None, self.desk.today())
            verbs: Verbs = ()
            if self.desk.may(finish_action):
                verbs = (("Done", partial(self._finish, row.id, row.version)),)
            card.add(entry(row.wording, f"{row.owner} does it", "", (Mark(says, tone),), verbs))
        if not view.actions:
            card.add(Words("Nothing that was agreed is open.", "muted"))
        return card

    def _talks(self, view: SupportView) -> Card:
        card = Card("Talks")
        for place, row in enumerate(view.talks):
            if place:
                card.add(box("line"))
            card.add(self._talk(row))
        if view.earlier:
            go = partial(self.desk.go, Link("support_talks", filters=(("volunteer", view.volunteer_id),)))
            card.add(button(f"And {count_of(view.earlier, 'older talk')}", go, kind="link", name="older"))
        if not view.talks:
            card.add(Words("No talk was held yet.", "muted"))
        return card

    def _talk(self, row: TalkRow) -> QWidget:
        draft = row.draft
        marks = [Mark(draft.kind.label if draft.kind else "")]
        if row.status is TalkStatus.DECLINED:
            marks.append(Mark(row.status.label, "unrated"))
        if draft.wellbeing is not None:
            marks.append(Mark(draft.wellbeing.label, _WELL[draft.wellbeing]))
        said = [draft.topic]
        if row.in_line:
            said.append(f"In confidence: {draft.note}" if draft.note else "")
            said.append(f"How they are: {draft.wellbeing_note}" if draft.wellbeing_note else "")
        elif row.noted:
            said.append("What was said in confidence is kept for the line.")
        length = duration(draft.minutes) if draft.minutes else ""
        when = ", ".join(part for part in (length, f"with {row.by}" if row.by else "") if part)
        verbs: Verbs = ()
        if self.desk.may(record_talk) and row.status is TalkStatus.HELD:
            verbs = (("Change", partial(self._edit, row.id)),)
        day = long_date(draft.talk_date) if draft.talk_date else ""
        return entry(day, when, "\n\n".join(part for part in said if part), marks, verbs)

    def _edit(self, talk_id: int) -> None:
        self.desk.attempt(lambda: edit_talk(self.desk, talk_id))

    def _hold(self, offer: Debrief) -> None:
        self.desk.attempt(lambda: new_talk(self.desk, self.volunteer_id, offer.session_id))

    def _decline(self, offer: Debrief) -> None:
        done = self.desk.attempt(
            lambda: self.desk.write(decline_debrief, self.volunteer_id, offer.session_id)
        )
        if done:
            self.desk.say("Written down: a debrief was offered and not wanted.")

    def _finish(self, number: int, version: int) -> None:
        if self.desk.attempt(lambda: (self.desk.write(finish_action, number, version), True)):
            self.desk.say("Marked as done.")
