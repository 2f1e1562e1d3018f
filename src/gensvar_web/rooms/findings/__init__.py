"""Assessments: what the measurements and the answers say of each rule, reports, shared links."""
