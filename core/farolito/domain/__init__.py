"""What is decided about forms and answers, in plain Python: no framework, no database, no clock, no input or output."""
