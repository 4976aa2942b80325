"""The page of one mentee: what must be known first, then an overview with a timeline, referrals, notes."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.operations.merging import merge_mentees
from mentordesk.features.mentees.operations.notes import add_note, open_sensitive_notes
from mentordesk.features.mentees.operations.people import change_mentee, end_episode, raise_flag
from mentordesk.features.mentees.operations.photos import set_photo
from mentordesk.features.mentees.operations.referrals import change_referral, decide, refer_again
from mentordesk.features.mentees.queries.lists import decision_word
from mentordesk.features.mentees.queries.one import (
    Happening,
    MenteeView,
    ReferralView,
    TimelineRow,
    mentee_view,
    timeline,
)
from mentordesk.features.mentees.queries.opening import CaseGate, case_gate
from mentordesk.features.mentees.queries.photos import photo_view
from mentordesk.features.mentees.queries.progress_sheet import progress_sheet
from mentordesk.features.mentees.screens import forms
from mentordesk.features.mentees.screens.case_gate import CaseGatePanel
from mentordesk.features.mentees.screens.consent_tab import ConsentTab
from mentordesk.features.mentees.screens.duplicates import merge_with, merges_card
from mentordesk.features.mentees.screens.equality_dialogs import edit_equality
from mentordesk.features.mentees.screens.exit_form import end_with_us
from mentordesk.features.mentees.screens.files_tab import FilesTab
from mentordesk.features.mentees.screens.goals_tab import GoalsTab
from mentordesk.features.mentees.screens.justice_tab import JusticeTab
from mentordesk.features.mentees.screens.pathways_tab import PathwaysTab
from mentordesk.features.mentees.screens.photo import choose_photo, hidden_line, portrait
from mentordesk.features.mentees.screens.progress_dialog import make_progress
from mentordesk.kernel.errors import UserError
from mentordesk.kernel.formats import count_of, date_and_time, long_date
from mentordesk.kernel.text import displayed
from mentordesk.records.consents import Consent
from mentordesk.records.matches import Match
from mentordesk.records.mentees import Episode, Flag, FlagKind, Identifier, Mentee, MenteeStatus
from mentordesk.records.merges import Merge
from mentordesk.records.notes import Note
from mentordesk.records.people import Person
from mentordesk.records.photos import MenteePhoto
from mentordesk.records.referrals import Referral
from mentordesk.records.requests import DataRequest
from mentordesk.records.sessions import MentoringSession
from mentordesk.records.volunteers import Volunteer
from mentordesk.ui.chips import Chip
from mentordesk.ui.desk import Desk
from mentordesk.ui.dialogs import HouseDialog
from mentordesk.ui.fields.choice import Combo
from mentordesk.ui.layouts import column
from mentordesk.ui.offered import offered_actions
from mentordesk.ui.panels import Banner, Body, Card, FactGrid, Timeline, TimelineItem
from mentordesk.ui.record_page import RecordPage
from mentordesk.ui.words import Words, button

_TONES = {
    MenteeStatus.REFERRED: "amber",
    MenteeStatus.WAITING: "amber",
    MenteeStatus.ACTIVE: "green",
    MenteeStatus.PAUSED: "amber",
    MenteeStatus.CLOSED: "unrated",
    MenteeStatus.NOT_TAKEN_UP: "unrated",
}
_SAYS = {
    FlagKind.SAFEGUARDING: "Safeguarding concern in force",
    FlagKind.MAPPA: "MAPPA applies",
    FlagKind.ACCT: "ACCT open: risk of suicide or self-harm",
    FlagKind.DO_NOT_CONTACT: "Do not contact",
}
_ICONS = {
    Happening.REFERRAL: "clipboard-list",
    Happening.EPISODE: "flag",
    Happening.FLAG: "triangle-alert",
    Happening.NOTE: "pencil",
    Happening.SESSION: "calendar-days",
}
_TABS: tuple[tuple[str, Callable[[Desk, int], QWidget]], ...] = (
    ("Pathways", PathwaysTab),
    ("Goals", GoalsTab),
    ("Justice", JusticeTab),
    ("Consent", ConsentTab),
    ("Files", FilesTab),
)
SHOWN = 200


class MenteePage(RecordPage):
    """One mentee."""

    def __init__(self, desk: Desk, number: int) -> None:
        """Make the page; it reads when it is shown."""
        about = {Merge, Mentee, MenteePhoto, Consent, Identifier, Flag, Episode, Referral, Note}
        about |= {DataRequest, Match, MentoringSession, Person, Volunteer}
        super().__init__(desk, number, frozenset(about))
        self._view: MenteeView | None = None
        self._gate: CaseGatePanel | None = None
        self._overview, self._referrals, self._notes = Body(), Body(), Body()
        self._kinds = Combo()
        self._kinds.setAccessibleName("Show in the timeline")
        self._kinds.addItem("Everything", None)
        for kind in Happening:
            self._kinds.addItem(kind.label, kind)
        self._kinds.activated.connect(lambda _place: self.refresh())
        self.add_tab("Overview", self._overview)
        for label, tab in _TABS:
            self.add_tab(label, tab(desk, number))
        self.add_tab("Referrals", self._referrals)
        self.add_tab("Notes", self._notes)
        self.add_panels("mentee")

    def read(self) -> None:
        """Read the mentee and show it, or ask first why somebody else opens it."""
        gate = self.desk.read(case_gate, self.number)
        if gate.closed:
            self._show_gate(gate)
            return
        self._gate = None
        self.show_instead(None)
        view = self.desk.read(mentee_view, self.number)
        self._view = view
        chips = [Chip(view.status.label, _TONES[view.status])]
        self.show_header(
            view.name,
            over=view.reference,
            chips=chips,
            facts=(view.age, f"Worker: {view.worker}" if view.worker else "Nobody works with them yet"),
        )
        photo = self.desk.read(photo_view, self.number)
        self.show_picture(portrait(photo, view.name), hidden_line(self.desk, photo))
        self.show_banner(_banner(view))
        self.show_actions(*self._actions_for(view))
        self._show_overview(view)
        self._referrals.show_parts(*(self._referral_card(each) for each in view.referrals))
        self._show_notes(view)

    def _show_gate(self, gate: CaseGate) -> None:
        self.show_header(gate.name, over=gate.reference)
        self.show_picture(None)
        self.show_banner(None)
        for body in (self._overview, self._referrals, self._notes):
            body.show_parts()
        self._gate = self._gate or CaseGatePanel(self.desk, gate)
        self.show_instead(self._gate)

    def _actions_for(self, view: MenteeView) -> list[QWidget]:
        desk = self.desk
        more = QMenu(self)
        for act, label, press, holds in (
            (change_mentee, "Change the person…", partial(forms.edit_mentee, desk, view.id), True),
            (raise_flag, "Raise a flag…", partial(forms.new_flag, desk, view.id), True),
            (refer_again, "New referral…", partial(forms.another_referral, desk, view.id), True),
            (merge_mentees, "Merge with another record…", partial(merge_with, desk, view), True),
            (end_episode, "End their time with us…", partial(end_with_us, desk, view), view.open),
            (set_photo, "Photo…", partial(choose_photo, desk, view.id), True),
            (record_equality, "Equality monitoring…", partial(edit_equality, desk, view.id), True),
            (progress_sheet, "Progress report…", partial(make_progress, desk, view.reference), True),
        ):
            if holds and desk.may(act):
                more.addAction(label, press)
        actions: list[QWidget] = []
        if not more.isEmpty():
            opener = button("More", name="more")
            opener.setMenu(more)
            actions.append(opener)
        undecided = next((each for each in view.referrals if each.waiting_days is not None), None)
        if undecided and desk.may(decide):
            decides = partial(forms.decide_referral, desk, undecided)
            actions.append(button("Decide referral", decides, kind="primary", name="decide"))
        if desk.may(add_note):
            actions.append(button("Write note", partial(forms.new_note, desk, view.id), name="note"))
        return [*actions, *offered_actions(desk, "mentee", view.id)]

    def _show_overview(self, view: MenteeView) -> None:
        mentee = view.mentee
        reach = Card("Reaching them safely", *self._change_button(view))
        warned = [*view.warnings, displayed(mentee.safe_contact)]
        if any(warned):
            reach.add(Banner("\n".join(part for part in warned if part), "warning"))
        address = ", ".join(part for part in (" ".join(mentee.address.split("\n")), mentee.postcode) if part)
        emergency = (mentee.emergency_name, mentee.emergency_relation, mentee.emergency_phone)
        reach.add(
            FactGrid(
                [
                    ("Phone", mentee.phone),
                    ("E-mail", mentee.email),
                    ("Address", address),
                    ("In an emergency", ", ".join(part for part in emergency if part)),
                    ("Language", f"{mentee.language}{', with an interpreter' if mentee.interpreter else ''}"),
                    ("Access needs", displayed(mentee.access_needs)),
                    ("Reading and writing", displayed(mentee.reading_needs)),
                    ("Date of birth", long_date(mentee.birth_date) if mentee.birth_date else ""),
                ]
            )
        )
        numbers = Card("Numbers that others know them by")
        for each in view.identifiers:
            numbers.add(Words(f"{each.label}: {each.value}"))
            if each.says:
                numbers.add(Words(each.says, "problem"))
        if not view.identifiers:
            numbers.add(Words("None yet.", "muted"))
        parts = [reach, self._flags_card(view), numbers, self._timeline_card()]
        merged = merges_card(self.desk, view.id)
        self._overview.show_parts(*parts, *([merged] if merged else []))

    def _change_button(self, view: MenteeView) -> list[QWidget]:
        if not self.desk.may(change_mentee):
            return []
        return [button("Change", partial(forms.edit_mentee, self.desk, view.id), name="change_person")]

    def _flags_card(self, view: MenteeView) -> Card:
        may_raise = self.desk.may(raise_flag)
        start = partial(forms.new_flag, self.desk, view.id)
        card = Card("Flags", *([button("Raise a flag", start, name="raise_flag")] if may_raise else []))
        for flag in view.flags:
            until = f" until {long_date(flag.draft.to_date)}" if flag.draft.to_date else ""
            since = f"since {long_date(flag.draft.from_date)}" if flag.draft.from_date else ""
            words = f"{flag.kind.label}, {since}{until}"
            card.add(Words(words, "label" if flag.in_force else "muted"))
            if flag.draft.note:
                card.add(Words(displayed(flag.draft.note)))
            if may_raise:
                change = button("Change or end", partial(forms.edit_flag, self.desk, flag), kind="link")
                change.setAccessibleName(f"Change or end the flag {flag.kind.label}")
                card.body.addLayout(column(change))
        if not view.flags:
            card.add(Words("No flag has been raised.", "muted"))
        return card

    def _timeline_card(self) -> Card:
        rows = self.desk.read(timeline, self.number, self._kinds.currentData())
        self._kinds.setParent(None)
        card = Card(f"Timeline, {count_of(len(rows), 'entry', 'entries')}", self._kinds)
        self._kinds.show()
        card.add(Timeline([_item(self.desk, row) for row in rows[:SHOWN]], "Nothing of this kind yet."))
        if len(rows) > SHOWN:
            card.add(Words(f"The newest {SHOWN} are shown. Choose a kind to see fewer.", "muted"))
        return card

    def _referral_card(self, referral: ReferralView) -> Card:
        desk, draft = self.desk, referral.draft
        actions = []
        if desk.may(change_referral):
            actions.append(button("Change", partial(forms.edit_referral, desk, referral)))
        if desk.may(decide):
            actions.append(button("Decide", partial(forms.decide_referral, desk, referral)))
        card = Card(f"Referral of {long_date(referral.referred_date)}", *actions)
        waited = ""
        if referral.waiting_days is not None:
            waited = f", {count_of(referral.waiting_days, 'day')} so far"
        decided = f" on {long_date(referral.decision_date)}" if referral.decision_date else ""
        card.add(
            FactGrid(
                [
                    ("Decision", f"{decision_word(referral.decision)}{decided}{waited}"),
                    *_first_session(referral),
                    ("Why", displayed(referral.decision_reason)),
                    ("Route", draft.route.label if draft.route else ""),
                    ("From", ", ".join(part for part in (draft.source, draft.source_person) if part)),
                    ("Reason", displayed(draft.reason)),
                    ("Service asked for", draft.service),
                    ("Complexity", draft.complexity.label if draft.complexity else ""),
                    ("When they are not available", displayed(draft.unavailable)),
                    ("Desired outcomes", "\n".join(f"• {each}" for each in draft.outcomes)),
                ]
            )
        )
        return card

    def _show_notes(self, view: MenteeView) -> None:
        rows = self.desk.read(timeline, self.number, Happening.NOTE)
        card = Card("Notes, newest first")
        card.add(Timeline([_item(self.desk, row) for row in rows[:SHOWN]], "No note yet."))
        parts: list[QWidget] = [card]
        if view.sensitive_notes and self.desk.may(open_sensitive_notes):
            hidden = Card("Sensitive notes", button("Open", self._open_sensitive, name="open_sensitive"))
            says = count_of(view.sensitive_notes, "sensitive note")
            hidden.add(Words(f"{says}. Opening them is written to the history.", "muted"))
            parts.append(hidden)
        self._notes.show_parts(*parts)

    def _open_sensitive(self) -> None:
        try:
            notes = self.desk.write(open_sensitive_notes, self.number)
        except UserError as error:
            self.desk.fail(error)
            return
        dialog = HouseDialog("Sensitive notes", self.desk.window)
        cards = []
        for moment, text in notes:
            card = Card(date_and_time(datetime.fromisoformat(moment)))
            card.add(Words(displayed(text)))
            cards.append(card)
        dialog.set_body(Body(*cards))
        dialog.add_button("Close", dialog.reject, kind="primary", name="close")
        dialog.open()


def _banner(view: MenteeView) -> QWidget | None:
    in_force = [flag for flag in view.flags if flag.in_force]
    said = [f"{_SAYS[flag.kind]}. {' '.join(flag.draft.note.split())}".strip() for flag in in_force]
    said += [view.restricted] if view.restricted else []
    if not said:
        return None
    return Banner("\n".join(said), "danger")


def _item(desk: Desk, row: TimelineRow) -> TimelineItem:
    go = partial(desk.go, row.link) if row.link else None
    return TimelineItem(long_date(row.day), row.title, displayed(row.says), _ICONS[row.kind], open=go)


def _first_session(referral: ReferralView) -> list[tuple[str, str]]:
    """Return how long the first session took to come, once there was one."""
    if referral.first_days is None:
        return []
    return [("First session", f"{count_of(referral.first_days, 'day')} after the referral")]
