"""What is wrong with a row, and the rejected rows kept with their reasons."""
