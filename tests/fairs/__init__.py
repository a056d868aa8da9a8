"""Fairs on tablets: a site with a paired tablet, and networks that fail in every way we know."""
