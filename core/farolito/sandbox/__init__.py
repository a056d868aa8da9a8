"""Run what may hang, crash or eat the machine in a child process that cannot harm us.

>>> run(len, "farolito", memory=128, cpu=2, wall=5.0)
8

The function runs in a fresh child of a small helper process, never in a copy of this one: our keys, open
files and database connections are not there. In the child

* memory (address space), processor time, wall clock, size of written files and number of open files are limited,
* on Linux (x86-64, arm64) the kernel refuses further processes and sockets; elsewhere further processes are
  refused by ``RLIMIT_NPROC``, and whatever is left over is killed with the child,
* standard input, output and error lead nowhere, and no core is dumped.

What comes back is plain data (see :mod:`farolito.sandbox.replies`), at most 32 MiB of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from farolito.sandbox.helper import Sandbox
from farolito.sandbox.replies import ChildFailed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ChildFailed", "Sandbox", "run"]

Result = TypeVar("Result")

_shared = Sandbox()


def run(
    function: Callable[..., Result], *args: object, memory: int, cpu: int, wall: float
) -> Result:
    """Call ``function(*args)`` in a child process and return its result.

    ``memory`` is in MiB and covers everything the child maps, the interpreter's 30 MiB included; ``cpu`` and ``wall``
    are seconds. The function is found by its module and name, so it must live at the top of an importable module.

    Raises :class:`~farolito.errors.LimitExceeded`, whose message names the limit; what the function itself raised,
    when that is a built-in exception or a ``FarolitoError``; :class:`ChildFailed` for every other end.
    """
    return _shared.run(function, *args, memory=memory, cpu=cpu, wall=wall)
