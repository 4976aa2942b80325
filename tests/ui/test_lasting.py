from PySide6.QtWidgets import QWidget


def test_many_calls_of_qt_do_not_use_up_none(qtbot):
    shown = QWidget()
    qtbot.addWidget(shown)
    for _ in range(30_000):
        shown.update()
    assert shown.layout() is None
