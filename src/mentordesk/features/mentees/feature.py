"""What mentees offer to the program: the place, the New menu, search, the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentordesk.features.mentees.operations.referrals import refer
from mentordesk.features.mentees.queries.lists import found_mentees, mentee_page, undecided_referrals
from mentordesk.ui.feature import Feature, Found, New, Place

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentordesk.ui.desk import Desk


def _place(desk: Desk) -> QWidget:
    from mentordesk.features.mentees.screens.lists import MenteeList

    return MenteeList(desk)


def _mentee(desk: Desk, number: int) -> QWidget:
    from mentordesk.features.mentees.screens.mentee_page import MenteePage

    return MenteePage(desk, number)


def _new(desk: Desk) -> None:
    from mentordesk.features.mentees.screens.forms import new_referral

    new_referral(desk)


def _search(desk: Desk, words: str) -> list[Found]:
    if not desk.may(found_mentees):
        return []
    return [Found(row.title, row.detail, "user", row.link) for row in desk.read(found_mentees, words)]


def _undecided(desk: Desk) -> int:
    return desk.read(undecided_referrals)


FEATURE = Feature(
    "mentees",
    "Mentees",
    "users",
    places=(
        Place(
            "mentees", "Mentees", "users", _place, mentee_page, lambda desk: desk.read(undecided_referrals)
        ),
    ),
    links={"mentee": _mentee},
    new=(New("New referral", "user-plus", _new, refer, "Ctrl+Shift+R"),),
    search=_search,
)
