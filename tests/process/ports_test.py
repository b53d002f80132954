"""Who listens where: the door that was asked for, the media ports, and nothing else beyond this machine."""

import os
import re
import socket
import tempfile
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from e2e.serving import serving
from process.serve_test import MEDIA_SERVER

pytestmark = pytest.mark.anyio
LISTENS, UNCONNECTED = "0A", "07"


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder; a media server that is there from the first start."""
    with tempfile.TemporaryDirectory(prefix="parta-") as name:
        Path(name).chmod(0o711)  # the database's user may pass
        program = Path(name) / "livekit-server"
        program.write_text(MEDIA_SERVER)
        program.chmod(0o755)
        monkeypatch.setenv("PARTA_SFU__BINARY", str(program))
        yield Path(name) / "data"


def family(ancestor: int) -> dict[int, str]:
    """The process and everything that descends from it, by number, with the program's name."""
    parents, names = {}, {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            number, name, rest = re.fullmatch(r"(\d+) \((.*)\) (.*)", one.read_text(), re.DOTALL).groups()  # type: ignore[union-attr]  # the kernel's own form
        except FileNotFoundError:  # ended meanwhile
            continue
        parents[int(number)], names[int(number)] = int(rest.split()[1]), name
    found = {ancestor}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return {one: names[one] for one in found}


def sockets_of(number: int) -> set[str]:
    """The inodes of the sockets that a process holds."""
    found = set()
    for one in Path(f"/proc/{number}/fd").iterdir():
        try:
            target = os.readlink(one)
        except FileNotFoundError:  # closed meanwhile
            continue
        if target.startswith("socket:["):
            found.add(target[8:-1])
    return found


def listening(numbers: dict[int, str]) -> set[tuple[str, str, int]]:
    """Protocol, address and port of everything that these processes take connections or datagrams on."""
    held = set().union(*(sockets_of(one) for one in numbers))
    doors = set()
    for protocol, state in (("tcp", LISTENS), ("tcp6", LISTENS), ("udp", UNCONNECTED), ("udp6", UNCONNECTED)):
        for line in Path(f"/proc/net/{protocol}").read_text().splitlines()[1:]:
            words = line.split()
            if words[3] == state and words[9] in held:
                address, _, port = words[1].partition(":")
                doors.add((protocol, _readable(address), int(port, 16)))
    return doors


def _readable(address: str) -> str:
    """An address of /proc/net: words of 32 bits, each in the machine's own order."""
    packed = b"".join(bytes.fromhex(address[at : at + 8])[::-1] for at in range(0, len(address), 8))
    return socket.inet_ntop(socket.AF_INET if len(packed) == 4 else socket.AF_INET6, packed)


async def test_nothing_listens_but_the_door_that_was_asked_for_and_children_on_this_machine(data: Path) -> None:
    async with serving(data) as (school, home):
        await school.until_said("Медиасервер для звонков работает")
        numbers = family(school.number)
        assert {"postgres"} <= set(numbers.values())  # the premise: the children are seen
        assert len(numbers) >= 5, numbers
        doors = listening(numbers)
        asked = ("tcp", "127.0.0.1", int(home.rpartition(":")[2]))
        assert asked in doors
        assert all(ip_address(address).is_loopback for _, address, _ in doors), doors
        assert len({one for one in doors if one[0].startswith("tcp")}) == 2, doors  # ours, and the media's signalling


async def test_a_school_that_is_open_to_its_network_opens_one_port_to_it(data: Path) -> None:
    async with serving(data, "0.0.0.0:0", "--insecure-lan") as (school, home):
        await school.until_said("Медиасервер для звонков работает")
        doors = listening(family(school.number))
        beyond = {one for one in doors if not ip_address(one[1]).is_loopback}
        assert beyond == {("tcp", "0.0.0.0", int(home.rpartition(":")[2]))}
