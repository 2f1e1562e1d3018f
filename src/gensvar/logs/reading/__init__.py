"""What a file is and how its rows are read: kind, encoding, separators, and every row staged as text with its place."""
