"""What was typed about the address becomes a choice in the words of the settings, or a refusal that names the field."""

import ssl
from datetime import datetime
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509

from parta.kernel.errors import invalid
from parta.parts.address import Acme, AddressBook, BehindProxy, Choice, OwnFiles, Plain

from .shapes import WayAcme, WayFiles, WayInside, WayProxy, Wish

EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the administrator chose: phones are to reach it
PORTS = {"https": 443, "http": 80}


def read(wish: Wish, book: AddressBook, now: datetime) -> Choice:
    """The choice; a certificate is opened and compared with the address, so that a mistake is told before the restart."""
    match wish:
        case WayProxy(public_url=typed, trusted=trusted):
            return Choice(BehindProxy(tuple(_network(one, at) for at, one in enumerate(trusted))), _https(typed))
        case WayFiles(public_url=typed, certificate=certificate, key=key):
            url = _https(typed)
            files = OwnFiles(_path(certificate, "/certificate"), _path(key, "/key"))
            _fits(files, urlsplit(url).hostname or "", now)
            return Choice(files, url, _listen(url, book))
        case WayAcme(public_url=typed, directory=directory, email=email, consent=consent):
            url = _https(typed)
            return Choice(_acme(url, directory, email, consent=consent), url, _listen(url, book))
        case WayInside(public_url=typed, losses_known=known):
            return _inside(typed, book, known=known)


def _inside(typed: str, book: AddressBook, *, known: bool) -> Choice:
    if not typed.strip():
        return Choice()
    url = _origin(typed, "http")
    if not known:
        raise invalid("/lossesKnown", "Подтвердите, что знаете, чего не будет без шифрования")
    return Choice(Plain(), url, _listen(url, book), insecure_lan="insecure_lan" not in book.fixed)


def _https(typed: str) -> str:
    return _origin(typed, "https")


def _origin(typed: str, scheme: str) -> str:
    text = typed.strip().rstrip("/")
    parts = urlsplit(text if "://" in text else f"{scheme}://{text}")
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme != scheme:
        raise invalid("/publicUrl", f"Адрес начинается с {scheme}://")
    if not parts.hostname or parts.path or parts.query or parts.username or port == -1 or " " in text:
        raise invalid("/publicUrl", f"Нужен адрес вида {scheme}://parta.school.ru, без пути")
    return f"{scheme}://{parts.netloc.lower()}"


def _listen(url: str, book: AddressBook) -> str | None:
    """Where phones will come to; None when the operator named the place himself."""
    if "listen" in book.fixed:
        return None
    parts = urlsplit(url)
    return f"{EVERYWHERE}:{parts.port or PORTS[parts.scheme]}"


def _network(typed: str, at: int) -> str:
    try:
        network = ip_network(typed.strip())
        return str(network) if network.num_addresses > 1 else str(network.network_address)
    except ValueError:
        raise invalid(f"/trusted/{at}", "Нужен IP-адрес прокси, например 127.0.0.1 или 10.0.0.0/24") from None


def _path(typed: str, pointer: str) -> str:
    if not typed.strip().startswith("/"):
        raise invalid(pointer, "Нужен полный путь к файлу на сервере, например /etc/parta/fullchain.pem")
    return typed.strip()


def _acme(url: str, directory: str, email: str, *, consent: bool) -> Acme:
    host = urlsplit(url).hostname or ""
    if _is_ip(host) or "." not in host:
        raise invalid("/publicUrl", "Центр сертификации выдаёт сертификат на имя вида parta.school.ru")
    if not directory.strip().startswith("https://"):
        raise invalid("/directory", "Нужен адрес центра сертификации: https://…/directory")
    if "@" not in email.strip():
        raise invalid("/email", "Нужна почта: на неё центр напишет о сроке")
    if not consent:
        raise invalid("/consent", "Без согласия на обращения наружу сертификат не получить")
    return Acme(directory.strip(), email.strip(), consent_to_outbound_calls=True)


def _fits(files: OwnFiles, host: str, now: datetime) -> None:
    try:
        certificate = x509.load_pem_x509_certificate(Path(files.certificate).read_bytes())
    except OSError:
        raise invalid("/certificate", "Такого файла нет, или «Парте» нельзя его читать") from None
    except ValueError:
        raise invalid("/certificate", "Это не сертификат: нужен файл PEM") from None
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(files.certificate, files.key)
    except ssl.SSLError:
        raise invalid("/key", "Ключ не подходит к этому сертификату") from None
    except OSError:
        raise invalid("/key", "Такого файла нет, или «Парте» нельзя его читать") from None
    if certificate.not_valid_after_utc <= now:
        raise invalid("/certificate", "Срок этого сертификата вышел")
    if not _names(certificate, host):
        raise invalid("/certificate", f"Этот сертификат выдан не для {host}: телефоны его не примут")


def _names(certificate: x509.Certificate, host: str) -> bool:
    try:
        named = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return False
    if _is_ip(host):
        return ip_address(host) in named.get_values_for_type(x509.IPAddress)
    parent = host.partition(".")[2]
    return any(one.lower() in (host, f"*.{parent}") for one in named.get_values_for_type(x509.DNSName))


def _is_ip(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
