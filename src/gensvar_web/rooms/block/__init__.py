"""Blocking a number: the consumer's side of the register, and what whoever runs it does by hand."""
