"""Rulebooks as data: load, check, seal, compare and export editions."""
