"""Plugins as somebody who looks after a site sees them: what each is, what it brings, what is wrong with it."""
