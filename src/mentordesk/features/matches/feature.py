"""What matches offer to the program: their place, and the tabs on the pages of mentees and volunteers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.matches.queries.lists import match_page, match_reviews_due
from mentordesk.features.matches.queries.one import districts, matches_view, mentor_view
from mentordesk.ui.feature import Feature, PanelEntry, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.matches.screens.lists import MatchPlace

    return MatchPlace(desk)


def _of_volunteer(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.matches.screens.mentor_tab import MentorTab

    return MentorTab(desk, number)


def _matches(desk: Desk, mentee_id: int) -> QWidget:
    from mentordesk.features.matches.screens.matches_tab import MatchesTab

    return MatchesTab(desk, mentee_id)


def _districts(desk: Desk) -> QWidget:
    from mentordesk.features.matches.screens.lists import DistrictsPage

    return DistrictsPage(desk)


FEATURE = Feature(
    "matches",
    "Matches",
    "link",
    places=(
        Place("matches", "Matches", "link", _place, match_page, lambda desk: desk.read(match_reviews_due)),
    ),
    panels={
        "mentee": (PanelEntry("matches", "Matches", _matches, matches_view),),
        "mentor": (PanelEntry("matches", "Matches", _of_volunteer, mentor_view),),
    },
    settings=(Place("districts", "Postcode districts", "landmark", _districts, districts),),
)
