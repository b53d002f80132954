"""The package index that pip is set up for on this machine, said again for uv."""

import configparser
import os
import sys
from pathlib import Path

from places import ENVIRONMENT

DEFAULT_INDEX = "https://pypi.org/simple"
SYSTEM_CERTIFICATES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


def option(name: str) -> str | None:
    """`PIP_INDEX_URL` and the like, else `index-url` and the like in pip's own files; the nearest wins."""
    said = os.environ.get(f"PIP_{name.upper().replace('-', '_')}")
    if said:
        return said
    for file in _files():
        settings = configparser.RawConfigParser()
        try:
            settings.read(file, encoding="utf-8")
        except (configparser.Error, OSError):
            continue
        for section in ("install", "global"):
            if settings.has_option(section, name):
                return settings.get(section, name).strip()
    return None


def index() -> str:
    return (option("index-url") or DEFAULT_INDEX).rstrip("/")


def certificates() -> str | None:
    """The file of authorities to trust: pip's, the environment's, the system's, a package's; None without any."""
    packaged = (str(file) for file in (ENVIRONMENT / "lib").glob("python3*/site-packages/certifi/cacert.pem"))
    for place in (option("cert"), os.environ.get("SSL_CERT_FILE"), *SYSTEM_CERTIFICATES, *packaged):
        if place and Path(place).is_file():
            return place
    return None


def for_uv() -> dict[str, str]:
    """The environment in which uv uses the same index; what is set for uv itself wins."""
    wanted = {
        "UV_DEFAULT_INDEX": option("index-url"),
        "UV_INDEX": option("extra-index-url"),
        "UV_FIND_LINKS": option("find-links"),
        "UV_INSECURE_HOST": option("trusted-host"),
        "UV_NO_INDEX": "1" if (option("no-index") or "").lower() in ("1", "true", "yes") else None,
        "SSL_CERT_FILE": certificates(),
        "UV_HTTP_TIMEOUT": option("timeout") or option("default-timeout"),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_NO_CONFIG": "1",
        "UV_NO_PROGRESS": "1",
    }
    old_names = {"UV_DEFAULT_INDEX": "UV_INDEX_URL", "UV_INDEX": "UV_EXTRA_INDEX_URL"}
    return {
        name: " ".join(value.split())
        for name, value in wanted.items()
        if value and name not in os.environ and old_names.get(name, name) not in os.environ
    }


def _files() -> list[Path]:
    named = os.environ.get("PIP_CONFIG_FILE")
    if named == os.devnull:
        return []
    home = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return [
        *([Path(named)] if named else []),
        Path(sys.prefix) / "pip.conf",
        home / "pip" / "pip.conf",
        Path.home() / ".pip" / "pip.conf",
        Path("/etc/pip.conf"),
    ]
