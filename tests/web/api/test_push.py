"""`gensvar push` against a site that runs in earnest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from web_support.keys import KNOWN
from web_support.site import Site

from gensvar.cli import gensvar
from gensvar.cli.server import Server
from gensvar.errors import GensvarError
from gensvar.evidence import content_hash, file_hash, read_json
from gensvar.logs.store import Store

HEAD = "Samtals-ID;Kö;Starttid;Utfall;Kundnr\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(gensvar, [str(one) for one in arguments])


def made(*arguments: object) -> Result:
    result = run(*arguments)
    assert result.exit_code == 0, (result.output, result.exception)
    return result


@pytest.fixture(scope="session")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One key of pseudonyms for all stores here: the organisation has but one."""
    return tmp_path_factory.mktemp("key") / "pseudonyms.key"


@pytest.fixture
def store(tmp_path: Path, key: Path) -> Path:
    _import(tmp_path, key, "a", f"{HEAD}a;k;2026-01-05 09:00:00;Besvarat;1\nb;k;igår;Besvarat;2\n")
    return tmp_path / "store"


def _import(folder: Path, key: Path, name: str, content: str) -> None:
    (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    made("data", "import", folder / f"{name}.csv", "--into", folder / "store", "--key-file", key)


@pytest.fixture
def to(site: Site, tmp_path: Path) -> list[str]:
    (tmp_path / "key").write_text(f"{KNOWN}\n")
    return ["--to", site.address, "--token-file", str(tmp_path / "key")]


@pytest.fixture
def server(site: Site) -> Server:
    return Server.reach(site.address, KNOWN, "en")


def _kept(site: Site, data_hash: str) -> Path:
    """Return the store on the server that has a hash."""
    folders = (site.data / "organisations").glob("*/stores/data")
    return next(folder for folder in folders if Store.open(folder).data_hash() == data_hash)


def _smallest(folder: Path, key: Path) -> Path:
    folder.mkdir()
    _import(folder, key, "one", f"{HEAD}z;k;2026-01-02 09:00:00;Besvarat;1\n")
    return folder / "store"


def _say(result: Result) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def test_a_store_grows_by_what_is_new(site: Site, to: list[str], server: Server, tmp_path: Path, key: Path) -> None:
    head = "Samtals-ID;Kö;Starttid;Utfall\n"
    _import(tmp_path, key, "jan", f"{head}a;k;2026-01-05 09:00:00;Besvarat\nb;k;igår;Besvarat\n")
    store = tmp_path / "store"
    first = _say(made("push", store, *to, "--json"))
    before = first["rows"]["contacts"] - 1
    assert (first["organisation"], first["new_sources"]) == ("frammande-ab", 1)
    assert first["files_sent"] == 2  # the rejected rows come along
    again = _say(made("push", store, *to, "--json"))
    assert (again["new_sources"], again["bytes_sent"], again["data_hash"]) == (0, 0, first["data_hash"])
    assert "hade redan allt" in made("push", store, *to).stdout
    _import(tmp_path, key, "feb", f"{head}c;k;2026-02-05 09:00:00;Besvarat\n")
    grown = _say(made("push", store, *to, "--json"))
    assert (grown["new_sources"], grown["files_sent"], grown["rows"]["contacts"]) == (1, 1, before + 2)
    assert grown["covers_to"] >= "2026-02-05"
    kept = _kept(site, grown["data_hash"])
    sources = read_json(kept / "manifest.json")["sources"]
    assert all(source in sources for source in read_json(store / "manifest.json")["sources"])
    assert not list(kept.parent.glob(".upload-*"))
    assert server.ask("GET", "/o/frammande-ab/store")["data_hash"] == grown["data_hash"]


def test_a_push_that_was_cut_off_goes_on_where_it_was(to: list[str], server: Server, tmp_path: Path, key: Path) -> None:
    _import(tmp_path, key, "mar", "Samtals-ID;Kö;Starttid;Utfall\nd;k;2026-03-05 09:00:00;Besvarat\ne;k;x;Besvarat\n")
    store = tmp_path / "store"
    place = "/o/frammande-ab/store/uploads"
    begun = server.ask("POST", place, {"manifest": read_json(store / "manifest.json")})
    file = begun["missing"][0]
    digest = file_hash(store / file).removeprefix("sha256:")
    server.send(f"{place}/{begun['id']}/files/{file}?sha256={digest}", store / file, lambda done: None)
    with pytest.raises(GensvarError, match="not all files have come"):
        server.ask("POST", f"{place}/{begun['id']}/finish", {})
    with pytest.raises(GensvarError, match="did not arrive whole"):
        server.send(f"{place}/{begun['id']}/files/{file}?sha256={'0' * 64}", store / file, lambda done: None)
    assert _say(made("push", store, *to, "--json"))["files_sent"] == len(begun["missing"]) - 1


@pytest.mark.parametrize(
    "name", ["../../x.parquet", "contacts/../../x.parquet", "people/0123456789abcdef-01234567.parquet"]
)
def test_a_manifest_that_leads_elsewhere_is_refused(server: Server, store: Path, name: str) -> None:
    manifest = read_json(store / "manifest.json")
    manifest["sources"][0]["tables"]["contacts"]["file"] = name
    with pytest.raises(GensvarError, match="not made by Gensvar"):
        server.ask("POST", "/o/frammande-ab/store/uploads", {"manifest": manifest})


def test_a_file_that_is_no_parquet_changes_nothing(to: list[str], server: Server, tmp_path: Path, key: Path) -> None:
    _import(tmp_path, key, "apr", "Samtals-ID;Kö;Starttid;Utfall\nf;k;2026-04-05 09:00:00;Besvarat\n")
    file = next((tmp_path / "store" / "contacts").glob("*.parquet"))
    file.write_bytes(b"PAR1" + b"x" * 100 + b"PAR1")
    made("push", _smallest(tmp_path / "small", key), *to)
    before = server.ask("GET", "/o/frammande-ab/store")
    result = run("--lang", "en", "push", tmp_path / "store", *to)
    assert "not whole" in str(result.exception)
    assert server.ask("GET", "/o/frammande-ab/store") == before


def test_pseudonyms_of_two_keys_do_not_meet(to: list[str], tmp_path: Path, key: Path) -> None:
    for name, own in (("x", key), ("y", tmp_path / "another.key")):
        (tmp_path / name).mkdir()
        _import(tmp_path / name, own, "samtal", f"{HEAD}{name};k;2026-05-05 09:00:00;Besvarat;{name}\n")
    results = [run("push", tmp_path / name / "store", *to) for name in ("x", "y")]
    assert results[0].exit_code == 0, results[0].exception
    assert "annan nyckel" in str(results[1].exception.what.sv)  # type: ignore[union-attr]


def test_an_assessment_is_put_in_once_and_only_whole(
    site: Site, to: list[str], store: Path, server: Server, tmp_path: Path
) -> None:
    (tmp_path / "profile.yaml").write_text("name: Nord\nchannels: [phone]\n")
    made(
        "assess", store, "--rulebook", "KS", "--profile", tmp_path / "profile.yaml", "--no-pdf", "-o", tmp_path / "out"
    )
    first = _say(made("push", tmp_path / "out", *to, "--json"))
    again = _say(made("push", tmp_path / "out" / "assessment.json", *to, "--json"))
    assert first == again
    assert first["rulebook"] == "KS"
    document = server.ask("GET", f"/o/frammande-ab/assessments/{first['id']}/document")
    assert document == read_json(tmp_path / "out" / "assessment.json")
    findings = server.ask("GET", f"/o/frammande-ab/assessments/{first['id']}/findings?size=200")
    assert findings["count"] == len(document["findings"])
    document["findings"][0]["verdict"] = "met"
    (tmp_path / "forged.json").write_text(json.dumps(document))
    assert "ändrad sedan" in str(run("push", tmp_path / "forged.json", *to).exception.what.sv)  # type: ignore[union-attr]
    maimed = {"schema": document["schema"]}
    maimed["hash"] = content_hash(maimed)
    (tmp_path / "maimed.json").write_text(json.dumps(maimed))
    assert "inte hel" in str(run("push", tmp_path / "maimed.json", *to).exception.what.sv)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("address", "token", "said"),
    [
        ("http://gensvar.example.se", KNOWN, "over https only"),
        ("ftp://x", KNOWN, "cannot be understood"),
        (None, "gsv_wrong", "A valid API key is missing"),
        (None, "two words", "the key only"),
        ("http://127.0.0.1:1", KNOWN, "does not answer"),
    ],
)
def test_what_is_wrong_is_told_in_words(
    site: Site, store: Path, tmp_path: Path, address: str | None, token: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    (tmp_path / "token").write_text(token)
    result = run("--lang", "en", "push", store, "--to", address or site.address, "--token-file", tmp_path / "token")
    assert isinstance(result.exception, GensvarError)
    assert said in result.exception.describe("en")
