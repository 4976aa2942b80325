"""There is one way out of the casebook for files and one for paper, and both are written to the trail."""

import ast
from pathlib import Path

import mentordesk

SOURCE = Path(mentordesk.__file__).parent
FILES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


def users(*names: str) -> set[str]:
    """The files that name something, as an import, a call or an attribute."""
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = {
                *(each.name for each in getattr(node, "names", []) if isinstance(each, ast.alias)),
                getattr(node, "attr", ""),
                getattr(node, "id", ""),
            }
            if said & set(names):
                found.add(path.relative_to(SOURCE).as_posix())
    return found


def test_files_leave_through_the_store() -> None:
    """`ui/export.py` asks for the place, the command line is told it; both give the store what to note."""
    assert users("save_outside") == {"store/casebook.py", "ui/export.py", "app/cli.py"}


def test_places_to_save_are_asked_for_in_one_place_and_paper_is_printed_in_one() -> None:
    assert users("AcceptSave") == {"ui/export.py"}
    assert users("QPrinter") == {"ui/preview.py"}


def test_no_screen_and_no_feature_writes_a_file_by_itself() -> None:
    writers = users("write_bytes", "write_text", "replace_file", "QFile", "QSaveFile")
    assert {each for each in writers if each.startswith(("features/", "ui/", "reporting/"))} == set()
