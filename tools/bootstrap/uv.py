"""uv itself: one wheel, known by its hash, from the package index that pip is set up for.

Debian ships Python without pip and venv, so this is done with the standard library alone.
"""

import base64
import hashlib
import html.parser
import json
import os
import platform
import ssl
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from io import BytesIO
from pathlib import Path

import pip_settings
from places import CACHE
from steps import StepFailed, run, step

VERSION = "0.13.9"
WHEELS = {
    ("x86_64", "glibc"): (
        f"uv-{VERSION}-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "d7f459fe4fd247d830351c75686d3996ace3c6f3f728eb0e85a30b7ada0cef19",
    ),
    ("x86_64", "musl"): (
        f"uv-{VERSION}-py3-none-musllinux_1_1_x86_64.whl",
        "2c45530751517d6c3bbc69a19473f6effe47cce047bede01ffd8af7ea7b36b25",
    ),
    ("aarch64", "glibc"): (
        f"uv-{VERSION}-py3-none-manylinux_2_28_aarch64.whl",
        "ecb6028d79dc96fbeafffe5c8af62a7099487ebc05a701e76714eebcffd06375",
    ),
    ("aarch64", "musl"): (
        f"uv-{VERSION}-py3-none-manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64.whl",
        "5435c5ce14a56431208ca0996416d310f1598e8c2c8ba707688985a16bb82dbe",
    ),
}
TIMEOUT_SECONDS = 60


def uv(*arguments: str | Path, folder: Path | None = None) -> None:
    """Run uv, quietly, with pip's own index and certificates."""
    run(program(), *arguments, folder=folder, env=pip_settings.for_uv())


def program() -> Path:
    """uv's program, fetched at the first call."""
    place = CACHE / f"uv-{VERSION}" / "uv"
    if not place.exists():
        with step(f"Беру uv {VERSION} — установщик пакетов Python", "5–20 с"):
            _install(place)
    return place


def _install(place: Path) -> None:
    libc = "glibc" if platform.libc_ver()[0] == "glibc" else "musl"
    try:
        name, sha256 = WHEELS[platform.machine(), libc]
    except KeyError:
        raise StepFailed(
            f"Для этой машины ({platform.machine()}, {libc}) uv не указан: см. tools/bootstrap/uv.py."
        ) from None
    wheel = _from_a_folder(name) or _from_the_index(name)
    if hashlib.sha256(wheel).hexdigest() != sha256:
        raise StepFailed(f"Файл {name} не тот: контрольная сумма не сходится. Установка остановлена.")
    with zipfile.ZipFile(BytesIO(wheel)) as archive:
        inside = next(entry for entry in archive.namelist() if entry.endswith("/scripts/uv"))
        content = archive.read(inside)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as fresh:
        fresh.write(content)
    os.chmod(fresh.name, 0o755)
    os.replace(fresh.name, place)


def _from_a_folder(name: str) -> bytes | None:
    for place in (pip_settings.option("find-links") or "").split():
        file = Path(place.removeprefix("file://")) / name
        if file.is_file():
            return file.read_bytes()
    return None


def _from_the_index(name: str) -> bytes:
    index = f"{pip_settings.index()}/uv/"
    try:
        page, kind = _get(index, "application/vnd.pypi.simple.v1+json, text/html;q=0.5")
        links = _links_of_json(page) if "json" in kind else _links_of_html(page)
        if name not in links:
            raise StepFailed(f"В индексе пакетов {_without_password(index)} нет файла {name}.")
        return _get(urllib.parse.urljoin(index, links[name]), "*/*")[0]
    except (OSError, urllib.error.URLError) as problem:
        raise StepFailed(
            f"Индекс пакетов {_without_password(index)} не отвечает: {problem}. "
            "Проверьте сеть или укажите свой индекс: PIP_INDEX_URL."
        ) from problem


def _get(url: str, accept: str) -> tuple[bytes, str]:
    parts = urllib.parse.urlsplit(url)
    headers = {"Accept": accept, "User-Agent": f"parta-bootstrap Python/{platform.python_version()}"}
    if parts.username:
        secret = f"{urllib.parse.unquote(parts.username)}:{urllib.parse.unquote(parts.password or '')}"
        headers["Authorization"] = "Basic " + base64.b64encode(secret.encode()).decode()
        parts = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    request = urllib.request.Request(urllib.parse.urlunsplit(parts), headers=headers)
    with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS, context=_tls(parts.hostname or "")) as answer:
        return answer.read(), answer.headers.get_content_type()


def _tls(host: str) -> ssl.SSLContext:
    trusted = pip_settings.certificates()
    if trusted and host not in (pip_settings.option("trusted-host") or "").split():
        return ssl.create_default_context(cafile=trusted)
    # A bare Debian has no authorities to ask. The file is known by its hash, so that only the secrecy is lost.
    print("  нет файла доверенных сертификатов: файл проверяется по контрольной сумме", file=sys.stderr)
    return ssl._create_unverified_context()  # noqa: S323 - the hash decides


def _links_of_json(page: bytes) -> dict[str, str]:
    return {file["filename"]: file["url"] for file in json.loads(page)["files"]}


def _links_of_html(page: bytes) -> dict[str, str]:
    links: dict[str, str] = {}

    class Anchors(html.parser.HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            target = dict(attributes).get("href")
            if tag == "a" and target:
                name = urllib.parse.unquote(urllib.parse.urlsplit(target).path.rpartition("/")[2])
                links[name] = target

    Anchors().feed(page.decode("utf-8", "replace"))
    return links


def _without_password(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    return urllib.parse.urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
