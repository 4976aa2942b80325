from dataclasses import dataclass
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from mentordesk.kernel.dates import Precision
from mentordesk.kernel.rag import Rag
from mentordesk.records.plans import PlanStatus
from mentordesk.ui.fields import (
    ChoiceField,
    DateField,
    DurationField,
    LineField,
    ListField,
    LogoField,
    MoneyField,
    RagField,
    RagsField,
    ReviewDateField,
    SearchField,
    SecretField,
    TextField,
    TimeField,
    WholeField,
)

TODAY = date(2026, 9, 3)


@pytest.mark.parametrize(
    ("field", "typed", "value", "understood"),
    [
        (lambda: DateField("d", "Date", today=TODAY), "3/9", TODAY, "Thursday 3 September 2026"),
        (
            lambda: DateField("d", "Date", today=TODAY),
            "last tue",
            date(2026, 9, 1),
            "Tuesday 1 September 2026",
        ),
        (
            lambda: ReviewDateField("d", "Date", today=TODAY),
            "q3 2014",
            (date(2014, 9, 30), Precision.QUARTER),
            "Quarter 3 (July to September) 2014",
        ),
        (
            lambda: ReviewDateField("d", "Date", today=TODAY),
            "aug 2014",
            (date(2014, 8, 31), Precision.MONTH),
            "August 2014",
        ),
        (lambda: MoneyField("m", "Amount"), "12.5", 1250, "£12.50"),
        (lambda: TimeField("t", "Time"), "930am", time(9, 30), "9:30am"),
        (lambda: DurationField("l", "Length"), "1h15", 75, "1 hour 15 minutes"),
        (lambda: WholeField("w", "Miles"), "1200", 1200, "1,200"),
    ],
)
def test_a_typed_field_shows_what_it_understood(qtbot, field, typed, value, understood):
    made = field()
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClicks(made.edit, typed)
    assert made.value() == value
    assert made.understood.text() == understood
    assert made.understood.isVisible()
    assert made.problem() == ""


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        (lambda: DateField("d", "Date", today=TODAY), "31/2", "This is not a date. Try 3 Sep 2026."),
        (lambda: MoneyField("m", "Amount"), "a fiver", "This is not an amount of money. Try 12.50."),
        (lambda: WholeField("w", "Months", least=1, most=24), "25", "not a whole number from 1 to 24"),
    ],
)
def test_words_that_mean_nothing_are_a_problem_and_stay(qtbot, field, typed, sentence):
    made = field()
    qtbot.addWidget(made)
    qtbot.keyClicks(made.edit, typed)
    assert made.value() is None
    assert sentence in made.problem()
    assert made.kept() == typed


def test_a_relative_date_is_kept_as_the_day_it_meant(qtbot):
    made = DateField("d", "Date", today=TODAY)
    qtbot.addWidget(made)
    qtbot.keyClicks(made.edit, "tomorrow")
    later = DateField("d", "Date", today=date(2026, 9, 20))
    qtbot.addWidget(later)
    later.restore(made.kept())
    assert later.value() == date(2026, 9, 4)


def test_a_text_grows_with_its_words_and_tab_leaves_it(qtbot):
    made = TextField("t", "Text")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    before = made.edit.height()
    made.set_value("line\n" * 9)
    assert made.edit.height() > before
    assert made.edit.tabChangesFocus()


@pytest.mark.parametrize("count", [3, 6, 12])
def test_a_choice_of_any_size_keeps_its_value(qtbot, count):
    made = ChoiceField("c", "Pathway", [(number, f"Pathway {number}") for number in range(count)])
    qtbot.addWidget(made)
    assert made.value() is None
    with qtbot.waitSignal(made.changed):
        made.set_value(2)
    assert made.value() == 2
    assert made.shown(2) == "Pathway 2"
    other = ChoiceField("c", "Pathway", [(number, f"Pathway {number}") for number in range(count)])
    qtbot.addWidget(other)
    other.restore(made.kept())
    assert other.value() == 2


def test_a_choice_by_keyboard(qtbot):
    made = ChoiceField("status", "Status", PlanStatus)
    qtbot.addWidget(made)
    made.set_value(PlanStatus.DRAFT)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    buttons = made.findChildren(type(made.focusProxy()))
    buttons[0].setFocus()
    qtbot.keyClick(buttons[0], Qt.Key.Key_Right)
    assert made.value() is PlanStatus.ACTIVE


def test_people_are_found_by_any_part_of_a_name_without_accents(qtbot):
    made = SearchField("owner", "Owner", [(1, "Asha Okafor"), (2, "Zoë Łukasz")], empty="Nobody")
    qtbot.addWidget(made)
    edit = made.focusProxy()
    edit.clear()
    edit.completer().setCompletionPrefix("ZOE")
    assert edit.completer().currentCompletion() == "Zoë Łukasz"
    edit.setText("zoë łukasz")
    assert made.value() == 2
    edit.setText("Zebedee")
    assert made.value() is None
    assert "Nothing in the list" in made.problem()


def test_ratings_are_words(qtbot):
    one, several = RagField("rag", "Progress"), RagsField("rags", "Realistic")
    qtbot.addWidget(one)
    qtbot.addWidget(several)
    one.set_value(Rag.RED)
    several.set_value((Rag.RED, Rag.AMBER))
    assert (one.value(), several.value()) == (Rag.RED, (Rag.AMBER, Rag.RED))
    assert one.shown(one.value()) == "Red"
    assert several.shown(several.value()) == "Amber and Red"
    one.restore(None)
    assert one.value() is None
    names = {each.accessibleName() for each in several.findChildren(type(several.focusProxy()))}
    assert "Realistic: Amber" in names


@dataclass(frozen=True)
class Agreement:
    party: str
    agreed_date: date | None
    id: int = 0


@pytest.fixture
def parties(qtbot):
    made = ListField(
        "agreements",
        "Who needs to agree?",
        lambda: [LineField("party", "Organisation"), DateField("agreed_date", "Agreed on", today=TODAY)],
        Agreement,
        item="organisation",
        carry=("id",),
    )
    qtbot.addWidget(made)
    made.set_value([Agreement("KMBC", TODAY, 7), Agreement("Probation", None, 8)])
    made.show()
    return made


def test_rows_are_added_moved_and_removed_by_keyboard(qtbot, parties):
    lines = [each for each in parties.findChildren(LineField) if each.isVisible()]
    qtbot.keyClick(lines[0].edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [each.id for each in parties.value()] == [8, 7]
    qtbot.keyClick(lines[0].edit, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert parties.value() == (Agreement("Probation", None, 8),)


def test_a_list_survives_being_kept(qtbot, parties):
    parties.findChildren(DateField)[1].edit.setText("soonish")
    assert parties.problem() == "Organisation 2, agreed on: This is not a date. Try 3 Sep 2026."
    kept = parties.kept()
    parties.set_value(())
    assert parties.value() == ()
    parties.restore(kept)
    assert [each.id for each in parties.value()] == [7, 8]
    assert parties.problem() != ""


def test_plain_words_can_be_a_list(qtbot):
    made = ListField(
        "parts",
        "Parts",
        lambda: [LineField("part", "Part")],
        lambda part: part,
        read=lambda each, _name: each,
        item="part",
    )
    qtbot.addWidget(made)
    made.set_value(("Courses", "Mentoring"))
    assert made.value() == ("Courses", "Mentoring")
    assert made.shown(made.value()) == "Courses\nMentoring"


def test_a_file_that_is_no_picture_is_refused_and_the_old_one_stays(qtbot, tmp_path):
    made = LogoField("logo", "Logo")
    qtbot.addWidget(made)
    made.set_value(b"\x89PNG before")
    bad = tmp_path / "letter.png"
    bad.write_text("not a picture")
    made.load(bad)
    assert "letter.png is not a picture" in made.problem()
    assert made.value() == b"\x89PNG before"


def test_a_secret_is_never_kept(qtbot):
    made = SecretField("passphrase", "Passphrase")
    qtbot.addWidget(made)
    made.set_value("correct horse")
    assert made.kept() == ""


def test_a_day_is_picked_from_the_calendar_by_keyboard(qtbot):
    made = DateField("d", "Date", today=TODAY)
    qtbot.addWidget(made)
    made.show()
    qtbot.keyClick(made.edit, Qt.Key.Key_F4)
    days = made.calendar.findChildren(QPushButton)
    assert any(each.accessibleName() == "Thursday 3 September 2026, today" for each in days)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Left):
        qtbot.keyClick(days[0], key)
    assert made.calendar.day() == date(2026, 10, 9)
    chosen = next(each for each in days if each.isChecked())
    qtbot.keyClick(chosen, Qt.Key.Key_Return)
    assert made.value() == date(2026, 10, 9)


def test_the_cursor_comes_to_the_button_that_is_chosen(qtbot):
    made = ChoiceField("status", "Status", [(1, "One"), (2, "Two"), (3, "Three")])
    qtbot.addWidget(made)
    made.show()
    made.set_value(3)
    made.setFocus()
    assert made.focusWidget().text() == "Three"
