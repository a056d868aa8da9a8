"""The exceptions that Farolito raises on purpose. Each says what to do next, in words for people."""

from __future__ import annotations


class FarolitoError(Exception):
    """Something we can name. ``str(error)`` is one or two plain sentences, shown without a traceback."""


class SettingsError(FarolitoError):
    """A setting is missing or wrong; the message names it and says how to mend it."""


class DatabaseError(FarolitoError):
    """The database engine is not safe to use as it is configured."""


class KeyringError(FarolitoError):
    """A key is missing, unreadable by us or readable by others, or does not open what it should."""


class NotFound(FarolitoError):
    """There is no such thing, or this actor may not know that there is."""


class Forbidden(FarolitoError):
    """This actor may not do this."""


class Conflict(FarolitoError):
    """Somebody was faster: the same id with other content, or a status that no longer allows it."""


class LimitExceeded(FarolitoError):
    """Work was stopped because it used more memory, CPU or time than it may."""


class PublishRefused(FarolitoError):
    """A form may not be published; ``reasons`` lists every reason as a plain sentence."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


class LinkRefused(FarolitoError):
    """A place may not offer a form at a link; ``reasons`` lists every reason as a plain sentence."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons
