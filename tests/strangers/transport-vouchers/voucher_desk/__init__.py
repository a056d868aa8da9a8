"""A desk that gives transport vouchers."""
