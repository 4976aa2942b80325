"""The page of one volunteer: where they stand, what is missing, their service, how to reach them."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.pipeline import change_volunteer, move_volunteers
from mentordesk.features.volunteers.operations.spells import change_spell
from mentordesk.features.volunteers.queries.one import SpellRow, VolunteerView, volunteer_view
from mentordesk.features.volunteers.rules.pipeline import tone_of
from mentordesk.features.volunteers.screens.checks_tab import ChecksTab
from mentordesk.features.volunteers.screens.forms import edit_spell, edit_volunteer, leaving, move, new_spell
from mentordesk.kernel.formats import count_of, long_date, short_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.records.matches import Match
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.pipeline import GONE, SERVING, Stage, StageChange, StageKind
from mentordesk.records.spells import ServiceBreak, Spell
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.offered import offered_actions
from mentordesk.ui.panels import Banner, Body, Card, FactGrid, Timeline, TimelineItem
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import Words, button

_WATCHES = frozenset({Volunteer, Stage, StageChange, Spell, ServiceBreak, Match, Mentee, Person})


class VolunteerPage(RecordPage):
    """One volunteer."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, _WATCHES)
        self._overview, self._about = Body(), Body()
        self.add_tab("Overview", self._overview)
        self.add_tab("About", self._about)
        self.add_tab("Checks", ChecksTab(desk, number))
        self.add_panels("mentor")

    def read(self) -> None:
        """Read the volunteer and show them."""
        view = self.desk.read(volunteer_view, self.number)
        days = (self.desk.today() - view.since).days
        chips: list[QWidget] = [Chip(view.stage, tone_of(view.kind))]
        if view.too_long:
            chips.append(Chip(f"There for {count_of(days, 'day')}: too long", "amber", "clock"))
        if view.kind not in GONE:
            chips.append(
                Chip("Not cleared yet", "red", "circle-alert") if view.missing else Chip("Cleared", "green")
            )
        self.show_header(
            view.draft.name,
            over="Volunteer",
            chips=chips,
            facts=(
                f"{count_of(view.mentees, 'mentee')}, at most {view.caseload_limit:,}",
                view.draft.phone,
                view.draft.postcode,
            ),
        )
        serving = view.kind in {*SERVING, StageKind.PAUSED}
        self.show_banner(Banner(" ".join(view.missing), "warning") if view.missing and serving else None)
        offered = offered_actions(self.desk, "mentor", view.id)
        self.show_actions(*offered, *self._buttons(view, serving=serving))
        missing = [] if view.kind in GONE else [_missing(view)]
        self._overview.show_parts(*missing, self._service(view), _steps(view))
        self._about.show_parts(self._contact(view), _roles(view))

    def _buttons(self, view: VolunteerView, *, serving: bool) -> list[QWidget]:
        actions: list[QWidget] = []
        if view.mentee_id:
            go = partial(self.desk.go, Link("mentee", view.mentee_id))
            actions.append(button("Open as a mentee", go, name="as_mentee"))
        if not self.desk.may(move_volunteers):
            return actions
        if serving:
            actions.append(button("Leave…", partial(leaving, self.desk, view), name="leave"))
        step = partial(move, self.desk, [(view.id, view.version)], [view.draft.name])
        actions.append(button("Move…", step, kind="primary", name="move"))
        return actions

    def _service(self, view: VolunteerView) -> Card:
        actions = []
        if self.desk.may(change_spell):
            add = button("Add an earlier time", partial(new_spell, self.desk, view.id), name="new_spell")
            actions.append(add)
        card = Card("Service", *actions)
        for row in view.spells:
            card.add(self._spell(view, row))
        if not view.spells:
            card.add(Words("Their service begins when they are ready for a match.", "muted"))
        return card

    def _spell(self, view: VolunteerView, row: SpellRow) -> FactGrid:
        draft = row.draft
        began = long_date(draft.start_date) if draft.start_date else ""
        breaks = [
            f"{short_date(each.start_date)} to {short_date(each.end_date) or 'now'}"
            f"{f': {each.reason.label.lower()}' if each.reason else ''}"
            for each in draft.breaks
        ]
        facts: list[tuple[str, str | QWidget]] = [("First day", began)]
        if draft.agreed_date:
            facts.append(("Agreed until", long_date(draft.agreed_date)))
        if draft.end_date:
            why = f", {draft.end_reason.label.lower()}" if draft.end_reason else ""
            facts.append(("Last day", f"{long_date(draft.end_date)}{why}"))
            facts.append(("In their words", displayed(draft.end_note)))
            talk = draft.exit_talk_date
            facts.append(("Exit talk", long_date(talk) if talk else "Not held"))
            facts.append(("Badge, keys and papers", "Back" if draft.property_returned else "Not back"))
            facts.append(("Reference", "Given or offered" if draft.reference_given else "Not given"))
        facts.append(("Breaks", "\n".join(breaks) or "No break"))
        if self.desk.may(change_spell):
            change = button("Change", partial(edit_spell, self.desk, view.id, row), name=f"spell_{row.id}")
            change.setAccessibleName(f"Change the time of service from {began}")
            facts.append(("This time of service", change))
        return FactGrid(facts)

    def _contact(self, view: VolunteerView) -> Card:
        actions = []
        if self.desk.may(change_volunteer):
            edit = partial(edit_volunteer, self.desk, view.id)
            actions.append(button("Change", edit, name="change"))
        draft = view.draft
        whom = ", ".join(part for part in (draft.emergency_name, draft.emergency_relation) if part)
        card = Card("How to reach them", *actions)
        card.add(
            FactGrid(
                [
                    ("Phone", draft.phone),
                    ("Email", draft.email),
                    ("Address", displayed(draft.address)),
                    ("Postcode", draft.postcode),
                    ("How they travel", displayed(draft.travel)),
                    ("How they heard of us", draft.heard_from),
                    ("In an emergency", "\n".join(part for part in (whom, draft.emergency_phone) if part)),
                ]
            )
        )
        return card


def _missing(view: VolunteerView) -> Card:
    card = Card("What is missing before a match")
    for each in view.missing:
        card.add(Words(each))
    if not view.missing:
        card.add(Words("Nothing is missing.", "muted"))
    return card


def _steps(view: VolunteerView) -> Card:
    card = Card("How they came here")
    items = []
    for row in view.steps:
        by = f", by {row.by}" if row.by else ""
        items.append(
            TimelineItem(f"{long_date(row.change_date)}{by}", row.stage, displayed(row.reason), "circle")
        )
    card.add(Timeline(items, "No step was written down."))
    return card


def _roles(view: VolunteerView) -> Card:
    card = Card("Who they are here")
    card.add(
        FactGrid(
            [
                ("Signs in as", view.signs_in or "They do not sign in"),
                ("Was mentored here", "Yes" if view.mentee_id else "Not known"),
            ]
        )
    )
    return card
