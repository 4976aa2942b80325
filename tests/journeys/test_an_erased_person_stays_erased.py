"""A manager reviews whose time is over, erases somebody, and an older backup does not bring them back."""

import zipfile

from PySide6.QtWidgets import QTabWidget

from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.privacy.queries.destruction import destruction_page
from mentordesk.features.privacy.queries.retention import due_page
from mentordesk.features.privacy.screens.retention_forms import Decide
from mentordesk.features.privacy.screens.retention_pages import DuePage
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.retention import Cause
from mentordesk.store.vault import RECORDS
from tests.app.starting import begin, unlock
from tests.features.privacy.erasing import decrypted
from tests.screens import dialog, press, says, signed_in, told

__all__ = ["begin"]

NAME = "Gwilym Prosser"


def traces(casebook) -> int:
    plain = decrypted(casebook).lower()
    return plain.count(b"gwilym") + plain.count(b"prosser")


def choose_file(page: DuePage, name: str) -> None:
    rows = [page.model.row(number).name for number in range(page.model.rowCount())]
    page.table.selectRow(rows.index(name))


def test_an_erased_person_stays_erased(qtbot, begin, demo_casebook):
    assert traces(demo_casebook) > 0
    with signed_in(demo_casebook) as window:
        desk = window.desk
        backup = desk.store.backup()
        window.show_place("retention")
        page = window.page().findChild(DuePage)
        choose_file(page, "Delroy Ansah")
        press(page, "review")
        held = dialog(window, "Review Delroy Ansah")
        assert says(held, "On hold since")
        held.form.field("decision").set_value(Decide.ERASE)
        held.save()
        asked = dialog(window, "Erase Delroy Ansah")
        asked.word.setText(desk.read(due_page, ListAsk(search="ansah")).rows[0].reference)
        asked.verb_button.click()
        assert "on hold" in told(window), "a file on hold stays"

        choose_file(page, NAME)
        reference = page.selected().reference
        press(page, "review")
        review = dialog(window, f"Review {NAME}")
        review.save()
        assert says(review, "Choose what happens to this file.")
        review.form.field("decision").set_value(Decide.ERASE)
        review.save()
        asked = dialog(window, f"Erase {NAME} for ever?")
        assert not asked.verb_button.isEnabled(), "the reference must be typed"
        asked.word.setText(reference)
        asked.verb_button.click()
        assert f"Erased: {reference}" in told(window)
        assert NAME not in [page.model.row(number).name for number in range(page.model.rowCount())]
        tabs = window.page().findChild(QTabWidget)
        tabs.setCurrentIndex(2)
        assert says(window.page(), "1 entry")
        assert desk.read(mentee_page, ListAsk(search="prosser")).rows == ()
    assert traces(demo_casebook) == 0

    with zipfile.ZipFile(backup.path) as bundle:
        bundle.extract(RECORDS, demo_casebook.folder)
    assert traces(demo_casebook) > 0, "the older backup holds them"
    window = unlock(qtbot, begin(demo_casebook.folder, "Asha Karim"))
    assert "An older backup had brought back 1 person" in told(window)
    desk = window.desk
    assert desk.read(mentee_page, ListAsk(search="prosser")).rows == ()
    (row,) = desk.read(destruction_page, ListAsk()).rows
    assert (row.reference, row.cause, row.by) == (reference, Cause.RESTORED, "MentorDesk")
    window.close()
    desk.store.close()
    assert traces(demo_casebook) == 0
