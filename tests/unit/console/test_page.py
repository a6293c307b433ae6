"""The console's files as a browser gets them."""

import base64
import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from shared.api.http import Request, Response
from shared.console.site import DIST, HEADERS, PAGES, load_files, serve
from tools.console import ROOT

FILES = load_files()
SOURCES = ROOT / "console"
SCRIPT = next(name for name in FILES if name.endswith(".js"))

PRIVACY_NOTICE = b"www.klaviyo.com/legal/privacy/privacy-notice"


def ask(path: str, method: str = "GET", **headers: str) -> Response:
    return serve(Request(method, path, {}, {name.replace("_", "-"): value for name, value in headers.items()}))


@pytest.mark.parametrize("path", ["/", "/exports", "/exports/new", "/runs/20261122-1", "/settings", "/connections/x"])
def test_every_address_of_the_page_answers_the_page(path: str) -> None:
    response = ask(path)
    assert response.status == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.body == FILES["index.html"].body


def test_an_unknown_address_gets_the_page_with_404() -> None:
    response = ask("/wp-login.php")
    assert response.status == 404
    assert response.body == ask("/").body


def test_the_script_and_the_server_agree_on_the_addresses() -> None:
    text = (SOURCES / "app/main.js").read_text()
    assert {path.split("/")[1] for path in re.findall(r'^  \["(/[^"]*)", ', text, re.MULTILINE)} == PAGES


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/../site.py", "/assets/x/../../site.py", "/assets/%2e%2e/site.py", "/assets//etc/passwd"),
        *("/assets/", "/assets", "/assets/console-00000000.js", "/assets/index.html", "/assets/..\\..\\site.py"),
        *("/.auth/x", "/admin/host", "/runtime/x"),
    ],
)
def test_no_other_file_is_served(path: str) -> None:
    response = ask(path)
    assert (response.status, response.body) == (404, b"")


@pytest.mark.parametrize("path", ["/sources.sha256", "/index.html", "/licences.txt.gz", "/site.py"])
def test_what_is_no_file_of_the_page_gets_the_page_with_404(path: str) -> None:
    response = ask(path)
    assert (response.status, response.body) == (404, FILES["index.html"].body)


def test_head_of_the_api_is_refused_like_any_wrong_method() -> None:
    response = ask("/api/exports", "HEAD")
    assert response.status == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", ["/", f"/{SCRIPT}", "/nowhere", "/assets/x", "/licences.txt"])
def test_security_headers_are_on_every_answer(path: str) -> None:
    headers = dict(ask(path).headers)
    assert headers["Content-Security-Policy"].startswith(HEADERS["Content-Security-Policy"])
    others = HEADERS.items() - {("Content-Security-Policy", HEADERS["Content-Security-Policy"])}
    assert others <= headers.items()


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    policy = ask("/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    index = FILES["index.html"].body.decode()
    (styles,) = re.findall(r"<style>(.*?)</style>", index, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(styles.encode()).digest()).decode()
    assert policy.endswith(f"; style-src 'sha256-{digest}'")
    assert "style-src" not in ask(f"/{SCRIPT}").headers["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]*\bsrc=)|\bstyle=|\bon\w+=", index)
    assert not re.search(r'(?:src|href)="(?!/assets/)', index)


LISTS, NEW_KEY = b"www.klaviyo.com/list/", b"www.klaviyo.com/create-private-api-key"


def test_no_file_names_another_host() -> None:
    """Apart from links to Klaviyo's privacy notice, lists and keys, which users open, and the names of XML."""
    for name, file in FILES.items():
        if name != "licences.txt":
            found = set(re.findall(rb"https?://(\w[\w./-]*)", file.body))
            named = {one for one in found if not one.startswith(b"www.w3.org/")}
            assert named <= {PRIVACY_NOTICE, LISTS, NEW_KEY}, name


def test_assets_are_kept_for_good_and_the_page_is_revalidated() -> None:
    asset = ask(f"/{SCRIPT}")
    assert "immutable" in asset.headers["Cache-Control"]
    page = ask("/")
    assert page.headers["Cache-Control"] == ask("/licences.txt").headers["Cache-Control"] == "no-cache"
    again = ask("/", if_none_match=page.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert ask("/", if_none_match='"other"').status == 200


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        *[("gzip, deflate, br, zstd", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("GZIP;q=0.5", "gzip")],
        *[("*", "br"), ("br;q=0, *", "gzip"), ("", None), ("gzip;q=0, br;q=0.0", None), ("identity", None)],
    ],
)
def test_compressed_where_the_browser_accepts_it(accepted: str, encoding: str | None) -> None:
    plain, found = ask("/"), ask("/", accept_encoding=accepted)
    assert "Content-Encoding" not in plain.headers
    assert found.headers.get("Content-Encoding") == encoding
    assert ask("/", "HEAD", accept_encoding=accepted).body == b""
    if encoding is None:
        assert found.body == plain.body
    elif encoding == "gzip":
        assert gzip.decompress(found.body) == plain.body


def test_every_file_but_a_font_is_smaller_when_compressed_and_decompresses_to_itself() -> None:
    decompress = "const {brotliDecompressSync: b} = require('zlib'), {readFileSync: r} = require('fs');"
    decompress += "console.log(JSON.stringify(process.argv.slice(1).map((f) => b(r(f + '.br')).equals(r(f)))))"
    files = {name: file for name, file in FILES.items() if not name.endswith(".woff2")}
    paths = [str(DIST / name) for name in files]
    done = subprocess.run(["node", "-e", decompress, *paths], check=True, capture_output=True, text=True)
    assert json.loads(done.stdout) == [True] * len(paths)
    for name, file in files.items():
        assert gzip.decompress(file.encoded["gzip"]) == file.body, name
        assert len(file.encoded["br"]) < len(file.encoded["gzip"]) < len(file.body), name


def test_everything_that_the_page_loads_is_served() -> None:
    index = FILES["index.html"].body.decode()
    addresses = re.findall(r'(?:src|href)="/([^"]+)"', index)
    assert len(addresses) == 2
    script = FILES[SCRIPT].body.decode()
    messages = re.findall(r'"/(assets/[\w-]+\.ftl)"', script)
    own, texts = list((SOURCES / "messages").iterdir()), list((ROOT / "shared/texts").glob("*.ftl"))
    # Of the English texts the page has the titles of errors, in one file with its messages: the API answers in English.
    assert len(messages) == len(own) + len(texts) - 1
    fonts = re.findall(r'url\("/(assets/[\w-]+\.woff2)"\)', index)
    assert len(fonts) == 2
    help_page = (DIST / "help/index.html").read_text()
    of_help = re.findall(r'(?:src|href)="/(assets/[^"]+)"', help_page)
    assert len(of_help) == 2
    assert {*addresses, *messages, *fonts, *of_help} == {name for name in FILES if name.startswith("assets/")}


def test_licences_of_all_bundled_packages_are_shipped() -> None:
    package = json.loads((ROOT / "package.json").read_text())
    bundled = package["dependencies"].keys() - {"esbuild", "marked"}
    text = FILES["licences.txt"].body.decode()
    for name in bundled:
        assert f"{name} {package['dependencies'][name]}, " in text
    assert text.count("TERMS AND CONDITIONS FOR USE") == 2
    assert "The MIT License" in text
    assert "SIL OPEN FONT LICENSE" in text


def test_a_font_is_served_as_it_is_and_is_small() -> None:
    fonts = {name: file for name, file in FILES.items() if name.endswith(".woff2")}
    assert sum(len(file.body) for file in fonts.values()) < 50_000
    for name in fonts:
        response = ask(f"/{name}", accept_encoding="br, gzip")
        assert (response.status, response.headers["Content-Type"]) == (200, "font/woff2")
        assert "Content-Encoding" not in response.headers
        assert response.body[:4] == b"wOF2"


TOKENS = SOURCES / "styles/tokens.css"
RAW = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color|light-dark|color-mix)\(|\b(?:white|black|red|gray|grey)\b(?!-)"
    r"|\b\d*\.?\d+(?:px|rem|em|ch|ex|pt)\b|(?:font-weight|line-height): [\d.]+|font(?:-family)?: [^;]*\"",
    re.IGNORECASE,
)


def test_colors_sizes_and_fonts_are_named_in_one_file() -> None:
    """Apart from the widths in media queries, which cannot be variables."""
    declared = set(re.findall(r"^  (--[\w-]+):", TOKENS.read_text(), re.MULTILINE))
    used = set()
    for file in sorted((SOURCES / "styles").glob("*.css")):
        text = file.read_text()
        used |= set(re.findall(r"var\((--[\w-]+)\)", text))
        if file != TOKENS:
            raw = [found.group() for found in RAW.finditer(re.sub(r"/\*.*?\*/|@media[^{]*", "", text, flags=re.DOTALL))]
            assert (file.name, raw) == (file.name, [])
    assert (used - declared, declared - used) == (set(), set())


def build(target: Path) -> subprocess.CompletedProcess[str]:
    command = ["node", str(ROOT / "tools/build_console.mjs"), str(target)]
    return subprocess.run(command, check=True, capture_output=True, text=True)


def test_building_again_changes_nothing_and_repairs_what_is_old(tmp_path: Path) -> None:
    dist = tmp_path / "dist"
    shutil.copytree(DIST, dist)
    before = {path: path.stat().st_mtime_ns for path in dist.rglob("*")}
    build(dist)
    assert {path: path.stat().st_mtime_ns for path in dist.rglob("*")} == before
    (dist / "sources.sha256").write_text("of other sources")
    (dist / "assets/console-OLDOLDOL.js").write_text("old")
    build(dist)
    files = {path.relative_to(dist): path.read_bytes() for path in dist.rglob("*") if path.is_file()}
    assert files == {path.relative_to(DIST): path.read_bytes() for path in DIST.rglob("*") if path.is_file()}


def test_a_console_that_is_not_built_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make console"):
        load_files(tmp_path)
