"""What `parta doctor` asks of the school's own parts: address, database, media server, mail, certificates."""

import smtplib
import ssl
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import anyio
from cryptography import x509

from parta.cli.data_folder import AlreadyRunning, held
from parta.cli.finding import Finding, broken, fine, warning
from parta.cli.listening import LOST_WITHOUT_TLS, listen, refuse_open_address
from parta.cli.readiness import is_ready
from parta.cli.refused import Refused
from parta.parts import media_server
from parta.parts.database import DatabaseUnavailable, ExternalPostgres
from parta.settings import (
    LOOPBACK,
    Acme,
    BehindProxy,
    Files,
    Handover,
    HttpGateway,
    NoTls,
    Outbox,
    Settings,
    Smtp,
)
from parta.settings.choices import WebPush

CONNECT_SECONDS = 5
MEDIA_FROM = "make media или пакет parta-sfu"
CERTIFICATE_ENDS_SOON_DAYS = 14


def running(settings: Settings) -> Handover | None:
    """What the «Парта» that holds the data folder now was started with. A folder that isn't there is not made."""
    if not (settings.data / "lock").exists():
        return None
    try:
        with held(settings):
            return None
    except AlreadyRunning:
        return _handover(settings.data / "run" / "handover.json")
    except Refused:
        return None


def address(settings: Settings) -> Finding:
    name = "Адрес"
    if running(settings) is not None:
        if anyio.run(is_ready, settings):
            return fine(name, f"«Парта» запущена и отвечает на {settings.listen}.")
        journal = settings.data / "log" / "app.log"
        return broken(name, f"«Парта» запущена, но на {settings.listen} не отвечает.", f"Журнал: {journal}.")
    try:
        refuse_open_address(settings)
        listen(settings).close()
    except Refused as problem:
        return broken(name, str(problem), "")
    return fine(name, f"{settings.listen} свободен, «Парта» не запущена.")


def database(settings: Settings) -> Finding:
    name, serving = "База данных", running(settings)
    part = serving.database if serving else settings.database
    if not isinstance(part, ExternalPostgres):
        kept = "есть" if (settings.data / "database" / "cluster" / "PG_VERSION").exists() else "ещё не создана"
        return fine(name, f"Встроенная, {kept}; запускается вместе с «Партой».")
    try:
        anyio.run(_opens, part)
    except DatabaseUnavailable as problem:
        return broken(name, str(problem), "Проверьте, что PostgreSQL запущен и что адрес в [database] верен.")
    return fine(name, "Отвечает.")


def media(settings: Settings) -> Finding:
    name, program = "Медиасервер", media_server.find_program(settings.sfu.binary)
    if program is None:
        return warning(
            name,
            "Программы нет: звонки не работают, всё остальное работает.",
            "Соберите её (make media) или поставьте пакет parta-sfu.",
        )
    said = media_server.version(program)
    if said is None:
        return broken(
            name,
            f"{program} не запускается на этой машине.",
            "Соберите её заново (make media) или поставьте пакет parta-sfu.",
        )
    return fine(name, said)


def mail(settings: Settings) -> Finding:
    name = "Почта"
    match settings.mail:
        case Outbox():
            return warning(
                name,
                "Письма никуда не уходят: почтовый сервер не указан.",
                'Укажите [mail] в parta.toml: kind = "smtp"…',
            )
        case Smtp() as server:
            try:
                _greet(server)
            except (OSError, smtplib.SMTPException) as problem:
                return broken(
                    name, f"{server.host}:{server.port} не отвечает: {problem}.", "Проверьте [mail] в parta.toml."
                )
            return fine(name, f"{server.host}:{server.port} отвечает.")


def sms(settings: Settings) -> Finding:
    if isinstance(settings.sms, HttpGateway):
        return fine("СМС", f"Через {urlsplit(settings.sms.url).hostname}.")
    return fine("СМС", "Не настроены: коды приходят почтой и на бумаге.")


def push(settings: Settings) -> Finding:
    name = "Уведомления на телефоны"
    if not isinstance(settings.push, WebPush):
        return fine(name, "Выключены: сервер никуда не обращается. Включить — раздел [push] в parta.toml.")
    hosts = ", ".join(settings.push.services)
    if not settings.address.startswith("https://"):
        return warning(
            name,
            f"Включены, но на {settings.address} браузеры их не дают.",
            "Нужен адрес, который начинается с https://: выберите его в «Парте» или в parta.toml.",
        )
    return fine(name, f"Включены. Сервер обращается только сюда: {hosts}.")


def encryption(settings: Settings) -> Finding:
    name = "Адрес для людей и шифрование"
    match settings.tls:
        case Files() | Acme():
            kept = settings.certificate
            return _certificate(name, kept.certificate, settings) if kept else _public(name, settings)
        case BehindProxy():
            return _public(name, settings)
        case NoTls():
            if settings.loopback_only and settings.public_url is None:
                return warning(
                    name,
                    "Школа видна только на этой машине.",
                    "Чтобы её открыли с телефонов, выберите адрес в «Парте» («Школа», «Адрес и шифрование») или в parta.toml.",
                )
            return warning(
                name, f"Шифрования нет: {LOST_WITHOUT_TLS}.", "Выберите адрес с шифрованием в «Парте» или в parta.toml."
            )


def _public(name: str, settings: Settings) -> Finding:
    if settings.public_url is None:
        return broken(name, "Не задан адрес, который видят люди.", "Задайте public_url в parta.toml.")
    parts = urlsplit(settings.public_url)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        return broken(name, f"{settings.public_url}: {LOST_WITHOUT_TLS}.", "Адрес должен начинаться с https://.")
    return fine(name, settings.public_url)


def _certificate(name: str, file: Path, settings: Settings) -> Finding:
    try:
        certificate = x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError) as problem:
        return broken(name, f"Сертификат {file} не читается: {problem}.", "Проверьте tls в parta.toml.")
    left = (certificate.not_valid_after_utc - datetime.now(UTC)).days
    if left < 0:
        return broken(name, f"Сертификат {file} истёк.", "Замените его и перезапустите «Парту».")
    if left < CERTIFICATE_ENDS_SOON_DAYS:
        return warning(name, f"Сертификату {file} осталось дней: {left}.", "Замените его и перезапустите «Парту».")
    return _public(name, settings)


def _handover(file: Path) -> Handover | None:
    try:
        return Handover.model_validate_json(file.read_text())
    except (OSError, ValueError):
        return None  # it is only starting, or it is another user's


async def _opens(part: ExternalPostgres) -> None:
    async with part.open():
        pass


def _greet(server: Smtp) -> None:
    context = ssl.create_default_context()
    if server.security == "tls":
        with smtplib.SMTP_SSL(server.host, server.port, timeout=CONNECT_SECONDS, context=context) as greeting:
            greeting.noop()
        return
    with smtplib.SMTP(server.host, server.port, timeout=CONNECT_SECONDS) as greeting:
        if server.security == "starttls":
            greeting.starttls(context=context)
        greeting.noop()
