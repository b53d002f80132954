"""The phases of a school evening. Every loop is bounded in count and in time."""

from __future__ import annotations

import asyncio
import gc
import random
from time import perf_counter

from . import proc
from .adapters.base import Adapter
from .recorder import quantile

DRAIN_S = 5.0
SUSTAINED_P99_S = 1.0
NOISE = 0.3  # share of a core that other work and the hypervisor may take during a measurement


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


class Meter:
    """CPU of the server trees, the generator and everything else between two moments."""

    def __init__(self, adapter: Adapter) -> None:
        self.adapter = adapter
        self.at = perf_counter()
        self.server, self.own, self.busy = proc.cpu_seconds(adapter.roots), proc.own_cpu(), proc.machine_busy()

    def read(self) -> dict:
        wall = perf_counter() - self.at
        server = proc.cpu_seconds(self.adapter.roots) - self.server
        own = proc.own_cpu() - self.own
        busy, stolen = (now - then for now, then in zip(proc.machine_busy(), self.busy, strict=True))
        other = busy - server - own
        return {
            "wall_s": round(wall, 2),
            "server_cpu_s": round(server, 3),
            "server_cpu_share": round(server / wall, 3),
            "generator_cpu_share": round(own / wall, 3),
            "other_cpu_share": round(max(0.0, other / wall), 3),
            "stolen_cpu_share": round(stolen / wall, 3),
        }


async def quiet(limit: float = 2, share: float = 0.25) -> None:
    """Wait until other work leaves the machine alone, `limit` seconds at most."""
    end = perf_counter() + limit
    while perf_counter() < end:
        busy, at = sum(proc.machine_busy()), perf_counter()
        await asyncio.sleep(0.5)
        if (sum(proc.machine_busy()) - busy) / (perf_counter() - at) < share:
            return


def noisy(row: dict) -> bool:
    return row["other_cpu_share"] + row["stolen_cpu_share"] > NOISE


class Evening:
    def __init__(self, adapter: Adapter, seed: int) -> None:
        self.adapter, self.school, self.rec = adapter, adapter.school, adapter.recorder
        self.rng = random.Random(seed)
        self.links: dict[int, object] = {}

    # -- (a) connect all, idle
    async def connect(self, concurrency: int = 50) -> dict:
        await asyncio.sleep(1)
        before = proc.memory_kib(self.adapter.roots)
        meter, gate, times = Meter(self.adapter), asyncio.Semaphore(concurrency), []

        async def one(user: int) -> None:
            async with gate:
                t = perf_counter()
                self.links[user] = await self.adapter.connect(user)
                times.append(perf_counter() - t)

        await asyncio.wait_for(asyncio.gather(*(one(u) for u in range(self.school.users))), 300)
        used = meter.read()
        await asyncio.sleep(5)
        after = proc.memory_kib(self.adapter.roots)
        n = self.school.users
        idle = Meter(self.adapter)
        await asyncio.sleep(5)
        return {
            "users": n,
            "connect_per_s": round(n / used["wall_s"], 1),
            "connect_p99_ms": _ms(quantile(times, 0.99)),
            "pss_before_mib": round(before[0] / 1024, 1),
            "pss_after_mib": round(after[0] / 1024, 1),
            "rss_after_mib": round(after[1] / 1024, 1),
            "kib_per_connection": round((after[0] - before[0]) / n, 1),
            "idle_cpu_share": idle.read()["server_cpu_share"],
            **used,
        }

    # -- (b) the mix at one open-loop rate
    async def step(self, rate: float, seconds: float) -> dict:
        rec, rng = self.rec, self.rng
        rec.reset()
        count = max(1, int(rate * seconds))
        offsets = sorted(rng.uniform(0, seconds) for _ in range(count))
        picks = [self.school.pick(rng) for _ in offsets]
        lag: list[float] = []
        meter = Meter(self.adapter)
        start = perf_counter() + 0.05
        for offset, (chat, sender) in zip(offsets, picks, strict=True):
            due = start + offset
            wait = due - perf_counter()
            if wait > 0.0005:
                await asyncio.sleep(wait)
            lag.append(perf_counter() - due)
            seq, body = rec.new(due, sender, len(chat.members) - 1)
            self.adapter.send(self.links[sender], chat.id, body, seq)
        end = start + seconds
        while not rec.complete and perf_counter() < end + DRAIN_S:
            await asyncio.sleep(0.02)
        used = meter.read()
        p99 = quantile(rec.latency, 0.99)
        done = rec.complete
        span = max(seconds, rec.last_at - start) if rec.delivered else seconds
        return {
            "rate": rate,
            "sent": count,
            "acked": len(rec.acked),
            "expected": rec.expected,
            "delivered": rec.delivered,
            "deliveries_per_s": round(rec.delivered / span, 1),
            "ack_p50_ms": _ms(quantile(rec.ack_latency, 0.5)),
            "ack_p99_ms": _ms(quantile(rec.ack_latency, 0.99)),
            "p50_ms": _ms(quantile(rec.latency, 0.5)),
            "p99_ms": _ms(p99),
            "cpu_s_per_1000": round(1000 * used["server_cpu_s"] / max(1, rec.delivered), 4),
            "generator_lag_p99_ms": _ms(quantile(lag, 0.99)),
            "sustained": bool(done and p99 <= SUSTAINED_P99_S),
            **used,
        }

    async def settle(self, limit: float) -> None:
        """After an overload: wait until nothing arrives any more."""
        end = perf_counter() + limit
        while perf_counter() < end:
            seen, acked = self.rec.delivered, len(self.rec.acked)
            await asyncio.sleep(1.0)
            if self.rec.complete or (seen == self.rec.delivered and acked == len(self.rec.acked)):
                return

    async def ladder(self, start: float, seconds: float, stop: float, factor: float = 1.6) -> dict:
        """Rise until a step fails, then halve the interval twice."""
        steps, rate, good, bad = [], start, None, None
        for _ in range(14):
            for _ in range(3):  # a step spoiled by other work on the machine is run again
                await quiet()
                step = await self.step(rate, seconds)
                steps.append(step)
                await self.settle(30)
                if step["sustained"] or not noisy(step):
                    break
            if step["sustained"]:
                good = step if good is None or step["rate"] > good["rate"] else good
            else:
                bad = rate if bad is None else min(bad, rate)
            if bad is None:
                rate *= factor
                if rate > stop:
                    break
            elif good is None:
                rate /= 2
                if rate < 0.2:
                    break
            elif bad / good["rate"] > 1.15:
                rate = (bad * good["rate"]) ** 0.5
            else:
                break
            rate = round(rate, 2)
        return {"best": good, "steps": steps}

    # -- (c) one announcement to all
    async def announce(self, times: int = 10, gap: float = 0.5) -> dict:
        rec, chat = self.rec, self.school.by_kind["announcement"][0]
        sender, spread, acks = chat.members[0], [], []
        meter, delivered = Meter(self.adapter), 0
        for _ in range(times):
            rec.reset()
            now = perf_counter()
            seq, body = rec.new(now, sender, len(chat.members) - 1)
            self.adapter.send(self.links[sender], chat.id, body, seq)
            while not rec.complete and perf_counter() < now + 30:
                await asyncio.sleep(0.002)
            delivered += rec.delivered
            spread.append(rec.last_at - now if rec.complete else 30.0)
            acks.extend(rec.ack_latency)
            await asyncio.sleep(gap)
        used = meter.read()
        return {
            "members": len(chat.members),
            "last_p50_ms": _ms(quantile(spread, 0.5)),
            "last_max_ms": _ms(max(spread)),
            "ack_p50_ms": _ms(quantile(acks, 0.5)),
            "cpu_s_per_1000": round(1000 * used["server_cpu_s"] / max(1, delivered), 4),
            **used,
        }

    # -- (d) history
    async def history(self, seconds: float, workers: int = 8) -> dict:
        times, end = [], perf_counter() + seconds
        meter = Meter(self.adapter)

        async def worker(number: int) -> None:
            while perf_counter() < end:
                t = perf_counter()
                got = await self.adapter.history(number)
                if got != 50:
                    raise RuntimeError(f"history gave {got} messages")
                times.append(perf_counter() - t)

        await asyncio.wait_for(asyncio.gather(*(worker(i) for i in range(workers))), seconds + 60)
        used = meter.read()
        return {
            "requests_per_s": round(len(times) / used["wall_s"], 1),
            "p50_ms": _ms(quantile(times, 0.5)),
            "p99_ms": _ms(quantile(times, 0.99)),
            "cpu_ms_per_request": _ms(used["server_cpu_s"] / len(times)),
            **used,
        }

    # -- (e) all but the teachers drop, miss messages, come back at once
    async def storm(self, per_class: int = 2, announcements: int = 2) -> dict:
        rec, school = self.rec, self.school
        gone = [u for u in range(school.users) if u not in school.teachers]
        away = set(gone)
        resume = {u: self.adapter.drop(self.links.pop(u)) for u in gone}
        await asyncio.sleep(2)
        rec.reset()
        missed: dict[int, int] = dict.fromkeys(gone, 0)
        plan = [(t, school.chats[c]) for t, c in school.teachers.items() for _ in range(per_class)]
        plan += [(c.members[0], c) for c in school.by_kind["announcement"] for _ in range(announcements)]
        for sender, chat in plan:
            for user in chat.members:
                if user in away:
                    missed[user] += 1
            seq, body = rec.new(perf_counter(), sender, len(chat.members) - 1)
            self.adapter.send(self.links[sender], chat.id, body, seq)
            await asyncio.sleep(0.02)
        limit = perf_counter() + 60
        while len(rec.acked) < len(plan) and perf_counter() < limit:
            await asyncio.sleep(0.05)
        await asyncio.sleep(2)
        early = rec.delivered
        left, done = dict(missed), {}

        def watch(_: int, user: int, now: float) -> None:
            if user in left:
                left[user] -= 1
                if left[user] == 0:
                    done[user] = now

        rec.watch = watch
        gc.collect()
        gc.disable()  # a pause of the generator's own would be the storm's time
        meter, start = Meter(self.adapter), perf_counter()
        failures = 0

        async def back(user: int) -> None:
            nonlocal failures
            for attempt in range(5):
                try:
                    self.links[user] = await self.adapter.connect(user, resume[user])
                    return
                except (OSError, TimeoutError, RuntimeError):
                    failures += 1
                    await asyncio.sleep(0.1 * 2**attempt)

        await asyncio.wait_for(asyncio.gather(*(back(u) for u in gone)), 240)
        while len(done) < len(gone) and perf_counter() < start + 240:
            await asyncio.sleep(0.02)
        used = meter.read()
        gc.enable()
        rec.watch = None
        times = [t - start for t in done.values()]
        return {
            "users": len(gone),
            "recovered": len(done),
            "retries": failures,
            "missed_messages": sum(missed.values()),
            "delivered_before_storm": early,
            "p50_ms": _ms(quantile(times, 0.5)),
            "p99_ms": _ms(quantile(times, 0.99)),
            "last_ms": _ms(max(times)) if times else None,
            **used,
        }
