from datetime import timedelta

import pytest
from sqlalchemy import text

from mentordesk.features.matches.operations.matches import (
    end_match,
    introduce_match,
    pause_match,
    start_match,
)
from mentordesk.features.matches.queries.one import match_view, matches_view
from mentordesk.features.matches.rules.matches import EndDraft, StepDraft
from mentordesk.features.mentees.operations.people import end_episode
from mentordesk.features.mentees.queries.one import mentee_view
from mentordesk.features.mentees.rules.exits import end_words, match_end
from mentordesk.features.mentees.rules.people import ExitDraft
from mentordesk.features.mentees.screens.exit_form import end_with_us
from mentordesk.kernel.errors import Conflict, Invalid
from mentordesk.kernel.links import Link
from mentordesk.records.matches import MatchEnd, MatchStatus
from mentordesk.records.mentees import ExitReason, MenteeStatus
from tests.casebooks import TODAY
from tests.features.matches.facts import a_mentor, proposed
from tests.features.mentees.worlds import START, begin, somebody
from tests.screens import says

DAY = TODAY - timedelta(days=30)


def matched(store, mentee, name="Grace Omondi", steps=3, day=DAY):
    """A match taken on so many steps: 1 proposed, 2 introduced, 3 active, 4 paused."""
    number = proposed(store, mentee, a_mentor(store, name=name), day)
    for act, reason in ((introduce_match, ""), (start_match, ""), (pause_match, "Away"))[: steps - 1]:
        store.write(act, number, store.read(match_view, number).version, StepDraft(day, reason))
    return number


def leave(store, mentee, reason=ExitReason.COMPLETED, day=TODAY, matches=None):
    view = store.read(mentee_view, mentee)
    ends = tuple((each.id, each.version) for each in view.matches) if matches is None else matches
    store.write(end_episode, mentee, view.version, ExitDraft(day, reason, matches=ends))


def test_an_exit_ends_the_matches_in_force_as_their_own_end_would_have(store):
    mentee, twin = somebody(store), matched(store, matched_mentee(store), "Ewa Nowak")
    number = matched(store, mentee)
    leave(store, mentee)
    store.write(
        end_match,
        twin,
        store.read(match_view, twin).version,
        EndDraft(TODAY, MatchEnd.COMPLETED, "The time with us ended: completed as planned."),
    )
    ours, theirs = store.read(match_view, number), store.read(match_view, twin)
    assert (ours.status, ours.version) == (MatchStatus.ENDED, theirs.version)
    with store.connection() as connection:
        rows = "SELECT status, change_date, reason, person_id FROM match_change WHERE match_id = :id"
        history = [connection.execute(text(rows), {"id": each}).all() for each in (number, twin)]
        ends = connection.execute(text("SELECT status, end_reason FROM match")).all()
        last = text(
            "SELECT operation, count(DISTINCT at) FROM trail_entry WHERE subject IN "
            "('match', 'match_change', 'episode', 'mentee') AND act <> 'added' GROUP BY operation"
        )
        assert ("end_episode", 1) in connection.execute(last).all()
    assert history[0] == history[1]
    assert len(history[0]) == 4
    assert set(ends) == {("ended", "completed")}


def matched_mentee(store):
    """Somebody else with a time with the charity."""
    return store.write(begin, "Kim", START)


def test_what_is_left_out_goes_on(store):
    mentee = somebody(store)
    goes_on, ends = matched(store, mentee), matched(store, mentee, "Ewa Nowak")
    leave(store, mentee, matches=((ends, store.read(match_view, ends).version),))
    assert store.read(match_view, goes_on).status is MatchStatus.ACTIVE
    assert store.read(match_view, ends).status is MatchStatus.ENDED
    assert store.read(mentee_view, mentee).status is MenteeStatus.CLOSED


def test_only_matches_in_force_are_offered(store):
    mentee = somebody(store)
    ended = matched(store, mentee, "Ewa Nowak")
    store.write(
        end_match,
        ended,
        store.read(match_view, ended).version,
        EndDraft(TODAY, MatchEnd.COMPLETED),
    )
    paused = matched(store, mentee, steps=4)
    (offered,) = store.read(mentee_view, mentee).matches
    assert (offered.id, offered.mentor, offered.last_date) == (paused, "Grace Omondi", DAY)
    assert offered.state == "Paused since 22 October 2026"
    with pytest.raises(Invalid, match="not in force any more"):
        leave(store, mentee, matches=((ended, store.read(match_view, ended).version),))


@pytest.mark.parametrize("wrong", ["stale", "before its last step", "somebody else's"])
def test_when_one_match_cannot_end_nothing_ends(store, wrong):
    mentee, other = somebody(store), matched_mentee(store)
    fits, number = matched(store, mentee), matched(store, mentee, "Ewa Nowak")
    view = store.read(mentee_view, mentee)
    ends, day, refusal = tuple((each.id, each.version) for each in view.matches), TODAY, Conflict
    if wrong == "stale":
        store.write(pause_match, number, ends[1][1], StepDraft(TODAY, "Away"))
    elif wrong == "before its last step":
        store.write(pause_match, number, ends[1][1], StepDraft(TODAY, "Away"))
        ends = tuple((each.id, each.version) for each in store.read(mentee_view, mentee).matches)
        day, refusal = TODAY - timedelta(days=1), Invalid
    else:
        theirs = matched(store, other, "Peter Sandham")
        ends, refusal = (*ends, (theirs, store.read(match_view, theirs).version)), Invalid
    with pytest.raises(refusal):
        leave(store, mentee, day=day, matches=ends)
    assert store.read(match_view, fits).status is MatchStatus.ACTIVE
    assert store.read(mentee_view, mentee).open


@pytest.mark.parametrize("reason", ExitReason)
def test_every_reason_ends_a_match_for_a_reason(reason):
    assert match_end(reason, MatchStatus.ACTIVE) in MatchEnd
    assert match_end(reason, MatchStatus.PROPOSED) is not MatchEnd.COMPLETED
    assert reason.label.lower() in end_words(reason)


def test_the_exit_form_shows_the_matches_and_ends_those_that_stay_ticked(window, desk):
    (mentee, one) = next(
        (each.mentee_id, each.id)
        for number in range(1, 31)
        for each in desk.read(matches_view, number).matches
        if each.status is MatchStatus.ACTIVE and desk.read(mentee_view, number).open
    )
    other = matched(desk.store, mentee, "Nia Bevan", day=desk.today())
    desk.go(Link("mentee", mentee))
    made = end_with_us(desk, desk.read(mentee_view, mentee))
    assert says(made, "Matches in force")
    assert made.form.field(f"end_match_{one}").value() is True
    made.form.field("exit_reason").set_value(ExitReason.MOVED)
    made.form.field("exit_date").set_value(desk.today() - timedelta(days=1))
    made.save()
    assert "the exit is before that" in made.form.blocks[f"end_match_{other}"].problem
    made.form.field(f"end_match_{other}").set_value(False)
    made.save()
    assert not made.isVisible()
    assert desk.read(match_view, one).status is MatchStatus.ENDED
    assert desk.read(match_view, other).status is MatchStatus.ACTIVE


def test_who_has_no_match_is_not_asked_about_any(window, desk):
    mentee = next(
        number
        for number in range(1, 31)
        if desk.read(mentee_view, number).open and not desk.read(mentee_view, number).matches
    )
    assert not says(end_with_us(desk, desk.read(mentee_view, mentee)), "Matches in force")
