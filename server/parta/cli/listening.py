"""The address: checked and taken before anything is started, and kept while the app restarts."""

import errno
import socket
import ssl

from parta.cli.refused import Refused
from parta.settings import Acme, BehindProxy, Files, NoTls, Settings

BACKLOG = 2048

LOST_WITHOUT_TLS = (
    "без шифрования переписку и пароли видит любой в этой сети; "
    "не работают уведомления на телефон, камера и микрофон, ключи входа (passkey), установка на телефон"
)


def refuse_open_address(settings: Settings) -> None:
    """Plain HTTP stays on this machine, unless the operator said that he knows what is lost."""
    match settings.tls:
        case NoTls():
            if not settings.loopback_only and not settings.insecure_lan:
                raise Refused(
                    f"Адрес {settings.listen} виден другим машинам, а шифрование не настроено: {LOST_WITHOUT_TLS}. "
                    "Настройте tls в parta.toml или, если это учебная сеть, добавьте --insecure-lan."
                )
        case Files(certificate=certificate, key=key):
            try:
                ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
            except (OSError, ssl.SSLError) as problem:
                raise Refused(
                    f"Не подходит сертификат {certificate} с ключом {key}: {problem}. Проверьте tls в parta.toml."
                ) from problem
        case Acme():
            if not (settings.public_url or "").startswith("https://"):
                raise Refused('Чтобы получить сертификат, задайте public_url = "https://…" в parta.toml.')
        case BehindProxy():
            pass


def listen(settings: Settings) -> socket.socket:
    """Take the address or say why it can't be taken."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=BACKLOG)
    except socket.gaierror as problem:
        raise Refused(f"Адрес {settings.host} не найден. Укажите другой: --listen 127.0.0.1:8025.") from problem
    except OSError as problem:
        match problem.errno:
            case errno.EADDRINUSE:
                raise Refused(
                    f"Порт {settings.port} на {settings.host} уже занят другой программой. "
                    f"Остановите её или укажите другой порт: --listen {settings.host}:{settings.port + 1}."
                ) from problem
            case errno.EACCES | errno.EPERM:
                raise Refused(
                    f"Порт {settings.port} разрешён только root. Укажите порт от 1024: --listen {settings.host}:8025."
                ) from problem
            case _:
                raise Refused(
                    f"Адрес {settings.listen} занять нельзя: {problem.strerror}. Укажите другой: --listen."
                ) from problem


def with_real_port(settings: Settings, taken: socket.socket) -> Settings:
    """Port 0 means «any free one»: now we know which."""
    host, port = settings.listen.rpartition(":")[0], taken.getsockname()[1]
    return settings.model_copy(update={"listen": f"{host}:{port}"})
