"""Running the server: backup and restore, health, what is kept how long."""
