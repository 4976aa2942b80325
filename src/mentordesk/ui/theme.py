"""Dressing the program in a look, at start or while it runs."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from mentordesk.ui.icons import picture_file
from mentordesk.ui.letters import bring, usual_family
from mentordesk.ui.look import BASE_POINTS, Look, points, put_on, scaled
from mentordesk.ui.stylesheet import stylesheet
from mentordesk.ui.tokens import Tokens


def wear(new: Look) -> None:
    """Dress the whole program in a look; open windows change at once."""
    put_on(new)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    if app.style().objectName() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(new.tokens))
    font = QFont(new.font if new.font and bring(new.font) else usual_family())
    font.setPointSizeF(points())
    app.setFont(font)
    app.setStyleSheet(stylesheet(new.tokens, new.scale, BASE_POINTS, _pictures(new)))
    for widget in app.allWidgets():
        size = widget.property("icon_size")
        if size:
            widget.setProperty("iconSize", QSize(scaled(size), scaled(size)))


def _palette(colours: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for each, colour in (
        (role.Window, colours.canvas),
        (role.WindowText, colours.ink),
        (role.Base, colours.surface),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.ink),
        (role.PlaceholderText, colours.muted),
        (role.Button, colours.surface),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.red.ink),
        (role.ToolTipBase, colours.surface),
        (role.ToolTipText, colours.ink),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.line),
        (role.Dark, colours.border),
        (role.Light, colours.raised),
        (role.Accent, colours.accent),
    ):
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, QColor(colours.muted))
    return palette


def _pictures(new: Look) -> dict[str, str]:
    return {
        "tick": picture_file("check", new.tokens.on_accent, scaled(16)),
        "arrow": picture_file("chevron-down", new.tokens.muted, scaled(16)),
        "before": picture_file("chevron-left", new.tokens.ink, scaled(16)),
        "after": picture_file("chevron-right", new.tokens.ink, scaled(16)),
    }
