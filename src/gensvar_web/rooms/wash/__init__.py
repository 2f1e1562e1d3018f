"""Washing lists: a call list in, the list with its answers out, a receipt kept; the list itself is gone afterwards."""
