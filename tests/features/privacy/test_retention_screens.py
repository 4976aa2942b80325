"""The place of retention on the screen, its papers, and the command line."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QTabWidget

from mentordesk.app.cli import run
from mentordesk.app.window import MainWindow
from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.privacy.operations.erasure import anonymise
from mentordesk.features.privacy.queries.destruction import destruction_sheet
from mentordesk.features.privacy.queries.processing import processing_sheet
from mentordesk.features.privacy.queries.retention import Show, due_page, equality_due, file_sheet
from mentordesk.features.privacy.reports import destruction_pdf, lawful_basis_pdf, processing_pdf
from mentordesk.features.privacy.screens.destruction_dialog import make_destruction
from mentordesk.features.privacy.screens.processing_page import edit_purpose
from mentordesk.features.privacy.screens.retention_forms import Decide, review_file
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.processing import OffenceCondition
from mentordesk.records.retention import Cause, RetentionAct
from mentordesk.store.casebook import Store
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import PASSPHRASE, TODAY, Casebook
from tests.features.privacy.test_queries import ANSWERS
from tests.reporting.reading import text_of
from tests.screens import dialog, dialogs, press, says, signed_in, told
from tests.trails import exports


def due(store: Store):
    return store.read(due_page, ListAsk(filters=(("show", Show.DUE),))).rows[0]


def tab(window: MainWindow, place: int):
    window.show_place("retention")
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex(place)
    return tabs.currentWidget()


def test_a_review_puts_on_hold_and_lifts(window: MainWindow) -> None:
    desk = window.desk
    row = due(desk.store)
    desk.go(Link("mentee", row.number))
    tabs = window.page().findChild(QTabWidget)
    tabs.setCurrentIndex(tabs.count() - 1)
    press(tabs.currentWidget(), "review")
    review = dialog(window, "Review")
    review.form.field("decision").set_value(Decide.HOLD)
    review.save()
    assert says(review, "Say why the file stays.")
    review.form.field("until_date").set_value(TODAY.replace(year=2027))
    review.form.field("reason").set_value("A claim is open.")
    review.save()
    assert "is on hold" in told(window)
    assert says(tabs.currentWidget(), "On hold, look again 21 Nov 2027.")
    press(tabs.currentWidget(), "review")
    press(dialog(window, "Review"), "lift")
    assert desk.read(file_sheet, row.subject, row.number).kept is None
    assert says(tabs.currentWidget(), "To be decided.")


def test_anonymising_from_the_page_of_the_file(window: MainWindow) -> None:
    desk = window.desk
    row = due(desk.store)
    desk.go(Link("mentee", row.number))
    review_file(desk, row.subject, row.number)
    review = dialog(window, "Review")
    review.form.field("decision").set_value(Decide.ANONYMISE)
    review.save()
    asked = dialog(window, "Anonymise")
    asked.word.setText(row.reference)
    asked.verb_button.click()
    assert told(window) == f"Anonymised: {row.reference}. It stands in the destruction log."
    assert window.place() == "retention"
    desk.go(Link("mentee", row.number))
    assert window.page().title() == "Anonymised"


def test_the_policy_page_sets_a_period(window: MainWindow) -> None:
    page = tab(window, 1)
    assert says(page, "7 periods are only suggested.")
    press(page, "set_mentee")
    form = dialog(window, "Set the period")
    form.form.field("span").set_value(36)
    form.form.field("act").set_value(RetentionAct.ERASE)
    form.form.field("reason").set_value("Trustees, 3 September 2026")
    form.save()
    assert says(page, "6 periods are only suggested.")
    assert says(page, "Set by you: Trustees, 3 September 2026")


def test_equality_forms_are_anonymised_from_the_notice(window: MainWindow) -> None:
    desk = window.desk
    desk.write(record_equality, due(desk.store).number, 0, ANSWERS)
    page = tab(window, 0)
    over = len(desk.read(equality_due))
    assert over > 1
    assert says(page, f"{over} equality forms of mentees whose time with us is over")
    press(page, "equality")
    asked = dialog(window, f"Anonymise {over} equality forms?")
    asked.word.setText("anonymise")
    asked.verb_button.click()
    assert told(window) == f"{over} equality forms anonymised."
    assert not says(page, "equality form of")


def test_purposes_are_added_changed_and_removed(window: MainWindow) -> None:
    page = tab(window, 3)
    edit_purpose(window.desk)
    form = dialog(window, "New purpose")
    form.form.field("purpose").set_value("A befriending line")
    form.form.field("offence_data").set_value(True)
    form.form.field("offence").set_value(OffenceCondition.NOT_FOR_PROFIT)
    form.save()
    assert says(page, "A befriending line")
    assert says(page, "Paragraph 31 covers only not-for-profit bodies")
    number = max(row.id for row in window.desk.read(processing_sheet).rows)
    press(page, f"remove_{number}")
    dialog(window, "Remove A befriending line?").verb_button.click()
    assert not says(page, "A befriending line")
    assert "Purpose removed." in told(window)


def test_a_coordinator_sees_what_is_due_and_decides_nothing(qtbot, demo_casebook: Casebook) -> None:
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        page = tab(window, 0)
        assert says(page, "3 files")
        assert not says(page, "Review…")
        assert not says(tab(window, 1), "Set the period…")
        assert not says(tab(window, 3), "New purpose")
    with signed_in(demo_casebook, Role.READ_ONLY) as window:
        assert "retention" not in window.sidebar.names()


@pytest.mark.parametrize("name", ["record", "register"])
def test_the_papers_of_processing_are_shown(window: MainWindow, name: str) -> None:
    press(tab(window, 3), name)
    preview = next(each for each in dialogs(window) if isinstance(each, PreviewDialog))
    assert preview.preview.document.pageCount() >= 1
    preview.reject()


def test_the_destruction_log_is_shown(window: MainWindow) -> None:
    make_destruction(window.desk).save()
    preview = next(each for each in dialogs(window) if isinstance(each, PreviewDialog))
    assert "Nothing was destroyed in this period." in preview.preview.document.getAllText(0).text()
    preview.reject()


def test_the_papers_say_what_they_must_and_name_nobody(demo_casebook: Casebook) -> None:
    with demo_casebook.open() as store:
        row = due(store)
        store.write(anonymise, row.subject, row.number, Cause.TIME_OVER, row.rule.code, row.reference)
        log = text_of(destruction_pdf(store.read(destruction_sheet)))
        record = text_of(processing_pdf(store.read(processing_sheet)))
        register = text_of(lawful_basis_pdf(store.read(processing_sheet)))
    assert row.reference in log
    assert "Mentee whose time with us has ended" in log
    assert "Prosser" not in log
    for words in ("Article 30", "Recipients", "Security", "To be confirmed", "Schedule 1 paragraph 29"):
        assert words in record
    for words in ("Article 6", "Article 9", "Article 10", "Safeguarding", "appropriate policy document"):
        assert words in register


def test_the_papers_come_from_the_command_line(demo_casebook: Casebook, tmp_path: Path, capsys) -> None:
    secret = tmp_path / "passphrase.txt"
    secret.write_text(PASSPHRASE)
    base = ["--casebook", str(demo_casebook.folder), "--passphrase-file", str(secret), "report"]
    for name, more in (("destruction", ["--period", "2026"]), ("processing", []), ("lawful-basis", [])):
        out = tmp_path / f"{name}.pdf"
        assert run([*base, name, *more, "--out", str(out)]) == 0
        assert out.read_bytes().startswith(b"%PDF")
    assert run([*base, "destruction", "--period", "soon", "--out", str(tmp_path / "x.pdf")]) == 1
    assert '"soon" is not a period' in capsys.readouterr().err
    with demo_casebook.open() as store:
        assert {subject for _, subject, _, _ in exports(store)} >= {"report:destruction", "report:processing"}
