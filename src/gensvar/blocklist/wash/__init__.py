"""Washing lists: every cell looked up in one version of the register, marked or taken away, with nothing else
touched.
"""
