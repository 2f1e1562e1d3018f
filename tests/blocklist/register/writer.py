"""A process of its own that enters and withdraws numbers until it is killed, telling on standard output what was answered."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from gensvar.blocklist.register.entries import Deed
from gensvar.blocklist.register.register import Register


def main(folder: str, first: int) -> None:
    register, number = Register.open(Path(folder)), first
    while True:
        number += 1
        register.record(Deed.ADD, [number], "web", "x", datetime.now(UTC))
        print(f"add {number}", flush=True)
        if number % 3 == 0:
            register.record(Deed.WITHDRAW, [number], "web", "x", datetime.now(UTC))
            print(f"withdraw {number}", flush=True)
        if number % 50 == 0:
            register.snapshot()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
