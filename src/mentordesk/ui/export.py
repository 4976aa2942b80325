"""Saving things to a file of the reader's choice: whole or not at all, and noted in the trail."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from mentordesk.kernel.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mentordesk.kernel.columns import Column
    from mentordesk.kernel.exports import Export, ListSheet, Tell
    from mentordesk.store.casebook import Store
    from mentordesk.ui.desk import Desk

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Format:
    """A kind of file that every list can be exported as; `kind` is its ending, "csv"."""

    kind: str
    label: str
    icon: str
    files: str
    """How the file dialog calls such files: "PDF (*.pdf)"."""
    make: Callable[[Store, ListSheet[Any], Tell], bytes]
    previewed: bool = False
    """Whether it is shown before it is saved."""


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


def ask_where(
    over: QWidget, desk: Desk, name: str, files: str, export: Export, content: Callable[[], bytes]
) -> QFileDialog:
    """Ask for a place and save there what `content` makes; the trail gets `export`."""

    def save(path: Path) -> None:
        made = desk.attempt(content)
        if made is not None:
            save_as(desk, path, made, export)

    return ask_place(over, name, files, save)


def ask_place(over: QWidget, name: str, files: str, then: Callable[[Path], object]) -> QFileDialog:
    """Ask for a place to save; `then` gets it."""
    dialog = QFileDialog(over, "Save as", str(Path.home() / name), files)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
    return dialog


def save_as(desk: Desk, path: Path, content: bytes, export: Export) -> None:
    """Save a file and tell what came of it."""
    try:
        desk.store.save_outside(path, content, export)
    except UserError as error:
        desk.fail(error)
    else:
        desk.say(f"Saved {path.name}")
