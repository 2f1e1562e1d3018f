"""Outbound sales calls, each held against what it rested on when it was made: a receipt, an exemption, or nothing."""
