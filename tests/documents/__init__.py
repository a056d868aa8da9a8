"""Makes the parts of docs/ that are about hooks, the API and farolito.testing: ``python -m tests.documents``."""
