"""The laptop is stolen: a stick in a drawer and the printed key bring everything back on a new one."""

import shutil
from pathlib import Path

from mentordesk.features.organisation.operations import recover_passphrase
from mentordesk.features.plans.queries.lists import plan_page
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.kernel.links import Link
from mentordesk.kernel.paging import ListAsk
from mentordesk.store import vault
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import run_drill
from mentordesk.store.elsewhere import copies
from mentordesk.store.opening import open_store
from mentordesk.store.restore import restore_into
from tests.casebooks import Casebook, at_now
from tests.screens import press, says, signed_in, told

NEW = "four quiet herons wading"


def test_a_lost_laptop_is_restored(qtbot, demo_casebook: Casebook, tmp_path: Path):
    stick = tmp_path / "stick"
    stick.mkdir()
    with signed_in(demo_casebook) as window:
        desk = window.desk
        desk.go(Link("settings", filters=(("tab", "health"),)))
        page = window.page().contents.page()
        page.take_place(stick)
        assert "Copied to" in told(window)
        press(page, "Try a restore")
        assert "was restored on trial" in told(window)
        plans = [desk.read(plan_file, row.id) for row in desk.read(plan_page, ListAsk()).rows]
    shutil.rmtree(demo_casebook.folder)

    (copy,) = copies(demo_casebook.name, stick)
    new = tmp_path / "new laptop" / "casebook"
    opened = restore_into(copy.path, new, "", demo_casebook.recovery_key.lower(), clock=at_now)
    assert opened.recovered
    with open_store(opened, at_now) as store:
        store.write_as_program(recover_passphrase, 1, NEW)

    again = Casebook(new, demo_casebook.name, opened.data_key, demo_casebook.users, "")
    assert vault.unlock(new, "", NEW).data_key == opened.data_key
    with again.open() as store:
        assert [finding.what for finding in check_casebook(store) if not finding.good] == []
        assert [store.read(plan_file, row.id) for row in store.read(plan_page, ListAsk()).rows] == plans
        made = store.backup()
        assert made.sequence == copy.manifest.sequence + 1
        assert run_drill(store).good
    with signed_in(again) as window:
        assert says(window.page(), "Last copy in another place")
