"""Paper for Farolito. Start at :mod:`farolito_printables.plugin`."""
