"""The console's files as a browser gets them."""

import gzip
import re
import shutil
from pathlib import Path

import pytest

from local.vendor import FOLDER as VENDOR
from local.vendor import vendored
from shared.api.http import Request, Response
from shared.console.site import FOLDER, HEADERS, PAGES, serve, site

SITE = site()


def ask(path: str, method: str = "GET", **headers: str) -> Response:
    return serve(Request(method, path, {}, {name.replace("_", "-"): value for name, value in headers.items()}))


@pytest.mark.parametrize("path", ["/", "/exports", "/exports/new", "/runs/20261122-1", "/settings", "/connections/x"])
def test_every_address_of_the_page_answers_the_page(path: str) -> None:
    response = ask(path)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"{{" not in response.body


def test_the_page_itself_says_that_nothing_is_there() -> None:
    response = ask("/wp-login.php")
    assert response.status == 404
    assert response.body == ask("/").body


def test_the_page_knows_the_same_addresses() -> None:
    text = (FOLDER / "app/main.js").read_text()
    assert {path.split("/")[1] for path in re.findall(r'^  \["(/[^"]*)", ', text, re.MULTILINE)} == PAGES


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/../page.py", "/assets/x/../../page.py", "/assets/%2e%2e/page.py", "/assets//etc/passwd"),
        *("/assets/", "/assets", f"/assets/{'0' * 16}/console.js", f"/assets/{SITE.version}/index.html"),
        *("/assets/" + SITE.version, f"/assets/{SITE.version}/..\\..\\page.py"),
        *("/.auth/x", "/admin/host", "/runtime/x"),
    ],
)
def test_nothing_else_of_the_disk_is_given(path: str) -> None:
    response = ask(path)
    assert (response.status, response.body) == (404, b"")


def test_head_of_the_api_is_refused_as_any_wrong_method() -> None:
    response = ask("/api/exports", "HEAD")
    assert response.status == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/", f"/assets/{SITE.version}/console.js", "/nowhere", "/assets/x"])
def test_security_headers_are_on_every_answer(path: str) -> None:
    assert HEADERS.items() <= ask(path).headers.items()


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    index = SITE.index.body.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", index)
    assert not re.search(r'(?:src|href)="(?!/assets/)', index)


def test_nothing_is_asked_of_another_host() -> None:
    for file in [*FOLDER.rglob("*.js"), *FOLDER.rglob("*.css")]:
        if VENDOR not in file.parents:
            hosts = set(re.findall(r"https?://([\w.]+)", file.read_text())) - {"www.w3.org"}
            assert not hosts, file


def test_assets_are_kept_for_ever_and_the_page_is_asked_for_again() -> None:
    asset = ask(f"/assets/{SITE.version}/console.js")
    assert "immutable" in asset.headers["Cache-Control"]
    page = ask("/")
    assert page.headers["Cache-Control"] == "no-cache"
    again = ask("/", if_none_match=page.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert ask("/", if_none_match='"other"').status == 200


def test_compressed_where_the_browser_takes_it() -> None:
    plain, zipped = ask("/"), ask("/", accept_encoding="br;q=1.0, gzip")
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == plain.body
    assert "Content-Encoding" not in ask("/", accept_encoding="gzip;q=0, br").headers
    assert ask("/", "HEAD", accept_encoding="gzip").body == b""


def test_every_file_of_the_page_is_there() -> None:
    index = SITE.index.body.decode()
    addresses = re.findall(r'(?:src|href)="/([^"]+)"', index)
    assert len(addresses) == 3
    for address in addresses:
        assert address in SITE.assets
    script = SITE.assets[f"assets/{SITE.version}/console.js"].body.decode()
    modules = {file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.js")}
    # Of this one only types are used, and there are none.
    assert set(re.findall(r"^// ([\w/-]+\.js)$", script, re.MULTILINE)) == modules - {"vendor/fluent/ast.js"}
    styles = SITE.assets[f"assets/{SITE.version}/console.css"].body
    assert len(styles) == sum(file.stat().st_size for file in FOLDER.rglob("*.css"))
    for name in re.findall(r'asset\("([^"]+)"\)', script):
        assert f"assets/{SITE.version}/{name}" in SITE.assets
    assert f'data-assets="/assets/{SITE.version}"' in index


def test_the_version_follows_the_files(tmp_path: Path) -> None:
    folder = tmp_path / "console"
    shutil.copytree(FOLDER, folder)
    assert site(folder).version == SITE.version
    site.cache_clear()
    (folder / "app/memory.js").write_text("export const memory = 2;\nexport const applyTheme = 1;\n")
    assert site(folder).version != SITE.version
    site.cache_clear()


def test_libraries_are_the_packages_own() -> None:
    expected = vendored()
    found = {file.relative_to(VENDOR).as_posix(): file.read_bytes() for file in VENDOR.rglob("*") if file.is_file()}
    assert found == expected, "make vendor"
