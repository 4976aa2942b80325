"""What each role may do, and the ticks with which a manager changes it."""

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from mentordesk.features.organisation.operations import set_grant
from mentordesk.features.organisation.queries import GrantRow, grant_rows
from mentordesk.features.organisation.rules import GrantDraft
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.permissions import Permission, Role
from mentordesk.records.people import RoleGrant
from mentordesk.ui.desk import Desk
from mentordesk.ui.layouts import column
from mentordesk.ui.look import scaled
from mentordesk.ui.panels import Body, Card, Scrolled
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words

_SAYS = (
    "A tick lets everybody of a role do something. Some things are fixed: a manager may do everything, and a "
    "mentor sees only the mentees they are matched with, whatever is ticked. A change counts at the next "
    "sign-in of each person."
)


class RolesPage(Watching):
    """Every permission in a row, every role in a column."""

    def __init__(self, desk: Desk) -> None:
        """Make the page; it reads when it is shown."""
        super().__init__(desk, frozenset({RoleGrant}))
        self._body = Body()
        self.setLayout(column(Scrolled(self._body)))

    def refresh(self) -> None:
        """Read again."""
        rows = self.desk.attempt(lambda: self.desk.read(grant_rows)) or ()
        card = Card("What each role may do")
        card.add(Words(_SAYS, "muted"))
        card.add(self._grid(rows))
        self._body.show_parts(card)

    def _grid(self, rows: tuple[GrantRow, ...]) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(8))
        grid.setVerticalSpacing(scaled(8))
        grid.setColumnStretch(0, 1)
        for place, role in enumerate(Role, start=1):
            grid.addWidget(Words(role.label, "label", wrap=False), 0, place)
        for line, row in enumerate(rows, start=1):
            words = row.permission.label
            grid.addWidget(Words(f"{words[:1].upper()}{words[1:]}"), line, 0)
            for place, role in enumerate(Role, start=1):
                grid.addWidget(self._tick(row, role), line, place)
        return made

    def _tick(self, row: GrantRow, role: Role) -> QCheckBox:
        tick = QCheckBox()
        tick.setObjectName(f"{role.value}_{row.permission.value}")
        tick.setAccessibleName(f"{role.label} may {row.permission.label}")
        tick.setChecked(role in row.held_by)
        tick.setEnabled(role in row.open_for and self.desk.may(set_grant))
        tick.clicked.connect(lambda on: self._set(role, row.permission, granted=on))
        return tick

    def _set(self, role: Role, permission: Permission, *, granted: bool) -> None:
        try:
            self.desk.write(set_grant, GrantDraft(role, permission, granted))
        except UserError as error:
            self.desk.fail(error)
            self.refresh()
        else:
            may = "may" if granted else "may not"
            self.desk.say(f"{role.label}: {may} {permission.label}.")
