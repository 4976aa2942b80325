import gc
import threading
import weakref

from PySide6.QtCore import QThread

from mentordesk.kernel.errors import DiskFull
from mentordesk.ui.tasks import InlineTasks, PoolTasks, Task


def test_work_is_done_elsewhere_and_told_here(qtbot):
    pool = PoolTasks()
    here = QThread.currentThread()
    told = []
    task = Task("Counting", lambda progress: threading.get_ident())
    task.done.connect(lambda where: told.append((where, QThread.currentThread())))
    with qtbot.waitSignal(task.done):
        pool.start(task)
    assert told[0][0] != threading.get_ident()
    assert told[0][1] is here
    assert not pool.busy()


def test_a_cancelled_task_stops(qtbot):
    pool = PoolTasks()
    begun = threading.Event()

    def work(progress):
        while True:
            begun.set()
            progress.report(0, 0)

    task = Task("Waiting", work)
    with qtbot.waitSignal(task.stopped):
        pool.start(task)
        begun.wait(5)
        task.cancel()


def test_a_refusal_and_a_bug_are_both_told(qtbot):
    def full(progress):
        raise DiskFull("The disk is full.")

    for work, kind in ((full, DiskFull), (lambda progress: 1 // 0, ZeroDivisionError)):
        task = Task("Failing", work)
        with qtbot.waitSignal(task.failed) as failed:
            InlineTasks().start(task)
        assert isinstance(failed.args[0], kind)


def test_progress_is_told(qtbot):
    pool = PoolTasks()
    task = Task("Counting", lambda progress: progress.report(3, 8, "page 3"))
    with qtbot.waitSignals([task.progress.moved, task.done]):
        pool.start(task)


class _Unreachable:
    """Holds itself, so that only a collection frees it."""

    def __init__(self) -> None:
        self.itself = self


def _collecting_threads(work_elsewhere) -> list[int]:
    """The threads in which unreachable objects were freed while other work went on."""
    gc.collect()
    freed_in: list[int] = []
    for _ in range(50):
        weakref.finalize(_Unreachable(), lambda: freed_in.append(threading.get_ident()))
    work_elsewhere()
    return freed_in


def _allocate() -> None:
    kept = [[] for _ in range(200_000)]
    kept.clear()


def test_only_the_windows_thread_collects_while_the_pool_works(qtbot):
    pool = PoolTasks()
    task = Task("Allocating", lambda progress: _allocate())

    def work() -> None:
        with qtbot.waitSignal(task.done):
            pool.start(task)

    freed_in = _collecting_threads(work)
    qtbot.waitUntil(gc.isenabled)
    assert set(freed_in) <= {threading.get_ident()}


def test_power_a_thread_by_itself_would_collect(qtbot):
    qtbot.waitUntil(gc.isenabled)

    def work() -> None:
        thread = threading.Thread(target=_allocate)
        thread.start()
        thread.join()

    assert set(_collecting_threads(work)) - {threading.get_ident()}
