"""What matches offer to the program: the place of mentors, the tab on a mentee's page, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.matches.operations.mentors import add_mentor
from mentordesk.features.matches.queries.lists import found_mentors, match_reviews_due, mentor_page
from mentordesk.features.matches.queries.one import districts, matches_view
from mentordesk.ui.feature import Feature, Found, New, PanelEntry, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.matches.screens.lists import MentorList

    return MentorList(desk)


def _mentor(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.matches.screens.mentor_page import MentorPage

    return MentorPage(desk, number)


def _matches(desk: Desk, mentee_id: int) -> QWidget:
    from mentordesk.features.matches.screens.matches_tab import MatchesTab

    return MatchesTab(desk, mentee_id)


def _districts(desk: Desk) -> QWidget:
    from mentordesk.features.matches.screens.lists import DistrictsPage

    return DistrictsPage(desk)


def _new(desk: Desk) -> None:
    from mentordesk.features.matches.screens.mentor_forms import new_mentor

    new_mentor(desk)


def _search(desk: Desk, words: str) -> list[Found]:
    if not desk.may(found_mentors):
        return []
    return [Found(row.title, row.detail, "hand-heart", row.link) for row in desk.read(found_mentors, words)]


FEATURE = Feature(
    "matches",
    "Mentors",
    "hand-heart",
    places=(
        Place(
            "mentors", "Mentors", "hand-heart", _place, mentor_page, lambda desk: desk.read(match_reviews_due)
        ),
    ),
    panels={"mentee": (PanelEntry("matches", "Matches", _matches, matches_view),)},
    settings=(Place("districts", "Postcode districts", "landmark", _districts, districts),),
    links={"mentor": _mentor},
    new=(New("New mentor", "user-plus", _new, add_mentor),),
    search=_search,
)
