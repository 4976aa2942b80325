"""Records are found by typing and taken with Enter; lengths, miles and ticks mean what they say."""

from datetime import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from mentordesk.ui.fields import LengthField, LineField, MilesField, Picked, PickField, TicksField
from mentordesk.ui.form import Form
from mentordesk.ui.form_parts import Fold, Part

PEOPLE = (Picked(1, "Danny Reeve", "M-00001"), Picked(2, "Dana Reed", "M-00002"), Picked(3, "Ewa Nowak"))


def find(words: str) -> list[Picked]:
    return [each for each in PEOPLE if words.lower() in each.title.lower()] if words else [PEOPLE[2]]


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.resize(600, 400)
    return made


def picking(qtbot, window: QMainWindow, most: int = 1) -> PickField:
    field = PickField("who", "Who", find, most=most)
    window.setCentralWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.edit.setFocus()
    qtbot.waitUntil(field.list.isVisible)
    return field


def test_what_is_offered_at_once_is_taken_with_down_and_enter(qtbot, window) -> None:
    field = picking(qtbot, window)
    assert field.list.count() == 1
    with qtbot.waitSignal(field.picked):
        QTest.keyClick(field.edit, Qt.Key.Key_Down)
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.numbers() == (3,)
    assert not field.list.isVisible()


def test_enter_alone_takes_nothing_that_was_not_typed_or_chosen(qtbot, window) -> None:
    field = picking(qtbot, window)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == ()


def test_typing_finds_and_enter_does_not_wait(qtbot, window) -> None:
    field = picking(qtbot, window)
    QTest.keyClicks(field.edit, "dan")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.numbers() == (1,)


def test_several_are_taken_with_shift_enter_and_given_back_with_backspace(qtbot, window) -> None:
    field = picking(qtbot, window, most=2)
    gone_on = []
    field.picked.connect(lambda: gone_on.append(True))
    QTest.keyClicks(field.edit, "dan")
    QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field.edit, "dan")
    QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert field.numbers() == (1, 2)
    assert gone_on == []
    QTest.keyClicks(field.edit, "ewa")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.numbers() == (1, 2), "no more than two"
    field.edit.clear()
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    assert field.numbers() == (1,)


def test_words_for_which_nothing_was_taken_are_a_problem_and_are_kept(qtbot, window) -> None:
    field = picking(qtbot, window)
    QTest.keyClicks(field.edit, "nobody")
    assert "Choose from the list" in field.problem()
    kept = field.kept()
    other = PickField("who", "Who", find)
    qtbot.addWidget(other)
    other.restore(kept)
    assert other.edit.text() == "nobody"


def test_what_was_taken_comes_back_from_a_draft(qtbot) -> None:
    one, two = (PickField("who", "Who", find, most=3) for _ in range(2))
    for each in (one, two):
        qtbot.addWidget(each)
    one.set_value(PEOPLE[:2])
    two.restore(one.kept())
    assert two.value() == PEOPLE[:2]
    assert two.shown(two.value()) == "Danny Reeve\nDana Reed"


@pytest.mark.parametrize(
    ("words", "start", "minutes"),
    [
        ("75", None, 75),
        ("1h15", None, 75),
        ("to 3:15pm", time(14, 30), 45),
        ("until 1515", time(14, 30), 45),
        ("to 2pm", time(14, 30), None),
        ("to 2:30pm", time(14, 30), None),
        ("to 3pm", None, None),
        ("to noon-ish", time(9), None),
    ],
)
def test_a_length_is_minutes_or_an_end(qtbot, words: str, start: time | None, minutes: int | None) -> None:
    field = LengthField("minutes", "How long", start=lambda: start)
    qtbot.addWidget(field)
    field.edit.setText(words)
    assert field.value() == minutes
    assert bool(field.problem()) is (minutes is None)


@pytest.mark.parametrize(
    ("words", "tenths"), [("12", 120), ("12.5 miles", 125), ("0.4", 4), ("12.55", None), ("far", None)]
)
def test_miles_are_tenths(qtbot, words: str, tenths: int | None) -> None:
    field = MilesField("miles", "Miles")
    qtbot.addWidget(field)
    field.edit.setText(words)
    assert field.value() == tenths


def test_ticks_keep_what_is_not_offered_any_more(qtbot) -> None:
    field = TicksField("pathways", "Pathways", [(1, "Accommodation"), (2, "Health")])
    qtbot.addWidget(field)
    field.set_value((2, 9))
    assert field.value() == (9, 2)
    field.offer([(1, "Accommodation")])
    assert set(field.value()) == {9, 2}
    assert field.checks[1].accessibleName() == "Pathways: Accommodation"


def test_a_part_is_made_when_first_wanted_and_not_judged_while_hidden(qtbot, desk) -> None:
    made = []

    def fields() -> tuple[MilesField, ...]:
        made.append(True)
        return (MilesField("miles", "Miles"),)

    form = Form(desk, "plan", 1, title="Form", draft=dict, save=lambda _draft, _version: 1)
    qtbot.addWidget(form)
    form.add(LineField("title", "Title"))
    part = form.part(Part("Journey"), ("miles",), fields)
    form.show()
    assert made == []
    part.fit(fits=True)
    form.field("miles").edit.setText("far")
    assert "miles" in form.found_problems()
    part.fit(fits=False)
    assert form.found_problems() == {}
    assert made == [True]


def test_a_fold_opens_for_what_is_wrong_inside_and_for_a_draft(qtbot, desk) -> None:
    def form_with_fold() -> tuple[Form, Fold]:
        form = Form(desk, "plan", 1, title="Form", draft=dict, save=lambda _draft, _version: 1)
        qtbot.addWidget(form)
        form.add(LineField("title", "Title"))
        fold = form.part(Fold("&More", "fold"), ("miles",), lambda: (MilesField("miles", "Miles"),))
        fold.fit(fits=True)
        form.show()
        return form, fold

    form, fold = form_with_fold()
    assert not fold.is_open()
    fold.turn()
    form.field("miles").edit.setText("far")
    fold.turn()
    assert not fold.is_open()
    assert not form.try_save()
    assert fold.is_open()
    form.keep()
    again, other = form_with_fold()
    again.offer_draft()
    again.take_draft()
    assert other.is_open()
    assert again.field("miles").edit.text() == "far"
