"""`parta doctor`: every trouble named in words, with advice and an exit code that a program can read."""

import json
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest


def examine(data: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("parta")), "doctor", "--json", "--data", str(data), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert not done.stderr, done.stderr
    report = json.loads(done.stdout)
    return done.returncode, {finding["name"]: finding for finding in report["findings"]}


def listen_on(data: Path, listen: str, more: str = "") -> None:
    data.mkdir(exist_ok=True)
    (data / "parta.toml").write_text(f'listen = "{listen}"\n{more}')


def test_a_machine_where_nothing_was_started_is_in_order_and_stays_untouched(tmp_path: Path) -> None:
    data = tmp_path / "data"
    code, findings = examine(data)

    # Another school may hold the usual port on this machine: everything else is fine.
    assert {name for name, finding in findings.items() if finding["state"] == "broken"} <= {"Адрес"}
    assert findings["Место на диске"]["text"].startswith("Свободно")
    assert code == (1 if findings["Адрес"]["state"] == "broken" else 0)
    assert not data.exists()


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        listen_on(tmp_path, f"127.0.0.1:{other.getsockname()[1]}")
        code, findings = examine(tmp_path)
    assert code == 1
    assert "уже занят" in findings["Адрес"]["text"]


@pytest.mark.parametrize(
    ("more", "name", "told"),
    [
        ('[database]\nkind = "external"\nurl = "postgresql://127.0.0.1:1/x"', "База данных", "не отвечает"),
        ('[mail]\nkind = "smtp"\nhost = "127.0.0.1"\nport = 1\nsender = "a@b.ru"', "Почта", "не отвечает"),
        ('public_url = "http://school.ru"\n[tls]\nkind = "proxy"\ntrusted = ["10.0.0.1"]', "Адрес для людей", "пароли"),
        ('[tls]\nkind = "files"\ncertificate = "/nowhere"\nkey = "/nowhere"', "Адрес для людей", "не читается"),
        ('mial = "x"', "Настройки", "mial — такой настройки нет"),
    ],
)
def test_a_part_that_does_not_work_is_named_with_advice(tmp_path: Path, more: str, name: str, told: str) -> None:
    listen_on(tmp_path, "127.0.0.1:0", more)
    code, findings = examine(tmp_path)

    found = next(finding for key, finding in findings.items() if key.startswith(name))
    assert code == 1
    assert found["state"] == "broken"
    assert told in found["text"]
    assert found["advice"]


def test_a_mail_server_that_greets_is_fine(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:

        def greet() -> None:
            visitor, _ = door.accept()
            with visitor, visitor.makefile("rwb") as talk:
                talk.write(b"220 school\r\n")
                talk.flush()
                for said in talk:
                    talk.write(b"221 bye\r\n" if said.upper().startswith(b"QUIT") else b"250 ok\r\n")
                    talk.flush()

        threading.Thread(target=greet, daemon=True).start()
        port = door.getsockname()[1]
        mail = f'[mail]\nkind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsender = "a@b.ru"\nsecurity = "none"'
        listen_on(tmp_path, "127.0.0.1:0", mail)
        assert examine(tmp_path)[1]["Почта"]["state"] == "fine"
