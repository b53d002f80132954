"""Contacts as people type them: an e-mail address or a phone number, brought to one form."""

import hashlib
import re
from typing import Literal

import msgspec

from parta.kernel.errors import Invalid, invalid
from parta.kernel.text import visible

Channel = Literal["email", "sms"]
_EMAIL = re.compile(r"[^\s\x00-\x1f@<>\"(),:;\[\]\\]{1,64}@(?:[\w-]{1,63}\.)+[\w-]{2,63}")
_PHONE_SIGNS = re.compile(r"[\s().\u2010-\u2015-]")


class Contact(msgspec.Struct, frozen=True):
    """Where a code can be sent."""

    kind: Literal["email", "phone"]
    value: str  # lower case, or +7XXXXXXXXXX

    @property
    def channel(self) -> Channel:
        """What carries a code there."""
        return "email" if self.kind == "email" else "sms"

    @property
    def key(self) -> str:
        """What limits are counted under: a digest, as strangers type other people's numbers too."""
        return hashlib.sha256(f"{self.kind}:{self.value}".encode()).hexdigest()[:40]


def read_contact(typed: str, *, pointer: str = "/contact") -> Contact:
    """The contact that was typed; raises `Invalid` for what is neither an address nor a number."""
    clean = visible(typed).strip()
    if "@" in clean:
        if len(clean) > 254 or not _EMAIL.fullmatch(clean):
            raise invalid(pointer, "Проверьте адрес: он похож на ivanova@mail.ru")
        return Contact("email", clean.lower())
    number = _PHONE_SIGNS.sub("", clean)
    digits = number.removeprefix("+")
    if not digits.isascii() or not digits.isdecimal():
        raise invalid(pointer, "Введите адрес почты или номер телефона")
    if not number.startswith("+"):
        if len(digits) == 10:
            digits = f"7{digits}"
        elif len(digits) == 11 and digits[0] in "78":
            digits = f"7{digits[1:]}"
        else:
            raise invalid(pointer, "Проверьте номер: он похож на +7 900 123-45-67")
    if not 10 <= len(digits) <= 15 or (digits[0] == "7" and len(digits) != 11):
        raise invalid(pointer, "Проверьте номер: он похож на +7 900 123-45-67")
    return Contact("phone", f"+{digits}")


def read_email(typed: str, *, pointer: str = "/email") -> Contact:
    """The address that was typed; raises `Invalid` for a number."""
    contact = read_contact(typed, pointer=pointer)
    if contact.kind != "email":
        raise invalid(pointer, "Проверьте адрес: он похож на ivanova@mail.ru")
    return contact


def read_mobile(typed: str, *, pointer: str = "/mobile") -> Contact:
    """The number that was typed; raises `Invalid` for an address."""
    contact = read_contact(typed, pointer=pointer)
    if contact.kind != "phone":
        raise invalid(pointer, "Проверьте номер: он похож на +7 900 123-45-67")
    return contact


def contact_in(typed: str) -> Contact | None:
    """The contact that was typed, if it is one."""
    try:
        return read_contact(typed)
    except Invalid:
        return None
