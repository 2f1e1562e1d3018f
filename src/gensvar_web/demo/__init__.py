"""The organisation that `make demo` shows, and its sign-in without letters. Never part of a server in earnest."""
