"""Every control of every page, dialog and window has a name and is reached by Tab; no sentence is broken."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from mentordesk.app.demo import PASSPHRASE, build
from mentordesk.app.scenes import scenes
from mentordesk.app.studio import Studio, close, open_studio
from tests.casebooks import at_now

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
)
BROKEN = ("{", "}", "None", "%s", "<class", "object at", "()", "null", "TODO")


@pytest.fixture
def studio(qtbot, tmp_path: Path) -> Iterator[Studio]:
    build(tmp_path / "casebook", PASSPHRASE, at_now)
    made = open_studio(tmp_path / "casebook", PASSPHRASE, tmp_path / "preferences.toml")
    yield made
    close(made)


def controls(root: QWidget) -> list[QWidget]:
    """What can be used: enabled, visible, and taking the focus; the insides of a control belong to it."""
    inside = (QComboBox, QAbstractSpinBox, QTabBar, QLineEdit, QAbstractItemView)
    return [
        each
        for each in root.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.window() is root.window()
        and each.focusProxy() is None
        and (isinstance(each, CONTROLS) or each.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and not isinstance(each.parentWidget(), inside)
        and not (isinstance(each, QScrollArea) and each.focusPolicy() == Qt.FocusPolicy.NoFocus)
        and not each.objectName().startswith("qt_")
    ]


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a control."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text().strip()
    labels = widget.window().findChildren(QLabel)
    return next((each.text() for each in labels if each.buddy() is widget), "")


def reached(window: QWidget) -> set[QWidget]:
    """Where Tab stops, beginning anywhere, all the way round."""
    stops: set[QWidget] = set()
    stop = window.nextInFocusChain()
    while stop is not None and stop is not window:
        if stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stops.add(stop.focusProxy() or stop)
        stop = stop.nextInFocusChain()
    return stops


def by_arrows(control: QWidget, stops: set[QWidget]) -> bool:
    """Whether the arrows lead to a control from where Tab stops: another of its group, or its proxy."""
    if control.focusProxy() in stops:
        return True
    if not isinstance(control, QAbstractButton):
        return False
    group = control.group()
    if group and group.exclusive():
        return any(each in stops for each in group.buttons())
    if not control.autoExclusive():
        return False
    beside = control.parentWidget().findChildren(QAbstractButton)
    return any(each in stops and each.autoExclusive() and each.isChecked() for each in beside)


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()!r} in {type(widget.parentWidget()).__name__}"


def test_every_control_is_named_and_reached_and_every_sentence_is_whole(studio: Studio):
    nameless, unreached, broken = set(), set(), set()
    seen = 0
    for scene, root in scenes(studio):
        studio.settle()
        stops = reached(root.window())
        for each in controls(root):
            seen += 1
            if not spoken(each):
                nameless.add(f"{scene}: {told(each)}")
            if each not in stops and not by_arrows(each, stops):
                unreached.add(f"{scene}: {told(each)} {spoken(each)!r}")
        for each in root.findChildren(QLabel):
            wrong = [part for part in BROKEN if part in each.text()]
            if each.isVisible() and wrong:
                broken.add(f"{scene}: {each.text()!r}")
    assert seen > 500
    assert nameless == set()
    assert unreached == set()
    assert broken == set()
    assert QApplication.activeModalWidget() is None


def test_a_control_without_a_name_or_a_way_to_it_is_noticed(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    nameless, apart, labelled = QLineEdit(page), QPushButton("Apart", page), QLineEdit(page)
    apart.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    label = QLabel("Title", page)
    label.setBuddy(labelled)
    page.show()
    assert [each for each in controls(page) if not spoken(each)] == [nameless]
    assert [each for each in controls(page) if each not in reached(page)] == [apart]
