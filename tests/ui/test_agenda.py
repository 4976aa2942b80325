"""The diary by keyboard and mouse, as a screen reader walks it, and how boxes stand side by side."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from mentordesk.kernel.dates import Period, bank_holidays
from mentordesk.ui.agenda import Diary, Edge, Happening, Mark, Scale
from mentordesk.ui.agenda.drawing import Slot
from mentordesk.ui.agenda.lanes import side_by_side, window
from mentordesk.ui.agenda.periods import period_of, period_words, turned
from mentordesk.ui.look import Look
from mentordesk.ui.theme import wear

TODAY = date(2026, 11, 25)  # a Wednesday
MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
PLANNED = Mark("Planned", "calendar-days", "unrated", Edge.OUTLINE)
HELD = Mark("Held", "check", "green", Edge.FILLED)
KEY = Qt.Key


def happening(key: int, day: date, at: time | None, title: str = "Danny", **more: Any) -> Happening:
    mark = more.pop("mark", PLANNED)
    minutes = more.pop("minutes", 60)
    return Happening(key, day, at, minutes, title, "Library", mark, mark is PLANNED, **more)


ROWS = (
    happening(1, MONDAY, time(10)),
    happening(2, MONDAY, time(14, 30)),
    happening(3, TODAY, time(9)),
    happening(4, TODAY, None, "Farah"),
    happening(5, TODAY, time(15), "Owen", mark=HELD),
    happening(6, SUNDAY, time(11)),
)


class Told:
    """What a diary has signalled."""

    def __init__(self, diary: Diary) -> None:
        self.opened: list[Any] = []
        self.moved: list[Any] = []
        self.wanted: list[Any] = []
        diary.opened.connect(self.opened.append)
        diary.moved.connect(lambda *what: self.moved.append(what))
        diary.wanted.connect(lambda *what: self.wanted.append(what))


@pytest.fixture(autouse=True)
def _plain_look(qapp):
    wear(Look())
    yield
    wear(Look())


def made(qtbot: Any, scale: Scale = Scale.WEEK, rows: tuple[Happening, ...] = ROWS) -> Diary:
    """A diary that is filled whenever it asks, and has the focus."""
    diary = Diary("Sessions", TODAY, "No session", scale=scale)
    qtbot.addWidget(diary)
    diary.resize(1000, 700)

    def fill(period: Period) -> None:
        inside = [row for row in rows if period.first <= row.day <= period.last]
        diary.fill(inside, bank_holidays(period.first, period.last))

    diary.entered.connect(fill)
    diary.show()
    diary.show_day(TODAY)
    diary.activateWindow()
    diary.view().setFocus()
    qtbot.waitUntil(diary.view().hasFocus)
    return diary


def chosen(diary: Diary) -> int | None:
    row = diary.view().current()
    return row.key if row else None


def press(diary: Diary, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(diary.view(), key, held)


def middle(diary: Diary, key: int) -> QPoint:
    view = diary.view()
    return view.visualRect(view.rows.index(view.rows.row_of(key))).center()


def at(diary: Diary, day: date, start: time | None) -> QPoint:
    """The point just inside a slot, scrolled into sight."""
    view = diary.view()
    rect = view.slot_rect(Slot(day, start), 15)
    view.see(rect)
    return view.slot_rect(Slot(day, start), 15).topLeft().toPoint() + QPoint(4, 3)


def drag(diary: Diary, start: QPoint, end: QPoint) -> None:
    port = diary.view().viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(0, QApplication.startDragDistance() + 1))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)


# By keyboard


def test_arrows_go_through_a_day_and_to_the_days_beside_it(qtbot) -> None:
    diary = made(qtbot)
    assert chosen(diary) == 4  # without a time it stands first
    press(diary, KEY.Key_Down)
    assert chosen(diary) == 3
    press(diary, KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert chosen(diary) == 5
    press(diary, KEY.Key_Left)
    assert (diary.view().day, chosen(diary)) == (TODAY - timedelta(days=1), None)
    press(diary, KEY.Key_Left)
    assert (diary.view().day, chosen(diary)) == (MONDAY, 1)
    press(diary, KEY.Key_End)
    assert chosen(diary) == 6
    press(diary, KEY.Key_Home)
    assert diary.view().day == MONDAY


def test_beyond_the_edge_the_next_period_comes(qtbot) -> None:
    diary = made(qtbot)
    press(diary, KEY.Key_Home, KEY.Key_Left)
    assert diary.period() == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert diary.view().day == date(2026, 11, 22)
    press(diary, KEY.Key_Right)
    assert (diary.view().day, chosen(diary)) == (MONDAY, 1)


def test_enter_opens_and_on_an_empty_day_asks_for_something_new(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    press(diary, KEY.Key_Down, KEY.Key_Return)
    assert told.opened == [3]
    press(diary, KEY.Key_Right, KEY.Key_Return)
    assert told.wanted == [(TODAY + timedelta(days=1), None)]
    press(diary, KEY.Key_Left, KEY.Key_N)
    assert told.wanted[-1] == (TODAY, None)
    assert told.opened == [3]


def test_a_move_by_keys_is_told_only_when_enter_is_pressed(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    press(diary, KEY.Key_Down)
    press(diary, KEY.Key_Right, KEY.Key_Down, held=Qt.KeyboardModifier.ControlModifier)
    press(diary, KEY.Key_Down)
    assert told.moved == []
    press(diary, KEY.Key_Return)
    assert told.moved == [(3, TODAY + timedelta(days=1), time(9, 30))]
    assert told.opened == []
    press(diary, KEY.Key_Up, held=Qt.KeyboardModifier.ControlModifier)
    press(diary, KEY.Key_Escape)
    assert len(told.moved) == 1
    assert diary.view().moving is None
    assert chosen(diary) == 3


def test_what_was_held_cannot_be_moved(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    press(diary, KEY.Key_Down, KEY.Key_Down)
    assert chosen(diary) == 5
    press(diary, KEY.Key_Right, held=Qt.KeyboardModifier.ControlModifier)
    assert diary.view().moving is None
    drag(diary, middle(diary, 5), middle(diary, 5) + QPoint(0, 100))
    assert told.moved == []


def test_pages_today_and_scales_have_keys(qtbot) -> None:
    diary = made(qtbot)
    press(diary, KEY.Key_PageDown)
    assert diary.period().first == date(2026, 11, 30)
    press(diary, KEY.Key_PageUp, KEY.Key_PageUp)
    assert diary.period().first == date(2026, 11, 16)
    press(diary, KEY.Key_T)
    assert (diary.period().first, diary.view().day) == (MONDAY, TODAY)
    for key, scale in ((KEY.Key_D, Scale.DAY), (KEY.Key_M, Scale.MONTH), (KEY.Key_A, Scale.AGENDA)):
        press(diary, key)
        assert diary.scale is scale
        assert diary.view().hasFocus()
    press(diary, KEY.Key_W)
    assert (diary.scale, diary.view().day) == (Scale.WEEK, TODAY)


def test_the_month_goes_down_by_weeks_at_the_end_of_a_day(qtbot) -> None:
    diary = made(qtbot, Scale.MONTH)
    diary.view().go(MONDAY)
    assert chosen(diary) == 1
    press(diary, KEY.Key_Down)
    assert chosen(diary) == 2
    press(diary, KEY.Key_Down)
    assert diary.view().day == MONDAY + timedelta(days=7)
    told = Told(diary)
    press(diary, KEY.Key_Up)
    press(diary, KEY.Key_Down, held=Qt.KeyboardModifier.ControlModifier)
    press(diary, KEY.Key_Return)
    assert told.moved[0][1:] == (MONDAY + timedelta(days=7), diary.view().current().start)


def test_the_agenda_is_one_list(qtbot) -> None:
    diary = made(qtbot, Scale.AGENDA)
    diary.show_day(MONDAY)
    keys = [chosen(diary)]
    for _ in range(5):
        press(diary, KEY.Key_Down)
        keys.append(chosen(diary))
    assert keys == [1, 2, 4, 3, 5, 6]
    press(diary, KEY.Key_Left)
    assert diary.view().day == TODAY
    press(diary, KEY.Key_End)
    assert diary.view().day == MONDAY + timedelta(days=27)


# By mouse


def test_a_click_opens_and_on_an_empty_place_asks_for_its_time(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    diary.view().choose(diary.view().rows.row_of(3))
    QTest.mouseClick(diary.view().viewport(), Qt.MouseButton.LeftButton, pos=middle(diary, 3))
    assert told.opened == [3]
    point = at(diary, TODAY + timedelta(days=1), time(13, 15))
    QTest.mouseClick(diary.view().viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert told.wanted == [(TODAY + timedelta(days=1), time(13, 15))]
    assert told.moved == []


def test_dragging_tells_the_new_day_and_quarter_and_moves_nothing(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    view = diary.view()
    view.choose(view.rows.row_of(3))
    end = at(diary, date(2026, 11, 27), time(11, 45))
    box = view.visualRect(view.rows.index(view.rows.row_of(3)))
    drag(diary, box.topLeft() + QPoint(5, 4), end)
    assert told.moved == [(3, date(2026, 11, 27), time(11, 45))]
    assert told.opened == []
    assert view.current().start == time(9)


def test_a_drag_keeps_where_the_mouse_holds_it(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    view = diary.view()
    view.choose(view.rows.row_of(3))
    box = view.visualRect(view.rows.index(view.rows.row_of(3)))
    half = QPoint(box.left() + 5, box.center().y() + 3)  # half past nine
    drag(diary, half, half + QPoint(0, round(view.slot_rect(Slot(TODAY, time(9)), 60).height())))
    assert told.moved == [(3, TODAY, time(10))]


def test_escape_and_the_place_it_came_from_leave_it_where_it_was(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    diary.view().choose(diary.view().rows.row_of(3))
    start = middle(diary, 3)
    port = diary.view().viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, start + QPoint(60, 60))
    assert diary.view().moving is not None
    press(diary, KEY.Key_Escape)
    QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 60))
    drag(diary, start, start)
    assert told.moved == []


def test_what_has_no_time_gets_one_by_dragging_it_down(qtbot) -> None:
    diary = made(qtbot)
    told = Told(diary)
    end = at(diary, TODAY, time(12))
    drag(diary, middle(diary, 4), end)
    assert told.moved == [(4, TODAY, time(12))]


def test_a_day_head_and_the_words_about_more_show_the_whole_day(qtbot) -> None:
    crowd = tuple(happening(number, TODAY, time(10)) for number in range(30))
    diary = made(qtbot, Scale.WEEK, crowd)
    (more,) = diary.view().arrangement().more
    shown = len(diary.view().arrangement().boxes)
    assert (more.day, shown + more.number) == (TODAY, 30)
    QTest.mouseClick(
        diary.view().viewport(),
        Qt.MouseButton.LeftButton,
        pos=diary.view().on_viewport(more.box).center().toPoint(),
    )
    assert (diary.scale, diary.day) == (Scale.DAY, TODAY)
    assert diary.view().arrangement().more == []
    diary.show_scale(Scale.WEEK)
    head = QPoint(round(diary.view().day_rect(MONDAY).center().x()), 8)
    QTest.mouseClick(diary.view().viewport(), Qt.MouseButton.LeftButton, pos=head)
    assert (diary.scale, diary.day) == (Scale.DAY, MONDAY)


@pytest.mark.parametrize("scale", [Scale.DAY, Scale.WEEK, Scale.MONTH, Scale.AGENDA])
def test_where_something_would_go_is_drawn(qtbot, scale: Scale) -> None:
    diary = made(qtbot, scale)
    view = diary.view()
    view.choose(view.rows.row_of(3))
    press(diary, KEY.Key_Down, held=Qt.KeyboardModifier.ControlModifier)
    there = view.slot_rect(view.moving.slot, 60).toRect().intersected(view.scrolling_part().toRect())
    during = view.viewport().grab(there).toImage()
    press(diary, KEY.Key_Escape)
    assert there.isValid()
    assert during != view.viewport().grab(there).toImage()


@pytest.mark.parametrize("scale", [Scale.DAY, Scale.WEEK, Scale.MONTH])
def test_an_empty_day_that_has_the_focus_is_seen(qtbot, scale: Scale) -> None:
    diary = made(qtbot, scale, ())
    view = diary.view()
    ring = view.day_rect(view.day).toRect().adjusted(0, 20, 0, 0).intersected(view.viewport().rect())
    with_focus = view.viewport().grab(ring).toImage()
    diary.title.setFocus()
    qtbot.waitUntil(lambda: not view.hasFocus())
    assert with_focus != view.viewport().grab(ring).toImage()


# For everybody


def test_a_screen_reader_walks_every_happening_with_its_word_time_and_title(qtbot) -> None:
    diary = made(qtbot)
    face = QAccessible.queryAccessibleInterface(diary.view())
    assert face.text(QAccessible.Text.Name) == "Sessions"
    assert face.childCount() == len(ROWS)
    names = [face.child(number).text(QAccessible.Text.Name) for number in range(face.childCount())]
    assert names[0] == "Planned: Danny. Monday 23 November 2026. 10am, 1 hour. Library"
    assert names[2] == "Planned: Farah. Wednesday 25 November 2026. no time given. Library"
    assert names[4].startswith("Held: Owen. Wednesday 25 November 2026. 3pm")


def test_a_title_with_angle_brackets_is_read_as_it_is() -> None:
    row = happening(1, TODAY, time(9), "<b>Danny</b> & <img src=x>")
    assert "<b>Danny</b> & <img src=x>" in row.says()


@pytest.mark.parametrize("scale", [Scale.WEEK, Scale.MONTH, Scale.DAY])
def test_every_happening_can_be_reached_and_is_then_in_sight(qtbot, scale: Scale) -> None:
    crowd = tuple(
        happening(number, TODAY, None if number % 4 == 0 else time(10, number % 60)) for number in range(40)
    )
    diary = made(qtbot, scale, crowd)
    view = diary.view()
    seen = set()
    for _ in range(40):
        key = chosen(diary)
        seen.add(key)
        box = view.visualRect(view.currentIndex())
        assert box.isValid(), key
        assert view.viewport().rect().intersects(box), key
        press(diary, KEY.Key_Down)
    assert seen == set(range(40))


def test_what_is_chosen_stays_chosen_when_it_is_read_again(qtbot) -> None:
    diary = made(qtbot)
    diary.view().choose(diary.view().rows.row_of(5))
    diary.fill([happening(9, MONDAY, time(8)), *ROWS], {})
    assert chosen(diary) == 5


def test_an_empty_period_says_so(qtbot) -> None:
    diary = made(qtbot, Scale.WEEK, ())
    assert diary.note.text() == "No session from 23 to 29 November 2026."
    diary.show_scale(Scale.AGENDA)
    seen = [each for each in diary.findChildren(QWidget) if each.isVisible() and hasattr(each, "words")]
    assert seen[0].words.text() == "No session from 25 November to 22 December 2026."


def test_hundreds_of_happenings_need_no_widget_each(qtbot) -> None:
    few = len(made(qtbot).findChildren(QWidget))
    crowd = tuple(
        happening(number, MONDAY + timedelta(days=number % 7), time(8 + number % 10)) for number in range(600)
    )
    diary = made(qtbot, Scale.WEEK, crowd)
    assert len(diary.findChildren(QWidget)) <= few
    assert not diary.grab().isNull()


# Periods and lanes


@pytest.mark.parametrize(
    ("scale", "first", "last", "words"),
    [
        (Scale.DAY, TODAY, TODAY, "Wednesday 25 November 2026"),
        (Scale.WEEK, MONDAY, SUNDAY, "23 to 29 November 2026"),
        (Scale.MONTH, date(2026, 10, 26), date(2026, 12, 6), "November 2026"),
        (Scale.AGENDA, TODAY, date(2026, 12, 22), "25 November to 22 December 2026"),
    ],
)
def test_periods(scale: Scale, first: date, last: date, words: str) -> None:
    assert period_of(scale, TODAY) == Period(first, last)
    assert period_words(scale, TODAY) == words


def test_turning_a_month_keeps_within_it() -> None:
    assert turned(Scale.MONTH, date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert period_words(Scale.WEEK, date(2026, 12, 31)) == "28 December 2026 to 3 January 2027"


SPANS = st.lists(
    st.tuples(st.integers(0, 1400), st.integers(1, 200)).map(lambda each: (each[0], each[0] + each[1])),
    max_size=25,
)


@given(SPANS)
def test_spans_that_overlap_never_share_a_lane(spans: list[tuple[int, int]]) -> None:
    places = side_by_side(spans)
    assert len(places) == len(spans)
    for one, (first, last) in zip(places, spans, strict=True):
        assert 0 <= one.lane < one.lanes
        for other, (start, end) in zip(places, spans, strict=True):
            if one is not other and first < end and start < last:
                assert one.lane != other.lane
                assert one.lanes == other.lanes


@given(SPANS)
def test_there_are_only_as_many_lanes_as_things_at_one_time(spans: list[tuple[int, int]]) -> None:
    for place in side_by_side(spans):
        group = [
            span for span, each in zip(spans, side_by_side(spans), strict=True) if each.group == place.group
        ]
        most = max(sum(first <= at < last for first, last in group) for at, _ in group)
        assert place.lanes == most


@given(st.integers(0, 30), st.integers(1, 10), st.integers(-1, 29))
def test_the_lines_shown_hold_what_is_chosen(count: int, room: int, current: int) -> None:
    shown = window(count, room, min(current, count - 1))
    if count <= room:
        assert shown == range(count)
    else:
        assert len(shown) == room - 1
        assert room == 1 or current < 0 or min(current, count - 1) in shown
