"""Persons: telephone numbers in one form, pseudonyms with their key, and masks over free text."""
