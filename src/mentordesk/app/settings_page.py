"""Settings and Reports: the two places that are gathered from all features."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.app.appearance import AppearancePage
from mentordesk.app.preferences import PreferencesFile
from mentordesk.ui.contents import Contents
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Place, ReportEntry
from mentordesk.ui.keys import IN_CONTENTS
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Body, Card, EmptyState, Scrolled
from mentordesk.ui.words import Words, button


class SettingsPage(QWidget):
    """The settings of this computer and of the organisation, one page each."""

    keys = IN_CONTENTS

    def __init__(self, desk: Desk, preferences: PreferencesFile, places: Sequence[Place]) -> None:
        """Gather the settings that the person may see."""
        super().__init__()
        self.setAccessibleName("Settings")
        self.contents = Contents("Kinds of settings")
        self.contents.add_page("Appearance", "sun", AppearancePage(preferences))
        self._names = ["appearance"]
        for place in places:
            if desk.may(place.needs):
                self.contents.add_page(place.label, place.icon, place.make(desk))
                self._names.append(place.name)
        title = Words("Settings", "display", wrap=False)
        whole = column(title, self.contents, gap=12, margins=(24, 24, 24, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_tab(self, name: str) -> None:
        """Show the settings of a name."""
        if name in self._names:
            self.contents.show_page(self._names.index(name))


class ReportsPage(QWidget):
    """Every report that can be made, with what it is for."""

    def __init__(self, desk: Desk, reports: Sequence[ReportEntry]) -> None:
        """List the reports that the person may make."""
        super().__init__()
        self.setAccessibleName("Reports")
        body = Body()
        mine = [each for each in reports if desk.may(each.needs)]
        for each in mine:
            start = button("Make report", partial(each.start, desk), icon_name="file-text")
            start.setAccessibleName(f"Make report: {each.label}")
            card = Card(each.label, start)
            card.add(Words(each.says))
            body.add(card)
        title = Words("Reports", "display", wrap=False)
        inner: QWidget = (
            Scrolled(body) if mine else EmptyState("file-text", "There are no reports that you may make.")
        )
        whole = column(title, inner, gap=0, margins=(24, 24, 24, 0))
        whole.setStretch(1, 1)
        self.setLayout(whole)
