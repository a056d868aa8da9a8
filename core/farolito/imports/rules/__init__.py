"""Rules of other programmes: each language is parsed into :class:`~farolito.imports.rules.terms.Term`, and one
translator turns terms into our own expressions, or says why it cannot."""
