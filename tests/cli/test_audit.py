"""`gensvar audit`: one JSON document, a folder that stands by itself, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("playwright")
from served_pages import page, serving

from gensvar.cli import gensvar
from gensvar.errors import BadInput

CALL = "<main><h1>Kontakt</h1><p>Ring oss på 08-735 29 99, vardagar 8-17.</p></main>"


def test_the_folder_holds_report_verdicts_and_proof(tmp_path: Path) -> None:
    with serving(
        {"/": page("Hem", '<main><h1>Hej</h1><a href="/k">Kontakt</a></main>'), "/k": page("Kontakt", CALL)}
    ) as there:
        done = CliRunner().invoke(
            gensvar, ["audit", there.url, "-o", str(tmp_path), "--allow-private", "--max-pages", "5", "--json"]
        )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert {"site", "viewport", "pages", "detectors"} <= told.keys()
    (phone,) = [one for one in told["detectors"] if one["id"] == "D01"]
    assert (phone["verdict"], phone["steps"]) == ("pass", 1)
    assert [one["label"] for one in phone["path"]] == ["Kontakt"]
    assert json.loads((tmp_path / "audit.json").read_text("utf-8")) == told
    report = (tmp_path / "report.html").read_text("utf-8")
    assert "data:image/png;base64," in report and "Klicka på ”Kontakt”" in report
    assert not re.findall(r'(?:src|href)="(?!data:|#|https?:)[^"]+"', report)
    hashes = json.loads((tmp_path / "hashes.json").read_text("utf-8"))
    assert hashes and all((tmp_path / name).is_file() for name in hashes)


def test_addresses_that_are_refused_are_the_callers_fault() -> None:
    for address in ("file:///etc/passwd", "http://127.0.0.1:8000/", "http://169.254.169.254/"):
        done = CliRunner().invoke(gensvar, ["audit", address])
        assert isinstance(done.exception, BadInput), (address, done.output)
    assert isinstance(CliRunner().invoke(gensvar, ["audit"]).exception, BadInput)


def test_of_many_sites_one_that_is_refused_does_not_stop_the_others(tmp_path: Path) -> None:
    with serving({"/": page("Hem", CALL)}) as there:
        (tmp_path / "sites.txt").write_text(f"# sektorn\nfile:///etc/passwd\n{there.url}\n", "utf-8")
        done = CliRunner().invoke(
            gensvar, ["audit", "--list", str(tmp_path / "sites.txt"), "--allow-private", "--json"]
        )
    assert done.exit_code == 0
    refused, fine = json.loads(done.stdout)["audits"]
    assert "error" in refused and fine["pages"] == 1
