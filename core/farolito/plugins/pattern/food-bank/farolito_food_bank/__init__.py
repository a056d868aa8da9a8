"""Food bank: a form, what comes next, a list for the desk, and a sheet to take home."""
