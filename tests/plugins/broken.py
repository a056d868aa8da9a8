"""Plugins with one thing wrong each: what they look like, and how the host names the fault."""

from __future__ import annotations

from .broken_parts import BROKEN_PARTS
from .making import HEAD, Broken, attribute, method, pages

__all__ = ["BROKEN", "HEAD", "Broken", "attribute", "method", "pages"]

BROKEN = (
    Broken("import error", "import nowhere_at_all\n" + HEAD, "missing_module", "nowhere_at_all"),
    Broken("raises at import", "1 / 0\n", "import_error", "ZeroDivisionError"),
    Broken("not Python", "class class\n", "import_error", "SyntaxError"),
    Broken("exits at import", "import sys; sys.exit(3)\n", "exits", "end the whole program"),
    Broken("exits when made", method("def __init__(self):\n    raise SystemExit"), "exits", "end"),
    Broken("no class", "other = 1\n", "import_error", "ThePlugin"),
    Broken("not a plugin", "class ThePlugin: pass\n", "no_plugin", "farolito.api.Plugin"),
    Broken(
        "misspelt hook",
        method("@hookimpl\ndef next_stepz(self, response): return []"),
        "unknown_hook",
        "hook `next_stepz` unknown, did you mean `next_steps`?",
    ),
    Broken(
        "misspelt argument",
        method("@hookimpl\ndef next_steps(self, respons): return []"),
        "wrong_signature",
        "no argument `respons`, did you mean `response`?",
    ),
    Broken(
        "too many arguments",
        method("@hookimpl\ndef register_pages(self, app): return []"),
        "wrong_signature",
        "no argument `app`; it offers: nothing",
    ),
    Broken(
        "catches all arguments",
        method("@hookimpl\ndef next_steps(self, **all): return []"),
        "wrong_signature",
        "name the arguments",
    ),
    Broken(
        "keyword-only argument",
        method("@hookimpl\ndef next_steps(self, *, response): return []"),
        "wrong_signature",
        "keyword-only",
    ),
    Broken(
        "default argument",
        method("@hookimpl\ndef next_steps(self, response=None): return []"),
        "default",
        "gives `response` a default",
    ),
    Broken(
        "async hook",
        method("@hookimpl\nasync def submission_saved(self, event): pass"),
        "wrong_signature",
        "async",
    ),
    Broken(
        "a join hook that would never run",
        method("@hookimpl\ndef submission_saving(self, submission): yield"),
        "wrong_signature",
        "never run",
    ),
    Broken(
        "unmarked hook",
        method("def next_steps(self, response): return []"),
        "unmarked",
        "lacks @hookimpl",
    ),
    *(
        Broken(
            f"uses {option}",
            method(f"@hookimpl({option}=True)\ndef next_steps(self, response): yield"),
            "order",
            option,
        )
        for option in ("tryfirst", "trylast", "wrapper", "hookwrapper", "optionalhook")
    ),
    Broken(
        "answers a hook under another name",
        method("@hookimpl(specname='next_steps')\ndef check_publish(self): return []"),
        "order",
        "specname",
    ),
    Broken(
        "other name", attribute('name = "other"'), "wrong_name", "entry point is named `broken`"
    ),
    Broken("no title", attribute('title = ""'), "no_manifest", "`title`"),
    Broken("asks in one string", attribute('asks = "all"'), "no_manifest", "`asks`"),
    Broken(
        "asks for one record in brackets",
        attribute("asks = Asks(records=('education_record'))"),
        "no_manifest",
        "`records` of its `asks` is not a tuple",
    ),
    Broken(
        "asks for an unknown regime",
        attribute("asks = Asks(records=('everything',))"),
        "unknown_regime",
        "`everything`, which is no regime",
    ),
    Broken(
        "decides about an unknown regime",
        attribute("asks = Asks(decides=('everything',))"),
        "unknown_regime",
        "`decides`",
    ),
    Broken(
        "asks perhaps for a network",
        attribute("asks = Asks(network='perhaps')"),
        "no_manifest",
        "`network` of its `asks` is neither",
    ),
    Broken(
        "forms that it does not ask for",
        attribute("asks = Asks()"),
        "not_asked",
        "brings forms that it does not ask for",
        files={"forms/needs.json": "{}"},
    ),
    Broken(
        "tables that it does not ask for",
        "from farolito.api import PluginModel\n"
        "from sqlalchemy.orm import Mapped, mapped_column\n"
        "class Visit(PluginModel, plugin='broken'):\n"
        "    __tablename__ = 'plugin_broken_unasked'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + attribute("asks = Asks()"),
        "not_asked",
        "brings tables that it does not ask for",
        files={"migrations/versions/first.py": ""},
    ),
    Broken(
        "a hook for records that it does not ask for",
        method("asks = Asks()\n@hookimpl\ndef next_steps(self): return []"),
        "not_asked",
        "`next_steps` would never be called",
    ),
    Broken(
        "decides about nothing",
        method("asks = Asks()\n@hookimpl\ndef decide_access(self): return None"),
        "not_asked",
        "`decide_access` would never be called",
    ),
    Broken(
        "a fact that is code",
        attribute("title = property(lambda self: 1 / 0)"),
        "no_manifest",
        "`title` must be a plain value",
    ),
    Broken(
        "a folder that exits", method("def folder(self, name): raise SystemExit"), "exits", "end"
    ),
    Broken(
        "languages that raise",
        attribute("languages = property(lambda self: 1 / 0)"),
        "no_manifest",
        "`languages` of its own",
    ),
    Broken(
        "wants too much memory at import",
        "all = bytearray(1 << 30)\n" + HEAD,
        "memory",
        "more memory than the 768 MiB",
    ),
    Broken(
        "compares itself",
        method("def __eq__(self, other): return True"),
        "import_error",
        "unhashable",
    ),
    Broken(
        "hides its parts", method("def __dir__(self): raise SystemExit"), "unreadable", "SystemExit"
    ),
    Broken("newer host", attribute('requires_host = ">=9"'), "host_version", ">=9"),
    Broken(
        "unreadable range", attribute('requires_host = "new"'), "no_manifest", "`requires_host`"
    ),
    Broken(
        "a foreign table",
        "from farolito.api import PluginModel\n"
        "from sqlalchemy.orm import Mapped, mapped_column\n"
        "class Row(PluginModel, plugin='broken'):\n"
        "    __tablename__ = 'response'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + HEAD,
        "foreign_table",
        "`response` must begin with `plugin_broken_`",
    ),
    Broken(
        "a foreign table of a base of its own",
        "from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n"
        "class Base(DeclarativeBase): pass\n"
        "class Row(Base):\n"
        "    __tablename__ = 'plugin_good_row'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + HEAD,
        "foreign_table",
        "`plugin_good_row` must begin with `plugin_broken_`",
        files={"migrations/versions/first.py": ""},
    ),
    Broken(
        "tables without migrations",
        "from farolito.api import PluginModel\n"
        "from sqlalchemy.orm import Mapped, mapped_column\n"
        "class Unmigrated(PluginModel, plugin='broken'):\n"
        "    __tablename__ = 'plugin_broken_row'\n"
        "    id: Mapped[int] = mapped_column(primary_key=True)\n" + HEAD,
        "no_migrations",
        "`migrations/versions`",
    ),
    Broken(
        "templates of others",
        HEAD,
        "foreign_template",
        "`staff` does not",
        files={"templates/staff/page.html": "", "templates/broken/page.html": ""},
    ),
    Broken(
        "unreadable words",
        HEAD,
        "bad_catalogue",
        "language `es` cannot be read",
        files={"locale/es/LC_MESSAGES/messages.mo": "not a catalogue"},
    ),
    Broken("a title that cannot be shown", attribute('title = "\\udc80"'), "unshowable", "`title`"),
    Broken(
        "a summary that cannot be shown", attribute('summary = "A\\0B"'), "unshowable", "`summary`"
    ),
    Broken(
        "asks for what cannot be shown",
        attribute('asks = Asks(says=("\\ud800",))'),
        "unshowable",
        "`asks`",
    ),
    Broken("languages of numbers", attribute("languages = (1,)"), "no_manifest", "`languages`"),
    Broken(
        "an error whose words raise",
        "class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd\n",
        "import_error",
        "(Odd)",
    ),
    Broken(
        "an error that cannot be shown",
        "raise ValueError('\\ud800')\n",
        "import_error",
        "ValueError: \N{REPLACEMENT CHARACTER}",
    ),
    *BROKEN_PARTS,
)
