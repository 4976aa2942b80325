from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QPushButton

from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.queries.equality import equality_form, equality_sheet
from mentordesk.features.mentees.queries.one import timeline
from mentordesk.features.mentees.reports import equality_pdf
from mentordesk.features.mentees.rules.equality import (
    CHARACTERISTICS,
    EqualityDraft,
    blank_form,
    equality_problems,
)
from mentordesk.features.mentees.screens.equality_dialogs import edit_equality, make_equality
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Role
from mentordesk.records.equality import EthnicityAnswer, ReligionAnswer, SexAnswer
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY
from tests.features.mentees.worlds import begin
from tests.reporting.reading import text_of
from tests.screens import choose, dialogs, named, says, signed_in

PERIOD = Period(TODAY - timedelta(days=90), TODAY)
BLANK = blank_form(TODAY)


def people(store, count, start=TODAY - timedelta(days=30), exit_date=None):
    return [store.write(begin, f"P{start:%m%d}{number}", start, exit_date) for number in range(count)]


def counts(sheet, title):
    return {row.answer: row.count for row in sheet.rows if row.characteristic == title}


def test_every_characteristic_tells_not_asked_from_prefer_not_to_say():
    assert len(CHARACTERISTICS) == 9
    for _, answers in CHARACTERISTICS.values():
        names = [each.name for each in answers]
        assert names[-2:] == ["PREFER_NOT", "NOT_ASKED"]
    assert len(EthnicityAnswer) == 18 + 1 + 1 + 1


def test_the_form_is_checked():
    assert set(equality_problems(EqualityDraft(), TODAY)) == {"asked_date", *CHARACTERISTICS}
    assert equality_problems(BLANK, TODAY) == {}
    assert set(equality_problems(replace(BLANK, asked_date=TODAY + timedelta(1)), TODAY)) == {"asked_date"}


def test_answers_are_kept_once_for_each_mentee_and_changed(store):
    (mentee,) = people(store, 1)
    assert store.read(equality_form, mentee).version == 0
    store.write(record_equality, mentee, 0, replace(BLANK, sex=SexAnswer.MALE))
    kept = store.read(equality_form, mentee)
    assert kept.draft.sex is SexAnswer.MALE
    assert kept.draft.religion is ReligionAnswer.NOT_ASKED
    store.write(record_equality, mentee, kept.version, replace(kept.draft, religion=ReligionAnswer.SIKH))
    assert store.read(equality_form, mentee).draft.religion is ReligionAnswer.SIKH
    for stale in (0, kept.version):
        with pytest.raises(Conflict):
            store.write(record_equality, mentee, stale, BLANK)
    with pytest.raises(Invalid):
        store.write(record_equality, mentee, 0, EqualityDraft())
    with pytest.raises(NotFound):
        store.write(record_equality, 99, 0, BLANK)


def test_the_timeline_says_nothing_of_it(store):
    (mentee,) = people(store, 1)
    before = store.read(timeline, mentee)
    store.write(record_equality, mentee, 0, replace(BLANK, sex=SexAnswer.MALE))
    assert store.read(timeline, mentee) == before


def test_people_of_the_period_are_counted_and_small_numbers_held_back(store):
    for place, mentee in enumerate(people(store, 20)):
        sex = SexAnswer.FEMALE if place < 3 else SexAnswer.MALE
        if place < 14:
            store.write(record_equality, mentee, 0, replace(BLANK, sex=sex))
    people(store, 4, TODAY - timedelta(days=400), TODAY - timedelta(days=300))
    sheet = store.read(equality_sheet, PERIOD)
    assert sheet.people == 20
    assert counts(sheet, "Sex") == {
        "Female": None,
        "Male": 11,
        "Prefer not to say": None,
        "Not asked": None,
    }
    assert counts(sheet, "Disability")["Not asked"] is None  # twenty, beside nothing but noughts


def test_the_report_is_counts_and_no_names(store):
    for mentee in people(store, 12):
        store.write(record_equality, mentee, 0, replace(BLANK, sex=SexAnswer.MALE))
    said = text_of(equality_pdf(store.read(equality_sheet, PERIOD)))
    assert all(title in said for title, _ in CHARACTERISTICS.values())
    assert "held back" in said
    assert "M-P" not in said
    few = store.read(equality_sheet, Period(TODAY - timedelta(days=900), TODAY - timedelta(days=800)))
    assert few.people is None
    assert {row.count for row in few.rows} == {None}
    assert "fewer than 5" in text_of(equality_pdf(few))


@pytest.mark.parametrize("answers", [None, BLANK])
def test_when_nobody_answered_the_report_says_so_in_a_sentence(store, answers):
    for mentee in people(store, 12):
        if answers:
            store.write(record_equality, mentee, 0, answers)
    sheet = store.read(equality_sheet, PERIOD)
    assert not sheet.answered
    said = text_of(equality_pdf(sheet))
    assert "Nobody has answered yet" in said
    assert "12" in said
    assert "Held back" not in said
    assert not any(title in said for title, _ in CHARACTERISTICS.values() if title != "Age")


def test_one_answer_is_something_to_count(store):
    mentee = people(store, 12)[0]
    store.write(record_equality, mentee, 0, replace(BLANK, religion=ReligionAnswer.PREFER_NOT))
    sheet = store.read(equality_sheet, PERIOD)
    assert sheet.answered
    assert "Nobody has answered yet" not in text_of(equality_pdf(sheet))


def test_only_a_manager_makes_the_report(casebook):
    with casebook.open(Role.COORDINATOR) as store:
        assert store.may(record_equality)
        with pytest.raises(NotAllowed):
            store.read(equality_sheet, PERIOD)


def test_the_form_is_reached_from_the_page_and_its_answers_are_not_shown_there(window, desk):
    desk.go(Link("mentee", 1))
    page = window.page()
    choose(named(page, "more", QPushButton).menu(), "Equality monitoring…")
    (made,) = dialogs(window)
    made.form.field("ethnicity").set_value(EthnicityAnswer.W5)
    made.save()
    assert desk.read(equality_form, 1).draft.ethnicity is EthnicityAnswer.W5
    assert not says(window.page(), "Roma")
    again = edit_equality(desk, 1)
    assert again.form.field("ethnicity").value() is EthnicityAnswer.W5


def test_the_report_is_previewed_and_saved_as_a_table(window, desk, tmp_path):
    made = make_equality(desk)
    made.form.field("last").set_value(None)
    assert made.save_table() is None
    assert made.form.blocks["last"].problem == "Give the date."
    made.form.field("last").set_value(desk.today())
    where = made.save_table()
    where.fileSelected.emit(str(tmp_path / "counts.csv"))
    where.done(0)
    table = (tmp_path / "counts.csv").read_text("utf-8-sig").splitlines()
    assert table[0] == "Characteristic,Answer,People,Share"
    assert len(table) == 1 + sum(len(answers) for _, answers in CHARACTERISTICS.values())
    made.save()
    assert any(isinstance(each, PreviewDialog) for each in dialogs(window))


def test_a_coordinator_is_not_offered_the_report(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        window.desk.go(Link("mentee", 1))
        menu = named(window.page(), "more", QPushButton).menu()
        assert "Equality monitoring…" in [each.text() for each in menu.actions()]
        assert not window.desk.may(equality_sheet)
