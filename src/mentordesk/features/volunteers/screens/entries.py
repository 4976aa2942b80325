"""Entries of a card: something that was written down, with its chips and what can be done with it."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from mentordesk.kernel.columns import Mark
from mentordesk.kernel.text import displayed
from mentordesk.ui.chips import Chip
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.words import Words, button

Verbs = Sequence[tuple[str, Callable[[], object]]]


def entry(title: str, when: str, says: str, marks: Sequence[Mark], verbs: Verbs = ()) -> QWidget:
    """Return an entry; each verb is a button whose name says what it is about."""
    made = QWidget()
    head = Flow(gap=8)
    head.addWidget(Words(title, "label", wrap=False))
    for mark in marks:
        head.addWidget(Chip(mark.words, mark.tone))
    inner = column(head, gap=4)
    if when:
        inner.addWidget(Words(when, "muted"))
    if says:
        inner.addWidget(Words(displayed(says)))
    if verbs:
        flow = Flow(gap=8)
        for verb, press in verbs:
            each = button(verb, press)
            each.setAccessibleName(f"{verb}: {title}")
            flow.addWidget(each)
        inner.addLayout(flow)
    made.setLayout(inner)
    return made
