"""Statements, built once, named for what they return or do. Services give them their parameters."""
