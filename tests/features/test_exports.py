"""What each screen lets out is in the trail: saved or printed, by its name and never by anybody's."""

from datetime import date

import pytest
from openpyxl import load_workbook
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from mentordesk.features.mentees.operations.attachments import attach
from mentordesk.features.mentees.queries.attachments import attachments
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.attachments import AttachmentDraft
from mentordesk.features.mentees.screens.equality_dialogs import make_equality
from mentordesk.features.mentees.screens.files_tab import FilesTab
from mentordesk.features.mentees.screens.progress_dialog import make_progress
from mentordesk.features.mentees.screens.register_dialog import make_register
from mentordesk.features.organisation.screens.recovery_key import show_key
from mentordesk.features.plans.screens.report_dialog import make_report
from mentordesk.kernel.links import Link
from mentordesk.ui.list_page import ListPage
from mentordesk.ui.preview import PreviewDialog
from tests.reporting.reading import reader, text_of
from tests.screens import choose, dialog, dialogs, named, plan_number, press
from tests.trails import exports


def saved(window, path):
    """Say where to save, in the file dialog that is open."""
    chooser = dialog(window, "Save as")
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.done(0)
    return path


def a_plan_report(desk):
    make_report(desk, plan_number(desk)).save()
    return "report:smart-plan", plan_number(desk), {"filters": "Full report"}


def a_progress_report(desk):
    made = make_progress(desk, desk.read(mentee_view, 1).reference)
    made.save()
    return "report:mentee-progress", 1, {"filters": "For a funder"}


def the_equality_report(desk):
    make_equality(desk).save()
    return "report:equality", 0, {"filters": "Period"}


def the_register(desk):
    made = make_register(desk)
    made.form.field("names").set_value(True)
    made.save()
    return "report:referrals", 0, {"rows": "32", "filters": "With names"}


def the_recovery_key(desk):
    press(show_key(desk, "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567-ABCD"), "print_key")
    return "recovery-key", 0, {}


@pytest.mark.parametrize(
    "make", [a_plan_report, a_progress_report, the_equality_report, the_register, the_recovery_key]
)
def test_a_report_is_noted_when_it_is_saved_and_when_it_is_printed(window, desk, tmp_path, make):
    subject, number, details = make(desk)
    shown = next(each for each in window.findChildren(PreviewDialog) if each.isVisible())
    assert exports(desk.store) == [], "it is only looked at"
    shown.preview.save_as()
    saved(window, tmp_path / "report.pdf")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    shown.preview.print_on(printer)
    assert exports(desk.store) == [
        ("exported", subject, number, {"format": "pdf", **details}),
        ("printed", subject, number, {"format": "paper", **details}),
    ]


def test_the_register_is_saved_as_a_spreadsheet(window, desk, tmp_path):
    made = make_register(desk)
    made.form.field("first").set_value(date(2026, 1, 1))
    assert made.save_table() is None
    assert made.form.blocks["last"].problem == "Give both dates, or neither."
    made.form.field("last").set_value(date(2026, 12, 31))
    press(made, "Save as a spreadsheet…")
    book = load_workbook(saved(window, tmp_path / "register.xlsx"))
    sheet = book["Referral register"]
    heads = [cell.value for cell in sheet[1]]
    assert "Name" not in heads
    referred = [row[heads.index("Referred")] for row in sheet.iter_rows(min_row=2)]
    assert all(cell.is_date and cell.value.year == 2026 for cell in referred)
    assert all(row[heads.index("Days")].data_type == "n" for row in sheet.iter_rows(min_row=2))
    details = {"format": "xlsx", "rows": str(len(referred)), "filters": "Period"}
    assert exports(desk.store) == [("exported", "report:referrals", 0, details)]


def test_the_counts_of_equality_are_noted(window, desk, tmp_path):
    make_equality(desk).save_table()
    saved(window, tmp_path / "counts.csv")
    details = {"format": "csv", "filters": "Period"}
    assert exports(desk.store) == [("exported", "report:equality", 0, details)]


def test_a_plan_file_is_noted(window, desk, tmp_path):
    number = plan_number(desk)
    desk.go(Link("plan", number))
    choose(named(window.page(), "more").menu(), "Export as a plan file…")
    saved(window, tmp_path / "plan.json")
    assert exports(desk.store) == [("exported", "plan", number, {"format": "json"})]


def test_a_file_of_a_mentee_is_noted(qtbot, window, desk, tmp_path):
    desk.write(attach, 1, AttachmentDraft("A letter about Kofi.txt", b"Meet on Monday."))
    (row,) = desk.read(attachments, 1)
    tab = FilesTab(desk, 1)
    qtbot.addWidget(tab)
    tab.show()
    press(tab, f"save_{row.id}")
    chooser = tab.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "letter.txt"))
    chooser.done(0)
    assert (tmp_path / "letter.txt").read_bytes() == b"Meet on Monday."
    assert exports(desk.store) == [("exported", "attachment", row.id, {"format": "file"})]


def test_a_list_with_many_columns_lies_on_its_side(window, desk, tmp_path):
    window.show_place("mentees")
    listing = next(each for each in window.page().findChildren(ListPage) if each.listing.name == "referrals")
    listing.refresh()
    listing.set_filter("route", "prison")
    choose(listing.choose_export(), "Show as PDF")
    shown = dialogs(window)[-1]
    shown.preview.save_as()
    pdf = saved(window, tmp_path / "referrals.pdf").read_bytes()
    box = reader(pdf).pages[0].mediabox
    assert box.width > box.height
    assert "Route: Prison" in text_of(pdf)
    assert reader(pdf).trailer["/Root"]["/MarkInfo"]["/Marked"]
    [(act, subject, _number, details)] = exports(desk.store)
    assert (act, subject, details["filters"]) == ("exported", "list:referrals", "Route")
