"""Telephone numbers as lists have them: read, told by the numbering plan, and looked up in every plausible reading."""
