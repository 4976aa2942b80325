"""The saved views of a list: what is in force now under a name, to be chosen again another day."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from mentordesk.kernel.errors import UserError
from mentordesk.kernel.text import shortened
from mentordesk.store.views import ViewRow, change_view, drop_view, my_views, save_view, view_problems
from mentordesk.ui.fields import LineField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.icons import icon
from mentordesk.ui.messages import ask
from mentordesk.ui.words import IconPress, size_icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentordesk.kernel.paging import ListAsk
    from mentordesk.ui.list_page import ListPage

_LABEL = "Saved views"
_LONGEST_LABEL = 28


@dataclass(frozen=True)
class _Named:
    """A name that somebody gives to a view."""

    name: str = ""


class _NameDialog(FormDialog):
    """The form of a name; it is quick to type again, so no draft is kept."""

    def reject(self) -> None:
        self.form.settle()
        super().reject()


class SavedViews(IconPress):
    """The button of a list page that opens the menu of its saved views."""

    def __init__(self, page: ListPage[Any]) -> None:
        """Make the button of a list; it reads the views when the list is shown."""
        super().__init__()
        self._page = page
        self._chosen = 0
        self.setObjectName("saved_views")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        size_icon(self, 20)
        self.entries = QMenu(self)
        self.entries.setAccessibleName(_LABEL)
        self.clicked.connect(self.open_entries)

    def show_current(self) -> None:
        """Say the name of the view that is in force, if one is."""
        current = self._current(self._views())
        says = f"{_LABEL}: {current.name}" if current else _LABEL
        self.setIcon(icon("filter", "accent" if current else "ink"))
        self.setAccessibleName(says)
        self.setToolTip(says)

    def choose(self, view: ViewRow) -> None:
        """Put a view in force; a filter whose choice is gone is left out, and said so."""
        ask, lost = _ask_of(self._page, view.what)
        self._chosen = view.id
        self._page.show_ask(ask)
        self.show_current()
        if lost:
            gone = " and ".join(lost)
            self._page.desk.say(f"{gone}: the choice of this view is no longer there, so all are shown.")

    def save(self) -> FormDialog:
        """Open the form that saves what is in force under a name."""
        page = self._page
        what = _what(page, page.ask())

        def keep(named: _Named, _version: int) -> int:
            return page.desk.write(save_view, page.listing.name, named.name, what)

        dialog = self._name_form("save_view", 0, "Save this view", keep, "View saved.")
        dialog.form.saved.connect(self._remember)
        return dialog

    def rename(self, view: ViewRow) -> FormDialog:
        """Open the form that gives a view another name."""

        def keep(named: _Named, version: int) -> None:
            self._page.desk.write(change_view, view.id, version, named.name, view.what)

        dialog = self._name_form("rename_view", view.id, "Rename the view", keep, "View renamed.")
        dialog.form.fill(view, view.version)
        dialog.form.saved.connect(lambda _answer: self.show_current())
        return dialog

    def change(self, view: ViewRow) -> None:
        """Have a view show what is in force now."""
        what = _what(self._page, self._page.ask())
        self._do(partial(self._page.desk.write, change_view, view.id, view.version, view.name, what),
                 f"View “{view.name}” saved.")  # fmt: skip

    def delete(self, view: ViewRow) -> None:
        """Ask before a view is deleted."""
        ask(
            self,
            f"Delete the view “{view.name}”?",
            "Only the view goes. The records that it shows stay as they are.",
            "Delete view",
            lambda: self._do(
                partial(self._page.desk.write, drop_view, view.id, view.version), "View deleted."
            ),
        )

    def _name_form(
        self, key: str, subject: int, title: str, keep: Callable[[_Named, int], object], saved_words: str
    ) -> FormDialog:
        form: Form[_Named] = Form(
            self._page.desk,
            f"{key}_{self._page.listing.name}",
            subject,
            title=title,
            draft=lambda name: _Named(name or ""),
            save=keep,
            problems=lambda named: view_problems(named.name),
        )
        form.section("", LineField("name", "Name", note="Only you see your views."))
        dialog = _NameDialog(form, self.window(), verb="Save view", saved_words=saved_words)
        dialog.open()
        return dialog

    def _remember(self, view_id: object) -> None:
        self._chosen = view_id if isinstance(view_id, int) else 0
        self.show_current()

    def _do(self, act: Callable[[], object], said: str) -> None:
        try:
            act()
        except UserError as error:
            self._page.desk.fail(error)
        else:
            self._page.desk.say(said)
        self.show_current()

    def _views(self) -> list[ViewRow]:
        desk = self._page.desk
        return desk.attempt(lambda: desk.read(my_views, self._page.listing.name)) or []

    def _current(self, views: list[ViewRow]) -> ViewRow | None:
        """Return the view that is in force: the one chosen last, if several show the same."""
        what = _what(self._page, self._page.ask())
        same = [view for view in views if view.what == what]
        return next((view for view in same if view.id == self._chosen), same[0] if same else None)

    def open_entries(self) -> None:
        """Open the menu of the views and of what can be done with them."""
        self._list_views()
        self.entries.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def _list_views(self) -> None:
        self._page.search(self._page.within.text())  # words that were typed a moment ago count
        views, menu = self._views(), self.entries
        current = self._current(views)
        menu.clear()
        for view in views:
            act = menu.addAction(view.name.replace("&", "&&"), partial(self.choose, view))
            act.setCheckable(True)
            act.setChecked(view == current)
        if not views:
            menu.addAction("No view saved yet").setEnabled(False)
        if not self._page.desk.may(save_view):
            return
        menu.addSeparator()
        menu.addAction("Save this view…", self.save)
        about = current or next((view for view in views if view.id == self._chosen), None)
        if about:
            called = f"“{shortened(about.name, _LONGEST_LABEL)}”".replace("&", "&&")
            if current is None:
                menu.addAction(f"Save the changes to {called}", partial(self.change, about))
            menu.addAction(f"Rename {called}…", partial(self.rename, about))
            menu.addAction(f"Delete {called}…", partial(self.delete, about))


def _what(page: ListPage[Any], ask: ListAsk) -> dict[str, Any]:
    """Return what is in force as plain JSON: the words, the filters that are seen, and the order."""
    seen = {each.name for each in page.listing.filters}
    filters = {name: _plain(value) for name, value in ask.filters if name in seen and value is not None}
    return {"search": ask.search, "filters": filters, "sort": ask.sort, "descending": ask.descending}


def _ask_of(page: ListPage[Any], what: dict[str, Any]) -> tuple[ListAsk, list[str]]:
    """Return what a view asks for, and the labels of filters whose choice is no longer there."""
    now = page.ask()
    seen = {each.name for each in page.listing.filters}
    filters = [(name, value) for name, value in now.filters if name not in seen]
    lost = []
    kept = what.get("filters", {})
    for each in page.listing.filters:
        if each.name not in kept:
            continue
        options = [option for option, _ in each.options(page.desk) if _plain(option) == kept[each.name]]
        if options:
            filters.append((each.name, options[0]))
        else:
            lost.append(each.label)
    asked = replace(
        now,
        search=str(what.get("search", "")),
        filters=tuple(filters),
        sort=str(what.get("sort", "")),
        descending=bool(what.get("descending")),
    )
    return asked, lost


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))
