"""A certificate from an ACME authority: asked for, proved, kept, and asked for again only when it is due.

The authority is Pebble, a small real one; `make test-full` builds it, elsewhere these tests are skipped.
"""

import asyncio
import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from parta.parts.address import AddressBook, KeptChoice
from parta.parts.certificates import AcmeCertificate, CertificateRefused
from parta.parts.processes import die_with_parent
from parta.settings import load
from people import running_school
from self_signed import self_signed

PEBBLE = Path(os.environ.get("PARTA_TEST_PEBBLE", "/nowhere"))
SCHOOL = "parta.school.test"

built = pytest.mark.skipif(not PEBBLE.exists(), reason="Pebble is not built: make test-full")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@pytest.fixture
def names() -> Iterator[str]:
    """A name server for which every name is this machine."""
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            while True:
                try:
                    visitor, _ = door.accept()
                except OSError:
                    return
                with visitor:
                    visitor.settimeout(5)
                    while question := visitor.recv(1024)[2:]:  # the length stands first
                        reply = _this_machine(question)
                        visitor.sendall(len(reply).to_bytes(2, "big") + reply)

        threading.Thread(target=answer, daemon=True).start()
        yield f"127.0.0.1:{door.getsockname()[1]}"


def _this_machine(question: bytes) -> bytes:
    end = question.index(b"\0", 12) + 5
    found = question[end - 4 : end - 2] == b"\x00\x01"  # an A record is asked for
    header = question[:2] + b"\x81\x80\x00\x01" + (b"\x00\x01" if found else b"\x00\x00") + b"\0\0\0\0"
    record = b"\xc0\x0c\x00\x01\x00\x01\x00\x00\x00\x3c\x00\x04\x7f\x00\x00\x01" if found else b""
    return header + question[12:end] + record


@pytest.fixture
def asked(tmp_path: Path, names: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[AcmeCertificate]:
    certificate, key = self_signed(tmp_path / "authority", "localhost", 10)
    port, challenge_port = free_port(), free_port()
    settings = {
        "listenAddress": f"127.0.0.1:{port}",
        "certificate": str(certificate),
        "privateKey": str(key),
        "httpPort": challenge_port,
        "tlsPort": free_port(),
    }
    (tmp_path / "pebble.json").write_text(json.dumps({"pebble": settings}))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with (tmp_path / "pebble.log").open("wb") as log:
        authority = subprocess.Popen(
            [PEBBLE, "-config", tmp_path / "pebble.json", "-dnsserver", names],
            # Pebble refuses every twentieth good nonce, to try its client; the library sends again once (RFC 8555 §6.5).
            env={**os.environ, "PEBBLE_VA_NOSLEEP": "1", "PEBBLE_WFE_NONCEREJECT": "0"},
            stdout=log,
            stderr=log,
            preexec_fn=die_with_parent(signal.SIGKILL),  # noqa: PLW1509 - two system calls, no locks
        )
    deadline = time.monotonic() + 20
    while socket.socket().connect_ex(("127.0.0.1", port)) != 0:
        assert time.monotonic() < deadline, (tmp_path / "pebble.log").read_text()
        time.sleep(0.02)
    yield AcmeCertificate(
        directory=f"https://127.0.0.1:{port}/dir",
        email="admin@school.test",
        name=SCHOOL,
        folder=tmp_path / "tls",
        challenge_port=challenge_port,
    )
    authority.kill()
    authority.wait()


@built
def test_a_certificate_is_obtained_and_then_kept(asked: AcmeCertificate) -> None:
    assert asked.is_due()
    asked.obtain()

    assert not asked.is_due()
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(asked.certificate, asked.key)
    assert all(file.stat().st_mode & 0o077 == 0 for file in asked.folder.iterdir())
    asked.obtain()  # the account is known there already


@built
def test_a_name_that_leads_elsewhere_is_refused_in_words(asked: AcmeCertificate) -> None:
    with pytest.raises(CertificateRefused, match="Имя должно вести на эту машину"):
        msgspec.structs.replace(asked, challenge_port=free_port()).obtain()
    assert not asked.certificate.exists()


@built
@pytest.mark.anyio
async def test_what_was_chosen_on_the_screen_gets_a_certificate(asked: AcmeCertificate, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "run").mkdir(parents=True)
    kept = KeptChoice(data)
    book = AddressBook(kept=kept, digest=kept.digest(), fixed=frozenset({"listen"}))
    async with running_school(book=book) as school:
        admin = await school.admin()
        await admin.ask("PUT", "/api/me/password", {"login": "adminova", "password": "три зелёных слона"}, expect=204)
        wish = {"way": "acme", "publicUrl": f"https://{SCHOOL}", "directory": asked.directory, "email": asked.email}
        await admin.ask("PUT", "/api/address", {**wish, "consent": False}, expect=422)
        assert load(data).acme_certificate() is None  # without the consent nobody is called
        await admin.ask("PUT", "/api/address", {**wish, "consent": True}, expect=204)
    certificate = load(data).acme_certificate()  # as the keeper of the address reads it
    assert certificate is not None
    assert certificate.name == SCHOOL

    await asyncio.to_thread(msgspec.structs.replace(certificate, challenge_port=asked.challenge_port).obtain)

    assert not certificate.is_due()
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate.certificate, certificate.key)


def test_an_authority_that_does_not_answer_is_told_in_words(tmp_path: Path) -> None:
    nobody = AcmeCertificate(f"https://127.0.0.1:{free_port()}/dir", "a@b.test", SCHOOL, tmp_path, free_port())
    with pytest.raises(CertificateRefused, match="не отвечает"):
        nobody.obtain()


@pytest.mark.parametrize(
    ("name", "days", "is_due"), [(SCHOOL, 60, False), (SCHOOL, 20, True), ("other.school.test", 60, True)]
)
def test_it_is_asked_for_again_before_its_end_or_for_another_name(
    tmp_path: Path, name: str, days: int, is_due: bool
) -> None:
    self_signed(tmp_path / "tls", name, days)
    assert AcmeCertificate("https://acme.test/dir", "a@b.test", SCHOOL, tmp_path / "tls").is_due() is is_due
