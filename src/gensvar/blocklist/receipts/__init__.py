"""Receipts: what was washed, against which version, for whom, until when, signed so that anyone can check it."""
