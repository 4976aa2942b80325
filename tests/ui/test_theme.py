import itertools

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QPushButton

from mentordesk.ui.icons import icon
from mentordesk.ui.look import Look, row_pixels
from mentordesk.ui.theme import wear
from mentordesk.ui.tokens import TOKENS, RowHeight, Theme
from mentordesk.ui.words import size_icon


def _light(colour):
    def part(value):
        return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4

    shown = QColor(colour)
    red, green, blue = (part(each) for each in (shown.redF(), shown.greenF(), shown.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, two):
    bright, dark = sorted((_light(one), _light(two)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", list(Theme))
def test_words_can_be_read_on_every_ground(theme):
    colours = TOKENS[theme]
    for ink, ground in itertools.product(
        (colours.ink, colours.muted, colours.accent),
        (colours.canvas, colours.surface, colours.raised, colours.soft),
    ):
        assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.on_accent, colours.accent_strong) >= 4.5
    for tone in (colours.green, colours.amber, colours.red, colours.unrated):
        for ground in (tone.soft, colours.surface, colours.canvas):
            assert contrast(tone.ink, ground) >= 4.5, (tone, ground)


@pytest.mark.parametrize("theme", list(Theme))
def test_edges_and_focus_rings_are_seen(theme):
    colours = TOKENS[theme]
    for ground in (colours.canvas, colours.surface):
        assert contrast(colours.border, ground) >= (3 if ground == colours.surface else 2.7)
        assert contrast(colours.focus, ground) >= 3
    assert contrast(colours.ink, colours.canvas) >= 3, "the ring of a primary button"


def test_a_look_is_worn_at_once_by_open_windows(qtbot):
    shown = QPushButton("Save")
    shown.setIcon(icon("house"))
    size_icon(shown, 20)
    qtbot.addWidget(shown)
    shown.show()
    before = shown.fontMetrics().height()
    wear(Look(Theme.DARK, 200, RowHeight.COMPACT))
    assert shown.fontMetrics().height() > before * 1.8
    assert shown.iconSize() == QSize(40, 40)
    assert row_pixels() == 60
    inks = {
        picture.pixelColor(x, y).name()
        for picture in [shown.icon().pixmap(40).toImage()]
        for x, y in itertools.product(range(40), range(40))
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {TOKENS[Theme.DARK].ink.lower()}


@pytest.mark.parametrize(("theme", "size"), list(itertools.product(Theme, (100, 130, 200))))
def test_every_theme_and_size_is_a_valid_stylesheet(qtbot, theme, size):
    wear(Look(theme, size))
    shown = QPushButton("Save")
    qtbot.addWidget(shown)
    shown.show()
    assert not shown.grab().isNull()
