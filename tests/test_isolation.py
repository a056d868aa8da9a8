"""The fences around the tests hold."""

from __future__ import annotations

import os
import socket

import pytest


def test_a_connection_to_another_machine_is_refused_by_name() -> None:
    with socket.socket() as one, pytest.raises(AssertionError, match=r"192\.0\.2\.1"):
        one.connect(("192.0.2.1", 80))


def test_settings_of_the_shell_do_not_reach_a_test() -> None:
    assert not [name for name in os.environ if name.startswith("FAROLITO_")]
