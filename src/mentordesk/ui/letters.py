"""The letters of the program: the system's own, ours where it has none, and reading fonts to choose."""

from importlib import resources

from PySide6.QtGui import QFontDatabase

READING_FONTS = ("Atkinson Hyperlegible", "Noto Sans")
_FILES = {
    "Atkinson Hyperlegible": (
        "atkinson/atkinson-hyperlegible-latin-400-normal.woff",
        "atkinson/atkinson-hyperlegible-latin-700-normal.woff",
    ),
    "Noto Sans": ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf"),
}
_NAMES_ONLY = {"Monospace", "Sans Serif", "Serif"}
"""What a system without a single font still lists."""


def usual_family() -> str:
    """Return the system's own font family, or ours where the system has none at all."""
    if set(QFontDatabase.families()) - _NAMES_ONLY - set(_FILES):
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
    bring("Noto Sans")
    return "Noto Sans"


def bring(family: str) -> bool:
    """Make one of our own families ready, unless the system has it; return whether it can be used."""
    if family in QFontDatabase.families():
        return True
    fonts = resources.files("mentordesk") / "resources" / "fonts"
    for name in _FILES.get(family, ()):
        with resources.as_file(fonts / name) as path:
            QFontDatabase.addApplicationFont(str(path))
    return family in QFontDatabase.families()
