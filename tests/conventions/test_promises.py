"""Every promise has a test that is named after it and marked with it, and a power check beside it."""

import ast
import re
from pathlib import Path

import pytest

from tests import promises

TESTS = Path(__file__).parents[1]


def marked() -> set[str]:
    """The tests that prove a promise, by themselves or with all of their file."""
    found = set()
    for path in TESTS.rglob("test_*.py"):
        source = path.read_text("utf-8")
        if "promise(promises." not in source:
            continue
        tree = ast.parse(source)
        whole_file = any("pytestmark" in ast.unparse(each) for each in tree.body)
        for each in tree.body:
            if isinstance(each, ast.FunctionDef):
                own = any("mark.promise" in ast.unparse(mark) for mark in each.decorator_list)
                if own or whole_file:
                    found.add(each.name)
    return found


def name_of(promise: str) -> str:
    words = re.sub(r"[^a-z ]", "", promise.lower().replace("-", " "))
    return f"test_{words.replace(' ', '_')}"


@pytest.mark.parametrize("promise", promises.PROMISES)
def test_a_test_is_named_after_every_promise(promise: str) -> None:
    assert name_of(promise) in marked()


def test_the_table_says_what_was_tried_lost_and_not_tried() -> None:
    class Report:
        when, passed, failed = "call", True, False

        def __init__(self, **told) -> None:
            self.user_properties = list(told.items())

    lines = promises.table(
        [
            Report(promise=promises.SAVED, trials=500, lost=1),
            Report(promise=promises.SAVED),
            Report(promise=promises.DAMAGE, trials=2, silent=2),
            Report(),
        ]
    )
    assert len(lines) == 1 + len(promises.PROMISES)
    assert lines[1].split() == [*promises.SAVED.split(), "501", "1", "0", "0"]
    assert lines[2].split() == [*promises.POWER_CUT.split(), "–"]
    assert lines[5].split() == [*promises.DAMAGE.split(), "2", "0", "0", "2"]
