"""What the operator may choose: `parta.toml` in the data folder, `PARTA_…` in the environment, the command's arguments.

The arguments win over the environment, the environment over the file. Unions say what is there: no flags to combine.
The address may also be chosen on the screen (`address.json`), as long as the operator says nothing of it.
"""

import json
import os
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    JsonConfigSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from parta.parts import mail as letters
from parta.parts import sms as texts
from parta.parts.address import KeptChoice
from parta.parts.certificates import AcmeCertificate
from parta.parts.database import EmbeddedPostgres, ExternalPostgres

from .choices import (
    S3,
    Acme,
    BehindProxy,
    Choice,
    ClamdScan,
    Embedded,
    External,
    FileLimits,
    Files,
    FolderOfFiles,
    HttpGateway,
    MediaServer,
    NoPush,
    NoSms,
    NoTls,
    NoVirusScan,
    Outbox,
    Pace,
    Smtp,
    WebPush,
)

__all__ = [
    "S3",
    "Acme",
    "BehindProxy",
    "Choice",
    "ClamdScan",
    "Embedded",
    "External",
    "FileLimits",
    "Files",
    "FolderOfFiles",
    "Handover",
    "HttpGateway",
    "MediaServer",
    "NoSms",
    "NoTls",
    "NoVirusScan",
    "Outbox",
    "Pace",
    "Settings",
    "SettingsWrong",
    "Smtp",
    "default_data_folder",
    "fixed_by_operator",
    "handed_over",
    "load",
]

LOOPBACK = ("127.0.0.1", "::1", "localhost")
OF_THE_ADDRESS = frozenset({"public_url", "tls", "listen", "insecure_lan"})
WHOLE = frozenset({"public_url", "tls"})  # who sets one of these has decided about the address


class SettingsWrong(ValueError):
    """The settings can't be read; the text says which and why, for an operator, in Russian."""


class Settings(BaseSettings):
    """Everything the operator chose."""

    model_config = SettingsConfigDict(
        env_prefix="PARTA_", env_nested_delimiter="__", frozen=True, extra="forbid", hide_input_in_errors=True
    )

    data: Path
    listen: str = "127.0.0.1:8025"
    public_url: str | None = None
    database_choice: Annotated[Embedded | External, Field(discriminator="kind", alias="database")] = Embedded()
    tls: Annotated[NoTls | Files | Acme | BehindProxy, Field(discriminator="kind")] = NoTls()
    mail: Annotated[Outbox | Smtp, Field(discriminator="kind")] = Outbox()
    sms: Annotated[NoSms | HttpGateway, Field(discriminator="kind")] = NoSms()
    push: Annotated[NoPush | WebPush, Field(discriminator="kind")] = NoPush()
    files: Annotated[FolderOfFiles | S3, Field(discriminator="kind")] = FolderOfFiles()
    file_limits: FileLimits = FileLimits()
    virus_scan: Annotated[NoVirusScan | ClamdScan, Field(discriminator="kind")] = NoVirusScan()
    sfu: MediaServer = MediaServer()
    pace: Pace = Pace()
    dev: bool = False
    insecure_lan: bool = False
    applications: bool = False
    recovery_hours: int = Field(default=48, ge=1, le=24 * 30)
    metrics_token: str | None = Field(default=None, repr=False)

    @field_validator("listen")
    @classmethod
    def _has_host_and_port(cls, listen: str) -> str:
        host, _, port = listen.rpartition(":")
        if not host or not port.isdecimal() or not int(port) < 65536:
            raise ValueError("нужен адрес вида 127.0.0.1:8025")
        return listen

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, public_url: str | None) -> str | None:
        parts = urlsplit(public_url or "http://localhost")
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("нужен адрес вида https://parta.school.ru, без пути")
        return public_url.rstrip("/") if public_url else None

    @field_validator("applications")
    @classmethod
    def _can_answer_applicants(cls, applications: bool, chosen: ValidationInfo) -> bool:
        if applications and isinstance(chosen.data.get("mail"), Outbox) and not chosen.data.get("dev"):
            raise ValueError("заявителям отвечают письмом: настройте раздел [mail]")
        return applications

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        data = Path(init_settings()["data"])
        file = TomlConfigSettingsSource(settings_cls, toml_file=data / "parta.toml")
        if WHOLE & {*init_settings(), *env_settings(), *file()}:
            return init_settings, env_settings, file
        chosen = JsonConfigSettingsSource(settings_cls, json_file=KeptChoice(data).file)
        return init_settings, env_settings, file, chosen

    @property
    def database(self) -> EmbeddedPostgres | ExternalPostgres:
        match self.database_choice:
            case Embedded():
                return EmbeddedPostgres(self.data / "database")
            case External(url=url):
                return ExternalPostgres(url)

    @property
    def certificate(self) -> Files | None:
        """The files to encrypt with, if it is we who encrypt."""
        match self.tls:
            case Files() as files:
                return files
            case Acme():
                kept = self.acme_certificate()
                return Files(certificate=kept.certificate, key=kept.key) if kept else None
            case NoTls() | BehindProxy():
                return None

    def acme_certificate(self) -> AcmeCertificate | None:
        """The certificate that we ask an authority for."""
        if not isinstance(self.tls, Acme):
            return None
        return AcmeCertificate(
            directory=self.tls.directory,
            email=self.tls.email,
            name=urlsplit(self.public_url or "").hostname or "",
            folder=self.data / "tls",
            challenge_port=self.tls.challenge_port,
        )

    @property
    def mail_part(self) -> letters.Outbox | letters.Smtp:
        return (
            letters.Outbox() if self.mail.kind == "outbox" else letters.Smtp(**self.mail.model_dump(exclude={"kind"}))
        )

    @property
    def sms_part(self) -> texts.NoSms | texts.HttpGateway:
        return texts.NoSms() if self.sms.kind == "none" else texts.HttpGateway(**self.sms.model_dump(exclude={"kind"}))

    @property
    def host(self) -> str:
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        return int(self.listen.rpartition(":")[2])

    @property
    def loopback_only(self) -> bool:
        return self.host in LOOPBACK

    @property
    def address(self) -> str:
        """Where people find the school, as far as the operator said it here."""
        scheme = "https" if isinstance(self.tls, Files | Acme) else "http"
        return self.public_url or f"{scheme}://{self.listen}"


class MediaAccess(Choice):
    """How our own processes reach the media server."""

    url: str
    api_key: str
    api_secret: str = Field(repr=False)


class Handover(Choice):
    """What the supervisor hands to its children in a private file named by `PARTA_HANDOVER`."""

    settings: Settings
    dsn: str = Field(repr=False)
    run_folder: Path
    listen_fd: int
    media: MediaAccess | None = None
    chosen: str = ""  # which choice of the screen is in force: its digest
    fixed: tuple[str, ...] = ()  # settings of the address that the operator set

    @property
    def database(self) -> ExternalPostgres:
        """The database is already open: to a child it is just an address."""
        return ExternalPostgres(self.dsn)

    @property
    def first_code_file(self) -> Path:
        """Here the app writes the one-time code of the first administrator, for the supervisor to print."""
        return self.run_folder / "first-code"

    def write(self) -> Path:
        """Write the file that only we and our children can read."""
        path = self.run_folder / "handover.json"
        path.touch(mode=0o600)
        path.write_text(self.model_dump_json(by_alias=True))
        return path


def handed_over() -> Handover:
    """For `python -m parta.assembly app|worker`: what the supervisor handed to us."""
    return Handover.model_validate_json(Path(os.environ["PARTA_HANDOVER"]).read_text())


def default_data_folder() -> Path:
    """`/var/lib/parta/data` for root; in the home folder for anyone else."""
    if os.geteuid() == 0:
        return Path("/var/lib/parta/data")
    home = os.environ.get("XDG_DATA_HOME")
    return (Path(home) if home else Path.home() / ".local" / "share") / "parta"


def fixed_by_operator(data: Path, **arguments: Any) -> frozenset[str]:
    """The settings of the address that arguments, environment or `parta.toml` give: no screen changes them."""
    given = {name for name, value in arguments.items() if value is not None}
    written = TomlConfigSettingsSource(Settings, toml_file=data / "parta.toml")()
    return OF_THE_ADDRESS & {*given, *EnvSettingsSource(Settings)(), *written}


def load(data: Path | None = None, **arguments: Any) -> Settings:
    """Read the settings of a data folder; arguments that are None don't count."""
    folder = data or Path(os.environ.get("PARTA_DATA") or default_data_folder())
    given = {name: value for name, value in arguments.items() if value is not None}
    try:
        return Settings(data=folder.expanduser().absolute(), **given)
    except json.JSONDecodeError as problem:
        raise SettingsWrong(
            f"Файл {folder / 'address.json'} испорчен: {problem}. Удалите его и выберите адрес в «Парте» заново."
        ) from problem
    except ValidationError as problem:
        faults = "; ".join(f"{'.'.join(map(str, fault['loc']))} — {_words(fault['msg'])}" for fault in problem.errors())
        where = f"файл {folder / 'parta.toml'} или переменные PARTA_…"
        raise SettingsWrong(f"Ошибка в настройках ({where}): {faults}.") from None
    except tomllib.TOMLDecodeError as problem:
        raise SettingsWrong(f"Файл {folder / 'parta.toml'} записан с ошибкой: {problem}.") from problem
    except PermissionError as problem:
        raise SettingsWrong(f"Нет прав на чтение файла {folder / 'parta.toml'}.") from problem


def _words(message: str) -> str:
    known = {
        "Field required": "не указано",
        "Extra inputs are not permitted": "такой настройки нет",
        "Input should be a valid integer, unable to parse string as an integer": "нужно число",
    }
    return known.get(message, message.removeprefix("Value error, "))
