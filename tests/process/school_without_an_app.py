"""`parta` with a small stand-in for app and worker, so that the supervisor is tested by itself.

Run as `school_without_an_app.py serve …` it is the command; as `… app` and `… worker` it is the children.
"""

import os
import signal
import socket
import sys
import time
from pathlib import Path


def app() -> None:
    from parta.settings import handed_over

    handover = handed_over()
    handover.first_code_file.write_text("AAAA-BBBB-CCCC")
    print("the app is here", flush=True)
    door = socket.socket(fileno=handover.listen_fd)
    while True:
        visitor, _ = door.accept()
        visitor.recv(4096)
        visitor.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        visitor.close()


def worker() -> None:
    if os.environ.get("STUBBORN_WORKER"):
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    while True:
        time.sleep(3600)


def command() -> None:
    from parta import cli
    from parta.cli import supervisor

    me = str(Path(__file__).resolve())
    supervisor.APP = [sys.executable, me, os.environ.get("APP_MODE", "app")]
    supervisor.WORKER = [sys.executable, me, "worker"]
    supervisor.STOP_SECONDS = 2.0
    sys.argv[0] = "parta"
    cli.main()


match sys.argv[1]:
    case "app":
        app()
    case "worker":
        worker()
    case "broken":
        sys.exit("таблицы новее программы")
    case _:
        command()
