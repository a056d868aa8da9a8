"""What comes in: HSDS as JSON or tables, and lists as volunteers type them. A report says what became of each row."""
