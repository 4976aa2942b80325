"""Spreadsheets: words stay words, dates are dates, nothing is left beside them."""

import gc
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from mentordesk.kernel.columns import Align, Column
from mentordesk.reporting.spreadsheet import spreadsheet
from mentordesk.ui.tasks import Cancelled

COLUMNS = (
    Column[tuple]("Name", lambda row: row[0], width=210),
    Column[tuple]("When", lambda row: str(row[1] or "None yet"), typed=lambda row: row[1]),
    Column[tuple]("Days", lambda row: f"{row[2]:,}", align=Align.RIGHT, typed=lambda row: row[2]),
    Column[tuple]("Paid", lambda row: f"£{row[3]}", align=Align.RIGHT, typed=lambda row: row[3]),
)
DAY = date(2026, 9, 3)


def made(*names, about=()):
    rows = [(name, DAY, 1200, Decimal("18.50")) for name in names]
    return load_workbook(BytesIO(spreadsheet("All mentees", COLUMNS, rows, about)))


@pytest.mark.parametrize(
    "name", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(1)", "\t=1", "#REF!", "TRUE", "3/9", "007"]
)
def test_words_are_words_whatever_they_begin_with(name):
    cell = made(name)["All mentees"]["A2"]
    assert (cell.value, cell.data_type) == (name, "s")
    if name[0] in "=+-@\t":
        assert (cell.number_format, cell.quotePrefix) == ("@", True), "also after it was edited"


def test_a_formula_after_a_return_is_words():
    cell = made("\r=1+1")["All mentees"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("\n=1+1", "s", True)


@pytest.mark.parametrize(
    "name", ["Müller, Jürgen", "Жанна Іванова", "Łukasz Ünal", "Nguyễn Thị Hằng", "  ", "😀"]
)
def test_letters_come_back(name):
    assert made(name)["All mentees"]["A2"].value == name


def test_signs_that_no_spreadsheet_reads_are_dropped():
    assert made("a\x00b\x0bc\ud800d\uffffe")["All mentees"]["A2"].value == "abcde"


def test_dates_and_numbers_can_be_counted_with():
    sheet = made("Asha")["All mentees"]
    when, days, paid = sheet["B2"], sheet["C2"], sheet["D2"]
    assert (when.is_date, when.value.date(), when.number_format) == (True, DAY, "d mmm yyyy")
    assert (days.value, days.data_type, days.number_format) == (1200, "n", "#,##0")
    assert (paid.value, paid.data_type, paid.number_format) == (18.5, "n", "#,##0.00")


@pytest.mark.parametrize("day", [None, date(1899, 12, 31), date(1, 1, 1)])
def test_a_day_that_no_spreadsheet_knows_stays_words(day):
    rows = [("Asha", day, 1, Decimal(1))]
    cell = load_workbook(BytesIO(spreadsheet("All", COLUMNS, rows, ())))["All"]["B2"]
    assert (cell.value, cell.data_type) == (str(day or "None yet"), "s")


def test_headings_are_bold_and_stay_in_sight():
    sheet = made("Asha")["All mentees"]
    assert [cell.value for cell in sheet[1]] == ["Name", "When", "Days", "Paid"]
    assert all(cell.font.bold for cell in sheet[1])
    assert [cell.alignment.horizontal for cell in sheet[1]] == ["left", "left", "right", "right"]
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["A"].width == 30


def test_a_second_sheet_says_what_they_are():
    about = made("Asha", about=[("Filters", "=evil"), ("Listed", "1 mentee")])["About"]
    assert [[cell.value for cell in row] for row in about] == [
        ["All mentees", None],
        ["Filters", "=evil"],
        ["Listed", "1 mentee"],
    ]
    assert about["B2"].data_type == "s"


@pytest.mark.parametrize("title", ["", "a/b:c*d?e[f]g\\h'i", "x" * 90, "'"])
def test_every_title_makes_a_sheet(title):
    names = load_workbook(BytesIO(spreadsheet(title, COLUMNS, [], ()))).sheetnames
    assert len({name.casefold() for name in names}) == 2
    assert all(1 <= len(name) <= 31 and name.casefold() != "history" for name in names)


def test_a_cell_longer_than_any_is_cut_and_seen_to_be():
    value = made("x" * 40_000)["All mentees"]["A2"].value
    assert (len(value), value[-1]) == (32_767, "…")


def test_rows_never_touch_the_disk(tmp_path, monkeypatch):
    """A temporary file with names in it would stay there when the computer stops."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no such folder"))
    assert made(*(f"Person {number}" for number in range(2000)))["All mentees"].max_row == 2001


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_cancel_is_heard_and_nothing_is_left_open():
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    rows = [("Asha", DAY, 1, Decimal(1))] * 1000
    with pytest.raises(Cancelled):
        spreadsheet("All", COLUMNS, rows, (), stop)
    gc.collect()
