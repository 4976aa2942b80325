"""Nothing leaks: distinctive texts go through the program and are looked for in every file and stream."""

import json
import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from mentordesk.app.founding import found_casebook
from mentordesk.features.organisation.operations import add_person
from mentordesk.features.organisation.rules import OrganisationDraft, PersonDraft
from mentordesk.features.plans.operations.plans import add_target, change_target, create_plan
from mentordesk.features.plans.operations.reviews import correct_review, record_review, start_review
from mentordesk.features.plans.queries.lists import found_plans, plan_page
from mentordesk.features.plans.rules.drafts import (
    AgreementDraft,
    EntryDraft,
    PlanDraft,
    ReviewDraft,
    TargetDraft,
)
from mentordesk.kernel.errors import Conflict
from mentordesk.kernel.paging import ListAsk
from mentordesk.kernel.permissions import Role
from mentordesk.kernel.rag import Rag
from mentordesk.store import vault
from mentordesk.store.check import check_casebook
from mentordesk.store.drill import run_drill
from mentordesk.store.engine import connect
from mentordesk.store.keys import FLOOR
from mentordesk.store.opening import open_store
from mentordesk.store.restore import restore_over
from mentordesk.store.verifying import verify_backup
from tests import promises
from tests.casebooks import TODAY, at_now

PASSPHRASE = "Zanzibarphrase quince over nine walls"
STARTER = "zquillstarter-code-four-five"


class Canaries:
    """Texts that stand nowhere else; each is handed out once."""

    def __init__(self) -> None:
        self.out: list[str] = [PASSPHRASE, STARTER]

    def __call__(self, about: str) -> str:
        canary = f"Zq{about}{len(self.out):02}xv"
        self.out.append(canary)
        return canary


def forms(canary: str) -> set[bytes]:
    """How a text may stand in a file."""
    written = {canary, canary.lower(), canary.upper()}
    return {form.encode(code) for form in written for code in ("utf-8", "utf-16-le", "utf-16-be")}


def found(canaries: Iterable[str], *folders: Path) -> set[tuple[str, str]]:
    """Which canaries stand in which files, in their names or their bytes."""
    hits = set()
    for folder in folders:
        for path in folder.rglob("*"):
            content = str(path).encode() + (path.read_bytes() if path.is_file() else b"")
            hits |= {
                (canary, str(path)) for canary in canaries if any(form in content for form in forms(canary))
            }
    return hits


def fill(folder: Path, canary: Canaries) -> None:
    """Use a casebook: every kind of record, a draft, a correction, refusals, a backup, a search."""
    founded = found_casebook(
        folder,
        OrganisationDraft(canary("organisation"), canary("number")),
        PersonDraft(canary("manager"), Role.MANAGER),
        PASSPHRASE,
        cost=FLOOR,
        clock=at_now,
    )
    with founded.store as store:
        canary.out.append(founded.recovery_key)
        canary.out.append(store.vault.data_key.hex())
        store.write(add_person, PersonDraft(canary("coordinator"), Role.COORDINATOR), STARTER)
        plan = store.write(
            create_plan,
            PlanDraft(
                title=canary("plan"),
                area=canary("area"),
                partners=canary("partners"),
                funder=canary("funder"),
                acknowledgement=canary("thanks"),
                footer=canary("footer"),
                issues_lead_in=canary("lead"),
                issues=canary("issues"),
            ),
        )
        draft = TargetDraft(
            achieve=canary("achieve"),
            actions=canary("actions"),
            measures=canary("measures"),
            timely=canary("timely"),
            agreements=(AgreementDraft(canary("party"), TODAY, canary("agreedby")),),
            parts=(canary("part"),),
        )
        target = store.write(add_target, plan, draft)
        store.write(change_target, target, 1, draft)
        review = ReviewDraft(
            TODAY,
            prepared_by=canary("prepared"),
            target_wording=canary("wording"),
            action_required=canary("required"),
            evidence=canary("evidence"),
            correction_reason=canary("reason"),
            entries=(
                EntryDraft(
                    rag=Rag.AMBER,
                    rag_reason=canary("ragreason"),
                    met=canary("met") + " and so on" * 2000,
                    not_met=canary("notmet"),
                    lessons=canary("lessons"),
                    note=canary("note"),
                ),
            ),
        )
        number = store.write(record_review, target, review)
        store.write(correct_review, number, 1, review)
        store.write(start_review, target, review)
        with pytest.raises(Conflict):
            store.write(change_target, target, 1, draft)
        store.keep_draft("review", target, canary("drafttitle"), {"met": canary("draft")})
        store.keep_draft("plan", 0, canary("dropped"), {"title": canary("droppedtext")})
        store.drop_draft("plan", 0)
        store.read(found_plans, canary("sought"))
        store.read(plan_page, ListAsk(search=canary("searched")))
        store.backup()
        assert all(finding.good for finding in check_casebook(store))


@pytest.mark.promise(promises.NO_LEAK)
def test_nothing_leaks(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder, home, temporary = tmp_path / "casebook", tmp_path / "home", tmp_path / "tmp"
    stick = home / "stick"
    stick.mkdir(parents=True)
    temporary.mkdir()
    canary, said = Canaries(), []
    with caplog.at_level(logging.DEBUG):
        fill(folder, canary)
    said.append(caplog.text)
    secret, plan_file = tmp_path / "outside" / "passphrase", tmp_path / "outside" / "plan.json"
    secret.parent.mkdir()
    secret.write_text(PASSPHRASE, "utf-8")
    body = {
        "plan": {"title": canary("imported")},
        "targets": [{"number": 1, "smart": {"achieve": canary("importedtarget")}}],
    }
    plan_file.write_text(json.dumps(body), "utf-8")
    out = tmp_path / "outside" / "out"
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(temporary), "SQLITE_TMPDIR": str(temporary)}
    environment |= {f"XDG_{kind}_HOME": str(home / kind) for kind in ("DATA", "CONFIG", "CACHE", "STATE")}
    for words in (
        ["plan", "import", str(plan_file)],
        ["plan", "export", "1", "--out", f"{out}.json"],
        ["report", "smart-plan", "--plan", "1", "--out", f"{out}.pdf"],
        ["report", "referrals", "--names", "--out", f"{out}.xlsx"],
        ["plan", "export", "no such plan", "--out", f"{out}.json"],
        ["check", "--full"],
        ["backup", "--to", str(stick)],
        ["drill", "--from", str(stick)],
        ["restore", "newest"],
        ["restore", "newest", "--into", str(home / "new laptop")],
    ):
        command = ["-m", "mentordesk", "--casebook", str(folder), "--passphrase-file", str(secret), *words]
        done = subprocess.run(
            [sys.executable, *command], env=environment, cwd=home, capture_output=True, text=True, check=False
        )
        assert done.returncode == (1 if "no such plan" in words else 0), done.stderr
        said += [done.stdout, done.stderr]
    assert len(canary.out) >= 40
    assert found(canary.out, folder, home, temporary) == set()
    assert [each for each in canary.out if each.casefold() in "".join(said).casefold()] == []
    with open_store(vault.unlock(folder, "", PASSPHRASE), at_now) as store:
        assert len(store.read(plan_page, ListAsk()).rows) == 2, "the texts went in"


@pytest.mark.promise(promises.NO_LEAK)
def test_no_text_stands_in_the_open_while_backups_are_made_tried_and_restored(tmp_path: Path) -> None:
    """Whatever a kill would leave is sealed: every room is looked at while it is in use."""
    folder, canary = tmp_path / "casebook", Canaries()
    fill(folder, canary)
    seen: set[str] = set()

    def heed(*_: object) -> None:
        rooms = {path.parent.name for path in folder.rglob("records.db")}
        if not rooms <= seen:
            assert found(canary.out, folder) == set()
            seen.update(rooms)

    with open_store(vault.unlock(folder, "", PASSPHRASE), at_now) as store:
        made = store.backup(heed=heed)
        verify_backup(store.vault, made.path, heed)
        assert run_drill(store, None, heed).good
        restore_over(store, made.path, heed).drop()
    assert seen == {"casebook", ".making", ".drill", ".restore"}


@pytest.mark.promise(promises.NO_LEAK)
def test_no_text_is_left_behind_by_a_killed_writer(tmp_path: Path) -> None:
    """A journal that is still there holds sealed pages only."""
    folder, canary = tmp_path / "casebook", Canaries()
    fill(folder, canary)
    key = vault.unlock(folder, "", PASSPHRASE).data_key
    connection = connect(folder / vault.RECORDS, key)
    connection.execute("PRAGMA cache_size=1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE review_entry SET met = met || ' ' || lessons, note = hex(randomblob(90000))")
    connection.execute("DELETE FROM draft")
    copy = tmp_path / "crashed"
    shutil.copytree(folder, copy)
    connection.rollback()
    connection.close()
    assert (copy / f"{vault.RECORDS}-journal").stat().st_size > 1000
    assert found(canary.out, copy) == set()


def test_the_same_search_finds_a_plain_copy(tmp_path: Path) -> None:
    """The power check: the same records without encryption, and a text in UTF-16."""
    folder, plain, canary = tmp_path / "casebook", tmp_path / "plain", Canaries()
    fill(folder, canary)
    plain.mkdir()
    connection = connect(folder / vault.RECORDS, vault.unlock(folder, "", PASSPHRASE).data_key)
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain / "records.db"),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.execute("DETACH DATABASE plain")
    connection.close()
    kept = [
        each for each in canary.out if each.startswith("Zq") and not each.startswith(("Zqsought", "Zqsear"))
    ]
    missed = set(kept) - {text for text, _ in found(kept, plain)}
    assert {text.rstrip("xv0123456789") for text in missed} <= {"Zqdropped", "Zqdroppedtext"}
    (plain / "letter").write_bytes("Dear Zqplain99xv".encode("utf-16"))
    assert found(["Zqplain99xv"], plain)
