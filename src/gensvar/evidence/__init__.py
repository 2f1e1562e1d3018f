"""Sealed facts: canonical JSON and content hashes, so that anyone can replay a verdict."""

from gensvar.evidence.canonical import canonical_bytes, content_hash, file_hash, read_json, write_whole

__all__ = ["canonical_bytes", "content_hash", "file_hash", "read_json", "write_whole"]
