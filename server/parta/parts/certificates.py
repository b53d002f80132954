"""Certificates from an ACME authority (RFC 8555): asked for once, renewed in time, proved over HTTP on port 80."""

import contextlib
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import requests
from acme import challenges, client, crypto_util, errors, messages
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from josepy.jwa import ES256
from josepy.jwk import JWKEC
from josepy.util import ComparableECKey

RENEW_DAYS_BEFORE_THE_END = 30
ANSWER_WITHIN = timedelta(minutes=3)


class CertificateRefused(RuntimeError):
    """No certificate; the text says why, for an operator, in Russian."""


class AcmeCertificate(msgspec.Struct, frozen=True):
    """A certificate for one name, kept in a private folder together with its key and the account's."""

    directory: str
    email: str
    name: str
    folder: Path
    challenge_port: int = 80

    @property
    def certificate(self) -> Path:
        return self.folder / "fullchain.pem"

    @property
    def key(self) -> Path:
        return self.folder / "key.pem"

    def is_due(self) -> bool:
        """There is none for this name, or it ends soon."""
        try:
            kept = x509.load_pem_x509_certificate(self.certificate.read_bytes())
            names = kept.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except (OSError, ValueError, x509.ExtensionNotFound):
            return True
        if self.name not in names.get_values_for_type(x509.DNSName):
            return True
        return kept.not_valid_after_utc - datetime.now(UTC) < timedelta(days=RENEW_DAYS_BEFORE_THE_END)

    def obtain(self) -> None:
        """Ask the authority, prove that the name is ours, keep the answer. Blocking; takes seconds to minutes."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            account = JWKEC(key=ComparableECKey(_key(self.folder / "account.pem")))
            authority = _authority(self.directory, account, self.email)
            key = _pem(_key(self.key))
            order = authority.new_order(crypto_util.make_csr(key, [self.name]))
            proofs = [_proof(one, account) for one in order.authorizations if one.body.status != messages.STATUS_VALID]
            with _shown({proof.path: proof.text for proof in proofs}, self.challenge_port):
                for proof in proofs:
                    authority.answer_challenge(proof.challenge, proof.response)
                done = authority.poll_and_finalize(order, datetime.now() + ANSWER_WITHIN)  # noqa: DTZ005 - acme's own
        except OSError as problem:  # requests' errors are these, too
            if isinstance(problem, requests.RequestException):
                raise CertificateRefused(f"Центр сертификации {self.directory} не отвечает: {problem}") from problem
            raise CertificateRefused(
                f"Порт {self.challenge_port} не занять ({problem.strerror}), а центр сертификации проверяет имя через него."
            ) from problem
        except errors.ValidationError as problem:
            raise CertificateRefused(
                f"Центр сертификации не смог открыть http://{self.name}/ на порту {self.challenge_port}. "
                "Имя должно вести на эту машину, а порт — быть открыт снаружи."
            ) from problem
        except (errors.Error, messages.Error) as problem:
            raise CertificateRefused(f"Центр сертификации {self.directory} отказал: {problem}") from problem
        _write(self.certificate, done.fullchain_pem.encode())


class _Proof(msgspec.Struct, frozen=True):
    path: str
    text: str
    challenge: messages.ChallengeBody
    response: challenges.KeyAuthorizationChallengeResponse


def _authority(directory: str, account: JWKEC, email: str) -> client.ClientV2:
    network = client.ClientNetwork(account, alg=ES256, user_agent="parta")
    authority = client.ClientV2(client.ClientV2.get_directory(directory, network), net=network)
    try:
        authority.new_account(messages.NewRegistration.from_data(email=email, terms_of_service_agreed=True))
    except errors.ConflictError as known:
        network.account = messages.RegistrationResource(uri=known.location, body=messages.Registration())
    return authority


# An authority may remember that it has seen the name proved (RFC 8555, 7.1.4): such a challenge takes no second answer.
def _proof(authorization: messages.AuthorizationResource, account: JWKEC) -> _Proof:
    for challenge in authorization.body.challenges:
        if isinstance(challenge.chall, challenges.HTTP01):
            response, text = challenge.response_and_validation(account)
            return _Proof(path=challenge.chall.path, text=text, challenge=challenge, response=response)
    raise CertificateRefused("Центр сертификации не предлагает проверку по HTTP.")


@contextlib.contextmanager
def _shown(texts: dict[str, str], port: int) -> Iterator[None]:
    """Answer the authority's questions on port 80 as long as they last, and nobody else's."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = texts.get(self.path)
            self.send_response(404 if text is None else 200)
            self.end_headers()
            self.wfile.write((text or "").encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("", port), Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield
        finally:
            server.shutdown()


def _key(file: Path) -> ec.EllipticCurvePrivateKey:
    if not file.exists():
        _write(file, _pem(ec.generate_private_key(ec.SECP256R1())))
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise CertificateRefused(f"Файл {file} — не тот ключ. Удалите его и запустите «Парту» снова.")
    return key


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(file: Path, content: bytes) -> None:
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_bytes(content)
    fresh.replace(file)
