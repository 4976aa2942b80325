"""The list page: title and count, filters, a table, an empty state, export."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget, QWidget

from mentordesk.kernel.formats import count_of
from mentordesk.kernel.paging import ListAsk
from mentordesk.ui.fields.choice import Combo
from mentordesk.ui.keys import IN_LISTS
from mentordesk.ui.layouts import Flow, clear, column, line, put
from mentordesk.ui.list_export import ListExport
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import EmptyState
from mentordesk.ui.rows_model import RowsModel
from mentordesk.ui.saved_views import SavedViews
from mentordesk.ui.table import Table
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, announce, button, icon_button, size_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mentordesk.kernel.paging import Page
    from mentordesk.ui.desk import Desk
    from mentordesk.ui.listing import Filter, Listing

Row = TypeVar("Row")

_TYPING_PAUSE = 200
_WIDE, _NARROWEST = 140, 0.8


class ListPage(Watching, Generic[Row]):
    """A page that shows a list of records and opens them."""

    keys = IN_LISTS

    def __init__(self, desk: Desk, listing: Listing[Row], *extra: QWidget) -> None:
        """Make the page; it reads nothing until it is shown. `extra` buttons stand beside New."""
        super().__init__(desk, listing.watches)
        self.listing = listing
        self.setObjectName(listing.name)
        self.setAccessibleName(listing.title)
        self._ask = ListAsk(sort=listing.sort, descending=listing.descending, filters=listing.start_filters)
        self.model: RowsModel[Row] = RowsModel(listing.columns, self._fetch, self)
        self.model.fetched.connect(self._show_counts)
        self.table = Table(listing.title)
        self.table.setModel(self.model)
        self.table.opened.connect(self.open_row)
        self.count = Words("", "muted", wrap=False)
        self.within = self._search_box()
        self.chips = Flow(gap=8)
        self._chip_row = QWidget()
        self._chip_row.setLayout(self.chips)
        self._combos: dict[str, Combo] = {}
        self._all_filters = False
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        whole = column(
            self._head(extra),
            self._tools(),
            self._chip_row,
            self._stack,
            gap=12,
            margins=(0, 16, 0, 16) if listing.in_tab else 24,
        )
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING_PAUSE)
        self._pause.timeout.connect(self._search_now)
        self._columns_from_memory()
        heads = self.table.horizontalHeader()
        heads.sectionClicked.connect(self.sort_by)
        self._widths_changed = QTimer(self)
        self._widths_changed.setSingleShot(True)
        self._widths_changed.setInterval(500)
        self._widths_changed.timeout.connect(self._keep_columns)
        heads.sectionResized.connect(self._resized_by_hand)
        QShortcut(
            QKeySequence("Ctrl+F"), self, self.within.setFocus, Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def _resized_by_hand(self, section: int, _old: int, _new: int) -> None:
        """Remember widths that the reader has chosen; the last column follows the window by itself."""
        shown = [n for n in range(len(self.listing.columns)) if not self.table.isColumnHidden(n)]
        if self.isVisible() and section != shown[-1]:
            self._fitted = True
            self._widths_changed.start()

    def _head(self, extra: tuple[QWidget, ...]) -> QWidget:
        made = QWidget()
        row = line(
            Words(self.listing.title, "title" if self.listing.in_tab else "display"),
            self.count,
            None,
            gap=12,
        )
        row.setAlignment(self.count, Qt.AlignmentFlag.AlignBottom)
        self.count.setContentsMargins(0, 0, 0, scaled(5))
        for each in extra:
            row.addWidget(each)
        new = self.listing.new
        if new and self.desk.may(new.needs):
            row.addWidget(button(new.label, self._start_new, kind="primary", icon_name="plus", name="new"))
        made.setLayout(row)
        return made

    def _search_box(self) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(f"Search in {self.listing.title.lower()}")
        made.setAccessibleName(f"Search in {self.listing.title.lower()}")
        made.setClearButtonEnabled(True)
        made.setMinimumWidth(scaled(160))
        made.setMaximumWidth(scaled(320))
        made.textChanged.connect(lambda _text: self._pause.start())
        made.returnPressed.connect(self._search_now)
        return made

    def _tools(self) -> QWidget:
        made = QWidget()
        flow = Flow()
        flow.addWidget(self.within)
        for each in self.listing.filters:
            combo = Combo()
            combo.name(f"Filter by {each.label.lower()}")
            combo.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToContents)
            combo.setMaximumWidth(scaled(240))
            self._combos[each.name] = combo
            combo.activated.connect(lambda place, each=each: self._filter_chosen(each, place))
            flow.addWidget(combo)
        if any(each.seldom for each in self.listing.filters):
            self._more = button("More filters", self.show_all_filters, kind="link", name="more_filters")
            flow.addWidget(self._more)
        columns = icon_button("columns-3", "Choose columns", self._choose_columns)
        export = icon_button("download", "Export this list to a file", self.choose_export)
        export.setObjectName("export")
        if not self.desk.formats or not self.desk.may(self.listing.export_needs):
            export.hide()
        self._columns_button, self._export_button = columns, export
        self.views = SavedViews(self)
        row = line(flow, self.views, columns, export, gap=4)
        row.setStretch(0, 1)
        made.setLayout(row)
        return made

    def refresh(self) -> None:
        """Read the list again; keep what is chosen."""
        chosen = self.selected()
        self._fill_filters()
        if self.model.ask == self._ask:
            self.desk.attempt(self.model.reload)
        else:
            self.desk.attempt(lambda: self.model.show(self._ask))
        self._choose(getattr(chosen, "id", None))

    def _fetch(self, ask: ListAsk) -> Page[Row]:
        return self.desk.read(self.listing.query, ask)

    def selected(self) -> Row | None:
        """Return the row that is chosen."""
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    def _choose(self, row_id: Any) -> None:
        number = self.model.number_of(row_id) if row_id is not None else -1
        if number < 0 and self.model.rowCount():
            number = 0
        if number >= 0:
            self.table.selectRow(number)

    def open_row(self, number: int) -> None:
        """Go to the page of a row."""
        if self.listing.open:
            self.desk.go(self.listing.open(self.model.row(number)))

    def search(self, words: str) -> None:
        """Show only what matches some words."""
        self.within.setText(words)
        self._search_now()

    def _search_now(self) -> None:
        self._pause.stop()
        self._show_only(replace(self._ask, search=self.within.text().strip()))

    def ask(self) -> ListAsk:
        """Return what the list shows: words, filters and order."""
        return self._ask

    def show_ask(self, ask: ListAsk) -> None:
        """Show other words, filters and another order at once."""
        self.within.setText(ask.search)
        self._pause.stop()
        self._show_only(ask)

    def set_filter(self, name: str, value: Any) -> None:
        """Put a filter in force; None lifts it."""
        kept = tuple((key, old) for key, old in self._ask.filters if key != name)
        self._show_only(replace(self._ask, filters=kept if value is None else (*kept, (name, value))))

    def show_all_filters(self) -> None:
        """Show the filters that are seldom used as well, or put them away again."""
        self._all_filters = not self._all_filters
        self._more.setText("Fewer filters" if self._all_filters else "More filters")
        self._fill_filters()

    def clear_filters(self) -> None:
        """Lift every filter and the search."""
        self.within.clear()
        self._pause.stop()
        self._show_only(replace(self._ask, search="", filters=()))

    def sort_by(self, section: int) -> None:
        """Sort by a column; a second time turns the order round."""
        key = self.listing.columns[section].sort
        if key is None:
            return
        turned = self._ask.sort == key and not self._ask.descending
        self._show_only(replace(self._ask, sort=key, descending=turned), changed=False)
        announce(self, f"Sorted by {self.listing.columns[section].title}{', last first' if turned else ''}")

    def _show_only(self, ask: ListAsk, *, changed: bool = True) -> None:
        if ask == self._ask:
            return
        self._ask = ask
        self._fill_filters()
        self.desk.attempt(lambda: self.model.show(self._ask))
        self._choose(None)
        if changed:
            announce(self, self.count.text() or self.listing.empty)

    def _filter_chosen(self, which: Filter, place: int) -> None:
        combo = self._combos[which.name]
        self.set_filter(which.name, combo.itemData(place))

    def _fill_filters(self) -> None:
        clear(self.chips)
        if self._ask.search:
            self._chip(f"“{self._ask.search}”", self.within.clear)
        for each in self.listing.filters:
            combo, value = self._combos[each.name], self._ask.filter(each.name)
            combo.clear()
            combo.addItem(f"{each.label}: all", None)
            for option, label in each.offered(self.desk, value):
                combo.addItem(label, option)
                if option == value:
                    combo.setCurrentIndex(combo.count() - 1)
                    self._chip(f"{each.label}: {label}", partial(self.set_filter, each.name, None))
            wanted = not each.seldom or self._all_filters or value is not None
            combo.setVisible(wanted and (combo.count() > 1 or each.called is None))
        self._chip_row.setVisible(self.chips.count() > 0)
        self.views.show_current()

    def _chip(self, text: str, lift: Callable[[], object]) -> None:
        made = button(text, lift, kind="chip", icon_name="x")
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        size_icon(made, 12)
        made.setAccessibleName(f"Remove the filter {text}")
        made.setToolTip("Remove this filter")
        put(self.chips, made)

    def _show_counts(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        number = shown if total is None else total
        words = count_of(number, *self.listing.noun)
        self.count.setText(f"{words} and more" if total is None and self.model.more() else words)
        old = self._stack.widget(1)
        if old:
            self._stack.removeWidget(old)
            old.deleteLater()
        if shown:
            self._stack.setCurrentIndex(0)
            return
        self._stack.addWidget(self._nothing())
        self._stack.setCurrentIndex(1)

    def _nothing(self) -> EmptyState:
        if self._ask.search or self._ask.filters:
            return EmptyState(
                "search", f"No {self.listing.noun[0]} matches.", "Clear filters", self.clear_filters
            )
        new = self.listing.new
        if new and self.desk.may(new.needs):
            return EmptyState(self.listing.icon, self.listing.empty, new.label, self._start_new)
        return EmptyState(self.listing.icon, self.listing.empty)

    def _start_new(self) -> None:
        if self.listing.new:
            self.listing.new.start(self.desk)

    def export(self) -> ListExport:
        """Return the list as it may be exported now: the columns that are shown, the filters in force."""
        shown = (n for n in range(len(self.listing.columns)) if not self.table.isColumnHidden(n))
        return ListExport(
            self.desk,
            self.listing.name,
            self.listing.title,
            self.listing.noun,
            tuple(self.listing.columns[number] for number in shown),
            tuple(self._in_force()),
            self.model.every_row,
        )

    def _in_force(self) -> Iterator[tuple[str, str]]:
        """Say the filters by their labels, also one that was set from elsewhere and has no box."""
        known = {each.name: each for each in self.listing.filters}
        for name, value in self._ask.filters:
            options = dict(known[name].offered(self.desk, value)) if name in known else {}
            yield known[name].label if name in known else name.capitalize(), options.get(value, "chosen")
        if self._ask.search:
            yield "Search", f"“{self._ask.search}”"

    def choose_export(self) -> QMenu:
        """Offer the kinds of file that this list can be exported as."""
        menu = self.export().menu(self)
        self._under(self._export_button, menu)
        return menu

    def _under(self, shown: QWidget, menu: QMenu) -> None:
        menu.popup(shown.mapToGlobal(QPoint(0, shown.height())))

    def _choose_columns(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, each in enumerate(self.listing.columns):
            act = menu.addAction(each.title)
            act.setCheckable(True)
            act.setChecked(not self.table.isColumnHidden(number))
            act.setEnabled(number > 0)
            act.toggled.connect(lambda on, number=number: self.show_column(number, shown=on))
        self._under(self._columns_button, menu)

    def show_column(self, number: int, *, shown: bool) -> None:
        """Show or hide a column, from now on."""
        self.table.setColumnHidden(number, not shown)
        self._keep_columns()

    def _columns_from_memory(self) -> None:
        kept = self.desk.memory.recall(f"columns.{self.listing.name}")
        kept = kept if isinstance(kept, dict) else {}
        self._fitted = bool(kept)
        for number, each in enumerate(self.listing.columns):
            width = kept.get(each.title)
            usual = isinstance(width, int) and 20 <= abs(width) <= 4000
            self.table.setColumnWidth(number, abs(width) if usual and width else scaled(each.width))
            self.table.setColumnHidden(number, bool(usual and width and width < 0 and number))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the wide columns until all fit, unless the reader has chosen widths."""
        super().resizeEvent(event)
        if not self._fitted:
            self._fit_columns()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the columns to letters of another size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange and hasattr(self, "_fitted") and not self._fitted:
            self._fit_columns()

    def _fit_columns(self) -> None:
        heads = self.table.horizontalHeader()
        usual = [scaled(each.width) for each in self.listing.columns]
        wide = [width for width in usual if width >= scaled(_WIDE)]
        room = self.width() - 2 * 24 - scaled(20) - (sum(usual) - sum(wide))
        factor = min(max(room / sum(wide), _NARROWEST), 1.0) if wide else 1.0
        heads.blockSignals(True)  # noqa: FBT003 - Qt's own name for it
        for number, width in enumerate(usual):
            title = heads.fontMetrics().horizontalAdvance(f"{self.listing.columns[number].title} ↑")
            least = round(title * 1.1) + scaled(24)
            wanted = round(width * factor) if width >= scaled(_WIDE) else width
            self.table.setColumnWidth(number, max(wanted, least))
        heads.blockSignals(False)  # noqa: FBT003

    def _keep_columns(self) -> None:
        kept = {}
        for number, each in enumerate(self.listing.columns):
            hidden = self.table.isColumnHidden(number)
            width = self.table.columnWidth(number) or scaled(each.width)
            kept[each.title] = -width if hidden else width
        self.desk.memory.keep(f"columns.{self.listing.name}", kept)
