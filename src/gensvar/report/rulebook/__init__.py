"""A rulebook edition, one of its rules, or the difference between two editions, as a document."""

from gensvar.report.rulebook.book import rulebook_document
from gensvar.report.rulebook.difference import diff_document

__all__ = ["diff_document", "rulebook_document"]
