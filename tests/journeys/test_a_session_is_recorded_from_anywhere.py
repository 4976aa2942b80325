"""A session is recorded from wherever somebody is: the menu, a mentee, a mentor, a match, a draft."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.matches.queries.one import matches_view
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.sessions.queries.of_somebody import mentee_sessions
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from tests.casebooks import Casebook
from tests.screens import choose, dialog, dialogs, press, signed_in, until


@pytest.fixture
def window(qtbot, demo_casebook: Casebook) -> Iterator[MainWindow]:
    with signed_in(demo_casebook) as made:
        qtbot.waitUntil(made.isActiveWindow)
        yield made


@pytest.fixture
def marek(window: MainWindow) -> int:
    return window.desk.read(mentee_page, ListAsk(search="kowalczyk")).rows[0].id


def show_tab(page: Any, label: str) -> QWidget:
    labels = [page.tabs.tabText(place) for place in range(page.tabs.count())]
    page.tabs.setCurrentIndex(labels.index(label))
    return page


def from_the_menu(window: MainWindow, _mentee: int) -> None:
    choose(window.new.menu(), "Record a session")


def from_a_mentee(window: MainWindow, mentee: int) -> None:
    window.desk.go(Link("mentee", mentee))
    press(window, "record")


def from_their_sessions(window: MainWindow, mentee: int) -> None:
    window.desk.go(Link("mentee", mentee))
    press(show_tab(window.page(), "Sessions"), "record_here")


def from_a_match(window: MainWindow, mentee: int) -> None:
    (match,) = [each for each in window.desk.read(matches_view, mentee).matches if each.next]
    window.desk.go(Link("mentee", mentee))
    press(show_tab(window.page(), "Matches"), f"record_{match.id}")


def from_a_mentor(window: MainWindow, mentee: int) -> None:
    (match,) = [each for each in window.desk.read(matches_view, mentee).matches if each.next]
    window.desk.go(Link("mentor", match.mentor_id))
    press(window, "record")


@pytest.mark.parametrize(
    ("way", "who", "mentor"),
    [
        (from_the_menu, False, False),
        (from_a_mentee, True, True),
        (from_their_sessions, True, True),
        (from_a_match, True, True),
        (from_a_mentor, False, True),
    ],
)
def test_every_way_in_knows_what_can_be_known(
    qtbot,
    window: MainWindow,
    marek: int,
    way: Callable[[MainWindow, int], None],
    who: object,
    mentor: object,
) -> None:
    way(window, marek)
    until(qtbot, lambda: bool(dialogs(window)))
    made = dialog(window, "Record a session")
    assert made.form.people.numbers() == ((marek,) if who else ())
    assert [each.title for each in made.form.field("mentor").value()] == (["Ewa Nowak"] if mentor else [])
    before = window.desk.read(mentee_sessions, marek).held
    if not who:
        made.form.people.take(made.form._people("kowalczyk")[0])
    made.form.field("minutes").set_value(40)
    made.save()
    assert window.desk.read(mentee_sessions, marek).held == before + 1


def test_one_that_was_interrupted_is_gone_on_with_from_the_next_one(
    qtbot, window: MainWindow, marek: int
) -> None:
    from_a_mentee(window, marek)
    first = dialog(window, "Record a session")
    first.form.field("place").set_value("The library")
    first.reject()
    from_the_menu(window, marek)
    press(dialog(window, "Record a session"), "continue_other")
    until(qtbot, lambda: len(dialogs(window)) == 1)
    assert dialog(window).form.field("place").value() == "The library"
    window.show_place("sessions")
