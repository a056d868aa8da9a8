"""Checklists for enrolling: what to do, what to bring, by when; as dated facts that say how old they are."""
