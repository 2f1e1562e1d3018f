"""When a blocked number may be called all the same: a consent, a customer relation, a purpose outside the rules.

They are looked at after the register and never hide what it said. The company's own list of people who have said no
overrides them all, and the register too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

# Purposes that the rules do not cover (NIX-3.1), and those that they do.
OUTSIDE_RULES = ("survey", "public_information", "politics", "religion")
PURPOSES = ("sale", "marketing", "fundraising", *OUTSIDE_RULES)


@dataclass(frozen=True)
class Exemption:
    """A ground for calling one NSN in spite of the block, and the last day it holds."""

    ground: str  # consent, relation
    until: date


@dataclass(frozen=True)
class Exemptions:
    """All grounds that hold on the day of the wash for this seller, campaign and kind of goods, by NSN."""

    purpose: str = "sale"
    by_number: Mapping[int, Exemption] = field(default_factory=dict)
    opted_out: frozenset[int] = frozenset()

    @property
    def outside_rules(self) -> bool:
        """Whether calls of this purpose need no check at all."""
        return self.purpose in OUTSIDE_RULES

    def opted_out_numbers(self) -> np.ndarray[Any, Any]:
        """Return the company's own list as sorted NSNs (uint64)."""
        import numpy as np

        return np.array(sorted(self.opted_out), np.uint64)
