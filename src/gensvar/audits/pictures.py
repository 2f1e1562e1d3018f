"""Text in pictures, read by tesseract where it is installed; without it pictures stay unread, and verdicts say so."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

from gensvar.audits.elements import Image
from gensvar.audits.tab import Tab

MOST = 12  # pictures of one page
LIMIT_S = 10.0  # for one picture
_SMALLEST = (40.0, 10.0)  # pixels: no number can be read in less
_SPARSE = "11"  # tesseract's way with text that lies here and there


@cache
def languages() -> str:
    """Return what tesseract can read, as it wants it: `swe+eng`; "" where it is not installed."""
    program = shutil.which("tesseract")
    if not program:
        return ""
    asked = [program, "--list-langs"]
    said = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.split()  # noqa: S603
    return "+".join(one for one in ("swe", "fin", "eng") if one in said)


async def read_pictures(tab: Tab, images: Sequence[Image]) -> tuple[Image, ...]:
    """Return the pictures with what was read in them; one too small for text reads as "", an unread one as None."""
    if not languages():
        return tuple(images)
    found, left = list[Image](), MOST
    with tempfile.TemporaryDirectory(prefix="gensvar-") as folder:
        for at, image in enumerate(images):
            if not image.element.visible or _is_small(image):
                found.append(replace(image, read=""))
            elif left:
                left -= 1
                found.append(replace(image, read=await _read(tab, image, Path(folder) / f"{at}.png")))
            else:
                found.append(image)
    return tuple(found)


def _is_small(image: Image) -> bool:
    box = image.element.box
    return box is None or box.width < _SMALLEST[0] or box.height < _SMALLEST[1]


async def _read(tab: Tab, image: Image, file: Path) -> str | None:
    if not await tab.shoot(file, image.element.selector):
        return None
    program = await asyncio.create_subprocess_exec(
        "tesseract", str(file), "stdout", "-l", languages(), "--psm", _SPARSE,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(program.communicate(), LIMIT_S)
    except TimeoutError:
        with suppress(ProcessLookupError):
            program.kill()
        await program.wait()
        return None
    return " ".join(said.decode("utf-8", "replace").split())[:2000] if program.returncode == 0 else None
