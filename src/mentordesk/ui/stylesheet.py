"""The one stylesheet, made from a theme's colours and a text size."""

from string import Template

from mentordesk.ui.tokens import Tokens

_SHEET = Template("""
* { outline: none; }
QWidget { color: $ink; }
QMainWindow, QDialog, QWidget#canvas { background: $canvas; }
QToolTip { background: $surface; color: $ink; border: 1px solid $border; padding: ${s4}px ${s8}px; }

QLabel { background: transparent; }
QLabel[words="display"] { font-size: ${p18}pt; font-weight: 600; }
QLabel[words="title"] { font-size: ${p14}pt; font-weight: 600; }
QLabel[words="heading"] { font-size: ${p115}pt; font-weight: 600; }
QLabel[words="label"] { font-weight: 600; }
QLabel[words="muted"] { color: $muted; }
QLabel[words="problem"] { color: $red_ink; }

QFrame[box="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
QFrame[box="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[box="foot"] { background: $surface; border: none; border-top: 1px solid $line; }
QFrame[box="side"] { background: $surface; border: none; border-right: 1px solid $line; }
QFrame[box="notice"] { background: $soft; border: 1px solid $accent; border-radius: 6px; }
QFrame[box="warning"] { background: $amber_soft; border: 1px solid $amber_ink; border-radius: 6px; }
QFrame[box="danger"] { background: $red_soft; border: 1px solid $red_ink; border-radius: 6px; }
QFrame[box="compare"] { background: $surface; border: 2px solid $amber_ink; border-radius: 6px; }
QFrame[box="chip"] { background: $soft; border: 1px solid $line; border-radius: 6px; }
QFrame[box="head"] { background: $raised; border: none; border-radius: 6px; }
QFrame[box="row"] { background: $surface; border: 2px solid $surface; border-top: 1px solid $line; }
QFrame[box="row"][chosen="true"] { background: $soft; border-color: $soft; border-top: 1px solid $line; }
QFrame[box="row"]:focus { border: 2px solid $focus; }
QFrame[box="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[box="warning"] QLabel { color: $amber_ink; }
QFrame[box="danger"] QLabel { color: $red_ink; }

QPushButton, QToolButton[act="button"] {
  background: $surface; border: 1px solid $border; border-radius: 6px;
  padding: ${b5}px ${b12}px; margin: 2px; min-height: ${h20}px;
}
QPushButton:hover, QToolButton[act="button"]:hover { background: $raised; }
QPushButton:pressed, QToolButton[act="button"]:pressed { background: $soft; }
QPushButton:focus, QToolButton[act="button"]:focus {
  border: 2px solid $focus; margin: 1px; background: $soft;
}
QPushButton:disabled, QToolButton[act="button"]:disabled {
  color: $muted; border-color: $line; background: $canvas;
}
QPushButton[act="primary"] {
  background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[act="primary"]:hover { background: $accent_strong; border-color: $accent_strong; }
QPushButton[act="primary"]:focus {
  background: $accent_strong; border: 3px solid $ink; margin: 0px;
}
QPushButton[act="primary"]:disabled {
  background: $raised; color: $muted; border-color: $line;
}
QPushButton[act="danger"] { color: $red_ink; border-color: $red_ink; }
QPushButton[act="danger"]:hover { background: $red_soft; }
QPushButton[act="danger"]:focus { border-color: $red_ink; background: $red_soft; }
QPushButton[act="link"], QPushButton[act="quiet"] { background: transparent; border-color: transparent; }
QPushButton[act="link"] {
  color: $accent; text-decoration: underline; text-align: left;
  padding: ${b2}px 0px; min-height: 0px; margin: 0px; border: 2px solid transparent;
}
QPushButton[act="link"]:hover, QPushButton[act="quiet"]:hover { background: $raised; }
QPushButton[act="link"]:focus, QPushButton[act="quiet"]:focus { border-color: $focus; }
QPushButton[act="fold"] {
  background: transparent; border: 2px solid transparent; color: $accent; text-align: left; margin: 0px;
  padding: ${b4}px ${b8}px ${b4}px 0px; font-weight: 600;
}
QPushButton[act="fold"]:hover { background: $raised; }
QPushButton[act="fold"]:focus { border-color: $focus; }
QPushButton[act="problem"] {
  background: transparent; border-color: transparent; color: $red_ink; text-decoration: underline;
  text-align: left; padding: ${b2}px ${b4}px; min-height: 0px;
}
QPushButton[act="problem"]:focus { border: 2px solid $red_ink; }
QPushButton[act="chip"] {
  background: $soft; border: 1px solid $accent; border-radius: ${r12}px;
  padding: ${b2}px ${b10}px; min-height: ${h18}px; margin: 1px;
}
QPushButton[act="chip"]:focus { border: 2px solid $focus; margin: 0px; }
QPushButton[act="segment"] { border-radius: 6px; font-weight: 400; }
QPushButton[act="segment"]:checked {
  background: $soft; border: 2px solid $accent; margin: 1px;
}
QPushButton[act="segment"]:focus { border: 2px solid $focus; margin: 1px; background: $raised; }
QPushButton[act="segment"]:checked:focus { background: $accent; color: $on_accent; }
QPushButton[act="segment"][rag="green"]:checked {
  background: $green_soft; color: $green_ink; border-color: $green_ink;
}
QPushButton[act="segment"][rag="amber"]:checked {
  background: $amber_soft; color: $amber_ink; border-color: $amber_ink;
}
QPushButton[act="segment"][rag="red"]:checked {
  background: $red_soft; color: $red_ink; border-color: $red_ink;
}
QPushButton[act="segment"][rag="unrated"]:checked {
  background: $unrated_soft; color: $unrated_ink; border-color: $unrated_ink;
}
QPushButton[act="segment"][rag]:checked:focus { border: 2px solid $focus; text-decoration: underline; }
QPushButton[act="day"] {
  background: transparent; border: 2px solid transparent; padding: 0px; margin: 0px; min-height: 0px;
}
QPushButton[act="day"]:hover { background: $raised; }
QPushButton[act="day"]:disabled { background: transparent; border-color: transparent; }
QPushButton[act="day"][when="outside"] { color: $muted; }
QPushButton[act="day"][when="today"] { color: $accent; font-weight: 600; text-decoration: underline; }
QPushButton[act="day"]:checked { background: $accent; color: $on_accent; font-weight: 600; }
QPushButton[act="day"]:focus { border: 2px solid $ink; }
QPushButton::menu-indicator { image: none; width: 0px; }

QPushButton[act="place"] {
  background: transparent; border: 2px solid transparent; text-align: left; margin: 0px;
  padding: ${s8}px ${s12}px; border-radius: 6px;
}
QPushButton[act="place"]:hover { background: $raised; }
QPushButton[act="place"]:checked { background: $soft; color: $accent; font-weight: 600; }
QPushButton[act="place"]:focus { border: 2px solid $focus; }

QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px; padding: ${s4}px; }
QToolButton:hover { background: $raised; }
QToolButton:focus { border: 2px solid $focus; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox {
  background: $surface; color: $ink; border: 1px solid $border; border-radius: 6px; margin: 1px;
  padding: ${b6}px ${b8}px; selection-background-color: $accent; selection-color: $on_accent;
  placeholder-text-color: $muted;
}
QLineEdit, QComboBox, QSpinBox { min-height: ${h20}px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"],
QPushButton[act="segment"][wrong="true"] {
  border: 1px solid $red_ink; background: $red_soft;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $focus; margin: 0px;
}
QLineEdit:read-only, QPlainTextEdit:read-only { background: $canvas; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  background: $canvas; color: $muted; border-color: $line;
}
QComboBox { padding-right: ${s24}px; }
QComboBox::drop-down { border: none; width: ${s24}px; }
QComboBox::down-arrow { image: url("$arrow"); width: ${s16}px; height: ${s16}px; }
QComboBox QAbstractItemView, QListView[popup="true"] {
  background: $surface; color: $ink; border: 1px solid $border; border-radius: 6px; padding: ${s4}px;
  selection-background-color: $soft; selection-color: $ink;
}
QComboBox QAbstractItemView::item, QListView[popup="true"]::item, QListView[popup="answers"]::item {
  min-height: ${h28}px; padding: ${s4}px ${s8}px; border-radius: 4px; border: 2px solid transparent;
}
QComboBox QAbstractItemView::item:selected, QListView[popup="true"]::item:selected,
QListView[popup="answers"]::item:selected {
  background: $soft; color: $ink; border-color: $focus;
}

QListView[list="contents"], QListView[list="contents"]:focus {
  border: none; background: transparent; outline: 0;
}
QListView[list="contents"]::item {
  min-height: ${h28}px; padding: ${s4}px ${s8}px; border-radius: 6px; border: 2px solid transparent;
}
QListView[list="contents"]::item:selected { background: $soft; color: $accent; }
QListView[list="contents"]::item:selected:focus { border-color: $focus; }
QListView[popup="plain"], QListView[popup="plain"]:focus,
QListView[popup="answers"], QListView[popup="answers"]:focus {
  border: none; background: transparent;
}

QCheckBox, QRadioButton {
  spacing: ${s8}px; padding: ${s4}px ${s4}px ${s4}px 0px; border: 2px solid transparent; border-radius: 6px;
}
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QCheckBox::indicator, QRadioButton::indicator { width: ${s16}px; height: ${s16}px; }
QCheckBox::indicator { border: 2px solid $border; border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
QRadioButton::indicator { border: 2px solid $border; border-radius: ${r10}px; background: $surface; }
QRadioButton::indicator:checked {
  border: 2px solid $accent;
  background: qradialgradient(cx:0.5, cy:0.5, radius:0.5, fx:0.5, fy:0.5,
    stop:0 $accent, stop:0.5 $accent, stop:0.6 $surface, stop:1 $surface);
}

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[fill="none"] { background: transparent; }
QScrollBar { background: transparent; border: none; margin: 0px; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: ${s32}px; }
QScrollBar::handle:horizontal { min-width: ${s32}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTableView, QTreeView, QListView {
  background: $surface; border: 1px solid $line; border-radius: 6px; gridline-color: $line;
  selection-background-color: $soft; selection-color: $ink; alternate-background-color: $surface;
}
QTableView:focus, QTreeView:focus, QListView:focus { border: 2px solid $focus; }
QTableView::item { padding: 0px ${s8}px; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $soft; color: $ink; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
  background: $canvas; color: $muted; font-weight: 600; border: none; border-bottom: 1px solid $border;
  padding: ${s8}px ${b10}px; text-align: left;
}
QHeaderView::section:hover { background: $raised; color: $ink; }
QHeaderView::up-arrow, QHeaderView::down-arrow { width: 0px; height: 0px; }
QTableCornerButton::section { background: $canvas; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $line; top: -1px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
  background: transparent; color: $muted; padding: ${s8}px ${s12}px; margin-right: ${s4}px;
  border: 2px solid transparent; border-bottom: 3px solid transparent;
}
QTabBar::scroller { width: ${h20}px; }
QTabBar QToolButton { background: $canvas; padding: 0px; border-radius: 0px; }
QTabBar QToolButton::left-arrow { image: url("$before"); width: ${s16}px; height: ${s16}px; }
QTabBar QToolButton::right-arrow { image: url("$after"); width: ${s16}px; height: ${s16}px; }
QTabBar::tab:hover { color: $ink; background: $raised; }
QTabBar::tab:selected { color: $accent; font-weight: 600; border-bottom: 3px solid $accent; }
QTabBar::tab:selected:focus { border: 2px solid $focus; border-radius: 6px; }

QMenu { background: $surface; border: 1px solid $border; border-radius: 6px; padding: ${s4}px; }
QMenu::item {
  padding: ${s8}px ${s24}px ${s8}px ${s12}px; border: 2px solid transparent; border-radius: 4px;
}
QMenu::item:selected { background: $soft; border-color: $focus; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${s4}px ${s8}px; }
QMenu::icon { padding-left: ${s8}px; }

QProgressBar {
  background: $raised; border: 1px solid $border; border-radius: 6px; text-align: center;
  min-height: ${s12}px;
}
QProgressBar::chunk { background: $accent; border-radius: 5px; }
QSplitter::handle { background: $line; }
""")


def stylesheet(colours: Tokens, scale: float, base_points: float, pictures: dict[str, str]) -> str:
    """Return the stylesheet; `pictures` names the files of the small pictures that a stylesheet needs."""
    names = {key: value for key, value in vars(colours).items() if isinstance(value, str)}
    for tone in ("green", "amber", "red", "unrated"):
        part = getattr(colours, tone)
        names |= {f"{tone}_ink": part.ink, f"{tone}_soft": part.soft, f"{tone}_edge": part.edge}
    sizes: dict[str, str] = {}
    for pixels in (4, 8, 12, 16, 24, 32):
        sizes[f"s{pixels}"] = str(round(pixels * scale))
    for pixels in (2, 4, 5, 6, 8, 10, 12):
        sizes[f"b{pixels}"] = str(round(pixels * (1 + (scale - 1) / 2)))
        sizes[f"r{pixels}"] = str(round(pixels * scale))
    for pixels in (18, 20, 28):
        sizes[f"h{pixels}"] = str(round(pixels * scale))
    for name, factor in (("p115", 1.15), ("p14", 1.4), ("p18", 1.8)):
        sizes[name] = f"{base_points * scale * factor:.2f}"
    return _SHEET.substitute(names | sizes | pictures)
