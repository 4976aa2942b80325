"""The tab of checks on a volunteer's page: a card for each kind, with what can be done."""

from functools import partial

from PySide6.QtWidgets import QWidget

from mentordesk.features.volunteers.operations.checks import add_check, remove_check
from mentordesk.features.volunteers.queries.checks import CheckRow, ChecksSheet, checks_sheet
from mentordesk.features.volunteers.rules.checks import RECORDS, Check
from mentordesk.features.volunteers.screens.check_forms import NOUNS, edit_check, new_check
from mentordesk.features.volunteers.screens.entries import Verbs, entry
from mentordesk.records.clearances import InterviewScore, VolunteerPaper
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, box, button

_EMPTY = {
    Check.DBS: "No DBS check is written down.",
    Check.PRISON: "They are not cleared for any single prison.",
    Check.REFERENCE: "Nobody was asked for a reference yet.",
    Check.INTERVIEW: "No interview is written down.",
    Check.PAPER: "No paper was signed.",
}


class ChecksTab(Watching):
    """What was checked of one volunteer."""

    def __init__(self, desk: Desk, volunteer_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({*RECORDS.values(), InterviewScore, VolunteerPaper}))
        self.volunteer_id = volunteer_id
        self.setAccessibleName("Checks")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(checks_sheet, self.volunteer_id))
        if sheet is not None:
            self._body.show_parts(*(self._card(check, sheet) for check in Check))

    def _card(self, check: Check, sheet: ChecksSheet) -> Card:
        actions: list[QWidget] = []
        if self.desk.may(add_check):
            add = partial(new_check, self.desk, self.volunteer_id, check)
            actions.append(button("Add", add, name=f"add_{check}"))
            actions[0].setAccessibleName(f"Add {NOUNS[check]}")
        card = Card(check.label, *actions)
        rows = sheet.of(check)
        for place, row in enumerate(rows):
            if place:
                card.add(box("line"))
            card.add(self._entry(row))
        if not rows:
            card.add(Words(_EMPTY[check], "muted"))
        if check is Check.PAPER and sheet.unsigned:
            card.add(Words(f"Not signed yet: {'; '.join(sheet.unsigned)}.", "muted"))
        return card

    def _entry(self, row: CheckRow) -> QWidget:
        verbs: Verbs = ()
        if self.desk.may(add_check):
            verbs = (
                ("Change", partial(edit_check, self.desk, self.volunteer_id, row)),
                ("Remove", partial(self.desk.attempt, partial(self._remove, row))),
            )
        words = row.words
        return entry(words.title, words.when, words.says, words.marks, verbs)

    def _remove(self, row: CheckRow) -> None:
        self.desk.write(remove_check, row.check, row.id, row.version)
        noun = NOUNS[row.check]
        self.desk.say(f"{noun[0].upper()}{noun[1:]} removed. It is in the bin.")
