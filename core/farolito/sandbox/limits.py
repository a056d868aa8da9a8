"""The limits of a child, how they are set, and the words for each when it is reached."""

from __future__ import annotations

import contextlib
import math
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from typing import ClassVar

MIB = 1024 * 1024
LARGEST_REPLY = 32 * MIB
LARGEST_FILE = 64 * MIB
OPEN_FILES = 256


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory`` in MiB, ``cpu`` and ``wall`` in seconds."""

    memory: int
    cpu: int
    wall: float

    FORMAT: ClassVar[struct.Struct] = struct.Struct("!QQd")

    def __post_init__(self) -> None:
        if self.memory < 1 or self.cpu < 1 or not 0 < self.wall < 86_400:
            message = f"Limits must be positive, and wall at most a day: {self}"
            raise ValueError(message)

    def packed(self) -> bytes:
        """The limits in ``Limits.FORMAT.size`` bytes."""
        return self.FORMAT.pack(self.memory, self.cpu, self.wall)

    @classmethod
    def unpacked(cls, data: bytes) -> Limits:
        """What :meth:`packed` wrote."""
        return cls(*cls.FORMAT.unpack(data))

    def words(self, limit: str) -> str:
        """A plain sentence that names the limit: memory, cpu, wall, reply or file."""
        return {
            "memory": f"Stopped: it needed more memory than the {self.memory} MiB it may use.",
            "cpu": f"Stopped: it needed more CPU time than the {self.cpu} seconds it may use.",
            "wall": f"Stopped: it took longer than the {self.wall:g} seconds of wall clock it may take.",
            "reply": f"Stopped: its result is larger than the {LARGEST_REPLY // MIB} MiB it may be.",
            "file": f"Stopped: it wrote a file larger than the {LARGEST_FILE // MIB} MiB it may be.",
        }[limit]

    def set(self) -> None:
        """Bind this process to the limits. There is no way back.

        Processor time counts from now, not from the start of the process. macOS does not enforce the memory limit.
        """
        usage = resource.getrusage(resource.RUSAGE_SELF)
        seconds = math.ceil(usage.ru_utime + usage.ru_stime) + self.cpu
        limits = [
            (resource.RLIMIT_CORE, 0, 0),
            (resource.RLIMIT_CPU, seconds, seconds + 1),
            (resource.RLIMIT_FSIZE, LARGEST_FILE, LARGEST_FILE),
            (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
            (resource.RLIMIT_AS, self.memory * MIB, self.memory * MIB),
        ]
        if sys.platform != "linux":  # there this counts threads too; see lockdown
            limits.append((resource.RLIMIT_NPROC, 1, 1))
        for name, soft, hard in limits:
            most = resource.getrlimit(name)[1]
            if most != resource.RLIM_INFINITY:
                soft, hard = min(soft, most), min(hard, most)
            with contextlib.suppress(ValueError):  # macOS refuses some; the clock still holds
                resource.setrlimit(name, (soft, hard))
        # The helper watches the clock; should the helper be gone, the kernel does.
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, self.wall + 1)
