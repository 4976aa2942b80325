"""No words are cut off and nothing lies over anything else, in small windows and with large letters."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QScrollArea, QWidget

from mentordesk.app.scenes import scenes
from mentordesk.app.studio import Studio, close, open_studio
from mentordesk.ui.look import Look
from mentordesk.ui.theme import wear
from tests.casebooks import PASSPHRASE, Casebook


@pytest.fixture
def studio(qtbot, demo_casebook: Casebook, tmp_path: Path) -> Iterator[Studio]:
    made = open_studio(demo_casebook.folder, PASSPHRASE, tmp_path / "preferences.toml")
    yield made
    close(made)
    wear(Look())


def cut(widget: QWidget) -> str:
    """What of a widget cannot be seen, or nothing."""
    if isinstance(widget, QAbstractButton) and widget.text() and not isinstance(widget, QCheckBox):
        needs = widget.fontMetrics().horizontalAdvance(widget.text().replace("&", ""))
        return widget.text() if needs > widget.width() else ""
    if isinstance(widget, QLabel) and widget.text():
        if widget.wordWrap():
            low = widget.heightForWidth(widget.width()) > widget.height() + 1
            return widget.text() if low else ""
        return widget.text() if widget.sizeHint().width() > widget.width() + 1 else ""
    if isinstance(widget, QScrollArea) and widget.widget():
        sideways = widget.widget().width() > widget.viewport().width() + 1
        return f"{widget.accessibleName()} scrolls sideways" if sideways else ""
    return ""


def over_each_other(root: QWidget) -> list[str]:
    """Words and buttons of one parent that share a place."""
    found = []
    for parent in [root, *root.findChildren(QWidget)]:
        here = [
            each
            for each in parent.children()
            if isinstance(each, QLabel | QAbstractButton) and each.isVisible() and not each.size().isEmpty()
        ]
        found += [
            f"{one.text()!r} lies over {other.text()!r}"
            for one, other in combinations(here, 2)
            if one.geometry().intersects(other.geometry()) and one.text() and other.text()
        ]
    return found


@pytest.mark.parametrize(
    ("text_size", "width", "height"), [(100, 1280, 720), (150, 1366, 768), (200, 1280, 720), (100, 720, 480)]
)
def test_nothing_is_cut_off_or_covered(studio: Studio, text_size, width, height):
    studio.preferences.change(text_size=text_size)
    wear(studio.preferences.now.look)
    studio.window.resize(width, height)
    found = set()
    for scene, root in scenes(studio):
        studio.settle()
        seen = [each for each in root.findChildren(QWidget) if each.isVisible() and each.width() > 0]
        found |= {f"{scene}: {cut(each)}" for each in seen if cut(each)}
        found |= {f"{scene}: {each}" for each in over_each_other(root)}
    assert found == set()


def test_what_is_cut_off_is_noticed(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    long, short = QLabel("Words that need much more room than this", parent), QLabel("Other words", parent)
    long.resize(40, 20)
    short.resize(200, 20)
    parent.show()
    assert cut(long) == long.text()
    assert cut(short) == ""
    assert over_each_other(parent) == [f"{long.text()!r} lies over {short.text()!r}"]
