"""Brings a casebook's records up to date and kills itself at one SQL statement; a tool of the kill test.

    python -m tests.migrations.upgrade_and_die FOLDER KEY STATEMENT HOW…

STATEMENT counts from 1; 0 kills nothing and prints how many there were. HOW is "ours", or "autocommit" for
the same upgrade without a transaction. One process serves many statements: each runs in a fork.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event

from mentordesk.records import everything
from mentordesk.store import engine as engines
from mentordesk.store import migrate


def upgrade(path: Path, key: bytes, last: int, how: str) -> int:
    """Run the upgrade; return how many statements it took."""
    engine = engines.open_engine(path, key, create=True)
    count = 0

    def counted(statement: str) -> None:
        nonlocal count
        if statement.startswith("--"):
            return  # what a trigger does inside a statement
        count += 1
        if count == last:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(engine, "connect")
    def trace(connection: Any, _record: Any) -> None:
        connection.set_trace_callback(counted)

    if how == "autocommit":
        event.remove(engine, "begin", _begin_of(engine))
    migrate.upgrade(engine)
    engine.dispose()
    return count


def _begin_of(engine: Any) -> Any:
    (begin,) = engine.dispatch.begin
    return begin


def main() -> None:
    """Run one upgrade for every line of input: a path and the statement to die at."""
    everything.load()
    import alembic.command
    import alembic.config  # noqa: F401

    key, how = bytes.fromhex(sys.argv[1]), sys.argv[2]
    for line in sys.stdin:
        path, last = line.rsplit(" ", 1)
        reads, writes = os.pipe()
        child = os.fork()
        if not child:
            count = upgrade(Path(path), key, int(last), how)
            os.write(writes, str(count).encode())
            os._exit(0)
        os.close(writes)
        _, status = os.waitpid(child, 0)
        said = os.read(reads, 20).decode()
        os.close(reads)
        killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if killed else said or f"failed {status}", flush=True)


if __name__ == "__main__":
    main()
