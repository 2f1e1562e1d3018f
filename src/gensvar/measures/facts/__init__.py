"""Facts: canonical columns plus what follows from calendars, links and other tables."""

from gensvar.measures.facts.declared import (
    DIMENSIONS,
    FACTS,
    MEASURED,
    Fact,
    dimensions,
    types,
)

__all__ = ["DIMENSIONS", "FACTS", "MEASURED", "Fact", "dimensions", "types"]
