"""The deeds of the room: asking with a code, reading letters, keeping the register.

None of them looks a number up: blocking and withdrawing do the same work and say the same, whether or not the number
was there before.
"""
