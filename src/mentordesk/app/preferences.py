"""What this computer remembers: how the program looks and where the reader was; never words of records."""

import contextlib
import json
import tomllib
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from platformdirs import user_config_path

from mentordesk.kernel.errors import UserError
from mentordesk.store.files import replace_file
from mentordesk.ui.look import LARGEST, SMALLEST, Look
from mentordesk.ui.tokens import RowHeight, Theme

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Preferences:
    """The choices of one computer.

    `columns` holds widths by list and column title, negative when hidden; `copies` the folder to which the
    backups of each casebook are copied, by the casebook's random name.
    """

    theme: Theme = Theme.LIGHT
    text_size: int = 100
    row_height: RowHeight = RowHeight.COMFORTABLE
    font: str = ""
    sidebar_narrow: bool = False
    place: str = ""
    geometry: str = ""
    columns: dict[str, dict[str, int]] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)

    @property
    def look(self) -> Look:
        """Return how the program is to look."""
        return Look(self.theme, self.text_size, self.row_height, self.font)


def usual_path() -> Path:
    """Return where the preferences lie on this system."""
    return user_config_path("MentorDesk", appauthor=False) / "preferences.toml"


class PreferencesFile:
    """The preferences with their file: every change is written whole; a broken file gives the usual ones."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file."""
        self.path = path or usual_path()
        self.now = _read(self.path)
        self.on_change: Callable[[Preferences], None] = lambda _now: None

    def change(self, **changes: Any) -> None:
        """Change some preferences and write them; a disk that refuses is no reason to stop."""
        new = replace(self.now, **changes)
        if new == self.now:
            return
        self.now = new
        _write(self.path, new)
        self.on_change(new)

    def recall(self, key: str) -> Any:
        """Return the columns of a list by "columns.NAME", or the second places by "copies"."""
        if key == "copies":
            return self.now.copies
        return self.now.columns.get(key.removeprefix("columns."))

    def keep(self, key: str, value: Any) -> None:
        """Keep the columns of a list, or the second places."""
        if key == "copies":
            self.change(copies=value)
            return
        self.change(columns=self.now.columns | {key.removeprefix("columns."): value})


def _read(path: Path) -> Preferences:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return Preferences()
    usual = Preferences()
    taken: dict[str, Any] = {}
    for each in fields(Preferences):
        value = found.get(each.name)
        if type(value) is _plain(getattr(usual, each.name)):
            taken[each.name] = value
    try:
        taken["theme"] = Theme(taken.get("theme", usual.theme))
        taken["row_height"] = RowHeight(taken.get("row_height", usual.row_height))
    except ValueError:
        return usual
    taken["text_size"] = min(max(taken.get("text_size", usual.text_size), SMALLEST), LARGEST)
    taken["columns"] = {
        name: {title: width for title, width in widths.items() if type(width) is int}
        for name, widths in taken.get("columns", {}).items()
        if isinstance(widths, dict)
    }
    copies = taken.get("copies", {}).items()
    taken["copies"] = {casebook: folder for casebook, folder in copies if isinstance(folder, str)}
    return Preferences(**taken)


def _plain(value: Any) -> type:
    return str if isinstance(value, str) else type(value)


def _write(path: Path, preferences: Preferences) -> None:
    lines = [
        f"{each.name} = {_toml(getattr(preferences, each.name))}"
        for each in fields(Preferences)
        if each.name not in {"columns", "copies"}
    ]
    if preferences.copies:
        lines += ["", "[copies]"]
        lines += [f"{_toml(casebook)} = {_toml(folder)}" for casebook, folder in preferences.copies.items()]
    for name, widths in preferences.columns.items():
        lines += ["", f"[columns.{_toml(name)}]"]
        lines += [f"{_toml(title)} = {width}" for title, width in widths.items()]
    with contextlib.suppress(UserError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, ("\n".join(lines) + "\n").encode())


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
