"""What `parta doctor` asks of the machine: disk, rights, memory, clock."""

import ctypes
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from parta.cli.finding import Finding, broken, fine, warning
from parta.settings import Settings

MEGABYTE = 1024 * 1024
DISK_BROKEN = 150 * MEGABYTE
DISK_TIGHT = 2048 * MEGABYTE
MEMORY_TIGHT = 700 * MEGABYTE
THIS_PROGRAM_WAS_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)
TIME_ERROR = 5  # adjtimex: nobody keeps this clock
SIZE_OF_TIMEX = 512


def folder(settings: Settings) -> Finding:
    name, data = "Папка данных", settings.data
    there = _nearest(data)
    if not there.is_dir():
        return broken(name, f"{there} — не папка.", "Укажите другую папку: --data.")
    if not os.access(there, os.R_OK | os.W_OK | os.X_OK):
        return broken(
            name, f"Нет прав на {there}.", "Запустите «Парту» от имени владельца папки или укажите другую: --data."
        )
    if there != data:
        return fine(name, f"{data} будет создана при первом запуске.")
    if data.stat().st_mode & 0o006:
        return warning(name, f"{data} открыта всем пользователям машины.", f"Закройте её: chmod o-rwx {data}.")
    return fine(name, str(data))


def disk(settings: Settings) -> Finding:
    name, free = "Место на диске", shutil.disk_usage(_nearest(settings.data)).free
    text = f"Свободно {free // MEGABYTE} МБ."
    if free < DISK_BROKEN:
        return broken(name, text, "Освободите место: «Парта» не сможет сохранять сообщения.")
    if free < DISK_TIGHT:
        return warning(name, text, "Скоро понадобится больше: школа на 600 человек занимает несколько гигабайт в год.")
    return fine(name, text)


def memory(_: Settings) -> Finding:
    name = "Память"
    try:
        lines = Path("/proc/meminfo").read_text().splitlines()
        free = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, StopIteration, ValueError):
        return warning(name, "Не удалось узнать, сколько памяти свободно.", "Проверьте сами: free -m.")
    text = f"Свободно {free // MEGABYTE} МБ."
    if free < MEMORY_TIGHT:
        return warning(name, text, "Для школы нужно около гигабайта. Закройте лишние программы или добавьте памяти.")
    return fine(name, text)


def clock(_: Settings) -> Finding:
    name, now = "Часы", datetime.now(UTC)
    if now < THIS_PROGRAM_WAS_WRITTEN:
        return broken(
            name, f"На часах {now:%d.%m.%Y}: это в прошлом.", "Выставьте дату: коды входа зависят от времени."
        )
    if ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(SIZE_OF_TIMEX)) == TIME_ERROR:
        return warning(
            name,
            f"{now:%d.%m.%Y %H:%M} UTC, но часы никто не подводит.",
            "Включите сверку времени: timedatectl set-ntp true. Иначе со временем перестанут подходить коды входа.",
        )
    return fine(name, f"{now:%d.%m.%Y %H:%M} UTC, время сверяется.")


def _nearest(path: Path) -> Path:
    """The path itself or the nearest thing above it that exists."""
    while not path.exists():
        path = path.parent
    return path
