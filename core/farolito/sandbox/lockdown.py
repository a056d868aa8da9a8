"""Ask the Linux kernel to refuse this process any further process and any socket (seccomp).

``RLIMIT_NPROC`` does not bind root, and a container's worker often is root; and a document that makes a fetch
where none should be possible must not reach the network either. The filter is the classic BPF program of seccomp(2).
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2
LOAD, JUMP_IF_EQUAL, JUMP_IF_AT_LEAST, JUMP_IF_SET, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, ERRNO = 0x7FFF0000, 0x00050000
EAGAIN, EACCES, ENOSYS = 11, 13, 38
CLONE_THREAD = 0x00010000
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # offsets in struct seccomp_data

# machine -> (audit architecture, refused with which errno: numbers of system calls, number of clone)
MACHINES: dict[str, tuple[int, dict[int, tuple[int, ...]], int]] = {
    # EAGAIN: fork, vfork. EACCES: socket, io_uring_setup.
    # ENOSYS: clone3, so that libc falls back to clone for its threads.
    "x86_64": (0xC000003E, {EAGAIN: (57, 58), ENOSYS: (435,), EACCES: (41, 425)}, 56),
    "aarch64": (0xC00000B7, {ENOSYS: (435,), EACCES: (198, 425)}, 220),
}
FOREIGN_NUMBERS = 0x40000000  # x86-64's x32 calls, which have other numbers


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def _instruction(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _program(machine: str) -> bytes:
    architecture, refused, clone = MACHINES[machine]
    lines = [
        _instruction(LOAD, ARCHITECTURE),
        _instruction(JUMP_IF_EQUAL, architecture, 1, 0),
        _instruction(RETURN, ERRNO | EACCES),
        _instruction(LOAD, NUMBER),
        _instruction(JUMP_IF_AT_LEAST, FOREIGN_NUMBERS, 0, 1),
        _instruction(RETURN, ERRNO | EACCES),
    ]
    for errno, numbers in refused.items():
        for number in numbers:
            lines.append(_instruction(JUMP_IF_EQUAL, number, 0, 1))
            lines.append(_instruction(RETURN, ERRNO | errno))
    lines += [
        _instruction(JUMP_IF_EQUAL, clone, 0, 3),
        _instruction(LOAD, FIRST_ARGUMENT),
        _instruction(JUMP_IF_SET, CLONE_THREAD, 1, 0),  # a thread is welcome
        _instruction(RETURN, ERRNO | EAGAIN),
        _instruction(RETURN, ALLOW),
    ]
    return b"".join(lines)


def lock_down() -> bool:
    """Refuse this process, for good, new processes (``BlockingIOError``) and sockets (``PermissionError``).

    False where that cannot be had: not Linux, another machine, or a kernel without seccomp.
    """
    if sys.platform != "linux" or platform.machine() not in MACHINES:
        return False
    program = _program(platform.machine())
    lines = ctypes.create_string_buffer(program, len(program))
    filter_ = _Program(len(program) // 8, ctypes.addressof(lines))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.addressof(filter_), 0, 0)
