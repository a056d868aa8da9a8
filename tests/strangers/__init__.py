"""Plugins of strangers: written from docs/ alone, built as wheels, installed into an environment without tests."""
