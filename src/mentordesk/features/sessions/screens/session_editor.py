"""The form of a session: recorded in a few keys, with everything else folded until it is wanted."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, Signal

from mentordesk.features.sessions.operations.recording import change_session, record_session
from mentordesk.features.sessions.queries.one import KeptSession, kept_session
from mentordesk.features.sessions.queries.recording import (
    circumstances,
    form_lists,
    goal_choices,
    mentees_found,
    mentees_last,
    mentors_found,
    session_start,
)
from mentordesk.features.sessions.rules.drafts import AttendanceDraft, SessionDraft
from mentordesk.features.sessions.rules.recording import NOT_HELD, Circumstances, session_problems
from mentordesk.features.sessions.screens import session_parts as parts
from mentordesk.features.sessions.screens.about_card import AboutThem, ClashLine
from mentordesk.features.sessions.screens.goals_field import GoalsField, Touched
from mentordesk.features.sessions.screens.session_parts import GroupRow
from mentordesk.features.sessions.screens.session_values import (
    CONCERN_NAMES,
    JOURNEY_NAMES,
    NOT_HELD_NAMES,
    OF_OFFICER,
    OF_ONE,
    SAME,
    concern_of,
    picked,
    usual_time,
    values_of,
)
from mentordesk.kernel.formats import sentence_list
from mentordesk.kernel.local_time import happens_twice
from mentordesk.kernel.permissions import Permission
from mentordesk.kernel.text import fold
from mentordesk.records.sessions import How, SessionStatus
from mentordesk.ui.desk import Desk
from mentordesk.ui.fields import CheckField, LengthField, Picked, TextField
from mentordesk.ui.form import Form
from mentordesk.ui.form_body import NOTHING
from mentordesk.ui.form_parts import Fold, Part
from mentordesk.ui.words import Words, box

KEY = "session"
_PLACES = {"attendances": "people", "volunteer_id": "mentor", "concern_told_at": "concern_told_date"}
"""Which field shows a problem that has another name in the draft."""
_EMPTY, _NOBODY = SessionDraft(), AttendanceDraft()
_COPIED = ("how", "place", "minutes", "topic", "journey", "miles_tenths", "fares_pence", "travel_minutes")


class SessionForm(Form[SessionDraft]):
    """One session, new or kept; `session_id` is 0 for a new one."""

    wanted = Signal(int)
    """Another session is to be opened in place of this form, by its number."""

    def __init__(self, desk: Desk, subject: int, session_id: int = 0) -> None:
        """Make an empty form; `subject` names its draft among others that are not finished."""
        super().__init__(
            desk,
            KEY,
            subject,
            title="Session",
            draft=lambda **values: self._made(values),
            save=self._write,
            problems=self._found,
            fresh=self._again if session_id else None,
        )
        self.session_id = session_id
        self._numbers: tuple[int, ...] = ()
        self._filled: dict[str, Any] = {}
        self._known_for: tuple[object, ...] = ()
        self._known = Circumstances()
        self._others: dict[int, AttendanceDraft] = {}
        self._needs_reason = False
        self._template: int | None = None
        self._lists = desk.read(form_lists)
        self._reopens = desk.store.actor.may(Permission.MENTEE_DECIDE)
        self._supervises = desk.store.actor.may(Permission.SUPERVISION_NOTE)
        self._build()
        self._follow()

    def _build(self) -> None:
        today, lists = self.desk.today(), self._lists
        self.people = parts.people_field(self._people)
        self.add(self.people)
        self.about = AboutThem(self)
        self.add_widget(self.about)
        reopen = CheckField("reopen", "Open the record again", note="With us again from that day on.")
        self._reopen = reopen.check
        self.add(reopen)
        self.add(*parts.when_fields(today, self._start_time))
        self.clash = ClashLine(self)
        self.add_widget(self.clash)
        self.add(*parts.where_fields(lists, self._mentors))
        self._unmatched_says = Words("", "problem")
        self._unmatched = self.part(
            Part(ruled=False),
            ("unmatched_reason",),
            lambda: (TextField("unmatched_reason", "Why they met all the same", lines=2),),
        )
        self._unmatched.whole.insertWidget(0, self._unmatched_says)
        self._not_held = self.part(
            Part("Why not"), NOT_HELD_NAMES, lambda: parts.not_held_fields(lists, today)
        )
        self._group = self.part(Part("The group"), ("topic", "each"), parts.group_fields)
        self.add_widget(box("line"))
        self._happened = Fold("&What happened", "fold_happened")
        self.part(self._happened, ("template", *OF_ONE, "touched"), lambda: parts.happened_fields(lists))
        self._journey = self.part(
            Fold("Mentor's &journey", "fold_journey"), JOURNEY_NAMES, parts.journey_fields
        )
        self._supervision = self.part(
            Fold("S&upervision note", "fold_supervision", "Only those who supervise read this."),
            ("supervision_note",),
            lambda: (TextField("supervision_note", "For supervision only", optional=True),),
        )
        self.add(CheckField("notify_officer", "Tell the statutory officer"))
        self._officer = self.part(Part(ruled=False), OF_OFFICER[1:], lambda: parts.officer_fields(today))
        self.add(CheckField("worried", "Something worried us: raise a concern"))
        self._concern = self.part(
            Part(ruled=False), CONCERN_NAMES, lambda: parts.concern_fields(self._present, today)
        )
        self._reason = self.part(
            Part(), ("change_reason",), lambda: (TextField("change_reason", "Why you change this", lines=2),)
        )
        self._happened.opened.connect(self._first_opened)

    def _first_opened(self) -> None:
        self._offer_goals()
        self.field("template").changed.connect(self._use_template, Qt.ConnectionType.UniqueConnection)

    def _follow(self) -> None:
        self.people.changed.connect(self._people_changed)
        self.people.picked.connect(self._go_on)
        for name in ("status", "session_date", "start_time", "mentor", "notify_officer", "worried"):
            self.field(name).changed.connect(self.adapt)
        for name in ("minutes", "worker_id"):
            self.field(name).left.connect(self.adapt)
        self.adapt()

    def begin(self, values: Mapping[str, Any]) -> None:
        """Start a new session from some values; what follows from who it is fills the rest."""
        self.fill({"status": SessionStatus.HELD, "session_date": self.desk.today(), "how": How.IN_PERSON})
        self._filled = {name: block.field.kept() for name, block in self.blocks.items()}
        for name, value in values.items():
            self.field(name).set_value(value)
        self.adapt()
        self.settle()

    def show_kept(self, kept: KeptSession) -> None:
        """Start from a session that is kept."""
        self._needs_reason = kept.recorded
        self._others = {each.mentee_id or 0: each for each in kept.draft.attendances}
        self.fill(values_of(kept), kept.version)
        self.open_what_is_filled()
        self.adapt()

    def _again(self) -> tuple[dict[str, Any], int]:
        kept = self.desk.read(kept_session, self.session_id)
        return values_of(kept), kept.version

    def focus_first(self) -> None:
        """Go to who it is, or past that when it is known."""
        if self._numbers:
            self._go_on()
        else:
            self.people.setFocus()

    def _go_on(self) -> None:
        block = self.blocks["minutes"]
        if not block.fits:
            self.field("status").setFocus()
            return
        block.field.setFocus()
        if isinstance(block.field, LengthField):
            block.field.edit.selectAll()

    def _people(self, words: str) -> list[Picked]:
        ask = self.desk.attempt(
            lambda: self.desk.read(mentees_found, words) if words else self.desk.read(mentees_last)
        )
        return [picked(each) for each in ask or ()]

    def _present(self, words: str) -> list[Picked]:
        return [each for each in self.people.value() if fold(words) in fold(each.title)]

    def _mentors(self, words: str) -> list[Picked]:
        day = self.field("session_date").value() or self.desk.today()
        ask = self.desk.attempt(lambda: self.desk.read(mentors_found, words, self._numbers, day))
        return [picked(each) for each in ask or ()]

    def _start_time(self) -> time | None:
        found: time | None = self.field("start_time").value()
        return found

    def _people_changed(self) -> None:
        numbers = self.people.numbers()
        if numbers == self._numbers:
            return
        before, self._numbers = self._numbers, numbers
        names = [each.title for each in self.people.value()]
        self.title = f"Session with {sentence_list(names)}" if names else "Session"
        self._follow_group(before)
        if numbers[:1] != before[:1]:
            self._begin_with(numbers[0] if numbers else 0)
        elif len(numbers) > 1:
            self._put("how", How.GROUP)
        self.adapt()

    def _begin_with(self, mentee_id: int) -> None:
        start = self.desk.attempt(lambda: self.desk.read(session_start, mentee_id)) if mentee_id else None
        self.about.show_start(start, new=not self.session_id)
        if self._happened.is_open():
            self._offer_goals()
        if start is None or self.session_id:
            return
        self._put("mentor", (picked(start.mentor),) if start.mentor else ())
        self._put("worker_id", start.worker_id)
        self._put("place", start.place)
        self._put("minutes", start.minutes)
        self._put("how", start.how or How.IN_PERSON)
        now = self.desk.store.clock().astimezone()
        self._put("start_time", usual_time(start, self.field("session_date").value(), now))

    def _put(self, name: str, value: object) -> None:
        """Fill a field that the person has not changed."""
        field = self.field(name)
        if field.kept() == self._filled.get(name):
            field.set_value(value)
            self._filled[name] = field.kept()

    def _follow_group(self, before: tuple[int, ...]) -> None:
        """Give each of several people a row; what was typed about the only one goes with them."""
        several = len(self._numbers) > 1
        if not several and len(before) < 2:
            return
        rows: dict[int, GroupRow] = {each.mentee_id: each for each in self.said("each") or ()}
        if len(before) == 1 and before[0] not in rows:
            rows[before[0]] = GroupRow(
                before[0],
                "",
                late_minutes=self.said("late_minutes"),
                summary=self.said("summary") or "",
            )
        if (
            len(self._numbers) == 1
            and (row := rows.get(self._numbers[0]))
            and (row.summary or row.late_minutes)
        ):
            self.field("summary").set_value(row.summary)
            self.field("late_minutes").set_value(row.late_minutes)
        shown = [
            replace(rows.get(each.number) or GroupRow(each.number, ""), name=each.title)
            for each in (self.people.value() if several else ())
        ]
        self.field("each").set_value(shown)

    def copy_last(self, session_id: int) -> None:
        """Take over where, how and how long the last session was, and how the mentor travelled."""
        kept = self.desk.attempt(lambda: self.desk.read(kept_session, session_id))
        if kept is None:
            return
        for name in _COPIED:
            value = getattr(kept.draft, name)
            if name in self.blocks or value not in NOTHING:
                self.field(name).set_value(value)
        self.field("mentor").set_value((picked(kept.mentor),) if kept.mentor else ())
        self.field("worker_id").set_value(kept.draft.worker_id)
        if len(kept.draft.attendances) == 1 and kept.draft.attendances[0].pathways:
            self.field("pathways").set_value(kept.draft.attendances[0].pathways)
        self.open_what_is_filled()
        self._go_on()

    def _offer_goals(self) -> None:
        field = self.field("touched")
        if isinstance(field, GoalsField):
            number = self._numbers[0] if self._numbers else 0
            goals = self.desk.attempt(lambda: self.desk.read(goal_choices, number)) if number else None
            field.offer(goals or ())

    def _use_template(self) -> None:
        chosen = self.field("template").value()
        if chosen == self._template:
            return
        self._template = chosen
        wording = next((words for number, _, words in self._lists.templates if number == chosen), "")
        written = self.field("summary").value() or ""
        if wording and wording not in written:
            self.field("summary").set_value("\n\n".join(each for each in (written, wording) if each))

    def adapt(self) -> None:
        """Show only what fits the answers so far."""
        status = self.field("status").value()
        several, off = len(self._numbers) > 1, status in NOT_HELD
        held = status is SessionStatus.HELD
        known = self._circumstances()
        self.fit("reopen", fits=bool(known.closed) and self._reopens)
        self._reopen.setText(f"Open the record of {sentence_list(known.closed)} again")
        self.fit("minutes", fits=not off)
        self.fit("later_hour", fits=self._comes_twice())
        self._unmatched.fit(fits=bool(known.unmatched))
        names = sentence_list(known.unmatched)
        mentor = sentence_list(each.title for each in self.field("mentor").value() or ())
        self._unmatched_says.setText(f"{mentor} was not matched with {names} on this day.")
        self._not_held.fit(fits=off)
        self._group.fit(fits=several)
        self.fit("each", fits=several and held)
        self._happened.fit(fits=held and not several)
        self._journey.fit(fits=status is not SessionStatus.PLANNED and bool(self.field("mentor").value()))
        self._supervision.fit(fits=held and not several and self._supervises)
        officer = (held or off) and not several
        self.fit("notify_officer", fits=officer)
        self._officer.fit(fits=officer and bool(self.said("notify_officer")))
        worried = bool(self.said("worried"))
        self._concern.fit(fits=worried)
        if worried:
            self.fit("concern_about", fits=several)
        self._reason.fit(fits=self._needs_reason)
        self.clash.look(self._numbers)
        self._judge()

    def _comes_twice(self) -> bool:
        day, at = self.field("session_date").value(), self._start_time()
        return day is not None and at is not None and happens_twice(day, at)

    def _circumstances(self, draft: SessionDraft | None = None) -> Circumstances:
        mentor, day = self.field("mentor").value(), self.field("session_date").value()
        asked = (self._numbers, mentor, day)
        if asked != self._known_for:
            about = tuple(AttendanceDraft(number) for number in self._numbers)
            made = draft or SessionDraft(
                about, session_date=day, volunteer_id=mentor[0].number if mentor else None
            )
            found = self.desk.attempt(lambda: self.desk.read(circumstances, made, self.session_id))
            self._known, self._known_for = found or Circumstances(), asked
        return self._known

    def _made(self, values: dict[str, Any]) -> SessionDraft:
        fits = {name: block.fits for name, block in self.blocks.items()}
        mentor, about = values["mentor"], values.get("concern_about")
        return SessionDraft(
            **{name: values.get(name, getattr(_EMPTY, name)) for name in SAME},
            attendances=self._attendances(values),
            volunteer_id=mentor[0].number if mentor else None,
            later_hour=bool(values["later_hour"]) and fits["later_hour"],
            reopen=bool(values["reopen"]) and fits["reopen"],
            concern=concern_of(values) if values["worried"] else None,
            concern_about=about[0].number if about else None,
            unmatched_reason=values["unmatched_reason"] if fits.get("unmatched_reason") else "",
            change_reason=values["change_reason"] if fits.get("change_reason") else "",
        )

    def _attendances(self, values: dict[str, Any]) -> tuple[AttendanceDraft, ...]:
        numbers = [each.number for each in values["people"]]
        if len(numbers) != 1:
            rows: dict[int, GroupRow] = {each.mentee_id: each for each in values.get("each", ())}
            return tuple(self._one_of_several(number, rows.get(number)) for number in numbers)
        touched: Touched = values.get("touched") or Touched()
        note = values.get("supervision_note") if self._supervises else None
        return (
            AttendanceDraft(
                numbers[0],
                **{name: values.get(name, getattr(_NOBODY, name)) for name in (*OF_ONE, *OF_OFFICER)},
                goals=touched.goals,
                steps=touched.steps,
                supervision_note=note,
            ),
        )

    def _one_of_several(self, number: int, row: GroupRow | None) -> AttendanceDraft:
        kept = replace(self._others.get(number, AttendanceDraft()), mentee_id=number, supervision_note=None)
        if row is None:
            return kept
        return replace(kept, presence=row.presence, late_minutes=row.late_minutes, summary=row.summary)

    def _found(self, draft: SessionDraft) -> dict[str, str]:
        now = self.desk.store.clock().astimezone()
        found = session_problems(draft, now, self._circumstances(draft))
        if "reopen" in found and not self._reopens:
            names = sentence_list(self._known.closed)
            closed = f"The record of {names} is closed. Ask a coordinator to open it again."
            found = {name: each for name, each in found.items() if name != "reopen"} | {"people": closed}
        return {_PLACES.get(name, name): sentence for name, sentence in found.items()}

    def _write(self, draft: SessionDraft, version: int) -> int:
        if not self.session_id:
            return self.desk.write(record_session, draft)
        self.desk.write(change_session, self.session_id, version, draft)
        return self.session_id
