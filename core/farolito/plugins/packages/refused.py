"""Why a package is not taken."""

from __future__ import annotations

from farolito.errors import FarolitoError

ASK = "Ask its author for a package without this fault."


class PackageRefused(FarolitoError):
    """``reason`` is what is wrong, ``remedy`` what to do, one sentence each; ``str`` is both.

    ``code`` is stable and meant for programs; ``detail`` are the last words of the tool that failed, if one did.
    """

    def __init__(self, code: str, reason: str, remedy: str = ASK, detail: str = "") -> None:
        super().__init__(f"{reason} {remedy}")
        self.code = code
        self.reason = reason
        self.remedy = remedy
        self.detail = detail
