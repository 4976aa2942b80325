"""What tests of screens share: the real window over the demonstration, and how a person reads and presses."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QMenu, QPushButton, QWidget

from mentordesk.app.closing import take_down
from mentordesk.app.features import FEATURES
from mentordesk.app.preferences import PreferencesFile
from mentordesk.app.window import MainWindow
from mentordesk.features.organisation.queries import organisation_name
from mentordesk.features.plans.queries.lists import plan_page, target_page
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.store.casebook import Store
from mentordesk.ui.desk import Desk
from mentordesk.ui.look import Look
from mentordesk.ui.tasks import InlineTasks, Tasks
from mentordesk.ui.theme import wear
from tests.casebooks import Casebook

W = TypeVar("W", bound=QWidget)

PRESENT, KNOWSLEY = "through the gate", "knowsley"


@contextmanager
def window_over(store: Store, preferences: Path, tasks: Tasks | None = None) -> Iterator[MainWindow]:
    """The real window over an open store, taken down at the end with all that stands in it."""
    wear(Look())
    kept = PreferencesFile(preferences)
    desk = Desk(store, tasks or InlineTasks(), kept)
    window = MainWindow(desk, FEATURES, kept, desk.read(organisation_name))
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    try:
        yield window
    finally:
        for dialog in reversed(window.findChildren(QDialog)):
            dialog.done(0)
        take_down(window)
        wear(Look())


@contextmanager
def signed_in(casebook: Casebook, role: Role = Role.MANAGER) -> Iterator[MainWindow]:
    """The real window as a person of a role sees it."""
    with casebook.open(role) as store, window_over(store, casebook.folder.with_suffix(".toml")) as window:
        yield window


def plan_number(desk: Desk, words: str = PRESENT) -> int:
    """The number of the plan whose title holds some words."""
    return desk.read(plan_page, ListAsk(search=words)).rows[0].id


def target_number(desk: Desk, number: int = 1, words: str = PRESENT) -> int:
    """The record number of a target by its printed number."""
    ask = ListAsk(filters=(("plan", plan_number(desk, words)),))
    return next(row.id for row in desk.read(target_page, ask).rows if row.number == number)


def dialogs(window: QWidget) -> list[QDialog]:
    """The dialogs that are open, the newest last."""
    return [each for each in window.findChildren(QDialog) if each.isVisible()]


def dialog(window: QWidget, title: str = "") -> Any:
    """The newest open dialog, or the one whose title holds some words."""
    found = [each for each in dialogs(window) if title in each.windowTitle()]
    assert found, f"no dialog {title!r}: {[each.windowTitle() for each in dialogs(window)]}"
    return found[-1]


def words(widget: QWidget) -> list[str]:
    """Every text that can be seen, in no particular order."""
    seen = [*widget.findChildren(QLabel), *widget.findChildren(QAbstractButton)]
    return [each.text() for each in seen if each.isVisible() and each.text()]


def says(widget: QWidget, part: str) -> bool:
    """Whether some words can be seen."""
    return any(part in each for each in words(widget))


def named(widget: QWidget, name: str, kind: type[W] = QPushButton) -> W:
    """The visible part of a name or, for a button, with that text."""
    found = [
        each
        for each in widget.findChildren(kind)
        if each.isVisible() and name in {each.objectName(), getattr(each, "text", str)()}
    ]
    assert found, f"nothing is called {name!r}"
    return found[0]


def press(widget: QWidget, name: str) -> None:
    """Press a button by its name or its text."""
    made = named(widget, name)
    assert made.isEnabled(), f"{name!r} is switched off"
    made.click()


def choose(menu: QMenu | None, label: str) -> None:
    """Choose an entry of a menu."""
    assert menu is not None
    next(each for each in menu.actions() if each.text() == label).trigger()


def told(window: MainWindow) -> str:
    """What the message bar says."""
    return " ".join(window.messages.texts())


def until(qtbot: Any, holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    qtbot.waitUntil(holds, timeout=10_000)
