"""The main window: the sidebar, the top bar, the page, the messages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from mentordesk.app.exports import FORMATS
from mentordesk.app.preferences import Preferences, PreferencesFile
from mentordesk.app.settings_page import ReportsPage, SettingsPage
from mentordesk.features.organisation.queries import organisation_name
from mentordesk.kernel.links import Link
from mentordesk.kernel.text import fold
from mentordesk.records.drafts import Draft
from mentordesk.records.organisation import Organisation
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import ActionEntry, Feature, New, PanelEntry, Place
from mentordesk.ui.form import Form
from mentordesk.ui.keys import KeysDialog, keys_of
from mentordesk.ui.layouts import column, line
from mentordesk.ui.look import scaled
from mentordesk.ui.messages import MessageBar
from mentordesk.ui.navigation import NewButton, Sidebar
from mentordesk.ui.panels import Banner
from mentordesk.ui.search_box import Answer, SearchBox
from mentordesk.ui.words import Picture, Words, box, icon_button

_PAGES_KEPT = 12
READ_ONLY = "This casebook is open for reading only. You can look at everything, but nothing can be changed."


@dataclass(frozen=True)
class Visit:
    """Where the reader was: a place, or the page of a record."""

    place: str
    link: Link | None = None


class MainWindow(QMainWindow):
    """The frame around every page."""

    lock_requested = Signal()
    """The person wants to lock; drafts have been kept."""

    def __init__(
        self, desk: Desk, features: Sequence[Feature], preferences: PreferencesFile, organisation: str
    ) -> None:
        """Put the features' places in the sidebar and show the last place."""
        super().__init__()
        self.desk, self.features, self.preferences = desk, features, preferences
        desk.window, desk.panels, desk.formats = self, _panels(features), FORMATS
        desk.actions = _actions(features)
        desk.drafts = {key: opener for each in features for key, opener in each.drafts.items()}
        self.setObjectName("main_window")
        self.setMinimumSize(QSize(720, 480))
        self.show_organisation(organisation)
        self._places = {place.name: place for place in self._gather()}
        self._pages: dict[Visit, QWidget] = {}
        self._visits: list[Visit] = []
        self._at = -1
        names = list(self._places)
        last = [self._places["settings"]]
        self.sidebar = Sidebar(desk, [self._places[name] for name in names if name != "settings"], last)
        self.sidebar.set_narrow(narrow=preferences.now.sidebar_narrow)
        self.search = SearchBox(self._find, self)
        self.new = NewButton(desk, self._creators())
        self.stack = QStackedWidget()
        self.messages = MessageBar()
        self._lay_out()
        self._connect()
        self._shortcuts()
        self._restore_geometry()
        start = preferences.now.place
        self.show_place(start if start in self._places else names[0])

    def _gather(self) -> list[Place]:
        found = [place for each in self.features for place in each.places if self.desk.may(place.needs)]
        reports = [each for feature in self.features for each in feature.reports]
        if reports:
            found.append(Place("reports", "Reports", "file-text", lambda desk: ReportsPage(desk, reports)))
        settings = [place for each in self.features for place in each.settings]

        def make(desk: Desk) -> QWidget:
            return SettingsPage(desk, self.preferences, settings)

        return [*found, Place("settings", "Settings", "settings", make)]

    def _creators(self) -> list[New]:
        return [new for each in self.features for new in each.new if self.desk.may(new.needs)]

    def _lay_out(self) -> None:
        canvas = QWidget()
        canvas.setObjectName("canvas")
        parts: list[QWidget] = [self._top()]
        if self.desk.store.read_only:
            holder = QFrame()
            holder.setLayout(column(Banner(READ_ONLY, "warning"), margins=(24, 12, 24, 0)))
            parts.append(holder)
        right = column(*parts, self.stack, self.messages, gap=0)
        right.setStretch(len(parts), 1)
        whole = line(self.sidebar, right, gap=0)
        whole.setStretch(1, 1)
        canvas.setLayout(whole)
        self.setCentralWidget(canvas)

    def _top(self) -> QFrame:
        top = box("bar")
        self.back_button = icon_button("arrow-left", "Back (Alt+Left)", self.back)
        self.forward_button = icon_button("arrow-right", "Forward (Alt+Right)", self.forward)
        self.who = Words(self.desk.store.actor.name, "muted", wrap=False)
        self.who.setToolTip(f"Signed in as {self.desk.store.actor.name}, {self.desk.store.actor.role.label}")
        lock = icon_button("lock", "Lock (Ctrl+L)", self.lock)
        lock.setObjectName("lock")
        parts = (self.back_button, self.forward_button, self.search, None, self.new)
        signed_in = (Picture("circle-user", "muted"), self.who, lock)
        row = line(*parts, *signed_in, gap=8, margins=(16, 8, 16, 8))
        row.setStretch(2, 1000)
        top.setLayout(row)
        return top

    def _connect(self) -> None:
        self.desk.said.connect(self.messages.say)
        self.desk.failed.connect(self.messages.fail)
        self.desk.working.connect(self.messages.show_task)
        self.desk.going.connect(self.go)
        self.desk.locking.connect(self.lock)
        self.desk.changed.connect(self._records_changed)
        self.sidebar.chosen.connect(self.show_place)
        self.sidebar.collapsed.connect(lambda narrow: self.preferences.change(sidebar_narrow=narrow))
        self.preferences.on_change = self._preferences_changed
        self.sidebar.count_again()

    def _shortcuts(self) -> None:
        acts = {
            "Ctrl+K": self.search.begin,
            "Ctrl+N": self.new.open_menu,
            "Ctrl+L": self.lock,
            "Ctrl+Z": self.desk.undo,
            "Ctrl+B": self.sidebar.turn,
            "Alt+Left": self.back,
            "Alt+Right": self.forward,
            "F1": self.show_keys,
            "F6": self.next_region,
        }
        for number, name in enumerate(self.sidebar.names()[:9], 1):
            acts[f"Ctrl+{number}"] = partial(self.show_place, name)
        for keys, act in acts.items():
            QShortcut(QKeySequence(keys), self, act)

    def show_organisation(self, name: str) -> None:
        """Name the organisation in the title; never a person."""
        self.setWindowTitle(f"MentorDesk — {name}" if name else "MentorDesk")

    def place(self) -> str:
        """Return the name of the place where we are."""
        return self._visits[self._at].place

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self.stack.currentWidget()

    def show_place(self, name: str) -> None:
        """Go to a place of the sidebar."""
        self._visit(Visit(name))

    def go(self, link: Link) -> None:
        """Go to the page of a record, or to a place by its name."""
        a_list = link.filters and any(link.kind in feature.lists for feature in self.features)
        if link.kind in self._places and not a_list:
            self.show_place(link.kind)
            page = self.page()
            if isinstance(page, SettingsPage):
                page.show_tab(str(dict(link.filters).get("tab", "")))
            return
        for feature in self.features:
            if link.kind in feature.links or link.kind in feature.lists:
                place = feature.places[0].name if feature.places else self.place()
                self._visit(Visit(place if place in self._places else self.place(), link))
                if self.search.hasFocus():
                    self._focus_page()
                return

    def back(self) -> None:
        """Go to where we were before."""
        if self._at > 0:
            self._at -= 1
            self._arrive()

    def forward(self) -> None:
        """Go on to where we came back from."""
        if self._at < len(self._visits) - 1:
            self._at += 1
            self._arrive()

    def _visit(self, visit: Visit) -> None:
        if self._visits and self._visits[self._at] == visit:
            return
        self._visits = [*self._visits[: self._at + 1], visit]
        self._at = len(self._visits) - 1
        self._arrive()

    def _arrive(self) -> None:
        visit = self._visits[self._at]
        page = self._pages.pop(visit, None) or self._open(visit)
        self._pages[visit] = page
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._drop_old_pages()
        self.sidebar.show_place(visit.place)
        self.back_button.setEnabled(self._at > 0)
        self.forward_button.setEnabled(self._at < len(self._visits) - 1)
        if visit.link is None:
            self.preferences.change(place=visit.place)

    def _open(self, visit: Visit) -> QWidget:
        if visit.link is None:
            return self._places[visit.place].make(self.desk)
        link = visit.link
        for each in self.features:
            if link.kind in each.lists:
                return each.lists[link.kind](self.desk, link.filters)
        opener = next(each.links[link.kind] for each in self.features if link.kind in each.links)
        return opener(self.desk, link.number)

    def _drop_old_pages(self) -> None:
        records = [visit for visit in self._pages if visit.link is not None]
        for visit in records[: max(len(records) - _PAGES_KEPT, 0)]:
            page = self._pages.pop(visit)
            self.stack.removeWidget(page)
            page.deleteLater()

    def _find(self, words: str) -> list[Answer]:
        found = []
        for feature in self.features:
            if feature.search:
                answers = self.desk.attempt(partial(feature.search, self.desk, words)) or []
                found += [Answer(a.title, a.subtitle, a.icon, partial(self.desk.go, a.link)) for a in answers]
        return [*found, *self._commands(words)]

    def _commands(self, words: str) -> list[Answer]:
        known = [
            *(
                Answer(new.label, "Make something new", new.icon, partial(new.start, self.desk))
                for new in self._creators()
            ),
            *(
                Answer(f"Go to {place.label}", "Place", place.icon, partial(self.show_place, place.name))
                for place in self._places.values()
            ),
            Answer("Undo", "Ctrl+Z", "undo-2", self.desk.undo),
            Answer("Lock", "Ctrl+L", "lock", self.lock),
            Answer("Show the keys", "F1", "keyboard", self.show_keys),
        ]
        parts = fold(words).split()
        return [each for each in known if all(part in fold(each.title) for part in parts)]

    def lock(self) -> None:
        """Keep every draft and ask to be locked."""
        self.keep_drafts()
        self.lock_requested.emit()

    def keep_drafts(self) -> None:
        """Keep what is typed in any form."""
        for form in self.findChildren(Form):
            form.keep()

    def show_keys(self) -> None:
        """Show the keys of the page."""
        KeysDialog(self, keys_of(self.page())).open()

    def next_region(self) -> None:
        """Move the focus from the sidebar to the top, to the page, and round."""
        focus = self.focusWidget()
        if focus and self.sidebar.isAncestorOf(focus):
            self.search.begin()
        elif focus is self.search:
            self._focus_page()
        else:
            self.sidebar.focus_place()

    def _records_changed(self, kinds: frozenset[type]) -> None:
        if kinds != {Draft}:
            self.sidebar.count_again()
        if Organisation in kinds:
            self.show_organisation(self.desk.read(organisation_name))

    def _focus_page(self) -> None:
        page = self.page()
        if page:
            _first_stop(page).setFocus(Qt.FocusReason.TabFocusReason)

    def _preferences_changed(self, now: Preferences) -> None:
        if now.sidebar_narrow != self.sidebar.narrow():
            self.sidebar.set_narrow(narrow=now.sidebar_narrow)
        self.sidebar.fit()

    def _restore_geometry(self) -> None:
        kept = QByteArray.fromHex(self.preferences.now.geometry.encode("ascii", "ignore"))
        if kept.isEmpty() or not self.restoreGeometry(kept):
            room = self.screen().availableSize()
            self.resize(min(scaled(1280), room.width()), min(scaled(800), room.height()))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the place where we are."""
        super().showEvent(event)
        if self.focusWidget() is None or self.sidebar.isAncestorOf(self.focusWidget()):
            self.sidebar.focus_place()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts and remember where the window stood."""
        self.keep_drafts()
        self.preferences.change(geometry=bytes(self.saveGeometry().toHex().data()).decode("ascii"))
        super().closeEvent(event)


def _panels(features: Sequence[Feature]) -> dict[str, tuple[PanelEntry, ...]]:
    found: dict[str, tuple[PanelEntry, ...]] = {}
    for feature in features:
        for kind, entries in feature.panels.items():
            found[kind] = (*found.get(kind, ()), *entries)
    return found


def _actions(features: Sequence[Feature]) -> dict[str, tuple[ActionEntry, ...]]:
    found: dict[str, tuple[ActionEntry, ...]] = {}
    for feature in features:
        for kind, entries in feature.actions.items():
            found[kind] = (*found.get(kind, ()), *entries)
    return found


def _first_stop(page: QWidget) -> QWidget:
    stop = page.nextInFocusChain()
    while stop is not None and stop is not page:
        reachable = stop.focusPolicy() & Qt.FocusPolicy.TabFocus
        if page.isAncestorOf(stop) and reachable and stop.isEnabled() and stop.isVisibleTo(page):
            return stop
        stop = stop.nextInFocusChain()
    return page
