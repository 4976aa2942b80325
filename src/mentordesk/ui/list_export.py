"""Exporting a list: every row that matches the filters in force, in the columns that are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from mentordesk.kernel.exports import Export, ListSheet
from mentordesk.kernel.formats import long_date
from mentordesk.ui.export import ask_place, save_as
from mentordesk.ui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from mentordesk.kernel.columns import Column
    from mentordesk.kernel.exports import Tell
    from mentordesk.ui.desk import Desk
    from mentordesk.ui.export import Format
    from mentordesk.ui.tasks import Progress


@dataclass(frozen=True)
class ListExport:
    """A list that may leave: what it is called, what was asked of it, and where its rows come from."""

    desk: Desk
    name: str
    title: str
    noun: tuple[str, str]
    columns: tuple[Column[Any], ...]
    filters: tuple[tuple[str, str], ...]
    """The filters in force: the label of each, and what the reader chose or typed."""
    rows: Callable[[Tell], Iterator[Any]]

    def menu(self, over: QWidget) -> QMenu:
        """Return the menu of the kinds of file."""
        made = QMenu(over)
        made.setObjectName("export_menu")
        made.setAccessibleName("Export this list")
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self.desk.formats:
            act = made.addAction(icon(each.icon), each.label)
            act.triggered.connect(partial(self.start, each, over))
        return made

    def start(self, kind: Format, over: QWidget, *_checked: bool) -> None:
        """Make a file of one kind: shown first, or saved where the reader says."""
        if kind.previewed:
            self._run(kind, self._show)
            return
        name = f"{self.title} {self.desk.today().isoformat()}.{kind.kind}"
        ask_place(over, name, kind.files, lambda path: self._run(kind, partial(self._save, path)))

    def _run(self, kind: Format, then: Callable[[bytes, Export], object]) -> None:
        store = self.desk.store
        prepared_by, prepared_at = store.actor.name, store.clock()
        filters = tuple(f"{label}: {chosen}" for label, chosen in self.filters)

        def work(progress: Progress) -> tuple[bytes, int]:
            rows = tuple(self.rows(lambda done, total: progress.report(done, total, "reading")))
            sheet = ListSheet(self.title, self.noun, self.columns, rows, filters, prepared_by, prepared_at)
            made = kind.make(store, sheet, lambda done, total: progress.report(done, total, "writing"))
            progress.report(len(rows), len(rows))
            return made, len(rows)

        def finish(made: tuple[bytes, int]) -> None:
            content, count = made
            labels = tuple(label for label, _ in self.filters)
            then(content, Export(f"list:{self.name}", kind.kind, rows=count, filters=labels))

        self.desk.run(f"Exporting {self.title.lower()}", work, finish)

    def _save(self, path: Path, content: bytes, export: Export) -> None:
        save_as(self.desk, path, content, export)

    def _show(self, content: bytes, export: Export) -> None:
        from mentordesk.ui.preview import PreviewDialog

        name = f"{self.title} {long_date(self.desk.today())}"
        PreviewDialog(self.desk, name, content, export, self.desk.window).open()
