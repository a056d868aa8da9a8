"""Widgets: how each question type is asked. A WTForms field binds what arrives, a macro of ours draws it."""

from farolito.web.widgets.base import Widget, Widgets
from farolito.web.widgets.binding import bound
from farolito.web.widgets.core import CORE_WIDGETS

__all__ = ["CORE_WIDGETS", "Widget", "Widgets", "bound"]
