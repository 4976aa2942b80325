"""Keeps a casebook as the present program writes it, for later programs to open. Run once for each schema:

python -m tests.migrations.make_casebook

A schema that was never the newest of a finished program gets the casebook of the one before, brought to it.
"""

import shutil
from itertools import pairwise
from pathlib import Path

from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.store import migrate, vault
from mentordesk.store.engine import open_engine
from mentordesk.store.migrate import HEAD
from tests import casebooks

KEPT = Path(__file__).parent / "casebooks"
SCRIPTS = Path(migrate.__file__).parent / "migrations" / "versions"
KNOWSLEY = Path(__file__).parents[1] / "data" / "knowsley_plan.json"


def main() -> None:
    """Write casebooks/<schema> anew, and those between it and the newest that is kept."""
    scripts = sorted(path.stem[:4] for path in SCRIPTS.glob("0*.py"))
    for before, version in pairwise(scripts):
        if version != HEAD and not (KEPT / version).exists():
            _bring(KEPT / before, KEPT / version)
    folder = KEPT / HEAD
    shutil.rmtree(folder, ignore_errors=True)
    kept = casebooks.found(folder)
    with kept.open() as store:
        store.write(import_plan, KNOWSLEY.read_text("utf-8"))


def _bring(before: Path, after: Path) -> None:
    shutil.copytree(before, after)
    opened = vault.unlock(after, "Asha Karim", casebooks.PASSPHRASE)
    engine = open_engine(after / vault.RECORDS, opened.data_key)
    migrate.upgrade(engine, to=after.name)
    engine.dispose()


if __name__ == "__main__":
    main()
