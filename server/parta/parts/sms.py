"""Text messages: none, or through a provider's HTTP address."""

import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import ClassVar, Literal, Protocol
from urllib.parse import quote

import aiohttp
import msgspec

PATIENCE_SECONDS = 15.0


class SmsNotTaken(Exception):
    """The provider did not take the message; the text says why, for the operator."""


class Sms(Protocol):
    """Carries text messages; `delivers` says whether they leave this machine."""

    @property
    def delivers(self) -> bool:
        """Do messages leave this machine?"""
        ...

    async def send(self, phone: str, text: str) -> None:
        """Hand over one message; raises `SmsNotTaken`."""
        ...


class NoSms(msgspec.Struct, frozen=True):
    """No text messages."""

    delivers: ClassVar[bool] = False

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Sms]:
        yield self

    async def send(self, phone: str, text: str) -> None:
        """Nothing to do: the message stays on the operator's page."""


class HttpGateway(msgspec.Struct, frozen=True, kw_only=True):
    """A provider's HTTP address; `{phone}` and `{text}` are replaced in the address and in the body."""

    url: str
    method: Literal["GET", "POST"] = "POST"
    body: str | None = None
    headers: Mapping[str, str] = {}

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Sms]:
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as http:
            yield _OpenGateway(self, http)


class _OpenGateway:
    """A gateway with its kept connection."""

    delivers: bool = True

    def __init__(self, gateway: HttpGateway, http: aiohttp.ClientSession) -> None:
        self._gateway = gateway
        self._http = http

    async def send(self, phone: str, text: str) -> None:
        """Hand over one message; anything but 2xx is a refusal (a redirect would carry the code elsewhere)."""
        gateway = self._gateway
        body = gateway.body and _filled(gateway.body, phone, text, _writing_of(gateway.headers))
        try:
            async with self._http.request(
                gateway.method,
                _filled(gateway.url, phone, text, _in_address),
                data=body.encode() if body else None,
                headers=gateway.headers,
                allow_redirects=False,
            ) as answer:
                if not 200 <= answer.status < 300:
                    raise SmsNotTaken(f"шлюз ответил {answer.status}")
        except (aiohttp.ClientError, TimeoutError, ValueError) as problem:
            raise SmsNotTaken(type(problem).__name__) from problem  # its text may hold the address with the code


def _filled(template: str, phone: str, text: str, written: Callable[[str], str]) -> str:
    return template.replace("{phone}", written(phone)).replace("{text}", written(text))


def _writing_of(headers: Mapping[str, str]) -> Callable[[str], str]:
    kind = next((value for name, value in headers.items() if name.lower() == "content-type"), "")
    return _in_json if "json" in kind else _in_address


def _in_address(value: str) -> str:
    return quote(value, safe="")


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]
