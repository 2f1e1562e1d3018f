"""Contact and case data: what a file is, how it is read, and the store it is put into."""
