import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentordesk.ui.look import Look
from mentordesk.ui.theme import wear
from mentordesk.ui.words import Words


@pytest.fixture
def holder(qtbot):
    made = QWidget()
    layout = QVBoxLayout(made)
    made.words = Words("Several words that need more than one line where there is little room for them")
    layout.addWidget(made.words)
    layout.addStretch(1)
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def lines(words):
    return round(words.height() / words.fontMetrics().lineSpacing())


def test_words_give_back_the_room_that_they_no_longer_need(qtbot, holder):
    assert lines(holder.words) == 1
    holder.resize(160, 600)
    qtbot.waitUntil(lambda: lines(holder.words) > 2)
    holder.resize(900, 600)
    qtbot.waitUntil(lambda: lines(holder.words) == 1)


def test_words_follow_the_text_size_up_and_down_also_while_hidden(qtbot, holder):
    before = holder.words.height()
    wear(Look(text_size=200))
    qtbot.waitUntil(lambda: holder.words.height() > before)
    wear(Look())
    qtbot.waitUntil(lambda: holder.words.height() == before)
    holder.hide()
    wear(Look(text_size=200))
    wear(Look())
    holder.show()
    qtbot.waitUntil(lambda: holder.words.height() == before)
