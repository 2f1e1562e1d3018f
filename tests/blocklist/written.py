"""Made-up Swedish numbers in the forms that lists have them in, for the tests. None is taken from a person."""

from __future__ import annotations

import random

AREAS = ("8", "11", "13", "16", "18", "19", "21", "31", "40", "46", "54", "60", "90", "480", "581", "911")


def a_number(chance: random.Random) -> int:
    """Return an NSN: mobile in four cases of five."""
    if chance.random() < 0.78:
        return int(chance.choice(("70", "72", "73", "76", "79")) + f"{chance.randrange(10**7):07}")
    area = chance.choice(AREAS)
    return int(area + str(chance.randrange(2 * 10**6, 10**7))[: chance.choice((5, 6, 7))])


def parts(number: int) -> tuple[str, str, str]:
    """Return area code, the rest, and the rest in groups."""
    digits = str(number)
    size = 2 if digits[0] == "7" else 1 if digits[0] == "8" else 2
    area, rest = digits[:size], digits[size:]
    return area, rest, " ".join(filter(None, (rest[:3], rest[3:5], rest[5:])))


def forms(number: int) -> dict[str, str]:
    """Return the number in 27 written forms, by name; each says this number and no other."""
    digits = str(number)
    area, rest, spaced = parts(number)
    return {
        "national": f"0{digits}",
        "dash": f"0{area}-{rest}",
        "dash and spaces": f"0{area}-{spaced}",
        "spaces": f"0{area} {spaced}",
        "e164": f"+46{digits}",
        "plus and spaces": f"+46 {area} {spaced}",
        "zero in brackets": f"+46 (0){area}-{spaced}",
        "zero in brackets, tight": f"+46(0){digits}",
        "00": f"0046{digits}",
        "00 and spaces": f"0046 {area} {spaced}",
        "bare 46": f"46{digits}",
        "lost zero": digits,
        "float": f"{digits}.0",
        "apostrophe": f"'0{digits}",
        "link": f"tel:+46{digits}",
        "no-break space": f"0{area} {spaced}".replace(" ", "\u00a0"),
        "en dash": f"0{area}\u2013{rest}",
        "brackets": f"(0{area}) {spaced}",
        "dots": f"0{area}.{spaced.replace(' ', '.')}",
        "slash": f"0{area}/{spaced}",
        "extension": f"0{area}-{spaced} ankn 90",
        "name": f"0{digits} Anna",
        "space around": f"  0{digits} ",
        "full width": "".join(chr(0xFF10 + int(digit)) for digit in f"0{digits}"),
        "zero width": f"\u200b0{digits}",
        "letter O": f"O{digits}",
        "plus and dashes": f"+46-{area}-{rest}",
    }
