"""Every list goes out as CSV, spreadsheet and PDF: whole or not at all, and the trail says so."""

import csv
import errno
import io
import shutil
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.app.exports import FORMATS
from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.paging import Page
from mentordesk.store.opening import open_store
from mentordesk.ui.desk import Desk
from mentordesk.ui.preview import PreviewDialog
from mentordesk.ui.rows_model import RowsModel
from mentordesk.ui.table import Table
from mentordesk.ui.tasks import InlineTasks, PoolTasks
from tests.reporting.reading import reader, text_of
from tests.trails import exports
from tests.ui.test_list_page import make_page
from tests.ui.world import NOW, add_plans

HOSTILE = ("=1+1", "+44 7700", "-5", "@SUM(A1)", "#N/A")
NAMED = ("Müller, Jürgen", "Жанна Іванова", "Łukasz Ünal")
TITLES = (*(f"Plan {number:04}" for number in range(1992)), *HOSTILE, *NAMED)
BY_KIND = {each.kind: each for each in FORMATS}


def shown_page(qtbot, desk):
    desk.formats = FORMATS
    made = make_page(desk)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


@pytest.fixture
def page(qtbot, desk):
    desk.write(add_plans, TITLES)
    return shown_page(qtbot, desk)


def choose(page, kind):
    """Press an entry of the Export menu; the menu goes away."""
    menu = page.choose_export()
    next(act for act in menu.actions() if act.text() == BY_KIND[kind].label).trigger()
    menu.close()


def save(page, kind, path):
    choose(page, kind)
    chooser = page.findChildren(QFileDialog)[-1]
    assert chooser.defaultSuffix() == kind
    chooser.fileSelected.emit(str(path))
    chooser.done(0)
    return path


def previewed(desk, kind, page):
    desk.window = QWidget()
    choose(page, kind)
    return desk.window.findChildren(PreviewDialog)[-1]


def printer_to(path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_the_menu_names_the_three_kinds(page):
    menu = page.choose_export()
    assert [act.text() for act in menu.actions()] == [
        "Save as a spreadsheet…",
        "Save as CSV…",
        "Show as PDF",
    ]
    menu.close()


def test_a_spreadsheet_holds_every_row_and_no_formula(desk, page, tmp_path):
    book = load_workbook(save(page, "xlsx", tmp_path / "plans.xlsx"))
    assert book.sheetnames == ["Plans", "About"]
    sheet = book["Plans"]
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.value for cell in cells} == set(TITLES)
    assert len(cells) == 2000
    assert {cell.data_type for cell in cells} == {"s"}
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=2)}
    assert about["Organisation"] == "Knowsley Mentoring"
    assert about["Filters"] == "None: the whole list"
    assert about["Listed"] == "2,000 plans"
    assert about["Prepared by"] == "Asha Okafor"
    assert about["Prepared on"].startswith("3 September 2026, ")
    assert exports(desk.store) == [("exported", "list:plans", 0, {"format": "xlsx", "rows": "2000"})]


def test_csv_holds_every_row_and_no_formula(desk, page, tmp_path):
    text = save(page, "csv", tmp_path / "plans.csv").read_text("utf-8-sig")
    cells = [row[0] for row in csv.reader(io.StringIO(text, newline=""))][1:]
    assert set(cells) == {f"'{each}" if each[0] in "=+-@" else each for each in TITLES}
    assert exports(desk.store) == [("exported", "list:plans", 0, {"format": "csv", "rows": "2000"})]


def test_a_pdf_says_what_was_asked_and_is_noted_when_it_leaves(desk, page, tmp_path):
    page.search("Plan 01")
    page.set_filter("status", "active")
    shown = previewed(desk, "pdf", page)
    assert exports(desk.store) == [], "nothing has left yet"
    shown.preview.save_as()
    chooser = shown.preview.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "plans.pdf"))
    chooser.done(0)
    pdf = (tmp_path / "plans.pdf").read_bytes()
    text = text_of(pdf)
    for said in ("Status: Active; Search: “Plan 01”", "100 plans", "Asha Okafor", "3 September 2026"):
        assert said in text
    assert all(f"Plan 01{number:02}" in text for number in range(100))
    assert "Plan 0200" not in text
    box = reader(pdf).pages[0].mediabox
    assert box.height > box.width, "two columns stand upright"
    details = {"format": "pdf", "rows": "100", "filters": "Status, Search"}
    assert exports(desk.store) == [("exported", "list:plans", 0, details)]
    shown.preview.print_on(printer_to(tmp_path / "printed.pdf"))
    assert exports(desk.store)[1] == ("printed", "list:plans", 0, {**details, "format": "paper"})
    shown.done(0)


def test_an_empty_list_is_said_on_paper(desk, page):
    page.search("no such plan")
    shown = previewed(desk, "pdf", page)
    assert "No plan matches." in shown.preview.document.getAllText(0).text()
    shown.done(0)


def test_what_is_typed_never_reaches_the_trail(desk, page, tmp_path):
    page.search("Jürgen")
    save(page, "xlsx", tmp_path / "plans.xlsx")
    assert exports(desk.store)[0][3] == {"format": "xlsx", "rows": "1", "filters": "Search"}


def test_hidden_columns_stay_behind(page, tmp_path):
    page.show_column(1, shown=False)
    (head, *_) = save(page, "csv", tmp_path / "plans.csv").read_text("utf-8-sig").splitlines()
    assert head == "Plan"


def test_what_is_cancelled_in_the_pool_leaves_nothing(qtbot, desk, page, tmp_path):
    desk.tasks = pool = PoolTasks()
    begun, outside = [], tmp_path / "outside"
    outside.mkdir()
    desk.working.connect(begun.append)
    desk.working.connect(lambda task: task.cancel())
    save(page, "xlsx", outside / "plans.xlsx")
    qtbot.waitUntil(lambda: bool(begun) and not pool.busy())
    assert list(outside.iterdir()) == []
    assert exports(desk.store) == []


@pytest.mark.parametrize("kind", ["xlsx", "csv", "pdf"])
@pytest.mark.parametrize("step", ["reading", "writing"])
def test_cancel_is_heard_at_every_step(desk, page, tmp_path, kind, step):
    """Cancel is pressed while `step` is said; the work runs in this thread, so the next step hears it."""
    desk.window = QWidget()
    ends = []

    def begins(task):
        task.progress.moved.connect(lambda _done, _total, doing: doing == step and task.cancel())
        task.stopped.connect(lambda: ends.append("stopped"))
        task.done.connect(lambda _made: ends.append("done"))

    desk.working.connect(begins)
    outside = tmp_path / "outside"
    outside.mkdir()
    if kind == "pdf":
        choose(page, kind)
    else:
        save(page, kind, outside / f"plans.{kind}")
    assert ends == ["stopped"]
    assert list(outside.iterdir()) == []
    assert desk.window.findChildren(PreviewDialog) == []
    assert exports(desk.store) == []


def test_the_whole_list_goes_out_while_the_window_works(qtbot, desk, page, tmp_path):
    desk.tasks = pool = PoolTasks()
    with qtbot.waitSignal(desk.said) as said:
        save(page, "xlsx", tmp_path / "plans.xlsx")
    assert said.args[0] == "Saved plans.xlsx"
    qtbot.waitUntil(lambda: not pool.busy())
    assert load_workbook(tmp_path / "plans.xlsx")["Plans"].max_row == 2001


def test_a_full_disk_is_said_and_leaves_what_was_there(qtbot, desk, page, tmp_path, monkeypatch):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "plans.xlsx").write_bytes(b"an older file")

    def full(_file):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with qtbot.waitSignal(desk.failed) as failed:
        save(page, "xlsx", outside / "plans.xlsx")
    assert str(failed.args[0]) == (
        "Could not save plans.xlsx: the disk is full. Free some space and try again."
    )
    assert (outside / "plans.xlsx").read_bytes() == b"an older file"
    assert len(list(outside.iterdir())) == 1
    assert exports(desk.store) == []


def test_a_casebook_that_can_only_be_read_is_exported_all_the_same(qtbot, desk, page, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(desk.store.vault.folder, copy)
    copy.chmod(0o500)
    try:
        with open_store(replace(desk.store.vault, folder=copy), lambda: NOW) as store:
            assert store.read_only
            reading = Desk(store, InlineTasks())
            again = shown_page(qtbot, reading)
            assert load_workbook(save(again, "xlsx", tmp_path / "plans.xlsx"))["Plans"].max_row == 2001
            shown = previewed(reading, "pdf", again)
            shown.preview.print_on(printer_to(tmp_path / "printed.pdf"))
            assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
            shown.done(0)
            assert exports(store) == []
            again.hide()
    finally:
        copy.chmod(0o700)


def test_the_heading_of_numbers_stands_at_the_right(qtbot):
    table = Table("Days")
    qtbot.addWidget(table)
    columns = (Column("Name", str), Column("Days", str, align=Align.RIGHT), Column("Note", str))
    table.setModel(RowsModel(columns, lambda _ask: Page()))
    table.resize(600, 200)
    table.show()
    heads = table.horizontalHeader()
    for section in range(3):
        table.setColumnWidth(section, 180)
    picture = heads.grab().toImage()
    paper = picture.pixelColor(170, heads.height() // 2)
    middle = range(heads.height() // 3, heads.height() * 2 // 3)
    inked = [x for x in range(360) if any(picture.pixelColor(x, y) != paper for y in middle)]
    name, days = [x for x in inked if x < 178], [x for x in inked if 182 < x < 358]
    assert name[0] < 20, "words stand at the left"
    assert days[0] > 270, "numbers stand at the right"
