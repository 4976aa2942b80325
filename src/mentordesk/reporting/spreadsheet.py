"""Spreadsheets: rows by the same columns as on the screen, with a sheet that says what they are.

Everything is made in memory. openpyxl by itself would write the rows, with their names, to a temporary
file that stays on the disk if the computer stops.
"""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from os import PathLike
from typing import Any, TypeVar
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from mentordesk.kernel.columns import Align, Column
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.exports import Tell
from mentordesk.kernel.text import clean

Row = TypeVar("Row")

DATE, COUNT, NUMBER, TEXT = "d mmm yyyy", "#,##0", "#,##0.00", "@"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIRST_DAY = date(1900, 3, 1)
"""Spreadsheets number days from here without a mistake; earlier days stay words."""
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_575
_STEP = 250
_PIXELS_A_LETTER = 7
_LEAST_WIDTH, _ABOUT_WIDTHS = 8, (24, 90)


def spreadsheet(
    title: str,
    columns: Sequence[Column[Row]],
    rows: Sequence[Row],
    about: Sequence[tuple[str, str]],
    tell: Tell = lambda _done, _total: None,
) -> bytes:
    """Return rows as an XLSX file; its second sheet says what they are, in `about`."""
    if len(rows) > _MOST_ROWS:
        message = f"A spreadsheet holds {_MOST_ROWS:,} rows. Nothing was written. Filter the list first."
        raise UserError(message)
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.title = "MentorDesk", clean(title)
    _fill_list(book.create_sheet(_sheet_name(title)), columns, rows, tell)
    _fill_about(book.create_sheet("About"), title, about)
    file = BytesIO()
    ExcelWriter(book, _Package(file, "w", ZIP_DEFLATED)).save()
    return file.getvalue()


def _fill_list(sheet: Any, columns: Sequence[Column[Row]], rows: Sequence[Row], tell: Tell) -> None:
    for number, column in enumerate(columns, start=1):
        width = max(column.width / _PIXELS_A_LETTER, len(column.title) + 3, _LEAST_WIDTH)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _begin_rows(sheet)
    try:
        sheet.append([_heading(sheet, column) for column in columns])
        for number, row in enumerate(rows):
            if number % _STEP == 0:
                tell(number, len(rows))
            sheet.append([_cell(sheet, column, row) for column in columns])
        tell(len(rows), len(rows))
    finally:
        sheet.close()


def _fill_about(sheet: Any, title: str, about: Sequence[tuple[str, str]]) -> None:
    for letter, width in zip("AB", _ABOUT_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    _begin_rows(sheet)
    heading = _text(sheet, title)
    heading.font = Font(bold=True, size=14)
    sheet.append([heading])
    for label, words in about:
        said, value = _text(sheet, label), _text(sheet, words)
        said.font = Font(bold=True)
        said.alignment = Alignment(vertical="top")
        value.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.append([said, value])
    sheet.close()


def _heading(sheet: Any, column: Column[Any]) -> Any:
    made = _text(sheet, column.title)
    made.font = Font(bold=True)
    made.alignment = Alignment(horizontal=column.align.value)
    return made


def _cell(sheet: Any, column: Column[Row], row: Row) -> Any:
    value = column.typed(row) if column.typed else None
    if isinstance(value, datetime):
        value = value.astimezone().date()
    if value is None or (isinstance(value, date) and value < _FIRST_DAY):
        words = _text(sheet, column.text(row))
        if column.align is Align.RIGHT:
            words.alignment = Alignment(horizontal="right")
        return words
    made: Any = WriteOnlyCell(sheet)
    made.value = value
    made.number_format = DATE if isinstance(value, date) else NUMBER if isinstance(value, Decimal) else COUNT
    return made


def _text(sheet: Any, words: str) -> Any:
    """Return a cell of words; what a spreadsheet would take as a formula is marked as words too."""
    kept = "".join(letter for letter in clean(words) if letter not in "\ufffe\uffff")
    if len(kept) > _LONGEST_CELL:
        kept = f"{kept[: _LONGEST_CELL - 1]}…"
    made: Any = WriteOnlyCell(sheet, kept)
    made.data_type = "s"
    if words.startswith(_DANGEROUS) or kept.startswith(_DANGEROUS):
        made.number_format = TEXT
        made.quotePrefix = True
    return made


def _sheet_name(title: str) -> str:
    """Return a title as a sheet can be called: 31 letters, no signs of addresses; "History" is taken."""
    kept = "".join(" " if letter in "[]:*?/\\'" else letter for letter in clean(title))
    name = " ".join(kept.split())[:31].strip()
    return name if name.casefold() not in {"", "history"} else "List"


def _begin_rows(sheet: Any) -> None:
    """Begin the rows of a sheet, in memory; widths and what stays in sight are settled by now."""
    writer = _Writer(sheet, BytesIO())
    writer.write_top()
    vars(sheet)["_writer"] = writer


class _Writer(WorksheetWriter):
    """Writes the rows of one sheet; what it writes to is memory."""

    def cleanup(self) -> None:
        """Leave nothing: no file was made."""


class _Package(ZipFile):
    """The file that a spreadsheet is; takes a sheet from memory."""

    def write(
        self,
        filename: str | PathLike[str] | BytesIO,
        arcname: str | PathLike[str] | None = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        if isinstance(filename, BytesIO):
            self.writestr(str(arcname), filename.getvalue())
        else:
            super().write(filename, arcname, compress_type, compresslevel)
