"""The form that plans a session: who, when, how, where, and how it repeats; and that changes a plan."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from mentordesk.features.sessions.operations.series import change_following, change_planned, plan_series
from mentordesk.features.sessions.queries.finding import (
    Kind,
    found_for_sessions,
    plan_hints,
    planned_sheet,
    usual_plan,
)
from mentordesk.features.sessions.rules.planning import PlanDraft, plan_problems
from mentordesk.features.sessions.screens.repeat_fields import RepeatPart
from mentordesk.kernel.formats import count_of, sentence_list
from mentordesk.kernel.local_time import happens_twice
from mentordesk.records.sessions import How
from mentordesk.ui.fields import (
    CheckField,
    ChoiceField,
    DateField,
    LengthField,
    LineField,
    Picked,
    PickField,
    TimeField,
)
from mentordesk.ui.form import Form
from mentordesk.ui.form_dialog import FormDialog
from mentordesk.ui.layouts import column, line
from mentordesk.ui.words import Picture, Words, announce, box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, time

    from mentordesk.features.sessions.queries.finding import PlannedSheet
    from mentordesk.ui.desk import Desk

_PAUSE = 300
ONLY, FOLLOWING = "only", "following"


def plan(
    desk: Desk,
    day: date,
    start_time: time | None,
    *,
    mentee_id: int | None = None,
    mentor_id: int | None = None,
) -> FormDialog:
    """Open the form that plans a session on a day, perhaps with somebody."""
    form = PlanForm(desk, "plan_session", title="Plan a session", save=partial(_plan, desk))
    form.add_repeat()
    given: dict[str, Any] = {"session_date": day, "start_time": start_time}
    if mentee_id is not None:
        given |= _usual(desk, mentee_id, day, mentor_id)
    form.fill({"minutes": 60, "how": How.IN_PERSON, **given})
    form.look_again()
    dialog = FormDialog(form, desk.window, verb="Plan session")
    dialog.open()
    return dialog


def change_plan(desk: Desk, session_id: int) -> FormDialog | None:
    """Open the form of a planned session; of one in a series also for those that follow."""
    sheet = desk.attempt(lambda: desk.read(planned_sheet, session_id))
    if sheet is None:
        return None

    def fresh() -> tuple[dict[str, Any], int]:
        again = desk.read(planned_sheet, session_id)
        return _filled(again), again.version

    form: PlanForm = PlanForm(
        desk,
        "change_plan",
        session_id,
        title="Change the plan",
        save=lambda draft, version: _change(desk, form, sheet, draft, version),
        fresh=fresh,
    )
    if sheet.following:
        form.add_scope(sheet.following)
    form.fill(_filled(sheet) | {"scope": ONLY}, sheet.version)
    form.look_again()
    dialog = FormDialog(form, desk.window, verb="Save plan")
    dialog.open()
    return dialog


class PlanForm(Form[PlanDraft]):
    """The fields of a plan; it warns of clashes and asks why two meet who are not matched."""

    def __init__(self, desk: Desk, key: str, subject: int = 0, **known: Any) -> None:
        """Make an empty plan."""
        super().__init__(
            desk,
            key,
            subject,
            draft=self._made,
            problems=lambda draft: plan_problems(draft, desk.today()),
            **known,
        )
        today = desk.today()
        self._warning = Words("", "label")
        self._notice = box("warning")
        whole = line(Picture("triangle-alert", "amber"), self._warning, gap=8, margins=12)
        whole.setStretch(1, 1)
        self._notice.setLayout(column(whole))
        self._notice.hide()
        self.section(
            "Who",
            PickField("attendances", "Mentee", self._finder(Kind.MENTEE), most=40, more="And another"),
            PickField("volunteer_id", "Mentor", self._finder(Kind.MENTOR), optional=True),
            PickField("worker_id", "Member of staff", self._finder(Kind.WORKER), optional=True),
            LineField("unmatched_reason", "Why this mentor"),
        )
        self.start = TimeField("start_time", "Start", optional=True, hint="9:30")
        self.section(
            "When",
            DateField("session_date", "Day", today=today),
            self.start,
            CheckField(
                "later_hour",
                "The second time that night",
                note="The clocks go back that night, so this hour happens twice.",
            ),
            LengthField("minutes", "How long", start=self.start.value, optional=True),
        )
        self.add_widget(self._notice)
        self.section(
            "How and where", ChoiceField("how", "How", How), LineField("place", "Where", optional=True)
        )
        self.repeats: RepeatPart | None = None
        self.fit("unmatched_reason", "later_hour", fits=False)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.look_again)
        self.dirtied.connect(self._pause.start)

    def add_repeat(self) -> None:
        """Ask how the session repeats."""
        self.repeats = RepeatPart(self)

    def add_scope(self, following: int) -> None:
        """Ask whether those that follow change as well."""
        rest = count_of(following, "session that follows", "sessions that follow")
        scope = ChoiceField(
            "scope",
            "What to change",
            [(ONLY, "Only this session"), (FOLLOWING, f"This and the {rest}")],
            note="When the day moves, those that follow move by as many days.",
        )
        self.section("", scope)

    def scope(self) -> str:
        """Return whether only this session changes, or those that follow as well."""
        block = self.blocks.get("scope")
        return str(block.field.value() or ONLY) if block else ONLY

    def _finder(self, kind: Kind) -> Any:
        def find(words: str) -> Sequence[Picked]:
            found = self.desk.attempt(lambda: self.desk.read(found_for_sessions, words, (kind,)))
            return [Picked(each.number, each.title, each.says) for each in found or ()]

        return find

    def _made(self, **values: Any) -> PlanDraft:
        values.pop("scope", None)
        values["attendances"] = tuple(each.number for each in values["attendances"])
        for name in ("volunteer_id", "worker_id"):
            taken = values[name]
            values[name] = taken[0].number if taken else None
        return PlanDraft(**values)

    def look_again(self) -> None:
        """Look who is busy then and who is not matched; show only the fields that fit."""
        draft = self.draft()
        day, start = draft.session_date, draft.start_time
        self.fit("later_hour", fits=bool(day and start and happens_twice(day, start)))
        if self.repeats:
            self.repeats.look_again(day, draft.repeats())
        hints = self.desk.attempt(lambda: self.desk.read(plan_hints, draft, self.subject))
        if hints is None:
            return
        self.fit("unmatched_reason", fits=bool(hints.unmatched))
        if hints.unmatched:
            who = sentence_list(hints.unmatched)
            self._say(f"The mentor is not matched with {who} on this day. Say why they meet. {hints.clash}")
        else:
            self._say(f"{hints.clash} You can plan it all the same." if hints.clash else "")

    def _say(self, words: str) -> None:
        words = words.strip()
        if words != self._warning.text():
            self._warning.setText(words)
            announce(self, words)
        self._notice.setVisible(bool(words))


def _plan(desk: Desk, draft: PlanDraft, _version: int) -> int:
    planned = desk.write(plan_series, draft)
    desk.say("Session planned." if planned.count == 1 else f"{planned.count} sessions planned.")
    return planned.session_id


def _change(desk: Desk, form: PlanForm, sheet: PlannedSheet, draft: PlanDraft, version: int) -> None:
    if form.scope() == FOLLOWING:
        changed = desk.write(change_following, sheet.id, version, draft)
        desk.say(f"{count_of(changed, 'session')} changed.")
    else:
        desk.write(change_planned, sheet.id, version, draft)
        desk.say("Plan saved.")


def _usual(desk: Desk, mentee_id: int, day: date, mentor_id: int | None) -> dict[str, Any]:
    """Return what a plan for somebody begins with: their mentor, and the length and place of last time."""
    usual = desk.attempt(lambda: desk.read(usual_plan, mentee_id, day, mentor_id))
    if usual is None:
        return {}
    found: dict[str, Any] = {"attendances": (Picked(mentee_id, usual.mentee),), "place": usual.place}
    if usual.mentor_id:
        found["volunteer_id"] = (Picked(usual.mentor_id, usual.mentor),)
    return found | ({"minutes": usual.minutes} if usual.minutes else {})


def _filled(sheet: PlannedSheet) -> dict[str, Any]:
    draft = sheet.draft
    return {
        "attendances": tuple(Picked(number, name) for number, name in sheet.mentees),
        "volunteer_id": (Picked(draft.volunteer_id, sheet.mentor),) if draft.volunteer_id else (),
        "worker_id": (Picked(draft.worker_id, sheet.worker),) if draft.worker_id else (),
        "unmatched_reason": draft.unmatched_reason,
        "session_date": draft.session_date,
        "start_time": draft.start_time,
        "later_hour": draft.later_hour,
        "minutes": draft.minutes,
        "how": draft.how,
        "place": draft.place,
    }
