import pytest
from sqlalchemy import text

from mentordesk.kernel.errors import Conflict, Invalid, NotAllowed, NotFound, ReadOnly
from mentordesk.kernel.permissions import Role
from mentordesk.store.casebook import Store
from mentordesk.store.views import change_view, drop_view, my_views, save_view

WHAT = {"search": "ashdown", "filters": {"status": "active", "worker": 2}, "sort": "name", "descending": True}


def names(store, of="mentees"):
    return [view.name for view in store.read(my_views, of)]


def test_a_view_comes_back_as_it_was_saved(store):
    store.write(save_view, "mentees", "  Mine,\nactive ", WHAT)
    store.write(save_view, "mentees", "all of “Zofia’s”", {})
    store.write(save_view, "plans", "Mine, active", {})
    assert names(store) == ["all of “Zofia’s”", "Mine, active"]
    assert store.read(my_views, "mentees")[1].what == WHAT


def test_views_are_their_owners_own(casebook):
    with casebook.open() as store:
        number = store.write(save_view, "mentees", "Mine", WHAT)
    with casebook.open(Role.COORDINATOR) as store:
        assert names(store) == []
        store.write(save_view, "mentees", "Mine", {})
        with pytest.raises(NotFound, match="somebody else's"):
            store.write(drop_view, number, 1)
        with pytest.raises(NotFound, match="somebody else's"):
            store.write(change_view, number, 1, "Taken", {})
    with casebook.open() as store:
        assert store.read(my_views, "mentees")[0].what == WHAT


@pytest.mark.parametrize(
    ("name", "says"),
    [("", "a name"), (" \n ", "a name"), ("x" * 101, "at most 100"), ("MÎNE", "already")],
)
def test_a_view_needs_a_name_of_its_own(store, name, says):
    store.write(save_view, "mentees", "Mine", WHAT)
    other = store.write(save_view, "mentees", "Other", WHAT)
    with pytest.raises(Invalid, match=says):
        store.write(save_view, "mentees", name, {})
    with pytest.raises(Invalid, match=says):
        store.write(change_view, other, 1, name, {})
    assert names(store) == ["Mine", "Other"]


def test_a_view_is_renamed_changed_and_deleted(store):
    number = store.write(save_view, "mentees", "Mine", WHAT)
    store.write(change_view, number, 1, "MINE", {"search": ""})
    (row,) = store.read(my_views, "mentees")
    assert (row.name, row.what) == ("MINE", {"search": ""})
    with pytest.raises(Conflict):
        store.write(drop_view, number, 1)
    store.write(drop_view, number, row.version)
    assert names(store) == []


def test_a_view_belongs_to_somebody(store):
    with pytest.raises(NotAllowed, match="belongs to somebody"):
        store.write_as_program(save_view, "mentees", "Mine", WHAT)


def test_words_to_search_for_are_not_history(store):
    def head() -> int:
        with store.connection() as connection:
            return connection.execute(text("SELECT count(*) FROM trail_entry")).scalar_one()

    before = head()
    store.write(drop_view, store.write(save_view, "mentees", "Mine", WHAT), 1)
    assert head() == before


def test_where_nothing_can_be_written_views_are_read(casebook):
    with casebook.open() as store:
        store.write(save_view, "mentees", "Mine", WHAT)
        reader = Store(store.vault, store._engine, read_only=True, clock=store.clock)
        assert names(reader) == ["Mine"]
        assert not reader.may(save_view)
        with pytest.raises(ReadOnly):
            reader.write(save_view, "mentees", "Another", WHAT)
