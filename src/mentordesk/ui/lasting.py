"""Keeps Python 3.11 alive under PySide6 6.12.

That PySide6 is built for Pythons whose None, True and False live for ever, so it hands them out without
counting. Python 3.11 still counts: after some seven thousand calls None is used up and the program is ended
("none_dealloc"). Until PySide6 counts again, their counts begin where no program can use them up.
"""

import sys

_FOR_EVER = 1 << 40


def make_singletons_last() -> None:
    """Do for Python 3.11 what Python 3.12 does by itself."""
    if sys.version_info < (3, 12):
        from ctypes import c_ssize_t

        for each in (None, True, False, NotImplemented, Ellipsis):
            if sys.getrefcount(each) < _FOR_EVER:
                c_ssize_t.from_address(id(each)).value += _FOR_EVER
