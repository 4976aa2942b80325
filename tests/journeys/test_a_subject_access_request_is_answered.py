"""Somebody asks what is kept about them; a coordinator records it, a manager decides, answers and sends."""

import io
import json
import zipfile
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPushButton, QTabWidget

from mentordesk.app.window import MainWindow
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.privacy.queries.access import redaction_queue
from mentordesk.features.privacy.queries.requests import mentees_on_file, request_view
from mentordesk.features.privacy.rules.access import TAKEN_OUT
from mentordesk.features.privacy.rules.requests import Standing
from mentordesk.kernel.links import Link
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.mentees import Mentee
from mentordesk.records.notes import NoteKind
from mentordesk.records.requests import Came, RedactionChoice, RequestKind, RequestOutcome
from mentordesk.store.work import Work, operation
from mentordesk.ui.preview import PreviewDialog
from tests.casebooks import TODAY, Casebook
from tests.journeys.test_a_mentee_from_referral_to_exit import fill, tab
from tests.screens import dialog, named, press, says, signed_in, told

SECRET = "The solicitor advised not to write to Paul about it."


@operation(needs=Permission.MENTEE_EDIT)
def name_somebody(work: Work, mentee_id: int) -> None:
    """Give a mentee somebody for an emergency."""
    mentee = work.find(Mentee, mentee_id)
    mentee.emergency_name, mentee.emergency_phone = "Olwen Harrow", "01632 960999"


def asking(window: MainWindow) -> int:
    """The mentee of the demonstration who has a mentor, by reference M-00014."""
    return next(number for number, label in window.desk.read(mentees_on_file) if "M-00014" in label)


def test_a_request_is_recorded_decided_answered_and_sent(qtbot, demo_casebook: Casebook, tmp_path: Path):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        window.show_place("privacy")
        press(window.page(), "new")
        form = dialog(window, "New request")
        press(form, "save")
        assert says(form, "Choose what they ask for.")
        mentee = asking(window)
        fill(form, kind=RequestKind.ACCESS, mentee_id=mentee, came=Came.LETTER)
        assert not [each for each in window.page().findChildren(QPushButton) if each.objectName() == "decide"]

    with signed_in(demo_casebook) as window:
        desk = window.desk
        desk.write(name_somebody, mentee)
        desk.write(add_note, mentee, NoteDraft(NoteKind.OTHER, text=SECRET, sensitive=True))
        window.show_place("privacy")
        requests = window.page().findChild(QTabWidget).currentWidget()
        qtbot.waitUntil(lambda: requests.model.rowCount() == 3)
        newest = max(requests.model.row(number).id for number in range(3))
        requests.open_row(requests.model.number_of(newest))
        assert window.page().title() == "Paul Kavanagh"
        request = window.page().number

        answer = tab(window, "Answer")
        press(answer, "make_pdf")
        assert "Nobody has decided yet on" in told(window)
        press(answer, "take_proposals")
        for row in desk.read(redaction_queue, request):
            if row.decided:
                continue
            press(answer, f"decide_{row.key[0]}_{row.key[1]}_{row.text.field}")
            if row.text.words == SECRET:
                fill(dialog(window), choice=RedactionChoice.WITHHOLD, reason="Legal advice.")
            else:
                fill(dialog(window), choice=RedactionChoice.KEEP)
        assert all(row.decided for row in desk.read(redaction_queue, request))

    with signed_in(demo_casebook) as window:  # what was decided is still there the next day
        desk = window.desk
        desk.go(Link("request", request))
        answer = tab(window, "Answer")
        assert says(answer, "Decided:")
        press(answer, "make_pdf")
        preview = next(each for each in window.findChildren(PreviewDialog) if each.isVisible())
        said = " ".join(
            preview.preview.document.getAllText(page).text()
            for page in range(preview.preview.document.pageCount())
        )
        preview.reject()
        assert "Paul" in said
        assert "Withheld: Legal advice." in said
        assert TAKEN_OUT in said
        assert not any(each in said for each in ("Olwen", "960999", "solicitor"))

        press(answer, "make_zip")
        saving = next(each for each in window.findChildren(QFileDialog) if each.isVisible())
        saving.fileSelected.emit(str(tmp_path / "answer.zip"))
        saving.reject()
        with zipfile.ZipFile(io.BytesIO((tmp_path / "answer.zip").read_bytes())) as archive:
            text = archive.read("data.json").decode()
        assert json.loads(text)["about"]["reference"] == "M-00014"
        assert not any(each in text for each in ("Olwen", "960999", "solicitor"))

        press(window.page(), "decide")
        fill(dialog(window, "Decide and send"), outcome=RequestOutcome.DONE, sent_date=TODAY)
        view = desk.read(request_view, request)
        assert view.standing is Standing.ANSWERED
        assert view.gathered_at is not None
        assert named(window.page(), "decide").isEnabled()
