from datetime import timedelta

from mentordesk.kernel.permissions import Role
from tests.casebooks import NOW, Casebook

WORDS = {"met": "Line one\nline two", "rag": "amber", "pages": 2, "parts": ["a", "b"], "none": None}


def test_what_was_typed_is_offered_again_after_opening_anew(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.keep_draft("review", 7, "Review of target 7", WORDS)
    with casebook.open() as store:
        kept = store.draft("review", 7)
    assert kept is not None
    assert (kept.form, kept.subject, kept.title, kept.fields) == ("review", 7, "Review of target 7", WORDS)
    assert kept.saved_at == NOW


def test_a_newer_draft_of_the_same_form_takes_the_place_of_the_older(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.keep_draft("review", 7, "Old", {"met": "old"})
        store.keep_draft("review", 7, "New", {"met": "new"})
        assert [draft.title for draft in store.drafts()] == ["New"]


def test_drafts_are_listed_newest_first(casebook: Casebook) -> None:
    moments = iter([NOW, NOW + timedelta(minutes=2), NOW + timedelta(minutes=1)])
    times = {"a": next(moments), "b": next(moments), "c": next(moments)}
    now = NOW

    with casebook.open(clock=lambda: now) as store:
        for name, now in times.items():  # noqa: B007
            store.keep_draft(name, 0, name, {})
        assert [draft.form for draft in store.drafts()] == ["b", "c", "a"]


def test_drafts_are_their_writers_own(casebook: Casebook) -> None:
    for role, words in ((Role.MANAGER, "mine"), (Role.READ_ONLY, "theirs")):
        with casebook.open(role) as store:
            store.keep_draft("review", 7, words, {"met": words})
    with casebook.open() as store:
        assert [draft.title for draft in store.drafts()] == ["mine"]
        store.drop_draft("review", 7)
        assert store.drafts() == []
    with casebook.open(Role.READ_ONLY) as store:
        assert [draft.title for draft in store.drafts()] == ["theirs"]


def test_a_draft_that_is_not_there_is_dropped_without_a_word(casebook: Casebook) -> None:
    with casebook.open() as store:
        store.drop_draft("review", 7)
        assert store.draft("review", 7) is None


def test_a_very_long_title_is_cut_and_the_words_are_not(casebook: Casebook) -> None:
    words = "word " * 200_000
    with casebook.open() as store:
        store.keep_draft("review", 7, "t" * 1000, {"met": words})
        kept = store.draft("review", 7)
    assert kept is not None
    assert len(kept.title) == 300
    assert kept.fields["met"] == words
