"""The plugin platform: facts (manifest), behaviour (hooks), and what happens when either is broken."""
