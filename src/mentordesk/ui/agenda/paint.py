"""How one happening is drawn in a diary: filled, outlined or dashed, with its icon, time and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from mentordesk.ui.agenda.happening import Edge
from mentordesk.ui.chips import tone_of
from mentordesk.ui.icons import picture
from mentordesk.ui.look import scaled, tokens

if TYPE_CHECKING:
    from mentordesk.ui.agenda.happening import Happening, Mark

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop) | Qt.TextFlag.TextWordWrap.value
_ICON = 14


def paint_ground(painter: QPainter, rect: QRectF, mark: Mark) -> None:
    """Draw the ground and the edge of a box; a bar at its left stands for held ones."""
    tone = tone_of(mark.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    pen = QPen(QColor(tone.ink), 1.5 if mark.edge is Edge.OUTLINE else 1)
    if mark.edge is Edge.DASHED:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(QColor(tone.soft if mark.edge is Edge.FILLED else tokens().surface))
    painter.drawRoundedRect(edge, 4, 4)
    if mark.edge is Edge.FILLED:
        bar = QRectF(edge.x(), edge.y(), min(4, edge.width()), edge.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tone.ink))
        painter.drawRoundedRect(bar, 2, 2)
    painter.restore()


def paint_happening(painter: QPainter, rect: QRectF, row: Happening) -> None:
    """Draw a happening in a box: one line where it is low, only its icon where it is narrow."""
    paint_ground(painter, rect, row.mark)
    metrics = QFontMetricsF(painter.font())
    inner = rect.adjusted(scaled(6), 2, -scaled(3), -2)
    side = scaled(_ICON)
    painter.save()
    painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
    if rect.width() < side * 2.4:
        middle = QRectF(rect.center().x() - side / 2, inner.y(), side, metrics.height())
        paint_icon(painter, middle, row.mark.icon, row.mark.tone)
        painter.restore()
        return
    head = QRectF(inner.x(), inner.y(), inner.width(), min(metrics.height(), inner.height()))
    paint_icon(painter, QRectF(head.x(), head.y(), side, head.height()), row.mark.icon, row.mark.tone)
    head.setLeft(head.x() + side + scaled(4))
    if row.warning:
        there = QRectF(head.right() - side, head.y(), side, head.height())
        paint_icon(painter, there, "triangle-alert", "amber")
        head.setRight(there.x() - scaled(2))
    if inner.height() < metrics.height() * 1.9:
        _one_line(painter, head, row)
    else:
        below = QRectF(inner.x(), head.bottom(), inner.width(), inner.bottom() - head.bottom())
        _lines(painter, head, below, row)
    painter.restore()


def _one_line(painter: QPainter, rect: QRectF, row: Happening) -> None:
    painter.setPen(QColor(tokens().ink))
    when = row.when()
    if when and rect.width() > scaled(90):
        metrics = QFontMetricsF(painter.font())
        painter.drawText(rect, _LEFT, when)
        rect = rect.adjusted(metrics.horizontalAdvance(when) + scaled(5), 0, 0, 0)
    _title(painter, rect, row)


def _title(painter: QPainter, rect: QRectF, row: Happening) -> None:
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setStrikeOut(row.mark.struck)
    painter.save()
    painter.setFont(font)
    text = QFontMetricsF(font).elidedText(row.title, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _LEFT, text)
    painter.restore()


def _lines(painter: QPainter, head: QRectF, below: QRectF, row: Happening) -> None:
    tone, metrics = tone_of(row.mark.tone), QFontMetricsF(painter.font())
    painter.setPen(QColor(tone.ink))
    first = " · ".join(part for part in (row.when(), row.mark.word) if part)
    if metrics.horizontalAdvance(first) > head.width():
        first = row.when() or row.mark.word
    if metrics.horizontalAdvance(first) <= head.width():
        painter.drawText(head, _LEFT, first)
    painter.setPen(QColor(tokens().ink))
    font = QFont(painter.font())
    font.setWeight(QFont.Weight.DemiBold)
    font.setStrikeOut(row.mark.struck)
    bold = QFontMetricsF(font)
    room = int(below.height() // bold.lineSpacing())
    if room < 1:
        return
    needs = bold.boundingRect(below.adjusted(0, 0, 0, 10_000), _WRAPPED, row.title).height()
    widest = max((bold.horizontalAdvance(word) for word in row.title.split()), default=0)
    lines = max(round(needs / bold.lineSpacing()), 1) if widest <= below.width() else 1
    taken = min(lines, room)
    box = QRectF(below.x(), below.y(), below.width(), taken * bold.lineSpacing())
    painter.save()
    painter.setFont(font)
    if taken == 1:
        painter.drawText(box, _LEFT, bold.elidedText(row.title, Qt.TextElideMode.ElideRight, box.width()))
    else:
        painter.drawText(box, _WRAPPED, row.title)
    painter.restore()
    rest = int((below.bottom() - box.bottom()) // metrics.lineSpacing())
    if rest > 0 and row.detail:
        painter.setPen(QColor(tokens().muted))
        left = QRectF(below.x(), box.bottom(), below.width(), metrics.lineSpacing())
        text = metrics.elidedText(row.detail, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, _LEFT, text)


def paint_icon(painter: QPainter, box: QRectF, name: str, ink: str) -> None:
    """Draw an icon in the middle of a box."""
    side = min(scaled(_ICON), box.width())
    drawn = picture(name, ink, scaled(_ICON), painter.device().devicePixelRatio())
    where = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
    painter.drawPixmap(where, drawn, QRectF(drawn.rect()))


def paint_ring(painter: QPainter, rect: QRectF, *, strong: bool) -> None:
    """Draw the ring of what is chosen; strong while the diary has the focus."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().focus if strong else tokens().border), 3 if strong else 2))
    painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)
    painter.restore()


def paint_more(painter: QPainter, rect: QRectF, number: int) -> None:
    """Draw how many more there are, as a link: "3 more", "+3" where it is narrow."""
    font = QFont(painter.font())
    font.setUnderline(True)
    painter.save()
    painter.setFont(font)
    painter.setPen(QColor(tokens().accent))
    inner = rect.adjusted(min(scaled(6), rect.width() / 8), 0, -1, 0)
    words, metrics = f"{number:,} more", QFontMetricsF(font)
    if metrics.horizontalAdvance(words) > inner.width():
        words = f"+{number:,}"
    painter.drawText(inner, _LEFT, words)
    painter.restore()


def paint_ghost(painter: QPainter, rect: QRectF, text: str) -> None:
    """Draw where something would go that is being moved."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(tokens().focus), 2, Qt.PenStyle.DashLine))
    ground = QColor(tokens().soft)
    ground.setAlpha(235)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
    painter.setPen(QColor(tokens().ink))
    inner = rect.adjusted(scaled(6), 2, -2, -2)
    metrics = QFontMetricsF(painter.font())
    line = QRectF(inner.topLeft(), QPointF(inner.right(), inner.top() + metrics.height()))
    painter.drawText(line, _LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width()))
    painter.restore()
