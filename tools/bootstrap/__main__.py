"""Everything `make` does, with nothing but Python's standard library: `python3 tools/bootstrap COMMAND`."""

import subprocess
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said in words instead of a syntax error
    sys.exit("Нужен Python 3.11 или новее.")

import client
import environment
import media
from check import check_everything
from places import ENVIRONMENT, ROOT
from serve import serve
from steps import StepFailed, alone
from uv import uv


def main() -> int:
    command, *arguments = sys.argv[1:] or ["help"]
    try:
        match command:
            case "setup":
                _prepared_to_check()  # what runs the school is among it
            case "run":
                _prepared_to_run()
                return serve(arguments)
            case "test":
                return check_everything(_prepared_to_check, also_slow=arguments == ["full"])
            case "media":
                print(media.build())
            case "client":
                with alone():
                    client.build()
            case "format":
                _prepared_to_check()
                return _format()
            case "lock":
                _lock()
            case _:
                sys.exit("Команды: setup, run, test, media, format, lock.")
    except StepFailed as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _prepared_to_run() -> None:
    with alone():
        environment.for_running()
        client.build()


def _prepared_to_check() -> None:
    with alone():
        environment.for_checking()
        client.build()


def _format() -> int:
    ruff = ENVIRONMENT / "bin" / "ruff"
    codes = [
        subprocess.call([ruff, "check", "--fix", "--quiet", "."], cwd=ROOT),
        subprocess.call([ruff, "format", "--quiet", "."], cwd=ROOT),
    ]
    if client.exists():
        client.packages()
        client.npm("run", "format")
    return max(codes)


def _lock() -> None:
    """Write the lock files anew: hashes, no addresses."""
    compile_ = ("pip", "compile", "--quiet", "--generate-hashes", "--no-emit-index-url", "--python-version", "3.11")
    server = "server/pyproject.toml"
    uv(*compile_, server, "--output-file", "locks/parta.txt", folder=ROOT)
    uv(*compile_, server, "requirements-dev.in", "--output-file", "locks/dev.txt", folder=ROOT)
    uv(*compile_, "requirements-build.in", "--output-file", "locks/build.txt", folder=ROOT)


sys.exit(main())
