"""Generated expressions and the two evaluators side by side."""
