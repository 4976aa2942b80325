import errno
import io

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from reportlab.pdfgen.canvas import Canvas

from mentordesk.kernel.errors import DiskFailed, DiskFull
from mentordesk.kernel.exports import Export
from mentordesk.store.files import replace_file
from mentordesk.ui.preview import PdfPreview
from tests.trails import exports


@pytest.fixture
def pdf():
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(1, 4):
        canvas.drawString(100, 700, f"Target {page} of the plan")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot, desk, pdf):
    made = PdfPreview(desk, "Knowsley plan", Export("report:smart-plan", "pdf", 7))
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    made.show_pdf(pdf)
    return made


def test_pages_are_shown_and_turned(preview):
    assert preview.pages() == 3
    preview.turn(2)
    assert preview.view.pageNavigator().currentPage() == 2
    preview.turn(1)
    assert preview.view.pageNavigator().currentPage() == 2


def test_words_are_found(qtbot, preview):
    preview.words.setText("Target 2")
    qtbot.waitUntil(lambda: preview._hits.text() == "1 place found")
    preview.next_hit()
    assert preview.view.pageNavigator().currentPage() == 1
    preview.words.setText("no such words")
    qtbot.waitUntil(lambda: preview._hits.text() == "Nothing found")


def test_a_second_pdf_takes_the_place_of_the_first(preview):
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.showPage()
    canvas.save()
    preview.show_pdf(out.getvalue())
    assert preview.pages() == 1


def test_pages_are_printed_and_saved_and_the_trail_says_so(desk, preview, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    preview.print_on(printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert exports(desk.store) == [("printed", "report:smart-plan", 7, {"format": "paper"})]
    preview.save_as()
    chooser = preview.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "saved.pdf"))
    chooser.done(0)
    assert (tmp_path / "saved.pdf").read_bytes().startswith(b"%PDF")
    assert exports(desk.store)[1:] == [("exported", "report:smart-plan", 7, {"format": "pdf"})]


def test_a_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    place = tmp_path / "plan.pdf"
    replace_file(place, b"first")

    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskFull, match=r"plan\.pdf: the disk is full"):
        replace_file(place, b"second")
    assert place.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [place], "nothing is left beside it"


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(DiskFailed, match="Could not save"):
        replace_file(tmp_path / "gone" / "plan.pdf", b"x")
