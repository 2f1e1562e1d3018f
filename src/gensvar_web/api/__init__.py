"""The API: the same queries and actions as the pages, for programs that carry a token."""
