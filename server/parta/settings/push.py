"""How phones are told, as the operator chose it."""

from parta.parts import push as parts

from . import Settings
from .choices import NoPush


def push_of(settings: Settings) -> parts.NoPush | parts.WebPush:
    """Not at all, or through the named services."""
    if isinstance(settings.push, NoPush):
        return parts.NoPush()
    return parts.WebPush(contact=settings.push.contact, services=settings.push.services)
