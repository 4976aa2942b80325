"""The lead is proposed, confirmed by a person, kept, and questioned again when what is in force changes."""

from datetime import date

import pytest

from mentordesk.features.mentees.operations.justice import add_justice
from mentordesk.features.mentees.operations.lead_plan import confirm_lead
from mentordesk.features.mentees.queries.lead_plan import lead_sheet
from mentordesk.features.mentees.rules.justice import SchemeDraft
from mentordesk.features.mentees.rules.lead_plan import LeadDraft
from mentordesk.features.mentees.screens.justice_tab import JusticeTab
from mentordesk.features.mentees.screens.lead_card import LeadCard
from mentordesk.kernel.errors import Invalid, NotFound
from mentordesk.kernel.lead import LeadSystem
from mentordesk.records.justice import SchemeKind
from mentordesk.records.mentees import Flag, FlagKind
from tests.casebooks import NAMES, TODAY, Role
from tests.features.mentees.a_mentee import add_mentee, add_record
from tests.screens import dialog, press, says, words

JUNE = date(2026, 6, 1)
S = LeadSystem


def in_force(desk_or_store, mentee_id: int, kind: SchemeKind) -> None:
    desk_or_store.write(add_justice, mentee_id, SchemeDraft(kind, "", JUNE))


def test_decisions_are_kept_with_who_and_what_was_proposed(store) -> None:
    robin = store.write(add_mentee, "M-0001", "Robin", "O'Dell")
    assert store.read(lead_sheet, robin).confirmed is None
    in_force(store, robin, SchemeKind.PPO)
    store.write(confirm_lead, robin, LeadDraft(S.PPO))
    with pytest.raises(Invalid, match="PPO is proposed"):
        store.write(confirm_lead, robin, LeadDraft(S.SUPERVISION))
    store.write(confirm_lead, robin, LeadDraft(S.SUPERVISION, " Agreed \n", S.PPO))
    sheet = store.read(lead_sheet, robin)
    assert (sheet.confirmed.system, sheet.confirmed.proposed) == (S.SUPERVISION, S.PPO)
    assert (sheet.confirmed.reason, sheet.confirmed.confirmed_by) == ("Agreed", NAMES[Role.MANAGER])
    assert sheet.confirmed.confirmed_date == TODAY
    assert [row.system for row in sheet.earlier] == [S.PPO]
    assert not sheet.outdated
    store.write(add_record, Flag(mentee_id=robin, kind=FlagKind.MAPPA, from_date=JUNE))
    sheet = store.read(lead_sheet, robin)
    assert sheet.outdated
    assert sheet.proposal.system is S.MAPPA


def test_a_decision_about_an_old_proposal_is_refused(store) -> None:
    robin = store.write(add_mentee, "M-0001", "Robin", "O'Dell")
    in_force(store, robin, SchemeKind.MAPPA)
    with pytest.raises(Invalid, match="MAPPA is proposed now"):
        store.write(confirm_lead, robin, LeadDraft(S.PPO, "", S.PPO))
    with pytest.raises(NotFound):
        store.write(confirm_lead, 99, LeadDraft(S.PPO))


@pytest.fixture
def robin(desk) -> int:
    return desk.write(add_mentee, "M-9901", "Robin", "O'Dell")


@pytest.fixture
def tab(qtbot, desk, robin) -> JusticeTab:
    made = JusticeTab(desk, robin)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


@pytest.fixture
def card(tab) -> LeadCard:
    return tab.findChild(LeadCard)


def test_a_proposal_is_confirmed_with_one_press(desk, card, robin):
    assert says(card, "Nobody has confirmed which system leads.")
    assert "Confirm that no other system leads" in words(card)
    in_force(desk, robin, SchemeKind.PPO)
    press(card, "Confirm PPO")
    assert says(card, f"21 November 2026, by {NAMES[Role.MANAGER]}")
    assert "Confirm PPO" not in words(card)
    in_force(desk, robin, SchemeKind.MAPPA)
    assert says(card, "What is in force has changed since PPO was confirmed. MAPPA is proposed now")
    press(card, "Confirm MAPPA")
    assert says(card, "Earlier decisions")


def test_another_system_is_chosen_with_a_reason(window, desk, card, robin):
    in_force(desk, robin, SchemeKind.PPO)
    press(card, "choose_lead")
    made = dialog(window, "Decide which system leads")
    made.form.field("system").set_value(S.SUPERVISION)
    made.save()
    assert says(made, "Reason: PPO is proposed. Say why you choose another.")
    made.form.field("reason").edit.setPlainText("Agreed with the officer")
    made.save()
    assert says(card, "Agreed with the officer")
    assert desk.read(lead_sheet, robin).confirmed.system is S.SUPERVISION


def test_a_judgement_asks_for_its_reason(window, desk, card, robin):
    in_force(desk, robin, SchemeKind.CPA)
    press(card, "confirm_lead")
    made = dialog(window, "Decide which system leads")
    assert made.form.field("system").value() is S.CPA
    made.save()
    assert says(made, "Reason: This is a judgement. Say why you confirm it.")
    made.form.settle()
    made.reject()
