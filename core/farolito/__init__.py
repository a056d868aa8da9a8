"""Farolito: forms and surveys for needs assessments in community schools.

This file stays empty of imports: whoever imports one part of Farolito must not pay for all of it.
"""

__version__ = "0.1.0"
