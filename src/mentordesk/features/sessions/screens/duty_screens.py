"""What volunteers do without a mentee: the form, the list, and the tab on a mentor's page."""

from functools import partial
from typing import Any

from mentordesk.features.sessions.operations.duties import change_duty, record_duty, remove_duty
from mentordesk.features.sessions.queries.duties import (
    DUTY_COLUMNS,
    DutiesShown,
    DutiesView,
    duties_of,
    duty_page,
    duty_view,
)
from mentordesk.features.sessions.rules.duties import DutyDraft, duty_problems
from mentordesk.features.sessions.screens.finding import mentor_field
from mentordesk.kernel.dates import Period, add_months, quarter_of
from mentordesk.kernel.formats import count_of, date_range, duration, long_date
from mentordesk.records.duties import Duty, DutyKind
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.desk import Desk
from mentordesk.ui.feature import New
from mentordesk.ui.fields import ChoiceField, DateField, DurationField, Picked, TextField
from mentordesk.ui.fields.choice import Combo, pairs_of
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.form_list import FormListPage
from mentordesk.ui.layouts import column, line
from mentordesk.ui.listing import Filter, Listing
from mentordesk.ui.messages import ask
from mentordesk.ui.panels import Body, Card, FactGrid
from mentordesk.ui.watching import Watching
from mentordesk.ui.words import LinkButton, Words, button


def new_duty(desk: Desk, volunteer_id: int = 0) -> FormDialog:
    """Open the form that writes down what a volunteer did."""
    form = _form(desk, 0, volunteer_id, "What a volunteer did")
    form.fill({"duty_date": desk.today()})
    return _open(desk, form)


def edit_duty(desk: Desk, duty_id: int) -> FormDialog:
    """Open the form of what was written down."""
    view = desk.read(duty_view, duty_id)
    form = _form(desk, duty_id, view.draft.volunteer_id or 0, f"What {view.volunteer} did")
    form.fill(view.draft, view.version)
    dialog = _open(desk, form)
    if desk.may(remove_duty):
        dialog.add_second("Remove", partial(_remove, desk, dialog, duty_id))
    return dialog


def _form(desk: Desk, number: int, volunteer_id: int, title: str) -> Form[DutyDraft]:
    def draft(mentor: tuple[Picked, ...] = (), **said: Any) -> DutyDraft:
        return DutyDraft(volunteer_id=volunteer_id or (mentor[0].number if mentor else None), **said)

    def save(drafted: DutyDraft, version: int) -> object:
        if number:
            return desk.write(change_duty, number, version, drafted)
        return desk.write(record_duty, drafted)

    def fresh() -> tuple[object, int]:
        now = desk.read(duty_view, number)
        return now.draft, now.version

    form: Form[DutyDraft] = Form(
        desk,
        "duty" if number else "new_duty",
        number or volunteer_id,
        title=title,
        draft=draft,
        save=save,
        problems=lambda drafted: duty_problems(drafted, desk.today()),
        fresh=fresh if number else None,
    )
    if not volunteer_id:
        form.section("", mentor_field(desk, "Volunteer"))
    form.section(
        "",
        DateField("duty_date", "Date", today=desk.today()),
        ChoiceField("kind", "What they did", DutyKind),
        DurationField("minutes", "How long", hint="2h30"),
        TextField("note", "Note", optional=True, lines=2),
        note="Hours without a mentee: training, meetings, events. Sessions are recorded as sessions.",
    )
    return form


def _remove(desk: Desk, dialog: FormDialog, duty_id: int) -> None:
    def go() -> None:
        version = desk.read(duty_view, duty_id).version
        if desk.attempt(lambda: (desk.write(remove_duty, duty_id, version), True)):
            dialog.form.settle()
            dialog.reject()
            desk.say("Duty removed. It stays in the bin for 30 days.")

    ask(dialog, "Remove this duty?", "It goes to the bin, with nothing else.", "Remove", go)


DUTIES: Listing[Any] = Listing(
    name="duties",
    title="Other duties",
    noun=("duty", "duties"),
    query=duty_page,
    columns=DUTY_COLUMNS,
    watches=frozenset({Duty, Volunteer}),
    empty="Nothing here. Write down the hours that volunteers give without a mentee.",
    icon="users",
    sort="date",
    descending=True,
    in_tab=True,
    new=New("New duty", "users", new_duty, record_duty),
    filters=(
        Filter("since", "When", lambda _desk: pairs_of(DutiesShown)),
        Filter("kind", "What", lambda _desk: pairs_of(DutyKind)),
    ),
)


class DutyList(FormListPage):
    """What all volunteers did without a mentee."""

    def __init__(self, desk: Desk) -> None:
        """Make the list; it reads when it is shown."""
        super().__init__(desk, DUTIES, edit_duty)


class DutiesTab(Watching):
    """What a volunteer did without a mentee, with totals of a period, as a tab on their page."""

    def __init__(self, desk: Desk, volunteer_id: int) -> None:
        """Make the tab; it reads when it is shown."""
        super().__init__(desk, frozenset({Duty, Volunteer}))
        self.volunteer_id = volunteer_id
        self.setAccessibleName("Other duties")
        today = desk.today()
        quarter, before = quarter_of(today), quarter_of(add_months(today, -3))
        self._periods = [
            ("Last 12 months", Period(add_months(today, -12), today)),
            ("This quarter", quarter),
            ("The quarter before", before),
            ("All time", Period(today.replace(year=1990, month=1, day=1), today)),
        ]
        self.combo = Combo()
        self.combo.addItems([label for label, _ in self._periods])
        self.combo.setAccessibleName("Period")
        self.combo.currentIndexChanged.connect(lambda _place: self.refresh())
        self._body = Body()
        self.setLayout(
            column(line(Words("Period", "label", wrap=False), self.combo, None), self._body, gap=8)
        )

    def refresh(self) -> None:
        """Read again."""
        period = self._periods[self.combo.currentIndex()][1]
        view = self.desk.attempt(lambda: self.desk.read(duties_of, self.volunteer_id, period))
        if view is not None:
            self._body.show_parts(self._totals(view), self._newest(view))

    def _totals(self, view: DutiesView) -> Card:
        actions = []
        if self.desk.may(record_duty):
            actions.append(
                button("New duty", partial(new_duty, self.desk, self.volunteer_id), name="new_duty")
            )
        card = Card("Hours without a mentee", *actions)
        minutes = sum(total for _, _, total in view.totals)
        card.add(Words(date_range(view.period.first, view.period.last), "muted"))
        if not view.totals:
            card.add(Words("Nothing was written down in this period.", "muted"))
            return card
        facts: list[tuple[str, Any]] = [
            (kind.label, f"{duration(total)}, {count_of(often, 'time')}")
            for kind, often, total in view.totals
        ]
        card.add(FactGrid([("Altogether", duration(minutes)), *facts]))
        return card

    def _newest(self, view: DutiesView) -> Card:
        card = Card("The newest")
        for row in view.newest:
            says = f"{row.kind.label}, {long_date(row.duty_date)}"
            if self.desk.may(change_duty):
                go = LinkButton(says, partial(self._edit, row.id))
                card.body.addLayout(line(go, None))
            else:
                card.add(Words(says, "label"))
            card.add(Words(", ".join(each for each in (duration(row.minutes), row.note) if each), "muted"))
        if not view.newest:
            card.add(Words("Nothing yet.", "muted"))
        return card

    def _edit(self, duty_id: int) -> None:
        self.desk.attempt(lambda: edit_duty(self.desk, duty_id))


def _open(desk: Desk, form: Form[Any]) -> FormDialog:
    dialog = FormDialog(form, desk.window, verb="Save duty", saved_words="Duty saved.")
    dialog.open()
    return dialog
