"""What stands in place of a case that is not one's own: why do you open it, and one button."""

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mentordesk.features.mentees.operations.opening import open_case
from mentordesk.features.mentees.queries.opening import CaseGate
from mentordesk.features.mentees.rules.opening import OpeningDraft, OpeningReason, opening_problems
from mentordesk.records.mentees import Mentee
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, LineField
from mentordesk.ui.form import Form
from mentordesk.ui.layouts import column, line
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.words import Words, button


class _ReasonForm(Form[OpeningDraft]):
    """A reason is given at once or not at all."""

    def keep(self) -> None:
        """Keep no draft."""


class CaseGatePanel(QWidget):
    """The question that is asked before a case opens; nothing of the case is shown."""

    def __init__(self, desk: Desk, gate: CaseGate) -> None:
        """Ask why."""
        super().__init__()
        self._desk = desk
        self.form = _ReasonForm(
            desk,
            "open_case",
            gate.mentee_id,
            title="This case is not yours",
            draft=OpeningDraft,
            save=lambda draft, _version: desk.write(open_case, gate.mentee_id, draft),
            problems=opening_problems,
        )
        self.form.section(
            "",
            ChoiceField("reason", "Why do you open it?", OpeningReason),
            LineField("other", "What else there is to say", note="Needed for another reason.", optional=True),
        )
        self.form.settle()
        self.form.saved.connect(lambda _answer: self._opened())
        card = Card("This case is not yours")
        worker = gate.worker or "Somebody else"
        card.add(
            Words(
                f"{worker} works with this person. Say why you open the case. Your name, the time and "
                "the reason are written to the trail. The case stays open for you until MentorDesk is "
                "locked or closed."
            )
        )
        if desk.may(open_case):
            card.add(self.form)
            press = button("Open this case", self.form.try_save, kind="primary", name="open_case")
            card.body.addLayout(line(press, None))
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), self, self.form.try_save)
        else:
            card.add(Words("The reason cannot be written down now, so the case cannot be opened.", "problem"))
        self.setLayout(column(Scrolled(Body(card))))

    def _opened(self) -> None:
        """Have every page of the case read again, this one among them."""
        self._desk.changed.emit(frozenset({Mentee}))
        self._desk.say("Case opened.")
