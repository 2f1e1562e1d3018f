"""Findings: rule + evidence give a verdict with reasons, sealed in an assessment that can be replayed."""
