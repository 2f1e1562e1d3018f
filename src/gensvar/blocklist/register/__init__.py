"""The register: an append-only log of what people have asked, versions of it, and who is blocked at each."""
