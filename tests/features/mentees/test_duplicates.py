from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from mentordesk.features.mentees.operations.merging import MergeDraft, merge_mentees, undo_merge
from mentordesk.features.mentees.operations.notes import add_note
from mentordesk.features.mentees.operations.people import add_mentee, change_mentee, raise_flag
from mentordesk.features.mentees.operations.referrals import refer, refer_again
from mentordesk.features.mentees.queries.duplicates import merges_into, suspects
from mentordesk.features.mentees.queries.lists import mentee_page
from mentordesk.features.mentees.queries.one import mentee_of_reference, mentee_view, timeline
from mentordesk.features.mentees.rules.duplicates import Known, suspicion
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import FlagDraft, IdentifierDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import ReferralDraft
from mentordesk.features.mentees.screens import forms
from mentordesk.features.mentees.screens.duplicates import DoubleNotice, merge_with
from mentordesk.kernel.errors import Invalid
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.records.mentees import FlagKind
from mentordesk.records.notes import NoteKind
from mentordesk.records.referrals import Route
from tests.screens import dialog, dialogs, press, says

BORN = date(1990, 5, 17)


def known(name, born=None, *numbers):
    return Known(name, born, frozenset(numbers))


@pytest.mark.parametrize(
    ("one", "other", "suspected"),
    [
        (known("smith john"), known("smith john"), True),
        (known("smith john"), known("john smith"), True),
        (known("smith jon"), known("smith john"), True),
        (known("smith john johnny"), known("smith john"), True),
        (known("kavanagh paul paul"), known("kavanagh paul"), True),
        (known("ali mohammed khan"), known("ali mohammed hussain"), False),
        (known("john"), known("smith john"), False),
        (known("smith john", BORN), known("smith john", date(1971, 1, 1)), False),
        (known("smyth jonny", BORN), known("smith johnny", BORN), True),
        (known("smith john", BORN), known("okafor chidi", BORN), False),
        (known("smith john"), known("okafor chidi"), False),
        (known("", None, "X600123"), known("okafor", None, "X600123"), True),
        (known(""), known(""), False),
    ],
)
def test_two_people_are_suspected_by_number_birth_and_name(one, other, suspected):
    assert bool(suspicion(one, other)) is suspected
    assert bool(suspicion(other, one)) is suspected


@pytest.fixture
def two(store):
    today = store.clock().astimezone().date()
    asked = ReferralDraft(route=Route.SELF, referred_date=today)
    numbers = (IdentifierDraft(IdentifierKind.CRN, "X600123"),)
    kept = store.write(refer, MenteeDraft(first_names="John", last_name="Smith", birth_date=BORN), asked)
    other = MenteeDraft(first_names="Jon", last_name="Smith", phone="01632 960001", identifiers=numbers)
    gone = store.write(refer, other, asked)
    store.write(add_note, gone, NoteDraft(NoteKind.CONTACT, "Rang on Monday."))
    store.write(raise_flag, gone, FlagDraft(FlagKind.ACCT, today - timedelta(days=1)))
    return kept, gone


def everything_of(store, number):
    view = store.read(mentee_view, number)
    facts = (view.mentee, view.identifiers, [flag.draft for flag in view.flags])
    return facts, [each.draft for each in view.referrals], store.read(timeline, number)


def test_somebody_known_is_suspected_while_they_are_written_down(store, two):
    kept, gone = two
    rows = store.read(suspects, MenteeDraft(first_names="John", last_name="Smith", birth_date=BORN))
    assert [row.id for row in rows] == [kept, gone]
    numbers = (IdentifierDraft(IdentifierKind.CRN, "x 600123"),)
    rows = store.read(suspects, MenteeDraft(first_names="Zed", identifiers=numbers))
    assert [(row.id, row.why) for row in rows] == [(gone, "The same number: X600123.")]


def test_a_merge_loses_nothing_and_hides_the_other_record(store, two):
    kept, gone = two
    store.write(merge_mentees, kept, gone, MergeDraft(phone="01632 960001"))
    view = store.read(mentee_view, kept)
    assert view.mentee.phone == "01632 960001"
    assert [each.value for each in view.identifiers] == ["X600123"]
    assert len(view.referrals) == 2
    assert "Rang on Monday." in [row.says for row in store.read(timeline, kept)]
    assert [row.id for row in store.read(mentee_page, ListAsk()).rows] == [kept]
    assert [row.reference for row in store.read(merges_into, kept)] == ["M-00002"]
    with pytest.raises(Invalid):
        store.write(merge_mentees, kept, gone, MergeDraft())
    with pytest.raises(Invalid):
        store.write(merge_mentees, kept, kept, MergeDraft())


def test_an_undone_merge_leaves_both_as_they_were(store, two):
    before = [everything_of(store, number) for number in two]
    store.write(merge_mentees, *two, MergeDraft(first_names="Jon", phone="01632 960001"))
    row = store.read(merges_into, two[0])[0]
    store.write(undo_merge, row.id, row.version)
    assert [everything_of(store, number) for number in two] == before
    assert store.read(merges_into, two[0]) == []


def test_what_was_written_since_stays_when_a_merge_is_undone(store, two):
    kept, _gone = two
    store.write(merge_mentees, *two, MergeDraft(phone="01632 960001"))
    view = store.read(mentee_view, kept)
    newer = MenteeDraft(first_names="John", last_name="Smith", birth_date=BORN, phone="01632 960999")
    newer = MenteeDraft(**{**vars(newer), "identifiers": view.mentee.identifiers})
    store.write(change_mentee, kept, view.version, newer)
    store.write(add_note, kept, NoteDraft(NoteKind.OTHER, "Since then."))
    row = store.read(merges_into, kept)[0]
    store.write(undo_merge, row.id, row.version)
    assert store.read(mentee_view, kept).mentee.phone == "01632 960999"
    assert [r.says for r in store.read(timeline, kept) if r.says == "Since then."] == ["Since then."]


def rows_of(store):
    tables = ("identifier", "flag", "referral", "note", "episode")
    with store.connection() as connection:
        return {
            table: sorted(
                tuple(row) for row in connection.execute(text(f"SELECT id, mentee_id FROM {table}"))
            )
            for table in tables
        }


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["note", "flag", "referral"])), max_size=8))
def test_whatever_two_people_have_goes_over_and_comes_back(store, acts):
    today = store.clock().astimezone().date()
    pair = [store.write(add_mentee, MenteeDraft(first_names=name)) for name in ("Ana", "Anna")]
    for first, what in acts:
        number = pair[0 if first else 1]
        if what == "note":
            store.write(add_note, number, NoteDraft(NoteKind.OTHER, "Words"))
        elif what == "flag":
            store.write(raise_flag, number, FlagDraft(FlagKind.MAPPA, today))
        else:
            store.write(refer_again, number, ReferralDraft(route=Route.SELF, referred_date=today))
    before = rows_of(store)
    merge = store.write(merge_mentees, *pair, MergeDraft())
    merged = rows_of(store)
    assert all(len(merged[table]) == len(before[table]) for table in before)
    assert pair[1] not in {owner for rows in merged.values() for _, owner in rows}
    version = next(row.version for row in store.read(merges_into, pair[0]) if row.id == merge)
    store.write(undo_merge, merge, version)
    assert rows_of(store) == before


def test_the_form_of_a_new_referral_says_who_may_be_known(window, desk):
    made = forms.new_referral(desk)
    made.form.field("first_names").set_value("Paul")
    made.form.field("last_name").set_value("Kavanagh")
    notice = made.form.findChild(DoubleNotice)
    notice.look()
    assert says(made, "You may know this person: Kavanagh, Paul, M-00014. The names look alike.")
    press(notice, "Open")
    assert dialogs(window) == []
    assert window.page().title() == "Paul Kavanagh"
    again = forms.new_referral(desk)
    press(again, "continue_draft")
    assert again.form.field("last_name").value() == "Kavanagh"
    again.form.settle()


def test_two_records_are_compared_and_merged_on_the_screen(window, desk):
    number = desk.write(add_mentee, MenteeDraft(first_names="Paul", last_name="Kavanagh", phone="01632 961"))
    view = desk.read(mentee_view, number)
    asks = merge_with(desk, view)
    assert asks.form.field("other").value() == "M-00014"
    asks.form.field("other").set_value("M-99999")
    asks.save()
    assert says(asks, 'There is no mentee with the reference "M-99999".')
    asks.form.field("other").set_value("m-00014")
    asks.save()
    compares = dialog(window, "M-00014 becomes part of")
    compares.form.field("phone").set_value(1)
    compares.save()
    other = desk.read(mentee_of_reference, "M-00014")
    assert desk.read(mentee_view, number).mentee.phone == desk.read(mentee_view, other).mentee.phone
    assert len(desk.read(merges_into, number)) == 1


def test_a_merge_is_undone_from_the_page(window, desk):
    number = desk.write(add_mentee, MenteeDraft(first_names="Paul", last_name="Kavanagh"))
    merge = desk.write(merge_mentees, number, desk.read(mentee_of_reference, "M-00014"), MergeDraft())
    desk.go(Link("mentee", number))
    press(window.page(), f"undo_merge_{merge}")
    assert desk.read(merges_into, number) == []
