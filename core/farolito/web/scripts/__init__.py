"""Modules of a tablet as they are sent: one file that says the same as the readable sources, in fewer letters.

Nothing is built: the file is made from the sources when it is first asked for (:mod:`farolito.web.static_files`).
"""

from farolito.web.scripts.joining import joined

__all__ = ["joined"]
