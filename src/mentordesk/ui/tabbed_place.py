"""A place of the sidebar whose lists stand in tabs beside each other."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from mentordesk.ui.keys import IN_TABS, Key, keys_of
from mentordesk.ui.look import scaled


class TabbedPlace(QWidget):
    """Lists or panels of one place, each in a tab; each reads when it is shown."""

    def __init__(self, name: str, says: str, *tabs: tuple[str, QWidget]) -> None:
        """Show tabs by label; `says` is what a screen reader calls the row of tabs."""
        super().__init__()
        self.setObjectName(name)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setAccessibleName(says)
        self.tabs.tabBar().setExpanding(False)
        for label, inner in tabs:
            self.tabs.addTab(inner, label.replace("&", "&&"))
        self._labels = [label for label, _ in tabs]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(24), scaled(16), scaled(24), 0)
        layout.addWidget(self.tabs)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Return the keys of the tab that is shown."""
        return keys_of(self.tabs.currentWidget()) or IN_TABS

    def show_tab(self, label: str) -> None:
        """Show the tab of a label."""
        if label in self._labels:
            self.tabs.setCurrentIndex(self._labels.index(label))
