"""The schema: what version the records have, and bringing them to the present one, whole or not at all."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from mentordesk.kernel.errors import CasebookTooNew

HEAD = "0012"
"""The newest migration; a test holds it equal to the newest script."""

_SCRIPTS = Path(__file__).parent / "migrations"


def schema_version(connection: Connection) -> str:
    """Return the migration that the records are at; empty for new records."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or "")


def is_newer(version: str) -> bool:
    """Return whether a version was written by a newer program."""
    return version > HEAD


def refuse_newer(version: str) -> None:
    """Raise CasebookTooNew for a version that this program does not know."""
    if is_newer(version):
        message = (
            f"This casebook was written by a newer MentorDesk (records version {version}; this program knows "
            f"{HEAD}). Nothing was changed. Update MentorDesk to open it."
        )
        raise CasebookTooNew(message)


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Run the missing migrations in one transaction: killed at any moment, the records are as before."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
