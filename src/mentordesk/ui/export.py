"""Saving things to a file of the reader's choice: whole or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.kernel.errors import UserError
from mentordesk.store.files import save_outside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mentordesk.kernel.columns import Column
    from mentordesk.ui.desk import Desk

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def harmless(text: str) -> str:
    """Return a cell that a spreadsheet takes as words and never as a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def csv_text(columns: Sequence[Column[Any]], rows: Iterable[Any]) -> bytes:
    """Return a list as CSV that spreadsheets open with the right letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([harmless(each.title) for each in columns])
    for row in rows:
        writer.writerow([harmless(each.text(row)) for each in columns])
    return out.getvalue().encode("utf-8-sig")


def ask_where(over: QWidget, name: str, kinds: str, content: Callable[[], bytes], desk: Desk) -> QFileDialog:
    """Ask for a place and save what `content` makes there; tell what came of it."""
    dialog = QFileDialog(over, "Save as", str(Path.home() / name), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def save(chosen: str) -> None:
        path = Path(chosen)
        try:
            save_outside(path, content())
        except UserError as error:
            desk.fail(error)
        else:
            desk.say(f"Saved {path.name}")

    dialog.fileSelected.connect(save)
    dialog.open()
    return dialog
