"""The twenty-five checks of docs/checks.md, run as they are listed there: ``./run checks``."""
