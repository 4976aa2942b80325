"""Writes to a casebook without end and says so after each return; a tool of the kill test.

    python -m tests.faults.writer HOW

HOW is "ours", "early" (says Saved before the commit) or "autocommit" (no transaction). For every line of
input, FOLDER CASEBOOK KEY USER, a fork opens that casebook and writes until it is killed.
"""

import os
import sys
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event

from mentordesk.features.plans.operations.exchange import import_plan
from mentordesk.features.plans.operations.plans import add_target, create_plan
from mentordesk.features.plans.operations.reviews import record_review
from mentordesk.features.plans.rules.drafts import EntryDraft, PlanDraft, ReviewDraft, TargetDraft
from mentordesk.kernel.rag import Rag
from mentordesk.store.opening import open_store
from mentordesk.store.vault import Unlocked
from mentordesk.store.work import Operation
from tests.casebooks import TODAY, at_now

KNOWSLEY = (Path(__file__).parents[1] / "data" / "knowsley_plan.json").read_text("utf-8")
TITLE = '"title": "Knowsley SMART plan"'
PARTS = ("First half", "Second half")


def review(number: int) -> ReviewDraft:
    """A review whose every text names its number."""
    words = f"review {number}"
    entries = tuple(
        EntryDraft(part, Rag.GREEN, rag_reason=words, met=words, not_met=words, lessons=words)
        for part in PARTS
    )
    return ReviewDraft(
        TODAY, prepared_by=words, target_wording=words, action_required=words, evidence=words, entries=entries
    )


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def saying_early(operation: Operation[Any, Any], number: int) -> Operation[Any, Any]:
    """The same operation, which says that it is done before it is."""

    def function(work: Any, *args: Any) -> Any:
        result = operation.function(work, *args)
        say(f"done {number}")
        return result

    return Operation(operation.name, operation.needs, function)


def write(vault: Unlocked, how: str) -> None:
    """Record reviews and import plans for ever."""
    store = open_store(vault, at_now)
    if how == "autocommit":
        begin, *_ = store._engine.dispatch.begin
        event.remove(store._engine, "begin", begin)
    plan = store.write(create_plan, PlanDraft(title="Kept"))
    target = store.write(add_target, plan, TargetDraft(achieve="Nothing is lost", parts=PARTS))
    say("ready")
    for number in count(1):
        imports = number % 3 == 0
        operation = import_plan if imports else record_review
        arguments = (
            [KNOWSLEY.replace(TITLE, f'"title": "plan {number}"')] if imports else [target, review(number)]
        )
        say(f"begin {number}")
        if how == "early":
            store.write(saying_early(operation, number), *arguments)
        else:
            store.write(operation, *arguments)
            say(f"done {number}")


def main() -> None:
    """Fork a writer for every line of input."""
    for line in sys.stdin:
        folder, casebook, key, user = line.rstrip("\n").rsplit(" ", 3)
        child = os.fork()
        if not child:
            say(f"writer {os.getpid()}")
            write(
                Unlocked(Path(folder), casebook, user, starter=False, data_key=bytes.fromhex(key)),
                sys.argv[1],
            )
        os.waitpid(child, 0)
        say("dead")


if __name__ == "__main__":
    main()
