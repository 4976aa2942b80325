"""Contacts with partners: the form, the list, and the tab on a mentee's page."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mentordesk.features.sessions.operations.liaisons import change_liaison, record_liaison, remove_liaison
from mentordesk.features.sessions.queries.liaisons import (
    LIAISON_COLUMNS,
    LiaisonRow,
    LiaisonsShown,
    liaison_page,
    liaison_view,
    liaisons_about,
)
from mentordesk.features.sessions.rules.liaisons import LiaisonDraft, liaison_problems
from mentordesk.features.sessions.screens.finding import mentee_field
from mentordesk.kernel.formats import count_of, duration, long_date
from mentordesk.records.liaisons import Liaison, LiaisonHow
from mentordesk.records.mentees import Mentee
from mentordesk.records.people import Person
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import Filters, New
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    DurationField,
    LineField,
    Picked,
    TextField,
)
from mentordesk.ui.fields.choice import pairs_of
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.form_list import FormListPage
from mentordesk.ui.layouts import Flow, column
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words, button

_WATCHES = frozenset({Liaison, Mentee, Person})
SHOWN = 50


def new_liaison(desk: Desk, mentee_id: int = 0) -> FormDialog:
    """Open the form that writes down a contact with a partner."""
    form = _form(desk, 0, mentee_id, "Contact with a partner")
    form.fill({"liaison_date": desk.today()})
    return _open(desk, form, "Contact saved.")


def edit_liaison(desk: Desk, liaison_id: int) -> FormDialog:
    """Open the form of a contact that was written down."""
    view = desk.read(liaison_view, liaison_id)
    form = _form(desk, liaison_id, view.draft.mentee_id or 0, f"Contact about {view.mentee}")
    form.fill(view.draft, view.version)
    dialog = _open(desk, form, "Contact saved.")
    if desk.may(remove_liaison):
        dialog.add_second("Remove", partial(_remove, desk, dialog, liaison_id))
    return dialog


def _form(desk: Desk, number: int, mentee_id: int, title: str) -> Form[LiaisonDraft]:
    def draft(mentee: tuple[Picked, ...] = (), **said: Any) -> LiaisonDraft:
        return LiaisonDraft(mentee_id=mentee_id or (mentee[0].number if mentee else None), **said)

    def save(drafted: LiaisonDraft, version: int) -> object:
        if number:
            return desk.write(change_liaison, number, version, drafted)
        return desk.write(record_liaison, drafted)

    def fresh() -> tuple[object, int]:
        now = desk.read(liaison_view, number)
        return now.draft, now.version

    form: Form[LiaisonDraft] = Form(
        desk,
        "liaison" if number else "new_liaison",
        number or mentee_id,
        title=title,
        draft=draft,
        save=save,
        problems=lambda drafted: liaison_problems(drafted, desk.today()),
        fresh=fresh if number else None,
    )
    if not mentee_id:
        form.section("", mentee_field(desk, "About whom"))
    form.section(
        "",
        DateField("liaison_date", "Date", today=desk.today()),
        ChoiceField("how", "How", LiaisonHow),
        LineField("partner", "With which organisation", hint="Probation, HMP Fernhill, the council"),
        LineField("partner_person", "With whom there", optional=True),
        DurationField("minutes", "How long", optional=True, hint="15"),
        TextField("summary", "What was said or agreed", lines=4),
    )
    form.section(
        "Following it up",
        DateField("follow_up_date", "Follow up by", today=desk.today(), optional=True),
        CheckField("followed_up", "This was followed up"),
    )
    return form


def _remove(desk: Desk, dialog: FormDialog, liaison_id: int) -> None:
    def go() -> None:
        version = desk.read(liaison_view, liaison_id).version
        if desk.attempt(lambda: (desk.write(remove_liaison, liaison_id, version), True)):
            dialog.form.settle()
            dialog.reject()
            desk.say("Contact removed. It stays in the bin for 30 days.")

    ask(dialog, "Remove this contact?", "It goes to the bin, with nothing else.", "Remove", go)


LIAISONS: Listing[Any] = Listing(
    name="liaisons",
    title="Contacts with partners",
    noun=("contact", "contacts"),
    query=liaison_page,
    columns=LIAISON_COLUMNS,
    watches=_WATCHES,
    empty="No contact here. Write down what you arranged with probation, a prison or the council.",
    icon="building-2",
    sort="date",
    descending=True,
    in_tab=True,
    new=New("New contact", "building-2", new_liaison, record_liaison),
    filters=(
        Filter("view", "View", lambda _desk: pairs_of(LiaisonsShown)),
        Filter("how", "How", lambda _desk: pairs_of(LiaisonHow)),
    ),
)


class LiaisonList(FormListPage):
    """All contacts with partners."""

    def __init__(self, desk: Desk, listing: Listing[Any] = LIAISONS) -> None:
        """Make the list; it reads when it is shown."""
        super().__init__(desk, listing, edit_liaison)


def liaison_list(desk: Desk, filters: Filters) -> LiaisonList:
    """Return the list with filters in force, as a page of its own."""
    return LiaisonList(desk, replace(LIAISONS, in_tab=False, start_filters=filters))


class LiaisonsTab(Watching):
    """The contacts with partners about a mentee, as a tab on their page."""

    def __init__(self, desk: Desk, mentee_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, _WATCHES)
        self.mentee_id = mentee_id
        self.setAccessibleName("Partners")
        self._body = Body()
        self.setLayout(column(self._body, gap=0))

    def refresh(self) -> None:
        """Read again."""
        read = self.desk.attempt(lambda: self.desk.read(liaisons_about, self.mentee_id, SHOWN))
        if read is None:
            return
        count, rows = read
        actions = []
        if self.desk.may(record_liaison):
            start = partial(new_liaison, self.desk, self.mentee_id)
            actions.append(button("New contact", start, name="new_liaison"))
        card = Card("Contacts with partners", *actions)
        if not rows:
            card.add(Words("Nothing was arranged with a partner yet.", "muted"))
        for row in rows:
            card.add(self._line(row))
        if count > len(rows):
            card.add(Words(f"And {count_of(count - len(rows), 'older contact')}.", "muted"))
        self._body.show_parts(card)

    def _line(self, row: LiaisonRow) -> QWidget:
        made, flow = QWidget(), Flow(gap=8)
        name = f"{row.partner}, {long_date(row.liaison_date)}"
        if self.desk.may(change_liaison):
            flow.addWidget(LinkButton(name, partial(self._edit, row.id)))
        else:
            flow.addWidget(Words(name, "label", wrap=False))
        if row.follow_up:
            flow.addWidget(Chip(f"Follow up: {row.follow_up.lower()}", row.tone))
        told = [row.how.label, duration(row.minutes) if row.minutes else "", f"by {row.by}" if row.by else ""]
        says = Words(", ".join(each for each in told if each), "muted")
        made.setLayout(column(flow, says, Words(row.summary), gap=4))
        return made

    def _edit(self, liaison_id: int) -> None:
        self.desk.attempt(lambda: edit_liaison(self.desk, liaison_id))


def _open(desk: Desk, form: Form[Any], saved_words: str) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb="Save contact", saved_words=saved_words)
    dialog.open()
    return dialog
