"""The page of one mentor: their matches, what they bring, what they are cleared for."""

from functools import partial
from typing import TYPE_CHECKING

from mentordesk.features.matches.operations.mentors import change_mentor
from mentordesk.features.matches.queries.one import MentorView, mentor_view
from mentordesk.features.matches.screens.match_card import match_card
from mentordesk.features.matches.screens.mentor_forms import edit_mentor
from mentordesk.kernel.formats import count_of, long_date
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import displayed
from mentordesk.kernel.week import week_words
from mentordesk.records.matches import Match, MatchChange
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.volunteers import DeclaredConflict, Gender, Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.offered import offered_actions
from mentordesk.ui.panels import Banner, Body, Card, EmptyState, FactGrid
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import Words, button

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_WATCHES = frozenset({Volunteer, DeclaredConflict, Match, MatchChange, Mentee, Person})
_WISHES = {Gender.WOMAN: "Women", Gender.MAN: "Men", Gender.NON_BINARY: "Non-binary people", None: "Anybody"}


class MentorPage(RecordPage):
    """One mentor."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, number, _WATCHES)
        self._matches, self._about = Body(), Body()
        self.add_tab("Matches", self._matches)
        self.add_tab("About", self._about)
        self.add_panels("mentor")

    def read(self) -> None:
        """Read the mentor and show them."""
        view = self.desk.read(mentor_view, self.number)
        mentor = view.mentor
        self.show_header(
            mentor.name,
            over="Mentor",
            chips=[
                Chip("Mentoring", "green") if mentor.active else Chip("Not mentoring at present"),
                Chip("Not cleared yet", "red", "circle-alert") if view.missing else Chip("Cleared", "green"),
                *([Chip("At their limit", "amber")] if view.caseload else []),
            ],
            facts=(f"{count_of(view.mentees, 'mentee')}, at most {mentor.caseload_limit:,}", mentor.postcode),
        )
        self.show_banner(Banner(" ".join(view.missing), "warning") if view.missing else None)
        actions: list[QWidget] = []
        if view.mentee_id:
            go = partial(self.desk.go, Link("mentee", view.mentee_id))
            actions.append(button("Open as a mentee", go, name="as_mentee"))
        if self.desk.may(change_mentor):
            actions.append(button("Change", partial(edit_mentor, self.desk, view.id), name="change"))
        self.show_actions(*actions, *offered_actions(self.desk, "mentor", view.id))
        self._show_matches(view)
        self._about.show_parts(_when_and_where(view), _brings(view), _cleared(view), _conflicts(view))

    def _show_matches(self, view: MentorView) -> None:
        parts: list[QWidget] = []
        if not view.matches:
            says = "No match yet. A mentee's page suggests mentors under Matches."
            parts.append(EmptyState("link", says))
        if view.caseload:
            parts.append(Banner(view.caseload, "warning"))
        parts += [match_card(self.desk, each, of_mentor=True) for each in view.matches]
        self._matches.show_parts(*parts)


def _when_and_where(view: MentorView) -> Card:
    mentor = view.mentor
    card = Card("Where and when")
    card.add(
        FactGrid(
            [
                ("Home postcode", mentor.postcode),
                ("Area they cover", displayed(mentor.area)),
                ("When they can meet", week_words(mentor.times).replace("; ", "\n")),
            ]
        )
    )
    return card


def _brings(view: MentorView) -> Card:
    mentor = view.mentor
    card = Card("What they bring")
    card.add(
        FactGrid(
            [
                ("Languages", mentor.languages),
                ("Interests", displayed(mentor.interests)),
                ("Skills", displayed(mentor.skills)),
                ("Lived experience they share", displayed(mentor.lived_experience)),
                ("Gender", mentor.gender.label if mentor.gender else ""),
                ("Wishes to mentor", _WISHES[mentor.mentee_gender]),
            ]
        )
    )
    return card


def _cleared(view: MentorView) -> Card:
    mentor = view.mentor
    on = f", {long_date(mentor.dbs_date)}" if mentor.dbs_date else ""
    card = Card("Clearance")
    card.add(
        FactGrid(
            [
                ("DBS decision", f"{mentor.dbs_decision.label}{on}" if mentor.dbs_decision else ""),
                ("References taken", long_date(mentor.references_date) if mentor.references_date else ""),
                ("Training finished", long_date(mentor.training_date) if mentor.training_date else ""),
                ("Cleared for", mentor.setting_level.label if mentor.setting_level else ""),
                ("May work alone", "Yes" if mentor.lone_working else "No"),
            ]
        )
    )
    return card


def _conflicts(view: MentorView) -> Card:
    card = Card("People they must not mentor")
    for each in view.conflicts:
        card.add(Words(each))
    if not view.conflicts:
        card.add(Words("No conflict has been declared.", "muted"))
    return card
