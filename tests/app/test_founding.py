"""A casebook is founded whole or not at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from mentordesk.app.founding import found_casebook
from mentordesk.features.organisation.queries import managers, organisation_sheet
from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.kernel.errors import CasebookExists, Invalid, UserError
from mentordesk.kernel.permissions import Role
from mentordesk.store import vault
from mentordesk.store.check import check_casebook
from mentordesk.store.keys import FLOOR
from tests.casebooks import PASSPHRASE, at_now

HOUSE = OrganisationDraft("Riverside Mentoring", "1234567", b"\x89PNG\r\n\x1a\n", 1)
ASHA = PersonDraft("Asha Karim", Role.MANAGER)


def test_a_new_casebook_is_good_and_its_founder_is_its_manager(tmp_path: Path) -> None:
    founded = found_casebook(tmp_path / "a" / "b", HOUSE, ASHA, PASSPHRASE, cost=FLOOR, clock=at_now)
    with founded.store as store:
        assert store.actor.name == "Asha Karim"
        assert store.read(organisation_sheet).draft == HOUSE
        assert [row.name for row in store.read(managers)] == ["Asha Karim"]
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []
    assert vault.recover(tmp_path / "a" / "b", founded.recovery_key).recovered
    assert {path.name for path in (tmp_path / "a" / "b").iterdir()} == {
        "records.db",
        "keyslots.json",
        "keyslots.json.2",
        "state.json",
        "backups",
    }


@pytest.mark.parametrize(
    ("house", "person"),
    [
        (replace(HOUSE, name=" "), ASHA),
        (replace(HOUSE, logo=b"GIF89a"), ASHA),
        (HOUSE, PersonDraft("", Role.MANAGER)),
        (HOUSE, PersonDraft("Asha", None)),
    ],
)
def test_what_is_not_fit_founds_nothing(
    tmp_path: Path, house: OrganisationDraft, person: PersonDraft
) -> None:
    with pytest.raises(Invalid):
        found_casebook(tmp_path / "new", house, person, PASSPHRASE, cost=FLOOR)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("before", [True, False])
def test_a_founding_that_fails_leaves_the_place_as_it_was(tmp_path: Path, before: bool) -> None:
    def stopped():
        raise KeyboardInterrupt

    folder = tmp_path / "new"
    if before:
        folder.mkdir()
    with pytest.raises(KeyboardInterrupt):
        found_casebook(folder, HOUSE, ASHA, PASSPHRASE, cost=FLOOR, clock=stopped)
    assert folder.exists() is before
    assert list(tmp_path.rglob("*")) == ([folder] if before else [])
    with found_casebook(folder, HOUSE, ASHA, PASSPHRASE, cost=FLOOR, clock=at_now).store as store:
        assert store.read(managers)


def test_nothing_is_founded_over_anything(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear")
    with pytest.raises(CasebookExists):
        found_casebook(tmp_path, HOUSE, ASHA, PASSPHRASE, cost=FLOOR)
    with pytest.raises(UserError):
        found_casebook(tmp_path / "letter.txt", HOUSE, ASHA, PASSPHRASE, cost=FLOOR)
    assert (tmp_path / "letter.txt").read_text() == "Dear"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
