"""A made-up organisation with known truth: logs to try the measures on, and the answers they must find."""
