"""The servers that can be measured, by name."""

from __future__ import annotations

from importlib import import_module

from .base import Adapter

PEERS = {
    "parta": "parta:Parta",
    "floor": "floor:Floor",
    "synapse": "synapse:Synapse",
    "ejabberd": "xmpp:Ejabberd",
    "prosody": "xmpp:Prosody",
}


def adapter_class(peer: str) -> type[Adapter]:
    module, _, name = PEERS[peer].partition(":")
    return getattr(import_module(f".{module}", __name__), name)
