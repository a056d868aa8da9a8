"""The communication tracker of a school: every student and every family, who was reached, and whom to call today."""
