"""What tests of tablets share."""
