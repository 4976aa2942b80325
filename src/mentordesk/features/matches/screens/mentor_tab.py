"""The tab of matches on a volunteer's page: their matches, and what matching goes by."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.matches.operations.mentors import change_mentor
from mentordesk.features.matches.queries.one import MentorView, mentor_view
from mentordesk.features.matches.screens.match_card import match_card
from mentordesk.features.matches.screens.mentor_forms import edit_mentor
from mentordesk.kernel.text import displayed
from mentordesk.kernel.week import week_words
from mentordesk.records.matches import Match, MatchChange
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.records.volunteers import DeclaredConflict, Gender, Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Banner, Body, Card, EmptyState, FactGrid
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button

_WATCHES = frozenset({Volunteer, DeclaredConflict, Match, MatchChange, Mentee, Person})
_WISHES = {Gender.WOMAN: "Women", Gender.MAN: "Men", Gender.NON_BINARY: "Non-binary people", None: "Anybody"}


class MentorTab(Watching):
    """Whom a volunteer is matched with, and what matching goes by."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, _WATCHES)
        self.number = number
        self.setAccessibleName("Matches")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read the matches and show them."""
        view = self.desk.attempt(partial(self.desk.read, mentor_view, self.number))
        if view is None:
            return
        parts: list[QWidget] = []
        if not view.matches:
            says = "No match yet. A mentee's page suggests mentors under Matches."
            parts.append(EmptyState("link", says))
        if view.caseload:
            parts.append(Banner(view.caseload, "warning"))
        parts += [match_card(self.desk, each, of_mentor=True) for each in view.matches]
        self._body.show_parts(*parts, *self._matching(view))

    def _matching(self, view: MentorView) -> list[QWidget]:
        actions = []
        if self.desk.may(change_mentor):
            edit = partial(edit_mentor, self.desk, view.id)
            actions.append(button("Change", edit, name="change_matching"))
            actions[0].setAccessibleName("Change what matching goes by")
        return [_when_and_where(view, *actions), _brings(view), _conflicts(view)]


def _when_and_where(view: MentorView, *actions: QWidget) -> Card:
    mentor = view.mentor
    card = Card("Where and when", *actions)
    card.add(
        FactGrid(
            [
                ("Home postcode", mentor.postcode),
                ("Area they cover", displayed(mentor.area)),
                ("When they can meet", week_words(mentor.times).replace("; ", "\n")),
                ("Mentees at once", f"{view.mentees:,} now, at most {mentor.caseload_limit:,}"),
                ("May work alone", "Yes" if mentor.lone_working else "No"),
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


def _conflicts(view: MentorView) -> Card:
    card = Card("People they must not mentor")
    for each in view.conflicts:
        card.add(Words(each))
    if not view.conflicts:
        card.add(Words("No conflict has been declared.", "muted"))
    return card
