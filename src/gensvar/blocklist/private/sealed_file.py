"""A published file with a heading, in which no byte can be damaged unseen.

    8 bytes    what it is and in which version of the format: GVTAGS02 or GVDELT02
    32 bytes   SHA-256 of everything that follows
    4 bytes    length of the heading, most significant first
    heading    JSON (UTF-8)
    the rest   tags of 6 bytes each, most significant first; the heading says how many (`count`)

The hash finds damage, not deceit: whoever changes a file can compute it anew. What cannot be forged is an evaluation
that proves the public key of the epoch, so that key is to come from a source that is trusted.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from gensvar.errors import BadInput
from gensvar.evidence.canonical import write_whole
from gensvar.text import Text

HASH, LENGTH = slice(8, 40), slice(40, 44)


def write_sealed(path: Path, magic: bytes, heading: dict[str, Any], body: bytes) -> None:
    """Write a file whole; `magic` is its first eight bytes."""
    head = json.dumps(heading).encode()
    content = len(head).to_bytes(4, "big") + head + body
    write_whole(path, magic + hashlib.sha256(content).digest() + content)


def read_sealed(path: Path, magic: bytes, size: int) -> tuple[dict[str, Any], bytes]:
    """Return heading and body, which has `count` parts of `size` bytes. Raises BadInput for what is damaged or another
    file.
    """
    try:
        content = path.read_bytes()
        if content[:8] != magic:
            raise ValueError("magic")
        if hashlib.sha256(memoryview(content)[LENGTH.start :]).digest() != content[HASH]:
            raise ValueError("hash")
        start = LENGTH.stop + int.from_bytes(content[LENGTH], "big")
        heading: dict[str, Any] = json.loads(content[LENGTH.stop : start])
        body = content[start:]
        if len(body) != heading["count"] * size:
            raise ValueError("size")
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise BadInput(
            Text(sv="filen med märken är skadad", en="the file of tags is damaged"),
            where=str(path),
            mend=Text(sv="Hämta den på nytt.", en="Fetch it anew."),
        ) from problem
    return heading, body
