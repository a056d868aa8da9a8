"""A whole fair as pictures, for a person to look at: every screen of it, for one family language after the other."""
