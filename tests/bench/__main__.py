"""Prints every figure; the last ones stand in the README."""

import platform
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from mentordesk.app import demo
from mentordesk.features.plans.operations.exchange import add_plan_file
from mentordesk.features.plans.queries.one import plan_file
from mentordesk.features.plans.rules.exchange import PlanFile
from mentordesk.kernel.permissions import Permission
from mentordesk.store import vault
from mentordesk.store.opening import open_store
from mentordesk.store.work import Work, operation
from tests.bench import calendar, mentees, paper, saving, sessions, volunteers, windows
from tests.bench.timing import TIMES

_PLANS = 30


@operation(needs=Permission.PLAN_EDIT)
def add_copies(work: Work, file: PlanFile) -> None:
    """Add the same plan many times, as a small charity would gather in some years."""
    for number in range(_PLANS):
        add_plan_file(work, replace(file, plan=replace(file.plan, title=f"Plan {number}")))


def main() -> int:
    """Measure everything on a casebook of tier S and print it."""
    print(f"Median of {TIMES}; {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as place:
        casebook = Path(place) / "casebook"
        demo.build(casebook)
        with open_store(vault.unlock(casebook, "", demo.PASSPHRASE)) as store:
            store.write(add_copies, store.read(plan_file, 2))
        lines = windows.measure(casebook, Path(place) / "preferences.toml", demo.PASSPHRASE, TIMES)
        with open_store(vault.unlock(casebook, "", demo.PASSPHRASE)) as store:
            lines += saving.measure(store, Path(place) / "plain.db")
            mentees.fill(store)
            lines += mentees.measure(store)
            today = store.clock().astimezone().date()
            sessions.fill(store, today)
            lines += sessions.measure(store, today)
            volunteers.fill(store)
            lines += volunteers.measure(store)
            lines += calendar.measure(store)
    lines += paper.measure()
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
