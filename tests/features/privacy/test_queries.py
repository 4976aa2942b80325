"""The history of a record and the trail of everything, in words."""

import pytest

from mentordesk.features.mentees.operations.equality import record_equality
from mentordesk.features.mentees.operations.notes import add_note, open_sensitive_notes
from mentordesk.features.mentees.operations.people import change_mentee, raise_flag
from mentordesk.features.mentees.operations.referrals import refer
from mentordesk.features.mentees.rules.equality import EqualityDraft
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import FlagDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import ReferralDraft
from mentordesk.features.privacy.queries.history import history
from mentordesk.features.privacy.queries.trail import Done, Since, trail_page
from mentordesk.features.privacy.rules.history import FieldChange, act_words, change_sentence, field_words
from mentordesk.kernel.errors import NotAllowed
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.equality import (
    AgeAnswer,
    DisabilityAnswer,
    EthnicityAnswer,
    GenderAnswer,
    MarriageAnswer,
    OrientationAnswer,
    PregnancyAnswer,
    ReligionAnswer,
    SexAnswer,
)
from mentordesk.records.mentees import FlagKind
from mentordesk.records.referrals import Route
from mentordesk.store.casebook import Store
from tests.casebooks import NAMES, TODAY, Casebook

ANSWERS = EqualityDraft(
    TODAY,
    AgeAnswer.NOT_ASKED,
    DisabilityAnswer.NOT_ASKED,
    GenderAnswer.NOT_ASKED,
    MarriageAnswer.NOT_ASKED,
    PregnancyAnswer.NOT_ASKED,
    EthnicityAnswer.NOT_ASKED,
    ReligionAnswer.NOT_ASKED,
    SexAnswer.FEMALE,
    OrientationAnswer.NOT_ASKED,
)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (FieldChange("status", "Active", "Paused"), "Status from Active to Paused"),
        (FieldChange("phone", "", "0151 496 0000"), "Phone: 0151 496 0000"),
        (FieldChange("phone", "0151 496 0000", ""), "Phone taken away: 0151 496 0000"),
        (FieldChange("text", "", "a" * 500), f"Text: {'a' * 159}…"),
        (FieldChange("text", "one\n\ntwo", "three"), "Text from one two to three"),
    ],
)
def test_a_change_in_words(change: FieldChange, says: str) -> None:
    assert change_sentence(change) == says


def test_acts_and_fields_in_words() -> None:
    assert act_words("goal", "added") == "Goal added"
    assert act_words("mentee", "viewed") == "Mentee looked at"
    assert field_words("review_due_date") == "review due date"
    assert field_words("worker_id") == "worker"


def somebody(store: Store) -> int:
    return store.write(
        refer,
        MenteeDraft(first_names="Danny", last_name="Whitlock"),
        ReferralDraft(source="HMP Fernhill", route=Route.PRISON, referred_date=TODAY),
    )


def told(store: Store, number: int) -> list[str]:
    return [change_sentence(each) for row in store.read(history, "mentee", number) for each in row.changes]


def test_who_changed_what_from_what_to_what(store: Store) -> None:
    mentee = somebody(store)
    store.write(
        change_mentee, mentee, 1, MenteeDraft(last_name="Whitlock", phone="0151 496 0000", worker_id=1)
    )
    newest = store.read(history, "mentee", mentee)[0]
    assert (newest.did, newest.who, newest.title) == ("Mentee changed", NAMES[Role.MANAGER], "Whitlock")
    said = [change_sentence(each) for each in newest.changes]
    assert "Phone: 0151 496 0000" in said
    assert "First names taken away: Danny" in said
    assert f"Worker: {NAMES[Role.MANAGER]}" in said
    assert not any("name key" in each.lower() for each in said)


def test_what_belongs_to_a_record_is_in_its_history_and_another_persons_is_not(store: Store) -> None:
    first, second = somebody(store), somebody(store)
    store.write(raise_flag, first, FlagDraft(FlagKind.MAPPA, TODAY, note="Level two"))
    assert "Kind: MAPPA" in told(store, first)
    assert "From date: 21 November 2026" in told(store, first)
    assert "Kind: MAPPA" not in told(store, second)


def test_sensitive_notes_and_equality_answers_are_kept_from_who_may_not_see_them(casebook: Casebook) -> None:
    with casebook.open() as store:
        mentee = somebody(store)
        store.write(add_note, mentee, NoteDraft(text="A plain heron", sensitive=False))
        store.write(add_note, mentee, NoteDraft(text="A secret heron", sensitive=True))
        store.write(record_equality, mentee, 0, ANSWERS)
        assert "Text: A secret heron" in told(store, mentee)
        assert "Sex: Female" in told(store, mentee)
    with casebook.open(Role.COORDINATOR) as store:
        assert "Text: A plain heron" in told(store, mentee)
        assert "Text: A secret heron" not in told(store, mentee)
        assert any(row.hidden for row in store.read(history, "mentee", mentee))
    with casebook.open(Role.READ_ONLY) as store, pytest.raises(NotAllowed):
        store.read(history, "mentee", mentee)


def test_the_trail_is_filtered_by_act_person_kind_time_and_words(store: Store) -> None:
    mentee = somebody(store)
    store.write(add_note, mentee, NoteDraft(text="Secret", sensitive=True))
    store.write(open_sensitive_notes, mentee)

    def did(*filters, search: str = "") -> set[str]:
        ask = ListAsk(search=search, filters=filters, sort="number", descending=True, limit=1000)
        return {row.did for row in store.read(trail_page, ask).rows}

    assert did(("done", Done.VIEWS)) == {"Mentee looked at"}
    assert did(("subject", "note")) == {"Note added"}
    assert did(search="note") >= {"Note added"}
    assert did(("person", 4)) == set()
    assert did(("since", Since.DAY)) == did()
    assert did(search="no such word") == set()


def test_the_trail_pages_through_every_entry_once(store: Store) -> None:
    mentee = somebody(store)
    for number in range(30):
        store.write(add_note, mentee, NoteDraft(text=str(number)))
    seen, after = [], None
    while True:
        page = store.read(trail_page, ListAsk(sort="number", descending=True, limit=7, after=after))
        seen += [row.id for row in page.rows]
        if not page.more:
            break
        after = page.after
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == len(set(seen)) == store.read(trail_page, ListAsk()).total
