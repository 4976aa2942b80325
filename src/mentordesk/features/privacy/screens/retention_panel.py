"""The retention of one file, as a tab on its page."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.features.privacy.queries.retention import FileSheet, file_sheet, pieces_said
from mentordesk.features.privacy.screens.retention_forms import review_file
from mentordesk.kernel.formats import long_date
from mentordesk.records.mentees import Episode, Flag, Mentee
from mentordesk.records.referrals import Referral
from mentordesk.records.retention import Keeping, RetentionPeriod, Subject
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.panels import Body, Card, FactGrid
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, button


class RetentionPanel(Watching):
    """How long this file is kept, by which rule, and its review."""

    def __init__(self, desk: Desk, subject: Subject, number: int) -> None:
        """Make the panel; it reads when it is shown."""
        watched = {Mentee, Volunteer, Episode, Referral, Flag, Keeping, RetentionPeriod}
        super().__init__(desk, frozenset(watched))
        self._subject, self._number = subject, number
        self._body = Body()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._body)

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(file_sheet, self._subject, self._number))
        if sheet is None:
            return
        review = button("Review…", self.review, name="review")
        card = Card("How long this file is kept", *([] if sheet.anonymised else [review]))
        card.add(Words(_stands(sheet)))
        facts: list[tuple[str, str | QWidget]] = [("Belongs to it", pieces_said(sheet.pieces))]
        if sheet.row is not None:
            facts = [
                ("Rule", sheet.row.rule.who),
                ("Kept for", sheet.row.rule.period),
                ("Time over on", long_date(sheet.row.due_date)),
                ("Suggested", sheet.row.rule.act.label),
                *facts,
            ]
        card.add(FactGrid(facts))
        self._body.show_parts(card)

    def review(self) -> None:
        """Open the review of this file."""
        self.desk.attempt(partial(review_file, self.desk, self._subject, self._number))


def _stands(sheet: FileSheet) -> str:
    if sheet.anonymised:
        return "This file was anonymised. Only figures are left."
    if sheet.row is not None:
        return f"{sheet.row.stands}."
    kept = f" {sheet.kept.kind.label}: {sheet.kept.reason}" if sheet.kept else ""
    return f"The time of this file begins to count when their time with us ends.{kept}"
