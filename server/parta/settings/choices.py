"""The ways in which each thing may be set up: one small class a way, told apart by `kind`."""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Choice(BaseModel):
    """One way a thing may be set up."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Embedded(Choice):
    """PostgreSQL in the data folder."""

    kind: Literal["embedded"] = "embedded"


class External(Choice):
    """A PostgreSQL of the operator's."""

    kind: Literal["external"] = "external"
    url: str


class NoTls(Choice):
    """Plain HTTP: only for this machine."""

    kind: Literal["none"] = "none"


class Files(Choice):
    """A certificate and a key that the operator renews."""

    kind: Literal["files"] = "files"
    certificate: Path
    key: Path


class Acme(Choice):
    """A certificate from an ACME authority; calling out needs the operator's explicit consent."""

    kind: Literal["acme"] = "acme"
    directory: str
    email: str
    consent_to_outbound_calls: Literal[True]
    challenge_port: int = 80


class BehindProxy(Choice):
    """A reverse proxy ends TLS; forwarded headers count only from the addresses named here."""

    kind: Literal["proxy"] = "proxy"
    trusted: tuple[str, ...] = Field(min_length=1)


class Outbox(Choice):
    """Letters are kept for the operator's page and sent nowhere."""

    kind: Literal["outbox"] = "outbox"


class Smtp(Choice):
    """Letters go to the school's mail server."""

    kind: Literal["smtp"] = "smtp"
    host: str
    port: int = 587
    user: str | None = None
    password: str | None = Field(default=None, repr=False)
    security: Literal["starttls", "tls", "none"] = "starttls"
    sender: str


class NoSms(Choice):
    """No text messages: codes come by mail and on paper."""

    kind: Literal["none"] = "none"


class HttpGateway(Choice):
    """A provider's HTTP address; `{phone}` and `{text}` in `url` and `body` are replaced."""

    kind: Literal["http"] = "http"
    url: str
    method: Literal["GET", "POST"] = "POST"
    body: str | None = None
    headers: dict[str, str] = Field(default_factory=dict, repr=False)


class FolderOfFiles(Choice):
    """Files lie on this machine: in `files` of the data folder, or where `path` says."""

    kind: Literal["folder"] = "folder"
    path: Path | None = None


class S3(Choice):
    """Files lie in a bucket of Amazon S3 or of anything that speaks like it."""

    kind: Literal["s3"] = "s3"
    bucket: str
    endpoint: str | None = None
    region: str = "us-east-1"
    access_key: str = Field(repr=False)
    secret_key: str = Field(repr=False)
    prefix: str = ""


class FileLimits(Choice):
    """How much may be sent: the largest file, the place of one school, files of one person in an hour."""

    largest_mb: int = Field(default=50, ge=1, le=2000)
    school_gb: int = Field(default=20, ge=1)
    an_hour: int = Field(default=200, ge=1)


class NoVirusScan(Choice):
    """Files are given out unscanned."""

    kind: Literal["none"] = "none"


class ClamdScan(Choice):
    """A clamd looks at every file first; `address`: a Unix socket's path, or host:port."""

    kind: Literal["clamd"] = "clamd"
    address: str


class NoPush(Choice):
    """No notices on phones: nothing leaves the machine."""

    kind: Literal["none"] = "none"


class WebPush(Choice):
    """Notices on phones, through the browsers' makers; calling out needs the operator's explicit consent.

    `services`: the only hosts that are called, `*.` before a name means those below it.
    """

    kind: Literal["web"] = "web"
    contact: str = Field(pattern=r"^(mailto:[^@\s]+@[^@\s]+\.[a-z]+|https://\S+)$")
    consent_to_outbound_calls: Literal[True]
    services: tuple[str, ...] = Field(
        default=(
            "fcm.googleapis.com",
            "updates.push.services.mozilla.com",
            "web.push.apple.com",
            "*.push.apple.com",
            "*.notify.windows.com",
        ),
        min_length=1,
    )


class MediaServer(Choice):
    """Where calls' media flow; without `binary` the one of the package parta-sfu or of the build's cache is taken."""

    binary: Path | None = None
    node_ip: str = "127.0.0.1"
    signal_port: int = 0
    tcp_port: int = 7881
    udp_port: int = 7882
    stun_port: int = 3478


class Pace(Choice):
    """How fast one person may write: so many messages at once, then so many a second."""

    burst: float = Field(default=30, ge=1)
    per_second: float = Field(default=2, gt=0)
