"""The justice tab: what is shown, added, changed and removed, and by whom."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel

from mentordesk.features.mentees.operations.justice import add_justice, change_justice
from mentordesk.features.mentees.queries.justice import justice_sheet
from mentordesk.features.mentees.rules.justice import (
    NonAssociationDraft,
    Part,
    PlacementDraft,
    RiskDraft,
    SentenceDraft,
    SupervisionDraft,
)
from mentordesk.features.mentees.screens.justice_tab import JusticeTab
from mentordesk.kernel.permissions import Role
from mentordesk.records.justice import SentenceKind, Setting
from tests.casebooks import TODAY
from tests.features.mentees.a_mentee import add_mentee
from tests.screens import dialog, press, says, signed_in, told, words

JUNE = date(2026, 6, 1)


@pytest.fixture
def robin(desk) -> int:
    desk.write(add_mentee, "M-9902", "Sam", "Lukas")
    return desk.write(add_mentee, "M-9901", "Robin", "O'Dell")


@pytest.fixture
def tab(qtbot, window, desk, robin) -> JusticeTab:
    made = JusticeTab(desk, robin)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def test_every_part_says_when_there_is_nothing(tab):
    shown = words(tab)
    assert {part.label for part in Part} <= set(shown)
    assert "No sentence or order is written down." in shown
    assert len([each for each in shown if each == "Add"]) == len(Part)


@pytest.mark.parametrize("part", Part)
def test_every_part_has_a_form_that_says_what_is_missing(window, tab, part):
    press(tab, f"add_{part}")
    made = dialog(window, "Add ")
    made.save()
    assert made.isVisible()
    assert made.form.summary.text().endswith("before this can be saved")
    assert all(made.form.blocks.get(name) for name in made.form.found_problems())
    made.form.settle()
    made.reject()


def test_a_placement_is_added_changed_and_removed(window, desk, robin, tab):
    press(tab, "add_placement")
    made = dialog(window, "Add placement")
    made.form.field("setting").set_value(Setting.CUSTODY)
    made.form.field("from_date").set_value(JUNE)
    made.save()
    assert says(made, "Place: Name the prison.")
    made.form.field("place").edit.setText("HMP Northmoor")
    made.save()
    assert says(tab, "HMP Northmoor")
    assert says(tab, "Since 1 June 2026")
    number = desk.read(justice_sheet, robin).of(Part.PLACEMENT)[0].id
    press(tab, f"change_placement_{number}")
    made = dialog(window, "Change placement")
    made.form.field("place").edit.setText("HMP Southmoor")
    made.save()
    assert says(tab, "HMP Southmoor")
    press(tab, f"remove_placement_{number}")
    question = dialog(tab, "Remove this placement?")
    assert says(question, "“In custody (Since 1 June 2026)” goes to the bin.")
    press(question, "act")
    assert told(window).endswith("In custody removed.")
    assert not says(tab, "HMP Southmoor")


def test_what_the_casebook_refuses_is_said_beside_its_field(window, desk, tab):
    press(tab, "add_non_association")
    made = dialog(window, "Add person")
    made.form.field("other").edit.setText("robin")
    made.save()
    assert says(made, "This is the mentee themself. Name somebody else.")
    made.form.field("other").edit.setText("m-9902")
    made.save()
    assert says(tab, "Sam Lukas")


def test_two_who_change_one_entry_see_both_versions(window, desk, tab, robin):
    number = desk.write(add_justice, robin, RiskDraft("Medium", "", "Probation", JUNE))
    press(tab, f"change_risk_{number}")
    made = dialog(window, "Change risk summary")
    desk.write(change_justice, robin, number, 1, RiskDraft("High", "", "Probation", TODAY))
    made.form.field("level").edit.setText("Low")
    made.save()
    assert "Both versions are shown at 2 fields below." in made.form.summary.text()


def test_personal_text_is_never_read_as_mark_up(desk, tab, robin):
    desk.write(add_justice, robin, SentenceDraft(SentenceKind.LICENCE, offence="<b>Theft</b> & more"))
    label = next(each for each in tab.findChildren(QLabel) if "Theft" in each.text())
    assert label.text() == "Index offence: <b>Theft</b> & more"
    assert label.textFormat().name == "PlainText"


def test_a_removed_entry_is_gone_from_the_other_page_as_well(window, desk, tab, robin):
    number = desk.write(add_justice, robin, NonAssociationDraft("M-9902", "An old quarrel"))
    press(tab, f"remove_non_association_{number}")
    assert says(dialog(tab), "Sam Lukas (M-9902) is taken off this list, and this mentee off theirs.")
    press(dialog(tab), "keep")
    assert desk.read(justice_sheet, robin).of(Part.NON_ASSOCIATION)


def test_who_may_not_change_is_not_asked_to(qtbot, demo_casebook):
    with demo_casebook.open() as store:
        robin = store.write(add_mentee, "M-9901", "Robin", "O'Dell")
        store.write(add_justice, robin, PlacementDraft(Setting.COMMUNITY, "Northbridge", JUNE))
    with signed_in(demo_casebook, Role.READ_ONLY) as window:
        tab = JusticeTab(window.desk, robin)
        qtbot.addWidget(tab)
        tab.show()
        assert not words(tab)
        assert "does not let you see mentees" in told(window)


def test_long_words_wrap_and_never_push_the_page_wide(desk, tab, robin):
    desk.write(
        add_justice, robin, SupervisionDraft("Rosemary Osei-Ampofo " * 9, "Northbridge " * 16, "", JUNE)
    )
    desk.write(add_justice, robin, RiskDraft("Medium to high " * 6, "Long " * 2000, "Probation " * 19, JUNE))
    assert tab.minimumSizeHint().width() <= 480
