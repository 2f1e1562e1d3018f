"""The report of a site audit: a film of the way to the phone number, every verdict with its definition and proof."""

from gensvar.report.audit.whole import audit_document

__all__ = ["audit_document"]
