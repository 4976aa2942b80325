"""Looking at a PDF before it is saved or printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QModelIndex, QPointF, QSizeF, Qt
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from mentordesk.kernel.errors import UserError
from mentordesk.kernel.formats import count_of
from mentordesk.ui.export import ask_where
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.words import Words, announce, box, button, icon_button

if TYPE_CHECKING:
    from mentordesk.kernel.exports import Export
    from mentordesk.ui.desk import Desk

_STEP, _NEAREST, _FARTHEST = 1.25, 5.0, 0.2
_PRINT_DPI = 200


class PdfPreview(QWidget):
    """A PDF with pages, zoom, search, print and save; it is kept in memory only."""

    def __init__(self, desk: Desk, name: str, export: Export) -> None:
        """Make an empty preview; `name` is what a saved file is called, `export` what the trail calls it."""
        super().__init__()
        self._desk, self.name, self.export = desk, name, export
        self._content = b""
        self._buffer = QBuffer(self)
        self.document = QPdfDocument(self)
        self.view = QPdfView(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.view.setDocument(self.document)
        self.view.setAccessibleName("Pages")
        self._search = QPdfSearchModel(self)
        self._search.setDocument(self.document)
        self.view.setSearchModel(self._search)
        self._where = Words("", "muted", wrap=False)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Search in these pages")
        self.words.setAccessibleName("Search in these pages")
        self.words.setClearButtonEnabled(True)
        self.words.setMinimumWidth(scaled(200))
        self.words.setMaximumWidth(scaled(240))
        self.words.textChanged.connect(self._look_for)
        self.words.returnPressed.connect(self.next_hit)
        self._hits = Words("", "muted", wrap=False)
        self._hit = -1
        bar = box("bar")
        tools = Flow(gap=4)
        for each in (
            icon_button("chevron-left", "Page before", lambda: self.turn(-1)),
            self._where,
            icon_button("chevron-right", "Page after", lambda: self.turn(1)),
            icon_button("zoom-out", "Smaller", lambda: self.zoom(1 / _STEP)),
            icon_button("zoom-in", "Larger", lambda: self.zoom(_STEP)),
            button("Fit width", self.fit_width, kind="quiet"),
            button("Whole page", self.fit_page, kind="quiet"),
            self.words,
            self._hits,
            button("Print", self.print_pages, icon_name="printer"),
            button("Save as", self.save_as, kind="primary", icon_name="download", name="save_as"),
        ):
            tools.addWidget(each)
        bar.setLayout(column(tools, margins=(16, 8, 16, 8)))
        whole = column(bar, self.view, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.view.pageNavigator().currentPageChanged.connect(self._show_where)
        self._search.countChanged.connect(self._show_hits)
        for keys, act in (
            ("Ctrl+F", self.words.setFocus),
            ("Ctrl+P", self.print_pages),
            ("Ctrl+S", self.save_as),
        ):
            QShortcut(QKeySequence(keys), self, act, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def show_pdf(self, content: bytes) -> None:
        """Show a PDF; the page stays where it was when it is a new version of the same."""
        page = self.view.pageNavigator().currentPage()
        self.document.close()
        self._buffer.close()
        self._content = content
        self._buffer.setData(QByteArray(content))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._buffer)
        if 0 < page < self.document.pageCount():
            self.view.pageNavigator().jump(page, QPointF(), 0)
        self._show_where()

    def pages(self) -> int:
        """Return how many pages there are."""
        return self.document.pageCount()

    def turn(self, step: int) -> None:
        """Go some pages on or back."""
        page = self.view.pageNavigator().currentPage() + step
        if 0 <= page < self.pages():
            self.view.pageNavigator().jump(page, QPointF(), 0)

    def zoom(self, factor: float) -> None:
        """Make the pages larger or smaller."""
        now = self.view.zoomFactor()
        if self.view.zoomMode() is not QPdfView.ZoomMode.Custom:
            now = self._fitted()
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setZoomFactor(min(max(now * factor, _FARTHEST), _NEAREST))

    def _fitted(self) -> float:
        size = self.document.pagePointSize(max(self.view.pageNavigator().currentPage(), 0))
        points = self.logicalDpiX() / 72
        return self.view.viewport().width() / (size.width() * points) if size.width() > 0 else 1.0

    def fit_width(self) -> None:
        """Make the pages as wide as the view."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def fit_page(self) -> None:
        """Make a page fit whole."""
        self.view.setZoomMode(QPdfView.ZoomMode.FitInView)

    def next_hit(self) -> None:
        """Go to the next place where the words stand."""
        count = self._search.rowCount(QModelIndex())
        if count:
            self._hit = (self._hit + 1) % count
            self.view.setCurrentSearchResultIndex(self._hit)
            found = self._search.resultAtIndex(self._hit)
            self.view.pageNavigator().jump(found.page(), found.location(), 0)
            self._show_hits()

    def save_as(self) -> None:
        """Save the PDF where the reader says."""
        content = self._content
        ask_where(self, self._desk, f"{self.name}.pdf", "PDF (*.pdf)", self.export, lambda: content)

    def print_pages(self) -> None:
        """Print, after asking which printer."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setMinMax(1, max(self.pages(), 1))
        dialog.accepted.connect(lambda: self.print_on(printer))
        QDialog.open(dialog)

    def print_on(self, printer: QPrinter) -> None:
        """Draw the pages on a printer; the trail says so first, as paper cannot be taken back."""
        try:
            self._desk.store.note_print(replace(self.export, kind="paper"))
        except UserError as error:
            self._desk.fail(error)
            return
        first = max(printer.fromPage(), 1) - 1
        last = printer.toPage() or self.pages()
        painter = QPainter()
        if not painter.begin(printer):
            return
        for page in range(first, min(last, self.pages())):
            if page > first:
                printer.newPage()
            room = painter.viewport().size()
            size = self.document.pagePointSize(page).scaled(QSizeF(room), Qt.AspectRatioMode.KeepAspectRatio)
            pixels = (self.document.pagePointSize(page) * _PRINT_DPI / 72).toSize()
            image = self.document.render(page, pixels)
            painter.drawImage(0, 0, image.scaled(size.toSize(), Qt.AspectRatioMode.KeepAspectRatio))
        painter.end()

    def _look_for(self, words: str) -> None:
        self._hit = -1
        self._search.setSearchString(words)
        self._show_hits()

    def _show_hits(self) -> None:
        count = self._search.rowCount(QModelIndex())
        if not self.words.text():
            self._hits.setText("")
        elif self._hit >= 0:
            self._hits.setText(f"{self._hit + 1} of {count}")
        else:
            self._hits.setText(f"{count_of(count, 'place')} found" if count else "Nothing found")

    def _show_where(self) -> None:
        page, pages = self.view.pageNavigator().currentPage() + 1, self.pages()
        self._where.setText(f"Page {page} of {pages}" if pages else "No pages")


class PreviewDialog(QDialog):
    """A preview that fills its window; Esc closes."""

    def __init__(self, desk: Desk, name: str, content: bytes, export: Export, parent: QWidget | None) -> None:
        """Show a PDF over a page."""
        super().__init__(parent)
        self.setWindowTitle(name)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.preview = PdfPreview(desk, name, export)
        head = box("bar")
        away = button("Close", self.reject)
        row = line(Words(name, "title"), away, gap=12, margins=(16, 8, 16, 8))
        row.setStretch(0, 1)
        head.setLayout(row)
        whole = column(head, self.preview, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.preview.show_pdf(content)
        window = parent.window() if parent else None
        self.preview.view.setFocus()
        self.resize(window.size() * 0.95 if window else self.screen().availableSize() * 0.8)
        announce(self, f"{name}, {count_of(self.preview.pages(), 'page')}")
