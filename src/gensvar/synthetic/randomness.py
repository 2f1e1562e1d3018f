"""One independent stream of random numbers per subject, so that a change in one leaves the others alone."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

Ints = np.ndarray[Any, np.dtype[np.int64]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

# "It did not happen (yet)" among whole seconds since 1970.
NEVER = np.int64(np.iinfo(np.int64).min)


@dataclass(frozen=True)
class Randomness:
    """The seed of one run; `of(subject)` gives that subject's generator, always the same."""

    seed: int

    def of(self, subject: str) -> np.random.Generator:
        """Return the generator of a subject."""
        return np.random.default_rng([self.seed, zlib.crc32(subject.encode())])


def happens(generator: np.random.Generator, share: float, size: int) -> Bools:
    """Return `size` independent draws that are true with probability `share`."""
    return generator.random(size) < share


def choose(generator: np.random.Generator, weights: Sequence[float] | Floats, size: int) -> Ints:
    """Return `size` positions drawn in proportion to `weights`, by one search in their running sum."""
    running = np.cumsum(np.asarray(weights, dtype=np.float64))
    found: Ints = np.searchsorted(running, generator.random(size) * running[-1], side="right").astype(np.int64)
    return found


def lognormal(generator: np.random.Generator, median: float, spread: float, size: int) -> Floats:
    """Return lognormal draws by their median and the spread of their logarithm."""
    return median * np.exp(spread * generator.standard_normal(size))


def whole(values: Floats, least: int = 0) -> Ints:
    """Return whole seconds, rounded up, at least `least`."""
    return np.maximum(np.ceil(values), least).astype(np.int64)


def happened_by(times: Ints, end: int) -> Ints:
    """Return the times with everything from `end` on turned into NEVER: the data know nothing after their end."""
    return np.where(times >= end, NEVER, times)
