import threading

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
