"""What a failing plugin is told apart by: its name, the hook, and where in its code; never what it said."""

from __future__ import annotations

import signal
import threading
import traceback
from pathlib import Path

from farolito.errors import FarolitoError
from farolito.plugins.words import cleaned
from farolito.sandbox.in_process import TookTooLong, is_of_another

HOST = str(Path(__file__).parents[1])
"""The folder of Farolito's own code."""


class HookFailed(FarolitoError):
    """A plugin failed in a *join* hook, so nothing was saved. ``plugin`` and ``hook`` name the culprit."""

    def __init__(self, plugin: str, hook: str, cause: str) -> None:
        super().__init__(
            f"The plugin {plugin} failed while an answer was being saved ({hook}: {cause}), so nothing was "
            f"saved. Try again; if it stays, turn the plugin off and run: farolito plugins check"
        )
        self.plugin = plugin
        self.hook = hook


class PageFailed(FarolitoError):
    """A page of a plugin could not be made. ``plugin`` and ``page`` name the culprit."""

    def __init__(self, plugin: str, page: str, cause: str) -> None:
        super().__init__(
            f"The plugin {plugin} could not make its page {page} ({cause}). Everything else works."
        )
        self.plugin = plugin
        self.page = page


AUTHOR = "Ask its author to mend it, or turn it off; its data is kept."
NEWER = "Install a version of the plugin made for this Farolito; its data is kept."


class Unwelcome(FarolitoError):
    """A plugin is not loaded: ``str`` is why, ``remedy`` what to do, each one plain sentence.

    ``code`` is stable and meant for programs; ``detail`` are the last lines of what Python said.
    """

    def __init__(self, code: str, reason: str, remedy: str = AUTHOR, detail: str = "") -> None:
        super().__init__(reason)
        self.code = code
        self.remedy = remedy
        self.detail = detail


class WrongResult(TypeError):
    """A hook returned something else than it promised."""


def cause_of(error: BaseException) -> str:
    """The class of the error and the last place in the code. The message may quote an answer: it is left out.

    When the time was over, the alarm may have rung anywhere in what the plugin uses: then the place is in the plugin.
    """
    name = type(error).__name__
    places = [
        (frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    if not places:
        return name
    last = places[-1]
    if isinstance(error, TookTooLong):
        last = next((one for one in places if not one[0].startswith(HOST)), last)
    *_, file = last[0].replace("\\", "/").rpartition("/")
    return cleaned(f"{name} in {file}:{last[1]}")


def passes(error: BaseException) -> bool:
    """Whether this is no failure of the plugin that was called: a person's Ctrl-C, or the end of the time that a call
    further out has, such as the plugin's page in which this hook is asked.
    """
    return is_ctrl_c(error) or is_of_another(error)


def is_ctrl_c(error: BaseException) -> bool:
    """Whether this may be a person's Ctrl-C, which must pass, and not a plugin that raises KeyboardInterrupt.

    Python raises it for Ctrl-C in the main thread only, and only where the program left the signal to Python: on the
    command line. In the threads and the workers of a server it can come from nobody but the plugin.
    """
    return (
        isinstance(error, KeyboardInterrupt)
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    )
