"""What can be wrong, in words: what it is, why it matters to families, what to do.

All are English sources, translated where they are shown. What only a programmer needs stands in ``values``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from farolito.domain.naming import N_
from farolito.plugins.kinds import FUNCTION, PAGE, RENDER, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["stop", "fix_soon", "tip"]
SEVERITIES: tuple[Severity, ...] = ("stop", "fix_soon", "tip")
Action = Literal["", "call_again", "try_again"]


@dataclass(frozen=True, slots=True)
class Words:
    """One kind of repair. ``fact`` is for whoever mends it: names in code and numbers."""

    severity: Severity
    what: str
    why: str
    how: str = ""
    action: Action = ""
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """One thing to mend. ``said``: sentences of the loader or of a reader of forms, English as their authors' work is.

    ``line`` is what to type, exactly. ``action`` is what the page can do by itself.
    """

    kind: str
    words: Words
    values: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    line: str = ""
    plugin: str = ""
    hook: str = ""
    why: str = ""
    severity: Severity = "stop"

    @property
    def id(self) -> str:
        """Stays the same while the same thing is wrong."""
        rest = (
            self.plugin,
            self.hook,
            *(self.values[name] for name in ("form", "place") if name in self.values),
        )
        return ":".join(part for part in (self.kind, *rest) if part)


def repair(
    kind: str,
    *,
    said: tuple[str, ...] = (),
    line: str = "",
    plugin: str = "",
    hook: str = "",
    why: str = "",
    severity: Severity | None = None,
    **values: str,
) -> Repair:
    """A repair of a kind of :data:`KINDS`; ``why`` and ``severity`` where this case differs from its kind."""
    words = KINDS[kind]
    return Repair(
        kind,
        words,
        values,
        said,
        line,
        plugin,
        hook,
        why or words.why,
        severity or words.severity,
    )


UNANSWERED = N_(
    "Rules that need it count as not answered: a family may not be asked a question, or a need is not found."
)
_OFF = N_(
    "If it fails again, tell its author, or turn it off on its page. On the command line, type:"
)

KINDS: Mapping[str, Words] = {
    "keys": Words(
        "stop",
        N_("The keys at hand do not open what is stored."),
        N_("Nobody can read what families sent, and new answers would go under another key."),
        N_("Stop Farolito, put your copy of the keys folder back, and type:"),
    ),
    "audit": Words(
        "stop",
        N_("The audit of %(place)s is broken from entry %(number)s on."),
        N_("Families were promised that we can say who saw their answers."),
        N_("Keep this database as it is and call whoever runs it."),
    ),
    "host_tables": Words(
        "stop",
        N_("Tables of Farolito are not up to date. Changes that are lacking: %(count)s."),
        N_("Pages that need them break, for families as well."),
        N_("Type:"),
    ),
    "late": Words(
        "stop",
        N_("Nobody does what waits: %(count)s, the longest for %(minutes)s minutes."),
        N_("Plugins are not told what families sent, numbers stand still, and nothing is erased in time."),
        N_("The server starts a worker by itself. Where it runs without one, type:"),
    ),
    "given_up": Words(
        "fix_soon",
        N_("Work was given up after many tries: %(count)s, the last with %(code)s."),
        N_("A plugin was not told what a family sent, or the work of a night was not done."),
        N_("Mend what is named above first, if anything is."),
        action="try_again",
    ),
    "unsafe_database": Words(
        "fix_soon",
        N_("The database is allowed to forget what it was told."),
        N_("After a power cut, answers that a family sent may be gone."),
        N_("Take this setting away:"),
    ),
    "not_https": Words(
        "tip",
        N_("Families reach this site without https."),
        N_("Others on the same wifi could read what they type."),
        N_("Put a proxy with a certificate in front, and set:"),
    ),
    "set_unreadable": Words(
        "stop",
        N_("No plugin is loaded: what is stored about them can not be read."),
        N_("Families can use Farolito’s own forms. What plugins add for them is missing."),
    ),
    "unreadable": Words(
        "stop",
        N_("A plugin can not even be looked at (%(cause)s)."),
        N_("What it adds for families may be missing."),
        N_("To learn which one it is, type:"),
    ),
    "safe_mode": Words(
        "fix_soon",
        N_("Safe mode: no plugin is loaded."),
        N_("What plugins add for families is missing."),
        N_("When the plugin that was broken is off or mended, start without this option:"),
    ),
    "not_loaded": Words(
        "stop",
        N_("%(plugin)s is not loaded."),
        N_("What it adds for families is missing. Everything else works, and its data is kept."),
        N_("To see all that is wrong with it, type:"),
    ),
    "missing": Words(
        "stop",
        N_("%(plugin)s is on, but its package is gone."),
        N_("What it adds for families is missing. Everything else works, and its data is kept."),
        N_("Install it again. To see what is there, type:"),
    ),
    "paused": Words(
        "fix_soon",
        N_("%(plugin)s keeps failing. The part of it that fails is paused."),
        "",
        _OFF,
        "call_again",
        N_("%(hook)s: %(cause)s. Failures: %(count)s. Calls left out since: %(missed)s."),
    ),
    "failing": Words(
        "fix_soon",
        N_("%(plugin)s fails."),
        "",
        _OFF,
        "call_again",
        N_("%(hook)s: %(cause)s. Failures: %(count)s."),
    ),
    "plugin_tables": Words(
        "stop",
        N_("Tables of %(plugin)s are not up to date. Changes that are lacking: %(count)s."),
        N_("What it adds for families breaks where it needs them."),
        N_("Type:"),
    ),
    "form_refused": Words(
        "fix_soon",
        N_("A form of %(plugin)s can not be used: %(form)s."),
        N_("Families do not get this form, or get the version before."),
        N_("Its author has to mend it. To see it again, type:"),
    ),
    "form_lacks": Words(
        "fix_soon",
        N_("The form %(form)s needs a plugin that is not here."),
        UNANSWERED,
        N_("Turn the plugin on again. To see which there are, type:"),
    ),
}  # fmt: skip
"""Kind to its words."""

WHY: Mapping[str, str] = {
    Kind.CONTRIBUTE: N_("Families do not see what it adds to the last page and the paper."),
    Kind.CHECK: N_("No form can be published until it works or is turned off. Families keep the forms they have."),
    Kind.DECIDE: N_("Nobody can open the records that it is asked about, so nobody calls those families."),
    Kind.JOIN: N_("Families could not send their answers at first. Now they can, without what it adds to them."),
    Kind.NOTIFY: N_("It does not learn what families sent. It is told later; nothing is lost."),
    PAGE: N_("Its page can not be opened. Everything else works."),
    RENDER: N_("This paper can not be printed. The screen has everything that is on it."),
    FUNCTION: UNANSWERED,
    "dated_facts": N_("Its facts are missing in the list of facts to check. Families see no difference."),
}  # fmt: skip
"""Why a failure matters: by the name of a hook that is another matter than others of its kind, else by the kind."""

BLOCKS_FAMILIES = N_(
    "Families can not send their answers: each time it fails, they must send again."
)
"""Why a failing join hook matters before it is paused."""
