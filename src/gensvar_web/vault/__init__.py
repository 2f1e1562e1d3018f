"""Stored evidence: stores, files, answers, assessments and the jobs that make them. Rooms meet here."""
