"""The justice context of a mentee: a card for each part, with what can be added, changed and removed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.features.mentees.operations.justice import add_justice, change_justice, remove_justice
from mentordesk.features.mentees.queries.justice import JusticeRow, JusticeSheet, justice_row, justice_sheet
from mentordesk.features.mentees.rules.justice import (
    DRAFTS,
    RECORDS,
    JusticeDraft,
    Part,
    justice_problems,
)
from mentordesk.features.mentees.screens.lead_card import LeadCard
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.text import displayed
from mentordesk.records.justice import RestrictionKind, SchemeKind, SentenceKind, Setting
from mentordesk.records.mentees import Mentee
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import ChoiceField, DateField, Field, LineField, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import Flow, clear, column, line, put
from mentordesk.ui.look import scaled
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import Words, box, button

_NOUNS = {
    Part.PLACEMENT: "placement",
    Part.SENTENCE: "sentence",
    Part.SUPERVISION: "supervision",
    Part.SCHEME: "scheme",
    Part.RESTRICTION: "condition or area",
    Part.NON_ASSOCIATION: "person",
    Part.RISK: "risk summary",
    Part.SCORE: "score",
}
_EMPTY = {
    Part.PLACEMENT: "It is not written down yet whether they are in custody or in the community.",
    Part.SENTENCE: "No sentence or order is written down.",
    Part.SUPERVISION: "Nobody supervises them by law, as far as we know.",
    Part.SCHEME: "No scheme or plan of another agency is written down.",
    Part.RESTRICTION: "No licence condition or exclusion area is written down.",
    Part.NON_ASSOCIATION: "Nobody is named whom they must not meet.",
    Part.RISK: "No risk summary has been supplied.",
    Part.SCORE: "No score has been received. Scores are never worked out here.",
}


class JusticeTab(Watching):
    """The justice context of one mentee."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({*RECORDS.values(), Mentee}))
        self.mentee_id = mentee_id
        self._cards = QVBoxLayout()
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(scaled(16))
        parts = QWidget()
        parts.setLayout(self._cards)
        self.setLayout(column(Body(LeadCard(desk, mentee_id), parts), gap=0))

    def refresh(self) -> None:
        """Read again."""
        sheet = self.desk.attempt(lambda: self.desk.read(justice_sheet, self.mentee_id))
        if sheet is not None:
            clear(self._cards)
            put(self._cards, *(self._card(part, sheet) for part in Part))

    def _card(self, part: Part, sheet: JusticeSheet) -> Card:
        actions = []
        if self.desk.may(add_justice):
            add = button("Add", partial(new_justice, self.desk, self.mentee_id, part), name=f"add_{part}")
            add.setAccessibleName(f"Add {_NOUNS[part]}")
            actions.append(add)
        card = Card(part.label, *actions)
        rows = sheet.of(part)
        for place, row in enumerate(rows):
            if place:
                card.add(box("line"))
            card.add(self._entry(row))
        if not rows:
            card.add(Words(_EMPTY[part], "muted"))
        return card

    def _entry(self, row: JusticeRow) -> QWidget:
        made = QWidget()
        when = line(*_chips(row), Words(row.when, "muted"), gap=8)
        when.setStretch(when.count() - 1, 1)
        inner = column(Words(row.title, "label"), when, gap=4)
        if row.says:
            inner.addWidget(Words(displayed(row.says)))
        verbs = Flow(gap=8)
        if self.desk.may(change_justice):
            change = partial(edit_justice, self.desk, self.mentee_id, row)
            verbs.addWidget(_verb("Change", row, change))
        if self.desk.may(remove_justice):
            verbs.addWidget(_verb("Remove", row, partial(self._ask_to_remove, row)))
        if verbs.count():
            inner.addLayout(verbs)
        made.setLayout(inner)
        return made

    def _ask_to_remove(self, row: JusticeRow) -> None:
        noun = _NOUNS[row.part]
        gone = f"{row.title} ({row.when})"
        if row.part is Part.NON_ASSOCIATION:
            says = f"{gone} is taken off this list, and this mentee off theirs."
        else:
            says = f"“{gone}” goes to the bin. Remove only what was written by mistake; end it otherwise."
        ask(self, f"Remove this {noun}?", says, "Remove", partial(self._remove, row))

    def _remove(self, row: JusticeRow) -> None:
        try:
            self.desk.write(remove_justice, row.part, row.id, row.version)
        except UserError as error:
            self.desk.fail(error)
        else:
            self.desk.say(f"{row.title} removed.")


def _chips(row: JusticeRow) -> list[QWidget]:
    if row.now is None:
        return []
    yes, no = ("Now", "Before") if row.part is Part.PLACEMENT else ("In force", "Not in force")
    return [Chip(yes, "green") if row.now else Chip(no, "unrated")]


def _verb(text: str, row: JusticeRow, press: Callable[[], object]) -> QWidget:
    made = button(text, press, kind="link", name=f"{text.lower()}_{row.part}_{row.id}")
    made.setAccessibleName(f"{text} {row.title}, {row.when}")
    return made


def new_justice(desk: Desk, mentee_id: int, part: Part) -> FormDialog:
    """Open the form of a new entry of a part."""

    def save(draft: JusticeDraft, _version: int) -> int:
        return desk.write(add_justice, mentee_id, draft)

    form = _form(desk, f"new_justice_{part}", mentee_id, part, f"Add {_NOUNS[part]}", save)
    form.fill(DRAFTS[part]())
    return _open(desk, form, f"Add {_NOUNS[part]}")


def edit_justice(desk: Desk, mentee_id: int, row: JusticeRow) -> FormDialog:
    """Open the form of an entry that is there."""

    def fresh() -> tuple[JusticeDraft, int]:
        now = desk.read(justice_row, mentee_id, row.part, row.id)
        return now.draft, now.version

    def save(draft: JusticeDraft, version: int) -> None:
        desk.write(change_justice, mentee_id, row.id, version, draft)

    form = _form(desk, f"justice_{row.part}", row.id, row.part, f"Change {_NOUNS[row.part]}", save, fresh)
    form.fill(row.draft, row.version)
    return _open(desk, form, f"Save {_NOUNS[row.part]}")


def _form(
    desk: Desk,
    key: str,
    subject: int,
    part: Part,
    title: str,
    save: Callable[[Any, int], Any],
    fresh: Callable[[], tuple[object, int]] | None = None,
) -> Form[JusticeDraft]:
    today = desk.today()
    form: Form[JusticeDraft] = Form(
        desk,
        key,
        subject,
        title=title,
        draft=DRAFTS[part],
        save=save,
        problems=lambda draft: justice_problems(draft, today),
        fresh=fresh,
    )
    form.section("", *_FIELDS[part](partial(DateField, today=today)))
    return form


Dated = Callable[..., Field[Any]]


def _dates(dated: Dated, last: str = "Leave empty while it goes on.") -> tuple[Field[Any], Field[Any]]:
    return dated("from_date", "From"), dated("to_date", "To", optional=True, note=last)


def _placement(dated: Dated) -> list[Field[Any]]:
    note = "Leave empty while they are there. An earlier placement then ends the day before this one begins."
    return [
        ChoiceField("setting", "In custody or in the community", Setting),
        LineField("place", "Place", note="The prison, or the town they live in.", optional=True),
        *_dates(dated, note),
    ]


def _sentence(dated: Dated) -> list[Field[Any]]:
    return [
        ChoiceField("kind", "Kind of sentence", SentenceKind),
        dated("sentence_date", "Sentenced on", optional=True),
        dated("release_date", "Release", note="Past, or expected.", optional=True),
        dated("end_date", "The sentence or order ends", optional=True),
        LineField("offence", "Index offence category", hint="Theft", optional=True),
    ]


def _supervision(dated: Dated) -> list[Field[Any]]:
    return [
        LineField("officer", "Officer", note="Name the officer, the office or both.", optional=True),
        LineField("office", "Office", optional=True),
        LineField("phone", "Phone", optional=True),
        *_dates(dated),
    ]


def _scheme(dated: Dated) -> list[Field[Any]]:
    return [
        ChoiceField("kind", "Scheme or plan", SchemeKind),
        LineField("level", "Level or details", hint="Level 2", optional=True),
        *_dates(dated),
    ]


def _restriction(dated: Dated) -> list[Field[Any]]:
    return [
        ChoiceField("kind", "Kind", RestrictionKind),
        TextField("says", "In the words of the licence"),
        dated("to_date", "Until", optional=True),
    ]


def _non_association(_dated: Dated) -> list[Field[Any]]:
    return [
        LineField(
            "other",
            "The other mentee",
            note="Their reference, or any part of their name. The entry is shown on both people's pages.",
        ),
        TextField("reason", "Reason", optional=True),
    ]


def _risk(dated: Dated) -> list[Field[Any]]:
    return [
        LineField("level", "Level", note="In the words of whoever supplied it."),
        TextField("says", "Summary", optional=True),
        LineField("supplied_by", "Supplied by"),
        dated("supplied_date", "Supplied on"),
    ]


def _score(dated: Dated) -> list[Field[Any]]:
    return [
        LineField("name", "Predictor", hint="OGRS"),
        LineField("predictor_version", "Version", optional=True),
        LineField("score", "Score", note="Exactly as received. Scores are never worked out here."),
        LineField("horizon", "Over what time", hint="2 years", optional=True),
        dated("score_date", "Date of the score"),
        LineField("source", "Sent by"),
    ]


_FIELDS: dict[Part, Callable[[Dated], list[Field[Any]]]] = {
    Part.PLACEMENT: _placement,
    Part.SENTENCE: _sentence,
    Part.SUPERVISION: _supervision,
    Part.SCHEME: _scheme,
    Part.RESTRICTION: _restriction,
    Part.NON_ASSOCIATION: _non_association,
    Part.RISK: _risk,
    Part.SCORE: _score,
}


def _open(desk: Desk, form: Form[Any], verb: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb=verb, saved_words="Justice context saved.")
    dialog.open()
    return dialog
