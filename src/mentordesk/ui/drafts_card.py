"""What somebody was writing and has not saved: each can be gone on with, or thrown away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mentordesk.kernel.formats import clock, short_date
from mentordesk.ui.layouts import Flow, column, line
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Card
from mentordesk.ui.words import Words, button

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentordesk.store.drafts import DraftRow
    from mentordesk.ui.desk import Desk

AGAIN = "Open the same form again to go on."
AGAIN_OTHERS = "Where there is no Continue, open the same form again to go on."


def drafts_card(desk: Desk, drafts: Sequence[DraftRow], heading: str = "You were writing") -> Card:
    """Return the card of some drafts."""
    card = Card(heading)
    for draft in drafts:
        card.add(_row(desk, draft, card))
    if any(each.form not in desk.drafts for each in drafts):
        card.add(Words(AGAIN if len(drafts) == 1 else AGAIN_OTHERS, "muted"))
    return card


def _row(desk: Desk, draft: DraftRow, card: Card) -> QWidget:
    at = draft.saved_at.astimezone()
    when = clock(at) if at.date() == desk.today() else short_date(at.date())
    says = f"Not saved, {when}"
    acts = Flow(gap=8)
    if draft.form in desk.drafts:
        on = button("Continue", partial(desk.open_draft, draft), name=f"continue_{draft.subject}")
        on.setAccessibleName(f"Continue: {draft.title}")
        acts.addWidget(on)
    away = button("Throw away", partial(_throw_away, desk, draft, card), kind="link")
    away.setAccessibleName(f"Throw away: {draft.title}")
    acts.addWidget(away)
    row = QWidget()
    laid = line(column(Words(draft.title, "label"), Words(says, "muted"), gap=2), acts, gap=12)
    laid.setStretch(0, 1)
    row.setLayout(laid)
    return row


def _throw_away(desk: Desk, draft: DraftRow, card: Card) -> None:
    ask(
        card,
        "Throw this draft away?",
        f"What you typed in “{draft.title}” is removed for good.",
        "Throw away",
        lambda: desk.attempt(lambda: desk.store.drop_draft(draft.form, draft.subject)),
    )
