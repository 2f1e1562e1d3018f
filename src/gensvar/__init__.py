"""Gensvar: ethical rules for customer service, run on an organisation's own data."""

__version__ = "0.1.0"
