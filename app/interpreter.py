"""Keeps Python 3.11 alive under PySide6 6.12, whose functions use up None, True and False.

Since Python 3.12 these objects are immortal, and the wheels of PySide6 6.12 are built for that:
a function that returns nothing hands out None without counting the reference. Python 3.11 counts,
so that after some thousand calls (a few seconds of painting) it ends itself with "deallocating
None". Tried with PySide6 6.12.0 on Python 3.11.7: 5,700 calls of `QLabel.setText` are enough.
"""

import ctypes
import sys

FIRST_IMMORTAL = (3, 12)


def keep_singletons_alive() -> None:
    """Give None, True, False and NotImplemented references that nobody can use up.

    Called before the first window. Nothing happens where Python does it by itself.
    """
    if sys.version_info >= FIRST_IMMORTAL or sys.implementation.name != "cpython":
        return
    spare = 1 << (8 * ctypes.sizeof(ctypes.c_ssize_t) - 3)
    for each in (None, True, False, NotImplemented):
        # The count of references is the first member of every object of CPython.
        count = ctypes.c_ssize_t.from_address(id(each))
        if count.value < spare:
            count.value += spare
