"""The media server (LiveKit): where its program is, how it is set up on this machine, whether it answers."""

import importlib.util
import json
import os
import secrets
import socket
import subprocess
from pathlib import Path

import anyio
import msgspec

PACKAGE = "parta_sfu"
ANSWER_WITHIN_SECONDS = 3.0


class MediaPorts(msgspec.Struct, frozen=True):
    """Signalling is for our own proxy and stays on loopback; media ports face the people."""

    node_ip: str
    signal: int
    tcp: int
    udp: int
    stun: int


class MediaKey(msgspec.Struct, frozen=True):
    """The pair that signs tokens; a new one at each start, known to our processes only."""

    name: str
    secret: str


def new_key() -> MediaKey:
    return MediaKey(name=f"parta{secrets.token_hex(4)}", secret=secrets.token_urlsafe(32))


def find_program(chosen: Path | None) -> Path | None:
    """The operator's, else the one of the package `parta-sfu`; None while there is none."""
    if chosen is not None:
        return chosen if os.access(chosen, os.X_OK) else None
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    program = Path(found.origin).with_name("livekit-server")
    return program if os.access(program, os.X_OK) else None


def version(program: Path) -> str | None:
    """What the program says about itself, or None when it doesn't run here."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, check=True, timeout=20, text=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return said.stdout.strip()


def free_ports(node_ip: str, signal: int, tcp: int, udp: int, stun: int) -> MediaPorts:
    """The wished ports, or free ones instead of those that another program has taken (0: any)."""
    return MediaPorts(
        node_ip=node_ip,
        signal=_free(signal, socket.SOCK_STREAM, "127.0.0.1"),
        tcp=_free(tcp, socket.SOCK_STREAM, ""),
        udp=_free(udp, socket.SOCK_DGRAM, ""),
        stun=stun,
    )


def configuration(ports: MediaPorts, key: MediaKey) -> str:
    """LiveKit's settings. It reads YAML, and JSON is YAML."""
    loopback = ports.node_ip.startswith("127.")
    return json.dumps(
        {
            "port": ports.signal,
            "bind_addresses": ["127.0.0.1"],
            "keys": {key.name: key.secret},
            "rtc": {
                "tcp_port": ports.tcp,
                "udp_port": ports.udp,
                "node_ip": ports.node_ip,
                "use_external_ip": False,
                "enable_loopback_candidate": loopback,
                # With none named, LiveKit sends browsers to Google's: nothing may leave the school.
                "stun_servers": [f"{ports.node_ip}:{ports.stun}"],
                **({"interfaces": {"includes": ["lo"]}} if loopback else {}),
            },
            "turn": {"enabled": False},
            "room": {"auto_create": False},
            "logging": {"level": "info", "json": True},
        },
        indent=1,
    )


async def answers(port: int) -> bool:
    """Does the media server answer on its signalling port."""
    with anyio.move_on_after(ANSWER_WITHIN_SECONDS):
        try:
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                await stream.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                return (await stream.receive()).startswith(b"HTTP/1.1 200")
        except (OSError, anyio.EndOfStream, anyio.BrokenResourceError):
            return False
    return False


def _free(wished: int, kind: socket.SocketKind, host: str) -> int:
    for port in (wished, 0):
        with socket.socket(socket.AF_INET, kind) as probe:
            if kind is socket.SOCK_STREAM:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    return wished
