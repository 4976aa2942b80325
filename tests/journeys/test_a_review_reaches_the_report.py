"""A coordinator types a review into the real window and finds its words in the PDF."""

import io

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from mentordesk.app.window import MainWindow
from mentordesk.kernel.permissions import Role
from mentordesk.ui.preview import PreviewDialog
from tests.screens import dialog, dialogs, says, signed_in, until

MET = "Thirty-one people are matched, and the lamp is lit."
CONTROL = Qt.KeyboardModifier.ControlModifier


class Keyboard:
    """Somebody who uses nothing but the keyboard: keys go to whatever has the focus."""

    def __init__(self, qtbot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window

    def focus(self) -> QWidget:
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the focus"
        return found

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, held)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of an accessible name has the focus."""
        passed = []
        for _ in range(80):
            said = self.focus().accessibleName() or getattr(self.focus(), "text", str)()
            if said == name:
                return
            passed.append(said)
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name!r}: {passed}")

    def arrives(self, title: str) -> None:
        """Wait until a dialog listens."""
        until(self.qtbot, lambda: any(title in each.windowTitle() for each in dialogs(self.window)))
        self.qtbot.waitUntil(dialog(self.window, title).isActiveWindow)

    def back(self) -> None:
        """Wait until every dialog is closed and the window listens again, as a desktop makes it do."""
        until(self.qtbot, lambda: dialogs(self.window) == [])
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)


def test_a_review_typed_by_keyboard_is_in_the_pdf(qtbot, demo_casebook, tmp_path):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        qtbot.waitUntil(window.isActiveWindow)
        keys = Keyboard(qtbot, window)
        keys.press(Qt.Key.Key_K, CONTROL)
        keys.type("northbridge")
        until(qtbot, window.search.answers.isVisible)
        keys.press(Qt.Key.Key_Return)
        assert window.page().title() == "Through the gate: Northbridge"

        keys.tab_to("Record review, target 1")
        keys.press(Qt.Key.Key_Space)
        keys.arrives("Review of target 1")
        keys.tab_to("Target met")
        keys.press(Qt.Key.Key_A, CONTROL)
        keys.type(MET)
        keys.press(Qt.Key.Key_Return, CONTROL)
        keys.back()
        assert says(window, "Review finished.")
        assert says(window, MET)
        assert keys.focus().accessibleName() == "Record review, target 1", "the focus comes back"

        keys.tab_to("Make report")
        keys.press(Qt.Key.Key_Space)
        keys.arrives("SMART plan report")
        keys.press(Qt.Key.Key_Return, CONTROL)
        until(qtbot, lambda: isinstance(dialogs(window)[-1], PreviewDialog))
        keys.arrives("Through the gate: Northbridge - full")
        keys.press(Qt.Key.Key_S, CONTROL)
        chooser = dialog(window, "Save as")
        assert isinstance(chooser, QFileDialog)
        qtbot.waitUntil(chooser.isActiveWindow)
        out = tmp_path / "report.pdf"
        name = chooser.findChild(QLineEdit)
        assert name is not None
        name.setFocus()
        keys.press(Qt.Key.Key_A, CONTROL)
        keys.type(str(out))
        keys.press(Qt.Key.Key_Return)
        until(qtbot, out.exists)

        text = " ".join(
            " ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(out.read_bytes())).pages
        )
        assert MET in text
        dialog(window).activateWindow()
        qtbot.waitUntil(dialog(window).isActiveWindow)
        keys.press(Qt.Key.Key_Escape)
        keys.back()


def test_the_sidebar_and_the_list_lead_to_the_same_form(qtbot, demo_casebook):
    with signed_in(demo_casebook, Role.COORDINATOR) as window:
        qtbot.waitUntil(window.isActiveWindow)
        keys = Keyboard(qtbot, window)
        for _ in ("mentees", "sessions", "mentors", "plans"):
            keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Return)
        assert window.place() == "plans"
        keys.tab_to("All plans")
        keys.press(Qt.Key.Key_Down)
        keys.press(Qt.Key.Key_Return)
        assert window.page().title() == "Through the gate: Northbridge"
        keys.tab_to("Parts of this page")
        keys.press(Qt.Key.Key_Right)
        keys.press(Qt.Key.Key_Tab)
        keys.tab_to(window.page().grid.rows()[0].accessibleName())
        keys.press(Qt.Key.Key_Return)
        keys.arrives("Change target 1")
        keys.press(Qt.Key.Key_Escape)
        keys.back()
        assert keys.focus() is window.page().grid.rows()[0], "the focus comes back to the row"
