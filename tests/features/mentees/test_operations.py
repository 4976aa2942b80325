from datetime import date, timedelta

import pytest
from sqlalchemy import text

from mentordesk.features.mentees.operations.notes import add_note, open_sensitive_notes
from mentordesk.features.mentees.operations.people import (
    change_flag,
    change_mentee,
    end_episode,
    raise_flag,
)
from mentordesk.features.mentees.operations.referrals import change_referral, decide, refer, refer_again
from mentordesk.features.mentees.queries.lists import (
    found_mentees,
    mentee_page,
    referral_page,
    source_rows,
    undecided_referrals,
)
from mentordesk.features.mentees.queries.one import Happening, mentee_view, timeline
from mentordesk.features.mentees.queries.register import register_sheet
from mentordesk.features.mentees.rules.notes import NoteDraft
from mentordesk.features.mentees.rules.people import ExitDraft, FlagDraft, IdentifierDraft, MenteeDraft
from mentordesk.features.mentees.rules.referrals import DecisionDraft, ReferralDraft
from mentordesk.kernel.dates import Period
from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed
from mentordesk.kernel.identifiers import IdentifierKind
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.records.mentees import ExitReason, FlagKind, MenteeStatus
from mentordesk.records.notes import NoteKind
from mentordesk.records.referrals import Achieved, Decision, Route


@pytest.fixture
def today(store):
    return store.clock().astimezone().date()


def referral(day, **more):
    return ReferralDraft(route=Route.PRISON, source="HMP Aldermoor", referred_date=day, **more)


@pytest.fixture
def kofi(store, today):
    person = MenteeDraft(first_names="Kofi", last_name="Adeyemi")
    return store.write(refer, person, referral(today - timedelta(days=30), outcomes=("A home", "Work")))


def decided(store, mentee_id, decision, day, reason="Because."):
    newest = store.read(mentee_view, mentee_id).referrals[0]
    store.write(decide, newest.id, newest.version, DecisionDraft(decision, day, reason))


def test_a_referral_makes_a_person_under_a_reference_and_waits_for_a_decision(store, kofi):
    view = store.read(mentee_view, kofi)
    assert (view.reference, view.name, view.status) == ("M-00001", "Kofi Adeyemi", MenteeStatus.REFERRED)
    assert view.referrals[0].waiting_days == 30
    assert store.read(undecided_referrals) == 1


def test_accepting_starts_a_time_with_us_and_an_exit_ends_it(store, kofi, today):
    decided(store, kofi, Decision.ACCEPTED, today - timedelta(days=20))
    view = store.read(mentee_view, kofi)
    assert view.status is MenteeStatus.ACTIVE
    assert view.episodes[0].start_date == today - timedelta(days=20)
    achieved = (Achieved.ACHIEVED, Achieved.NOT_ACHIEVED)
    ended = ExitDraft(today, ExitReason.COMPLETED, "Went well.", "Rings us in May.", achieved)
    store.write(end_episode, kofi, view.version, ended)
    view = store.read(mentee_view, kofi)
    assert (view.status, view.episodes[0].exit_date, view.open) == (MenteeStatus.CLOSED, today, False)


def test_somebody_who_comes_back_keeps_the_history(store, kofi, today):
    decided(store, kofi, Decision.ACCEPTED, today - timedelta(days=20))
    version = store.read(mentee_view, kofi).version
    store.write(end_episode, kofi, version, ExitDraft(today - timedelta(days=5), ExitReason.MOVED))
    store.write(refer_again, kofi, referral(today - timedelta(days=2)))
    assert store.read(mentee_view, kofi).status is MenteeStatus.REFERRED
    decided(store, kofi, Decision.ACCEPTED, today)
    view = store.read(mentee_view, kofi)
    assert [episode.start_date for episode in view.episodes] == [today, today - timedelta(days=20)]
    assert len(view.referrals) == 2


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        (Decision.WAITING_LIST, MenteeStatus.WAITING),
        (Decision.DECLINED, MenteeStatus.NOT_TAKEN_UP),
        (Decision.NOT_TAKEN_UP, MenteeStatus.NOT_TAKEN_UP),
    ],
)
def test_a_decision_says_where_somebody_stands(store, kofi, today, decision, status):
    decided(store, kofi, decision, today)
    assert store.read(mentee_view, kofi).status is status


def test_a_second_referral_does_not_disturb_a_time_that_goes_on(store, kofi, today):
    decided(store, kofi, Decision.ACCEPTED, today - timedelta(days=20))
    store.write(refer_again, kofi, referral(today))
    decided(store, kofi, Decision.DECLINED, today)
    view = store.read(mentee_view, kofi)
    assert (view.status, view.open) == (MenteeStatus.ACTIVE, True)


def test_an_exit_before_the_start_is_refused_and_nothing_is_lost(store, kofi, today):
    decided(store, kofi, Decision.ACCEPTED, today)
    version = store.read(mentee_view, kofi).version
    with pytest.raises(Invalid) as refused:
        store.write(end_episode, kofi, version, ExitDraft(today - timedelta(days=1), ExitReason.OTHER))
    assert refused.value.problems == {"exit_date": "The exit is before the start."}
    assert store.read(mentee_view, kofi).open


def test_identifiers_are_made_canonical_and_kept_when_they_do_not_fit(store, kofi):
    view = store.read(mentee_view, kofi)
    numbers = (
        IdentifierDraft(IdentifierKind.PNC, "02/73319z"),
        IdentifierDraft(IdentifierKind.PNC, "2003 0011985 Z"),
        IdentifierDraft(IdentifierKind.OTHER, " ref  7 "),
    )
    draft = MenteeDraft(first_names="Kofi", last_name="Adeyemi", identifiers=numbers)
    store.write(change_mentee, kofi, view.version, draft)
    kept = store.read(mentee_view, kofi).identifiers
    assert [each.value for each in kept] == ["2002/0073319Z", "2003/0011985Z", "ref 7"]
    assert [bool(each.says) for each in kept] == [False, True, False]


def test_people_are_found_by_any_part_of_a_name_a_reference_or_a_number(store, kofi, today):
    person = MenteeDraft(
        preferred_name="Gaz",
        first_names="Gary",
        last_name="Zielińska",
        identifiers=(IdentifierDraft(IdentifierKind.CRN, "x 600123"),),
    )
    other = store.write(refer, person, referral(today))
    for words in ("zielinska", "ZIELIŃ", "gaz", "gary ziel", "M-00002", "m-00002", "X600123", "x6001"):
        assert [row.id for row in store.read(mentee_page, ListAsk(search=words)).rows] == [other], words
    for words in ("%", "_", "'; DROP TABLE mentee; --", '"', "\\"):
        assert store.read(mentee_page, ListAsk(search=words)).rows == (), words
    assert [row.title for row in store.read(found_mentees, "adey")] == ["Adeyemi, Kofi"]


def test_a_stale_change_is_a_conflict(store, kofi):
    version = store.read(mentee_view, kofi).version
    store.write(change_mentee, kofi, version, MenteeDraft(first_names="Kofi", last_name="A"))
    with pytest.raises(Conflict):
        store.write(change_mentee, kofi, version, MenteeDraft(first_names="Kofi", last_name="B"))


def test_a_flag_is_in_force_until_its_last_day(store, kofi, today):
    number = store.write(
        raise_flag, kofi, FlagDraft(FlagKind.MAPPA, today - timedelta(days=3), None, "Level 2")
    )
    assert store.read(mentee_page, ListAsk(filters=(("view", "flagged"),))).rows[0].flags == (FlagKind.MAPPA,)
    flag = store.read(mentee_view, kofi).flags[0]
    yesterday = today - timedelta(days=1)
    ended = FlagDraft(FlagKind.MAPPA, flag.draft.from_date, yesterday, "Level 2")
    store.write(change_flag, number, flag.version, ended)
    assert not store.read(mentee_view, kofi).flags[0].in_force
    assert store.read(mentee_page, ListAsk(filters=(("view", "flagged"),))).rows == ()


def test_a_sensitive_note_is_hidden_and_its_opening_is_written_down(casebook):
    with casebook.open() as store:
        today = store.clock().astimezone().date()
        mentee = store.write(refer, MenteeDraft(first_names="Kofi"), referral(today))
        store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, "In the open."))
        store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, "Not for everybody.", sensitive=True))
        shown = [row.says for row in store.read(timeline, mentee, Happening.NOTE)]
        assert "Not for everybody." not in " ".join(shown)
        assert [words for _, words in store.write(open_sensitive_notes, mentee)] == ["Not for everybody."]
        with store.connection() as connection:
            said = connection.execute(
                text("SELECT act, subject, subject_id FROM trail_entry ORDER BY id DESC")
            )
            assert tuple(said.first()) == ("viewed", "mentee", mentee)
    with casebook.open(Role.COORDINATOR) as store:
        assert [row.says for row in store.read(timeline, mentee, Happening.NOTE)] == ["In the open."]
        with pytest.raises(NotAllowed):
            store.write(open_sensitive_notes, mentee)
        with pytest.raises(NotAllowed):
            store.write(add_note, mentee, NoteDraft(NoteKind.CONTACT, "Mine", sensitive=True))


def test_the_timeline_holds_everything_newest_first(store, kofi, today):
    decided(store, kofi, Decision.ACCEPTED, today - timedelta(days=20), "")
    store.write(raise_flag, kofi, FlagDraft(FlagKind.ACCT, today - timedelta(days=10)))
    store.write(add_note, kofi, NoteDraft(NoteKind.FAMILY, "Spoke to his sister."))
    rows = store.read(timeline, kofi)
    assert [row.kind for row in rows] == [
        Happening.NOTE,
        Happening.FLAG,
        Happening.REFERRAL,
        Happening.EPISODE,
        Happening.REFERRAL,
    ]
    assert [row.title for row in store.read(timeline, kofi, Happening.EPISODE)] == ["Started with us"]


def test_a_referral_is_changed_with_its_outcomes(store, kofi, today):
    view = store.read(mentee_view, kofi).referrals[0]
    store.write(
        change_referral, view.id, view.version, referral(today, outcomes=("Work",), reason="New words")
    )
    changed = store.read(mentee_view, kofi).referrals[0].draft
    assert (changed.reason, changed.outcomes, changed.referred_date) == ("New words", ("Work",), today)


def test_the_register_counts_referrals_and_people_apart(store, kofi, today):
    decided(store, kofi, Decision.ACCEPTED, today - timedelta(days=20))
    store.write(refer_again, kofi, referral(today))
    store.write(refer, MenteeDraft(first_names="Noor"), ReferralDraft(route=Route.SELF, referred_date=today))
    sheet = store.read(register_sheet, Period(today - timedelta(days=30), today))
    assert (len(sheet.rows), sheet.people, sheet.decided, sheet.median_days) == (3, 2, 1, 10)
    assert dict(sheet.by_route) == {"Prison": 2, "Self": 1}
    assert store.read(register_sheet, Period(date(2001, 1, 1), date(2001, 1, 2))).median_days is None
    undecided = store.read(referral_page, ListAsk(filters=(("decision", "none"),))).rows
    assert {row.name for row in undecided} == {"Adeyemi, Kofi", "Noor"}


def test_a_quiet_source_comes_first(store, today):
    for name, days in (("HMP Aldermoor", (200, 190, 180, 170)), ("Probation", (30, 20, 10, 1))):
        for before in days:
            draft = ReferralDraft(name, route=Route.PRISON, referred_date=today - timedelta(days=before))
            store.write(refer, MenteeDraft(first_names="Kofi"), draft)
    rows = store.read(source_rows)
    assert [(row.source, row.quiet, row.referrals) for row in rows] == [
        ("HMP Aldermoor", True, 4),
        ("Probation", False, 4),
    ]


def test_the_register_is_searched_by_source_and_name(store, kofi, today):
    store.write(refer, MenteeDraft(first_names="Noor"), ReferralDraft(route=Route.SELF, referred_date=today))
    for words in ("aldermoor", "adey", "M-00001"):
        found = store.read(referral_page, ListAsk(search=words)).rows
        assert [row.name for row in found] == ["Adeyemi, Kofi"]
    assert store.read(referral_page, ListAsk(search="%")).rows == ()
