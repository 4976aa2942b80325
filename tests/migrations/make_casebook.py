"""Keeps a casebook as the present program writes it, for later programs to open. Run once for each schema:

python -m tests.migrations.make_casebook
"""

import shutil
from pathlib import Path

from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.store.migrate import HEAD
from tests import casebooks

KEPT = Path(__file__).parent / "casebooks"
KNOWSLEY = Path(__file__).parents[1] / "data" / "knowsley_plan.json"


def main() -> None:
    """Write casebooks/<schema> anew."""
    folder = KEPT / HEAD
    shutil.rmtree(folder, ignore_errors=True)
    kept = casebooks.found(folder)
    with kept.open() as store:
        store.write(import_plan, KNOWSLEY.read_text("utf-8"))


if __name__ == "__main__":
    main()
