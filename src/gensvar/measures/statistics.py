"""Intervals at 95 per cent, percentiles, survival and agreement, from integers alone."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor, sqrt

from gensvar.measures.tally import Histogram

Z = 1.959963984540054  # two-sided 95 per cent
Interval = tuple[float, float]
ROUNDING = 1e-12


def wilson(successes: int, n: int, z: float = Z) -> Interval | None:
    """Return the Wilson score interval of a share; None of nothing. Source: Wilson 1927."""
    if n == 0:
        return None
    p = successes / n
    denominator = 1 + z * z / n
    centre = (p + z * z / (2 * n)) / denominator
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / denominator
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    return low, 1.0 if successes == n else min(1.0, centre + half)


def mean_interval(n: int, total: int, squares: int, z: float = Z) -> Interval | None:
    """Return the normal interval of a mean from n, Σx and Σx²; None under two values.

    The variance divides by n, so that for values -1, 0, 1 this is the interval of a net promoter score.
    """
    if n < 2:
        return None
    mean = total / n
    half = z * sqrt(float(Fraction(squares * n - total * total, n * n)) / n)
    return mean - half, mean + half


def count_interval(count: int, z: float = Z) -> Interval:
    """Return the score interval of a Poisson count."""
    centre, half = count + z * z / 2, z * sqrt(count + z * z / 4)
    return (0.0 if count == 0 else centre - half), centre + half


def rank(q: float, n: int) -> int:
    """Return ⌈q·n⌉, at least 1: the nearest-rank place, counted from 1. `q` is meant as it is written."""
    return max(1, ceil(Fraction(str(q)) * n))


def at_rank(histogram: Histogram, place: int) -> int:
    """Return the value at a place counted from 1."""
    passed = 0
    for value, n, _ in histogram:
        passed += n
        if passed >= place:
            return value
    raise IndexError(place)


def percentile(histogram: Histogram, q: float) -> int | None:
    """Return the nearest-rank percentile; None of nothing."""
    n = sum(count for _, count, _ in histogram)
    return at_rank(histogram, rank(q, n)) if n else None


def lowest(histogram: Histogram, q: float) -> tuple[int, int]:
    """Return the sum of the ⌈q·n⌉ lowest values, and how many they are; (0, 0) of nothing."""
    n = sum(count for _, count, _ in histogram)
    left = wanted = rank(q, n) if n else 0
    total = 0
    for value, count, _ in histogram:
        taken = min(left, count)
        total, left = total + taken * value, left - taken
    return total, wanted


def percentile_interval(histogram: Histogram, q: float, z: float = Z) -> Interval | None:
    """Return the interval between two order statistics (normal approximation to the binomial); None where
    there are too few values for either end.
    """
    n = sum(count for _, count, _ in histogram)
    half = z * sqrt(n * q * (1 - q))
    low, high = floor(n * q - half), ceil(n * q + half) + 1
    if low < 1 or high > n:
        return None
    return float(at_rank(histogram, low)), float(at_rank(histogram, high))


def survival(histogram: Histogram) -> list[tuple[int, float]]:
    """Return (t, S(t)) at every t with an event, by Kaplan and Meier; events before censoring at equal t."""
    at_risk, surviving, steps = sum(n for _, n, _ in histogram), 1.0, []
    for value, n, events in histogram:
        if events:
            surviving *= 1 - events / at_risk
            steps.append((value, surviving))
        at_risk -= n
    return steps


def survival_median(histogram: Histogram) -> int | None:
    """Return the first t with S(t) ≤ 0.5; None if it is never reached."""
    return next((value for value, surviving in survival(histogram) if surviving <= 0.5 + ROUNDING), None)


def stratified_share(strata: Sequence[tuple[int, int, int]], z: float = Z) -> tuple[float, Interval | None]:
    """Return a share estimated from a stratified sample, and its interval.

    A stratum is (N_h rows in all, n_h sampled, successes among them): p̂ = Σ W_h p̂_h and
    var = Σ W_h² p̂_h (1 − p̂_h) / (n_h − 1) · (1 − n_h / N_h). The interval is None where a stratum that was
    not counted in full has a sample of one. Raises ValueError where a stratum was not sampled.
    """
    strata = [stratum for stratum in strata if stratum[0]]
    if not strata or any(sampled == 0 for _, sampled, _ in strata):
        raise ValueError("every stratum must be sampled")
    everything = sum(size for size, _, _ in strata)
    share = sum(size / everything * hits / sampled for size, sampled, hits in strata)
    if any(sampled == 1 < size for size, sampled, _ in strata):
        return share, None
    variance = sum(_stratum_variance(size / everything, size, sampled, hits) for size, sampled, hits in strata)
    half = z * sqrt(variance)
    return share, (max(0.0, share - half), min(1.0, share + half))


def _stratum_variance(weight: float, size: int, sampled: int, hits: int) -> float:
    if sampled == size:
        return 0.0
    p = hits / sampled
    return weight**2 * p * (1 - p) / (sampled - 1) * (1 - sampled / size)


def cohen_kappa(pairs: Sequence[tuple[object, object]]) -> float | None:
    """Return the agreement of two coders beyond chance, (p_o − p_e) / (1 − p_e); None where chance alone decides.

    Under 0.6 the coding is too uncertain to build on.
    """
    n = len(pairs)
    if n == 0:
        return None
    observed = sum(one == other for one, other in pairs) / n
    labels = {label for pair in pairs for label in pair}
    chance = sum(
        sum(one == label for one, _ in pairs) * sum(other == label for _, other in pairs) for label in labels
    ) / (n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)
