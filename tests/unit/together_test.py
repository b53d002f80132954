"""What is gathered is handed on together, and no error ends it."""

import asyncio

from parta.parts.together import Together
from people import until


async def test_a_passing_fault_keeps_what_was_gathered_and_another_error_loses_one_hand_only() -> None:
    handed: list[set[int]] = []
    faults: list[Exception] = [OSError("away"), ValueError("nobody foresaw this")]

    async def hand_on(keys: set[int]) -> None:
        handed.append(keys)
        if faults:
            raise faults.pop(0)

    together: Together[int] = Together("test", hand_on, 0.01, (OSError,))
    async with together.open():
        together.add(1)
        together.add(2)
        await until(lambda: len(handed) == 2, "handed on again after a passing fault")
        assert handed == [{1, 2}, {1, 2}]
        await until(lambda: not faults, "the second error has come")
        together.add(3)
        await until(lambda: len(handed) == 3, "handed on after an error that nobody foresaw")
        together.add(4)
        await asyncio.sleep(0)
    assert handed[2:] == [{3}, {4}]
