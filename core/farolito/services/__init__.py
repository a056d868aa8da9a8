"""What Farolito does: one module per noun, one function per verb, each given a unit of work."""
